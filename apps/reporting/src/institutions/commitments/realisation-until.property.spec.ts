import type { CommitmentFact, RealisationRows } from '@corridor/domain';
import fc from 'fast-check';
import { foldRealisation, type RealisationEvent } from './realisation.fold.js';
import { CONTRACT, idOf, nothingKnown, PROMISE, Telling, usd } from './realisation.spec-kit.js';

const SEED = 20_261_127;
const START_MS = Date.parse('2026-03-01T00:00:00Z');
const at = (day: number) => new Date(START_MS + day * 86_400_000).toISOString();
const GOODS = [10, 11, 12];
/** A part of the first of them. */
const PART = 20;

const step = fc.record({
  what: fc.constantFrom(
    ...[
      'link',
      'link',
      'unlink',
      'dispatch',
      'deliver',
      'import',
      'correct',
      'pay',
      'return',
      'amend',
      'rate',
    ],
    ...['revise', 'price', 'release', 'withdraw', 'part'],
  ),
  of: fc.constantFrom(...GOODS, PART),
  cents: fc.integer({ min: 1, max: 99_999 }),
  // Mostly in order, and now and then told late, or ahead.
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, -1, -3, -8, 6),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Events of one commitment and its goods, each a day behind the one before, unless it is told late. */
function tell(steps: readonly Step[]): readonly RealisationEvent[] {
  const told = new Telling();
  const days: number[] = [];
  const on = (day: number) => {
    while (days.length < told.events.length) days.push(day);
  };
  told.announce();
  for (const id of GOODS)
    told.declare(idOf(id), id === 12 ? { amount: '10000.55', currency: 'PKR' } : usd('100.01'));
  on(0);
  const linked = new Set<number>();
  const done = new Set<string>();
  const once = (name: string) => !done.has(name) && done.add(name) !== undefined;
  for (const [index, { what, of, cents, late }] of steps.entries()) {
    const id = idOf(of);
    const amount = (cents / 100).toFixed(2);
    const next = idOf(100 + index);
    const own = { commitmentId: PROMISE };
    const isWhole = of !== PART;
    if (!isWhole && !done.has('part')) continue;
    if (what === 'link' && isWhole && !linked.has(of)) {
      linked.add(of);
      told.link(id, of % 2 === 0 && done.has('price') ? CONTRACT : undefined);
    } else if (what === 'unlink' && linked.delete(of)) told.unlink(id);
    else if (what === 'dispatch') told.dispatch(id);
    else if (what === 'deliver') told.deliver(id);
    else if (what === 'import') told.clear(id, next, what, amount);
    else if (what === 'pay') told.pay(id, next, '1000.00', amount);
    else if (what === 'return')
      told.tell('ConsignmentReturned', { consignmentId: id, location: 'x', reason: 'x' });
    else if (what === 'amend')
      told.tell('ConsignmentAmended', { consignmentId: id, reason: 'x', lines: [] } as never);
    else if (what === 'part' && once('part')) {
      told.tell('ConsignmentSplit', { consignmentId: idOf(10), parts: [] } as never);
      told.declare(idOf(PART), usd('50.00'), idOf(10), '50');
    } else if (what === 'rate' && once('rate')) {
      const rate = { currency: 'PKR', usdPerUnit: '0.00359', date: '2026-02-04', source: 'x' };
      told.tell('CommitmentRateTold', { ...own, rate });
    } else if (what === 'price' && once('price'))
      told.contract([{ hs6: '630260', unit: 'NAR', price: usd('0.93') }]);
    else if (what === 'release' && done.has('price') && once('release'))
      told.tell('CommitmentContractReleased', { ...own, contractId: CONTRACT, reason: 'x' });
    else if (what === 'withdraw' && once('withdraw'))
      told.tell('CommitmentWithdrawn', { ...own, reason: 'x' } as never);
    else if (what === 'revise') {
      const [announced] = told.events;
      if (announced?.type !== 'CommitmentAnnounced') throw new Error('nothing is announced');
      const terms = {
        ...announced.data.terms,
        value: usd(amount),
        valueUsd: usd(amount),
        hsCodes: [cents % 2 ? '6302' : '5201'],
      };
      told.tell('CommitmentRevised', { ...own, terms, reason: 'x', source: 'x' } as never);
    }
    on(index + 1 + late);
  }
  return told.events.map((event, index) => ({
    ...event,
    occurredAt: at(days[index] ?? 0),
  })) as readonly RealisationEvent[];
}

/** Of which commitment or consignment an event is; of a part, of the whole. */
function unitsOf(event: RealisationEvent): readonly string[] {
  const { data } = event;
  if ('allocated' in data) return [data.allocated.id, data.commitmentId];
  if ('commitmentId' in data) return [data.commitmentId];
  return 'consignmentId' in data ? [data.consignmentId === idOf(PART) ? idOf(10) : data.consignmentId] : [];
}

function sums(facts: readonly CommitmentFact[]): Readonly<Record<string, string>> {
  const all: Record<string, bigint> = {};
  for (const { stage, consignment_id, usd_cents, unvalued_lines } of facts) {
    const key = `${stage} ${consignment_id}`;
    all[key] = (all[key] ?? 0n) + BigInt(usd_cents);
    all.unvalued = (all.unvalued ?? 0n) + BigInt(unvalued_lines);
  }
  const told = Object.entries(all).filter(([, sum]) => sum !== 0n);
  return Object.fromEntries(told.sort().map(([key, sum]) => [key, sum.toString()]));
}

/** The rows of those events that had happened by an instant. */
function upTo({ facts, versions, links, instants }: RealisationRows, instant: string) {
  const happened = new Set(instants.flatMap((each) => (each.occurred_at <= instant ? each.position : [])));
  const some = <Row>(rows: readonly Row[]) =>
    rows.filter((row) => happened.has((row as { position: number }).position));
  const status = some(facts)
    .flatMap((fact) => fact.status ?? [])
    .at(-1);
  return { sums: sums(some(facts)), status, version: some(versions).at(-1), links: some(links) };
}

it('where no event of a commitment or its goods is told behind a later one on the other side of the instant, the facts that had happened are what the events come to that had', () => {
  let [exact, refused, late] = [0, 0, 0];
  const asked = fc.tuple(
    fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
    fc.integer({ min: 0, max: 42 }),
  );
  fc.assert(
    fc.property(asked, ([steps, day]) => {
      const events = tell(steps);
      const instant = at(day);
      const all = foldRealisation(events, nothingKnown());
      const mixed = new Set(
        all.disorder.flatMap((each) =>
          each.occurred_at <= instant && each.behind_at > instant ? each.unit_id : [],
        ),
      );
      const linked = new Set(events.flatMap(({ data }) => ('allocated' in data ? data.allocated.id : [])));
      if (mixed.has(PROMISE) || [...linked].some((id) => mixed.has(id))) {
        refused += 1;
        return;
      }
      exact += 1;
      // Of goods that serve nothing, what is told out of order counts nowhere.
      const happened = events.filter(
        (event) => event.occurredAt <= instant && !unitsOf(event).some((id) => mixed.has(id)),
      );
      late += events.findIndex(({ occurredAt }) => occurredAt > instant) < happened.length - 1 ? 1 : 0;
      expect(upTo(all, instant)).toEqual(upTo(foldRealisation(happened, nothingKnown()), instant));
    }),
    { seed: SEED, numRuns: 1_500 },
  );
  expect(exact).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(100);
  expect(late).toBeGreaterThan(50);
});
