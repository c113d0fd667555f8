import { nothingKnown, RealisationFold, type RealisationWord } from '@corridor/domain';
import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

const SEED = 20_261_128;
/** Years of two promises, each announced on 4 February and told a month later. */
const YEARS = ['2024', '2025'] as const;
const GOODS = [10, 11, 12, 13];
const CONSIGNED = 10_000;
const STAGES = ['shipped', 'cleared', 'delivered', 'deliveredUncleared'] as const;
type Stage = (typeof STAGES)[number];

const step = fc.record({
  what: fc.constantFrom('link', 'link', 'unlink', 'move', 'dispatch', 'deliver', 'clear', 'amend'),
  of: fc.constantFrom(...GOODS),
  to: fc.constantFrom(0, 1),
  cents: fc.integer({ min: 1, max: 99_999 }),
});

/** What is known of goods: each day in the form `YYYY-MM-DD`. */
interface Known {
  to?: number;
  dispatched?: string;
  delivered?: string;
  /** By the first word of customs, with what the last one says. */
  cleared?: { readonly on: string; readonly cents: number };
}
type Goods = Readonly<Record<number, Known>>;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
/** What was known behind positions. */
const known = new Map<number, Goods>();

beforeAll(async () => {
  ledger = await startFilledLedger();
  const memory = nothingKnown();
  const fold = new RealisationFold(memory);
  const goods: Record<number, Known> = Object.fromEntries(GOODS.map((of) => [of, {}]));
  let day = '2025-03-04';
  const apply = async (word: object) => {
    const position = await ledger.event({ recordedAt: '2027-06-20T08:00:00Z' });
    fold.apply({ ...word, position, on: day, at: `${day}T08:00:00.000Z` } as RealisationWord);
    known.set(position, structuredClone(goods));
  };
  const link = (kind: 'linked' | 'unlinked', of: number, to: number) =>
    apply({
      ...{ kind, allocated: { kind: 'consignment', id: idOf(of) }, commitmentId: idOf(to + 1) },
      ...{ basis: 'hand', contractId: null, toldBy: 'x', reason: 'x' },
    });
  for (const [to] of YEARS.entries()) await apply(announced(to));
  for (const of of GOODS)
    await apply({ kind: 'declared', consignmentId: idOf(of), lines: [line(CONSIGNED)], partOf: null });
  for (const [index, { what, of, to, cents }] of fc.sample(step, { seed: SEED, numRuns: 160 }).entries()) {
    day = new Date(Date.UTC(2025, 2, 5 + index * 3)).toISOString().slice(0, 10);
    const one = goods[of] ?? {};
    const word = { consignmentId: idOf(of), declarationId: idOf(100 + of) };
    if (what === 'link' && one.to === undefined) {
      one.to = to;
      await link('linked', of, to);
    } else if (what === 'unlink' && one.to !== undefined) {
      const from = one.to;
      delete one.to;
      await link('unlinked', of, from);
    } else if (what === 'move' && one.to !== undefined) {
      const from = one.to;
      delete one.to;
      await link('unlinked', of, from);
      one.to = 1 - from;
      await link('linked', of, 1 - from);
    } else if (what === 'dispatch' && !one.dispatched) {
      one.dispatched = day;
      await apply({ kind: 'dispatched', ...word });
    } else if (what === 'deliver' && one.dispatched && !one.delivered) {
      one.delivered = day;
      await apply({ kind: 'delivered', ...word });
    } else if ((what === 'clear' && !one.cleared) || (what === 'amend' && one.cleared)) {
      if (what === 'clear') await apply({ kind: 'lodged', flow: 'import', homeUse: true, ...word });
      one.cleared = { on: one.cleared?.on ?? day, cents };
      await apply({ kind: 'cleared', lines: [line(cents)], ...word });
    }
  }
  const rows = { generation: 1 };
  for (const { state, ...row } of memory.commitments.values())
    await ledger.insert('reporting.commitments', { ...rows, ...row, state: JSON.stringify(state) });
  for (const version of fold.versions)
    await ledger.insert('reporting.commitment_versions', { ...rows, ...version });
  for (const fact of fold.facts) await ledger.insert('reporting.commitment_facts', { ...rows, ...fact });
  for (const each of fold.links) await ledger.insert('reporting.commitment_links', { ...rows, ...each });
  await ledger.reach([...known.keys()].at(-1) ?? 0);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const announced = (to: number) => ({
  kind: 'commitment',
  participants: [],
  demo: false,
  told: {
    type: 'CommitmentAnnounced',
    data: {
      commitmentId: idOf(to + 1),
      terms: {
        ...{ title: 'Towels', kind: 'memorandum', parties: [], sector: 'textiles', hsCodes: [] },
        ...{
          value: { amount: '1000.00', currency: 'USD' },
          valueUsd: { amount: '1000.00', currency: 'USD' },
        },
      },
      rates: [],
      occasion: { kind: 'forum', name: 'Forum', on: `${YEARS[to]}-02-04` },
      source: 'x',
    },
  },
});
const line = (cents: number) => ({
  ...{ line: 1, hs6: '630260', quantity: '100', unit: 'NAR', minor: String(cents), currency: 'USD' },
});

/** What goods that serve a promise had come to by a day. */
function cameTo({ dispatched, delivered, cleared }: Known, until: string): Readonly<Record<Stage, number>> {
  const by = (on: string | undefined, cents: number) => (on !== undefined && on <= until ? cents : 0);
  return {
    shipped: by(dispatched, CONSIGNED),
    cleared: by(cleared?.on, cleared?.cents ?? 0),
    delivered: cleared ? by(delivered, cleared.cents) : 0,
    deliveredUncleared: cleared ? 0 : by(delivered, CONSIGNED),
  };
}

interface Year {
  readonly year: string;
  readonly stages: Readonly<Record<Stage | 'promised', { readonly amount: string }>>;
}

it('counts at each age what goods that serve a promise had come to by then, and no goods twice', async () => {
  const stages = ['promised', ...STAGES].map((stage) => `${stage} { amount }`).join(' ');
  const positions = [...known.keys()].filter((position) => position > 6 && position % 5 === 0);
  let counted = 0;
  for (const position of positions) {
    const goods = Object.values(known.get(position) ?? {});
    for (const months of [2, 4, 7, 10, 13, 15, 18, 21, 26]) {
      const { data, errors } = await gateway.ask(
        `{ commitmentFunnel(asOf: ${position}) { atAge(months: ${months}) { year stages { ${stages} } } } }`,
      );
      expect(errors).toEqual([]);
      const { atAge } = (data as { commitmentFunnel: { atAge: readonly Year[] } }).commitmentFunnel;
      const told = atAge.map(({ year, stages: of }) => [
        year,
        // Told in March 2025, promised in February of its year.
        of.promised.amount,
        ...STAGES.map((stage) => Math.round(Number(of[stage].amount) * 100)),
      ]);
      const expected = YEARS.map((year, to) => {
        const until = new Date(Date.UTC(Number(year), 1 + months, 4)).toISOString().slice(0, 10);
        const sums = STAGES.map((stage) =>
          goods.reduce((sum, one) => sum + (one.to === to ? cameTo(one, until)[stage] : 0), 0),
        );
        counted += sums.filter((sum) => sum > 0).length;
        return [year, '1000.00', ...sums];
      });
      expect([position, months, told]).toEqual([position, months, expected]);
    }
  }
  expect(positions.length).toBeGreaterThan(8);
  expect(counted).toBeGreaterThan(50);
});
