import { participantsOf, versionToAppend } from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import fc from 'fast-check';
import { FailingStore } from '../process/delivery.spec-kit.js';
import { type FlagSeen, flagsIn, goodsLine, SupervisedWorld, usd } from './supervised-world.spec-kit.js';

const SEED = 20_261_128;

/** Consignments of few firms and few prices, so that they meet, with papers of few numbers. */
const trades = fc.array(
  fc.record({
    exporter: fc.integer({ min: 1, max: 30 }),
    importer: fc.integer({ min: 1, max: 30 }),
    hs6: fc.oneof(
      { arbitrary: fc.constant('520100'), weight: 9 },
      { arbitrary: fc.constant('630260'), weight: 1 },
    ),
    // Cents a kilogram: most as usual, some far off.
    cents: fc.oneof(
      { arbitrary: fc.integer({ min: 95, max: 105 }), weight: 9 },
      { arbitrary: fc.integer({ min: 1, max: 900 }), weight: 1 },
    ),
    paper: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 2 }),
  }),
  { minLength: 60, maxLength: 70 },
);
type Trade = typeof trades extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** When supervision runs, how far at once, and where it is cut off. */
const courses = fc.array(
  fc.record({
    behind: fc.integer({ min: 1, max: 25 }),
    batch: fc.integer({ min: 1, max: 30 }),
    fails: fc.nat(3),
  }),
  { minLength: 2, maxLength: 6 },
);

const idOf = (index: number, kind: number) =>
  `0191d8a${kind}-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** Tells of trades as trade-events does, all at once. */
async function append(ledger: EventStore, told: readonly Trade[], first: number): Promise<void> {
  const streams = told.map((trade, n) => ({
    streamId: `consignment-${idOf(first + n, 0)}`,
    expectedVersion: 'any' as const,
    events: eventsOf(trade, first + n).map(({ type, data }) => ({
      type,
      schemaVersion: versionToAppend({ type, data }),
      occurredAt: '2026-03-02T09:00:00+05:00',
      data,
      participants: participantsOf(type, data),
    })),
  }));
  if (streams.length > 0)
    await ledger.append({ streams, actor: 'trader:demo-mill', correlationId: idOf(0, 2) });
}

function eventsOf({ exporter, importer, hs6, cents, paper }: Trade, index: number) {
  const consignmentId = idOf(index, 0);
  const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
  const declared = {
    consignmentId,
    exporter: party(`demo-mill-${exporter}`, 'PK'),
    importer: party(`demo-store-${importer}`, 'KZ'),
    origin: 'PKLYP',
    destination: 'KZALA',
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    hsEdition: '2022',
    lines: [goodsLine({ hs6, value: usd(BigInt(cents) * 1_000n) })],
  };
  const attached = {
    consignmentId,
    documentId: idOf(index, 1),
    typeCode: '705',
    number: `BL-${paper}`,
    issuer: 'Demo Lines',
    issuedOn: '2026-03-09',
    sha256: String(index).padStart(64, '0'),
  };
  const events = [{ type: 'ConsignmentDeclared', data: declared as object }];
  return paper === undefined ? events : [...events, { type: 'DocumentAttached', data: attached as object }];
}

/** What has to be flagged, worked out a second way: by counting, without ranks. */
function expected(told: readonly Trade[]): readonly Omit<FlagSeen, 'evidence'>[] {
  const prices = told.flatMap(({ exporter, importer, hs6, cents }, index) => {
    const earlier = told.slice(0, index).filter((each) => each.hs6 === hs6);
    const ofOthers = (shared: number) =>
      earlier
        .filter((each) => Number(each.exporter === exporter) + Number(each.importer === importer) <= shared)
        .map((each) => each.cents);
    // Of firms that are neither of the two, else of any other pair.
    const others = [ofOthers(0), ofOthers(1)].find(({ length }) => length >= 20);
    if (!others) return [];
    const percentile = (percent: number) =>
      Math.min(
        ...others.filter(
          (value) => others.filter((each) => each <= value).length * 100 >= percent * others.length,
        ),
      );
    const kind =
      cents < percentile(5) ? 'under-invoicing' : cents > percentile(95) ? 'over-invoicing' : undefined;
    return kind ? [{ kind, lineNumber: 1, consignmentIds: [idOf(index, 0)] }] : [];
  });
  const papers = [...new Set(told.flatMap(({ paper }) => paper ?? []))].flatMap((paper) => {
    const consignmentIds = told.flatMap((each, index) => (each.paper === paper ? [idOf(index, 0)] : []));
    if (consignmentIds.length < 2) return [];
    return [{ kind: 'double-financing', document: `705 bl-${paper} of demo lines`, consignmentIds }];
  });
  return [...prices, ...papers];
}

const sorted = (flags: readonly object[]) =>
  flags.map((flag) => JSON.stringify(flag, Object.keys(flag).sort())).sort();

/** Supervision by two processes at once, cut off behind some of its appends, and taken up again. */
async function interrupted(world: SupervisedWorld, batch: number, fails: number): Promise<void> {
  const failing = new FailingStore({ pool: world.pool });
  failing.failures = Array.from({ length: fails }, () => new Error('cut off'));
  const followers = [world.follower(failing, batch), world.follower(world.store, batch)];
  for (;;) {
    const steps = await Promise.allSettled(followers.map((follower) => follower.step()));
    const over = steps.every((step) => step.status === 'fulfilled' && step.value === 0);
    if (over) return;
  }
}

it('whenever it runs, however far at once, and wherever it is cut off, supervision raises the same flags', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(trades, courses, async (told, course) => {
      const [atOnce, inPieces] = await Promise.all([SupervisedWorld.start(), SupervisedWorld.start()]);
      const pools = [atOnce, inPieces].map(({ trade }) => ledgerPool(trade.ledger.url, 'trade_events'));
      const [toOnce, toPieces] = pools.map((pool) => new EventStore({ pool })) as [EventStore, EventStore];
      try {
        await append(toOnce, told, 0);
        await atOnce.supervise();
        const flags = flagsIn(await atOnce.trade.log());

        for (let first = 0, piece = 0; first < told.length; piece += 1) {
          const { behind = 1, batch = 1, fails = 0 } = course[piece % course.length] ?? {};
          await append(toPieces, told.slice(first, first + behind), first);
          first += behind;
          await interrupted(inPieces, batch, fails);
        }
        expect(flagsIn(await inPieces.trade.log())).toEqual(flags);

        // It goes over the whole of it again, and has nothing to add; its rows are those of before.
        const rows = async () =>
          (await inPieces.pool.query('SELECT * FROM payments.red_flags ORDER BY position')).rows;
        const [head, before] = [await inPieces.store.head(), await rows()];
        await inPieces.forget();
        await inPieces.supervise();
        expect([await inPieces.store.head(), await rows()]).toEqual([head, before]);

        const shown = flags.map(({ evidence: _, ...flag }) => flag);
        expect(sorted(shown)).toEqual(sorted(expected(told)));
        seen += flags.filter(({ kind }) => kind !== 'double-financing').length;
      } finally {
        await Promise.all(pools.map((pool) => pool.end()));
        await Promise.all([atOnce.stop(), inPieces.stop()]);
      }
    }),
    { seed: SEED, numRuns: 4, endOnFailure: true },
  );
  // The drawn cases have to show something.
  expect(seen).toBeGreaterThan(5);
}, 120_000);
