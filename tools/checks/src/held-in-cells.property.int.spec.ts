import type { RecordedEvent } from '@corridor/contracts';
import { declaration } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { differences, Projector, rebuild } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { DaysHeldReader, type HeldSum } from '../../../apps/gateway/src/holds/days-held-reader.js';
import { type CutBy, type HeldSumRow, heldSumsSql } from '../../../apps/gateway/src/holds/held-shares.sql.js';
import type { ReadSession } from '../../../apps/gateway/src/read/read-session.js';
import { holds } from '../../../apps/reporting/src/holds/holds.js';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';

/** All instants are whole steps: what is true of the beginning of one is true of all of it. Months of Kabul begin between two hours of UTC. */
const STEP_MS = 30 * 60_000;
const BEGAN_MS = Date.UTC(2024, 0, 20);
const STEPS = 48 * 130;
/** Kazakhstan had another clock than Pakistan until the end of February 2024, and Hamburg has none here. */
const OFFICES = { PKKHI: 'Asia/Karachi', KZALA: 'Asia/Almaty', AFKBL: 'Asia/Kabul', DEHAM: 'UTC' } as const;
type Office = keyof typeof OFFICES;
const OFFICE_CODES = Object.keys(OFFICES) as Office[];
const REASONS = ['inspection', 'documents'] as const;
const CONSIGNMENTS = [1, 2];
const DECLARATIONS = CONSIGNMENTS.flatMap((of) =>
  OFFICE_CODES.map((office, at) => ({ id: 10 * of + at, of, office })),
);
const GOODS = [line(1, '520100', '1000.00')];

const step = fc.record({
  do: fc.constantFrom('hold', 'hold', 'hold', 'hold', 'release', 'release', 'release', 'release', 'refuse'),
  declaration: fc.constantFrom(...DECLARATIONS),
  /** Which of the holds is let go. */
  hold: fc.nat(),
  reason: fc.constantFrom(...REASONS),
  /** Steps since the ledger was told of something. */
  later: fc.integer({ min: 0, max: 100 }),
  /** When it happened: long before, or yet to come. */
  ago: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -600, max: 1_500 })),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const iso = (ms: number) => new Date(ms).toISOString();

/** Whatever the decider takes of the steps, each with the instant at which the ledger was told. */
function storyOf(steps: readonly Step[]) {
  const story = new Story();
  const began = iso(BEGAN_MS);
  for (const id of CONSIGNMENTS) story.declare(id, GOODS, began);
  for (const { id, of, office } of DECLARATIONS)
    story.lodge(id, of, 'import', GOODS, began, { reporter: office.slice(0, 2), customsOffice: office });
  const recorded: string[] = story.appends.map(() => began);
  const placed: { readonly id: number; readonly of: number; readonly holdId: string }[] = [];
  let now = BEGAN_MS + 48 * STEP_MS;
  for (const {
    do: what,
    declaration: { id, of },
    hold,
    reason,
    later,
    ago,
  } of steps) {
    now += later * STEP_MS;
    const at = iso(Math.max(BEGAN_MS, now - ago * STEP_MS));
    const ended = placed[hold % Math.max(1, placed.length)];
    try {
      if (what === 'refuse') story.refuse(id, at);
      else if (what === 'release') {
        if (!ended) continue;
        story.release(ended.id, ended.of, ended.holdId, at);
        placed.splice(placed.indexOf(ended), 1);
      } else {
        const holdId = `h${recorded.length}`;
        const data = { declarationId: uuid(id), consignmentId: uuid(of), holdId, reason, note: 'looked at' };
        story.tell(declaration, `declaration-${uuid(id)}`, { type: 'PlaceHold', occurredAt: at, data });
        placed.push({ id, of, holdId });
      }
      recorded.push(iso(now));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return { story, recorded };
}

/** The month of each step by the clock of each office, as the time zone database has it. */
const MONTHS = new Map(
  OFFICE_CODES.map((office) => {
    const clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: OFFICES[office],
      year: 'numeric',
      month: '2-digit',
    });
    return [
      office,
      Array.from({ length: STEPS }, (_, at) => clock.format(BEGAN_MS + at * STEP_MS).slice(0, 7)),
    ];
  }),
);
const monthOf = (office: Office, at: number): string => MONTHS.get(office)?.[at] ?? '';

interface Hold {
  readonly position: number;
  readonly consignment: string;
  readonly office: Office;
  readonly reason: string;
  readonly from: number;
  /** Null while it is open. */
  readonly until: number | null;
}

interface Asked {
  readonly position: number;
  /** What had happened by this instant, where that is asked for. */
  readonly happened: number | null;
  /** Only what holds of this country's offices make of it, where that is asked for. */
  readonly reporter: string | null;
  readonly from: string;
  readonly to: string;
}

const stepOf = (instant: string): number => (Date.parse(instant) - BEGAN_MS) / STEP_MS;

/** The holds as the events tell of them. */
function holdsOf(events: readonly RecordedEvent[], { position, happened }: Asked): readonly Hold[] {
  const told = events.filter(
    (event) => event.position <= position && (happened === null || stepOf(event.occurredAt) <= happened),
  );
  const data = (event: RecordedEvent) => event.data as Record<string, string>;
  return told
    .filter(({ type }) => type === 'HoldPlaced')
    .map((placed) => {
      const { declarationId, holdId, consignmentId = '', reason = '' } = data(placed);
      const end = told.find(
        (event) =>
          event.position > placed.position &&
          data(event).declarationId === declarationId &&
          (event.type === 'DeclarationRefused' ||
            (event.type === 'HoldReleased' && data(event).holdId === holdId)),
      );
      const office = DECLARATIONS.find(({ id }) => uuid(id) === declarationId)?.office ?? 'PKKHI';
      const until = end ? stepOf(end.occurredAt) : null;
      return {
        position: placed.position,
        consignment: consignmentId,
        office,
        reason,
        from: stepOf(placed.occurredAt),
        until,
      };
    })
    .sort((a, b) => a.from - b.from || a.position - b.position);
}

type Sums = { holds: number; open: number; ms: number };

/** Step by step: the first of the holds that stand at it has it, in the month by its own clock; none has what is yet to come. */
function counted(
  known: readonly Hold[],
  now: number,
  { from, to, reporter }: Asked,
  cutBy?: CutBy,
): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  const keyOf = (hold: Hold) => (cutBy ? hold[cutBy] : '');
  const isOf = (hold: Hold) => reporter === null || hold.office.startsWith(reporter);
  for (const hold of known) {
    const begins = monthOf(hold.office, hold.from);
    const lasts = monthOf(hold.office, Math.max(hold.from, (hold.until ?? now) - 1));
    if (begins > to || lasts < from || !isOf(hold)) continue;
    const sum = sums.get(keyOf(hold)) ?? { holds: 0, open: 0, ms: 0 };
    sums.set(keyOf(hold), { ...sum, holds: sum.holds + 1, open: sum.open + (hold.until === null ? 1 : 0) });
  }
  const shared = new Map<string, Hold[]>();
  for (const hold of known) {
    const id = `${hold.consignment} ${keyOf(hold)}`;
    shared.set(id, [...(shared.get(id) ?? []), hold]);
  }
  for (const together of shared.values()) {
    for (let at = 0; at < now; at += 1) {
      const first = together.find((hold) => hold.from <= at && at < (hold.until ?? now));
      const month = first && monthOf(first.office, at);
      const sum = first && isOf(first) ? sums.get(keyOf(first)) : undefined;
      if (month && sum && month >= from && month <= to) sum.ms += STEP_MS;
    }
  }
  return sums;
}

const inOrder = (sums: Iterable<readonly [string, Sums]>) =>
  [...sums].map(([key, { holds, open, ms }]) => `${key}: ${holds}, ${open} open, ${ms}`).sort();
const ofRows = (rows: readonly (HeldSum | HeldSumRow)[]) =>
  inOrder(rows.map(({ key, holds, open, ms }) => [key, { holds, open, ms: Number(ms) }]));

const UNLIKE_TOTALS_SQL = `
  SELECT h FROM read.held_cell_heads h LEFT JOIN LATERAL (
    SELECT * FROM read.held_cells c WHERE c.first_position = h.first_position AND c.nth = h.nth ORDER BY c.position DESC LIMIT 1
  ) t ON true
  WHERE (h.position, h.placed, h.open, h.finished, h.standing, h.since_ms) IS DISTINCT FROM
    (t.position, t.placed, t.open, t.finished, t.standing, t.since_ms)`;

const month = fc.constantFrom('2024-01', '2024-02', '2024-03', '2024-04', '2024-05');
const question = fc.record({
  at: fc.nat(),
  months: fc.tuple(month, month),
  happened: fc.option(fc.integer({ min: 0, max: STEPS - 1 }), { freq: 2 }),
  reporter: fc.option(fc.constantFrom('PK', 'KZ', 'DE'), { freq: 1 }),
});

it('time held is of cells what it is of the holds, and what is counted half an hour by half an hour, live and rebuilt', async () => {
  const seen = { ms: 0, shared: 0, ahead: 0, otherClock: 0 };
  const steps = fc.array(step, { minLength: 50, maxLength: 50 });
  const questions = fc.array(question, { minLength: 30, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(steps, questions, fc.integer({ min: 1, max: 20 }), async (told, asked, batchMax) => {
      const { url, stop } = await startTestLedger();
      const [owner, pool, reader] = [
        ledgerPool(url),
        ledgerPool(url, 'reporting'),
        ledgerPool(url, 'gateway'),
      ];
      try {
        const store = new EventStore({ pool: owner });
        const { story, recorded } = storyOf(told);
        for (const [at, append] of story.appends.entries())
          await record(store, [append], { recordedAt: recorded[at] ?? '' });
        const projector = new Projector({ projection: holds, pool, store, batchMax });
        while ((await projector.step()) > 0);
        const events = await store.readAll({ after: 0, limit: 1_000 });
        for (const one of asked) {
          const position = one.at % (events.length + 1);
          const [from = '', to = ''] = [...one.months].sort();
          const ask = { position, happened: one.happened, reporter: one.reporter, from, to };
          for (const cutBy of [undefined, 'office', 'reason'] as const)
            await compare(reader, events, ask, cutBy, seen);
        }
        expect((await reader.query(UNLIKE_TOTALS_SQL)).rows).toEqual([]);
        const { rows } = await reader.query('SELECT FROM read.held_cell_heads WHERE ahead_ms > 0');
        seen.ahead += rows.length;
        const rebuilt = await rebuild({ projection: holds, pool, store, batchMax: 1_000 });
        expect(await differences(pool, holds, 1, rebuilt)).toEqual([]);
      } finally {
        await Promise.all([owner.end(), pool.end(), reader.end()]);
        await stop();
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // What this rests on.
  expect(Object.entries(seen).filter(([, times]) => times < 10)).toEqual([]);
}, 300_000);

async function compare(
  reader: pg.Pool,
  events: readonly RecordedEvent[],
  asked: Asked,
  cutBy: CutBy | undefined,
  seen: Record<string, number>,
): Promise<void> {
  const session = {
    read: (work: (manager: { query(sql: string, parameters: unknown[]): Promise<unknown> }) => unknown) =>
      work({ query: async (sql, parameters) => (await reader.query(sql, parameters)).rows }),
  } as unknown as ReadSession;
  const recordedAt = events[asked.position - 1]?.recordedAt;
  const asOf = {
    position: asked.position,
    ms: recordedAt === undefined ? undefined : Date.parse(recordedAt),
  };
  const now = recordedAt === undefined ? 0 : stepOf(recordedAt);
  const { from, to, happened, reporter } = asked;
  const months = { from, to, asOf, reporter };
  const known = holdsOf(events, { ...asked, happened: null });
  const expected = inOrder(counted(known, now, asked, cutBy));
  const figure = new DaysHeldReader(session, { ...months, occurredUntil: null });
  const all = async (of: DaysHeldReader) => {
    const sums = cutBy ? await of.by(cutBy) : [await of.sum()];
    return sums.filter((sum) => sum.holds > 0);
  };
  expect(ofRows(await all(figure))).toEqual(expected);
  const rows = await reader.query<HeldSumRow>(heldSumsSql(cutBy), figure.parameters());
  expect(ofRows(rows.rows)).toEqual(expected);
  if (!cutBy) {
    const shares = await figure.shares(0, 1_000);
    const { ms, holds: n } = await figure.sum();
    expect([shares.length, shares.reduce((sum, { share_ms }) => sum + BigInt(share_ms), 0n)]).toEqual([
      n,
      ms,
    ]);
    seen.ms = (seen.ms ?? 0) + Number(ms);
    seen.shared = (seen.shared ?? 0) + shares.filter(({ share_ms }) => share_ms === '0').length;
    seen.otherClock = (seen.otherClock ?? 0) + known.filter(({ office }) => office !== 'PKKHI').length;
  }
  if (happened === null) return;
  const until = new DaysHeldReader(session, { ...months, occurredUntil: iso(BEGAN_MS + happened * STEP_MS) });
  expect(ofRows(await all(until))).toEqual(
    inOrder(counted(holdsOf(events, asked), Math.min(now, happened), asked, cutBy)),
  );
}
