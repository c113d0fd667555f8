import {
  type CommitmentFact,
  CommitmentProgress,
  type CommitmentStanding,
  type RealisationMemory,
  stageValues,
} from '@corridor/domain';
import fc from 'fast-check';
import { foldRealisation } from './realisation.fold.js';
import { CONTRACT, idOf, nothingKnown, PROMISE, Telling, usd } from './realisation.spec-kit.js';

const SEED = 20_261_126;

const step = fc.record({
  what: fc.constantFrom(
    'link',
    'unlink',
    'dispatch',
    'deliver',
    'export',
    'import',
    'pay',
    'return',
    'cancel',
    'amend',
    'rate',
    'contract',
  ),
  of: fc.integer({ min: 10, max: 13 }),
  cents: fc.integer({ min: 1, max: 99_999 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A story in which goods are linked and unlinked while they come to something, in dollars and rupees. */
function tell(steps: readonly Step[], priced: boolean): Telling {
  const told = new Telling();
  const prices = priced ? [{ hs6: '630260', unit: 'NAR', price: usd('1.03') }] : [];
  told.announce();
  told.contract(prices);
  for (const id of [10, 11, 12, 13])
    told.declare(idOf(id), id === 13 ? { amount: '10000.55', currency: 'PKR' } : usd('100.01'));
  const linked = new Set<number>();
  let rated = false;
  let inRupees = false;
  let next = 100;
  for (const { what, of, cents } of steps) {
    const id = idOf(of);
    const amount = (cents / 100).toFixed(2);
    next += 1;
    if (what === 'link' && !linked.has(of)) {
      linked.add(of);
      told.link(id, of % 2 === 0 ? CONTRACT : undefined);
    } else if (what === 'unlink' && linked.delete(of)) told.unlink(id);
    else if (what === 'dispatch') told.dispatch(id);
    else if (what === 'deliver') told.deliver(id);
    else if (what === 'export' || what === 'import') told.clear(id, idOf(next), what, amount);
    else if (what === 'pay') told.pay(id, idOf(next), '1000.00', amount);
    else if (what === 'return')
      told.tell('ConsignmentReturned', { consignmentId: id, location: 'x', reason: 'x' });
    else if (what === 'cancel') told.tell('ConsignmentCancelled', { consignmentId: id, reason: 'x' });
    else if (what === 'amend') told.declare(id, usd(amount));
    else if (what === 'contract') {
      // Told anew, of another currency than before.
      inRupees = !inRupees;
      told.tell('CommitmentContractReleased', { commitmentId: PROMISE, contractId: CONTRACT, reason: 'x' });
      told.contract(prices, { amount: '900.00', currency: inRupees ? 'PKR' : 'USD' });
    } else if (what === 'rate' && !rated) {
      rated = true;
      const rate = { currency: 'PKR', usdPerUnit: '0.00359', date: '2026-02-04', source: 'x' };
      told.tell('CommitmentRateTold', { commitmentId: idOf(1), rate });
    }
  }
  return told;
}

/** As a table keeps it: keys come back in another order. */
function kept(memory: RealisationMemory): RealisationMemory {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, each]) => [key, turned(each)]),
          )
        : value;
  const goods = new Map([...memory.goods].map(([id, each]) => [id, turned(each) as typeof each]));
  return { ...memory, goods: new Map([...goods].reverse()) };
}

/** What the facts up to a position come to: of stages in dollars, and lines without a rate. */
function sumOf(facts: readonly CommitmentFact[], position: number): Record<string, unknown> {
  const upTo = facts.filter((fact) => fact.position <= position);
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n).toString();
  const names = ['promised', 'contracted', 'shipped', 'cleared', 'delivered', 'delivered-uncleared', 'paid'];
  const stages = names.map((stage) => [
    stage.replace('-', '_'),
    sum(upTo.flatMap((fact) => (fact.stage === stage ? BigInt(fact.usd_cents) : []))),
  ]);
  return {
    ...Object.fromEntries(stages),
    unvalued: sum(upTo.map(({ unvalued_lines }) => BigInt(unvalued_lines))),
    status: upTo.flatMap(({ status }) => status ?? []).at(-1),
  };
}

const isOfNothing = ({ usd_cents, minor, jobs, unvalued_lines, status }: CommitmentFact): boolean =>
  [usd_cents, minor ?? '0', jobs, unvalued_lines].every((each) => Number(each) === 0) && status === null;

it('adds up to what the goods that are linked have come to, however the log is cut', () => {
  let linkedAtEnd = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 7 }),
      (steps, priced, cut) => {
        const { events } = tell(steps, priced);
        const memory = nothingKnown();
        const { facts, standings } = foldRealisation(events, memory);
        let pieces = nothingKnown();
        const cutFacts: CommitmentFact[] = [];
        const cutStandings: CommitmentStanding[] = [];
        for (let at = 0; at < events.length; at += cut) {
          const rows = foldRealisation(events.slice(at, at + cut), pieces);
          cutFacts.push(...rows.facts);
          cutStandings.push(...rows.standings);
          pieces = kept(pieces);
        }
        expect(cutFacts).toEqual(facts);
        // No fact tells of nothing.
        expect(facts.filter(isOfNothing)).toEqual([]);
        expect(cutStandings).toEqual(standings);
        // As of each event that told something: what the facts up to it come to, once.
        const links = events.filter(({ type }) => type.endsWith('inked'));
        const told = new Set([...facts, ...links].map(({ position }) => position));
        expect(standings.map(({ position }) => position)).toEqual([...told].sort((a, b) => a - b));
        for (const standing of standings) {
          expect(standing).toMatchObject(sumOf(facts, standing.position));
          const linkedBy = events.filter(({ position }) => position <= standing.position);
          const count = (type: string) => linkedBy.filter((event) => event.type === type).length;
          expect(standing.consignments).toBe(count('CommitmentLinked') - count('CommitmentUnlinked'));
        }

        const rates = [...memory.commitments.values()].flatMap(({ state }) => state.rates);
        const prices = [...memory.commitments.values()].flatMap(({ state }) =>
          state.contracts.flatMap((contract) => contract.prices),
        );
        // What stands in the row is what its facts say.
        const delivered = facts.filter(({ stage }) => stage.startsWith('delivered'));
        expect([...memory.commitments.values()]).toMatchObject([
          {
            delivered_usd_cents: String(delivered.reduce((sum, fact) => sum + BigInt(fact.usd_cents), 0n)),
          },
        ]);
        // Progress is of what counts still, whatever was linked, paid and taken out meanwhile.
        const progress = new CommitmentProgress();
        progress.add(facts);
        const days = facts.flatMap((fact, index) => {
          const isSame = (each: CommitmentFact) => each.thing === fact.thing && fact.thing !== null;
          let net = facts
            .slice(0, index)
            .filter(isSame)
            .reduce((sum, each) => sum + BigInt(each.usd_cents), 0n);
          const since = facts.slice(index).filter(isSame);
          // It never came to nothing since.
          const isLeft = since.every(({ usd_cents }) => {
            net += BigInt(usd_cents);
            return net > 0n;
          });
          return isLeft && BigInt(fact.usd_cents) > 0n ? fact.on_day : [];
        });
        expect(progress.dayOf(idOf(1))).toBe(days.sort().at(-1));
        const expected = new Map<string, bigint>();
        for (const goods of memory.goods.values()) {
          if (!goods.link) continue;
          linkedAtEnd += 1;
          const measure = {
            currency: 'USD',
            rates,
            prices: goods.link.contractId ? prices : [],
            announcedOn: '2026-02-04',
            hsCodes: ['6302'],
            ofServices: false,
          };
          for (const { stage, usd: cents } of stageValues(goods, measure).values()) {
            expected.set(stage, (expected.get(stage) ?? 0n) + cents);
          }
        }
        for (const stage of ['shipped', 'cleared', 'delivered', 'delivered-uncleared', 'paid']) {
          const sum = facts
            .filter((fact) => fact.stage === stage)
            .reduce((cents, { usd_cents }) => cents + BigInt(usd_cents), 0n);
          expect([stage, sum]).toEqual([stage, expected.get(stage) ?? 0n]);
        }
      },
    ),
    { seed: SEED },
  );
  expect(linkedAtEnd).toBeGreaterThan(50);
});
