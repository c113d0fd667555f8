import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  allocate,
  balanceOf,
  type ExchangeLeg,
  exchangeOf,
  matchByHand,
  type ServicePart,
} from '../index.js';
import { Books, minorOf, moneyOf } from './books.spec-kit.js';
import { AT, BANK } from './settlement.spec-kit.js';

const SEED = 20_261_126;
/** With no digit, two and three behind the point. */
const currency = fc.constantFrom('USD', 'JPY', 'KWD');
const minor = fc.bigInt({ min: 1n, max: 100_000n });
/** Less than is owed as a rule, so that often all of it pays something. */
const came = fc.bigInt({ min: 1n, max: 30_000n });
const small = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 900n }));
const ofFour = fc.constantFrom('1', '2', '3', '4');

const leg = (base: string, quote: string, rate: string, inverse: boolean): ExchangeLeg => ({
  base,
  quote,
  rate,
  on: '2026-03-30',
  source: 'sbp',
  inverse,
});
const yen = (inverse: boolean) => leg('USD', 'JPY', '151.37', inverse);
const dinar = (inverse: boolean) => leg('KWD', 'USD', '3.2551', inverse);
const EXCHANGES = new Map(
  [
    exchangeOf('USD', 'JPY', [yen(false)]),
    exchangeOf('JPY', 'USD', [yen(true)]),
    exchangeOf('KWD', 'USD', [dinar(false)]),
    exchangeOf('USD', 'KWD', [dinar(true)]),
    exchangeOf('KWD', 'JPY', [dinar(false), yen(false)]),
    exchangeOf('JPY', 'KWD', [yen(true), dinar(true)]),
  ].map((each) => [`${each.from} ${each.to}`, each]),
);
const exchangesFrom = (from: string) =>
  new Map([...EXCHANGES.values()].filter((each) => each.from === from).map((each) => [each.to, each]));

const credit = fc.record({
  currency,
  minor: came,
  basis: fc.constantFrom('booked-credit' as const, 'status-accc' as const),
  chargeBearer: fc.constantFrom('SHAR' as const, 'DEBT' as const),
  charges: small,
});
const matching = fc.record({
  does: fc.constant('match' as const),
  named: fc.array(ofFour, { maxLength: 4 }),
  fees: small,
});
const byHand = fc.record({ does: fc.constant('by-hand' as const), owed: ofFour, amount: came, fees: small });
const unmatching = fc.record({ does: fc.constant('unmatch' as const), owed: ofFour });
const returning = fc.record({
  does: fc.constant('return' as const),
  amount: came,
  kept: small,
  compensation: small,
});
const entry = fc.record({ does: fc.constant('entry' as const), more: fc.bigInt({ min: -900n, max: 400n }) });
const services = fc.record({
  does: fc.constant('services' as const),
  under: fc.constantFrom('k-1', 'k-2'),
  amount: came,
});
const noServices = fc.record({
  does: fc.constant('no services' as const),
  under: fc.constantFrom('k-1', 'k-2'),
});
const standing = fc.record({
  does: fc.constantFrom('hold' as const, 'release' as const, 'suspend' as const),
});
type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Each> ? Each : never;
type Step = Of<
  | typeof matching
  | typeof byHand
  | typeof unmatching
  | typeof returning
  | typeof entry
  | typeof services
  | typeof noServices
  | typeof standing
>;
/** Less came than a status had told, all of which pays something: it has to come one behind the other. */
const shortenedBehind = (paid: Step) =>
  fc.bigInt({ min: -900n, max: -1n }).map((more): Step[] => [paid, { does: 'entry', more }]);
const shortened = shortenedBehind({ does: 'match', named: ['1', '2', '3', '4'], fees: 0n });
const shortenedServices = shortenedBehind({ does: 'services', under: 'k-1', amount: 30_000n });
const one = (arbitrary: fc.Arbitrary<Step>, weight: number) => ({
  weight,
  arbitrary: arbitrary.map((each) => [each]),
});
const steps = fc.oneof(
  one(matching, 6),
  one(byHand, 2),
  one(unmatching, 2),
  one(returning, 3),
  one(entry, 1),
  one(services, 2),
  one(noServices, 1),
  one(standing, 1),
  { weight: 3, arbitrary: shortened },
  { weight: 1, arbitrary: shortenedServices },
);

/** Takes a step with a settlement. @returns whether it was done, not refused. */
function take(books: Books, settlementId: string, said: Step, number: number): boolean {
  const state = books.settlements.get(settlementId);
  if (!state) throw new Error(`${settlementId} was not booked`);
  const { unallocated, settlement } = state;
  const { currency: had } = unallocated;
  const ids = (obligationId: string) => ({ obligationId, invoiceId: obligationId, consignmentId: 'c-1' });
  const positive = (amount: bigint, of: string) => (amount > 0n ? moneyOf(amount, of) : undefined);
  switch (said.does) {
    case 'match': {
      const open = [...books.obligations.values()].map((each) => ({
        ...each.obligation,
        outstanding: each.outstanding,
      }));
      const paying = { unallocated, fees: positive(said.fees, had), exchanges: exchangesFrom(had) };
      const references = { remittance: said.named };
      return allocate({ bank: BANK, references, ...paying }, open)
        .map(({ obligationId, ...paid }) => books.pay(settlementId, { ...ids(obligationId), ...paid }))
        .some((done) => done);
    }
    case 'by-hand': {
      const owed = books.obligations.get(said.owed);
      if (!owed) throw new Error(`${said.owed} was not raised`);
      const fees = positive(said.fees, owed.outstanding.currency);
      const amount = moneyOf(said.amount, had);
      const exchange = EXCHANGES.get(`${had} ${owed.outstanding.currency}`);
      try {
        const paid = matchByHand(state, owed, { amount, ...(fees && { fees }) }, undefined, exchange);
        return books.pay(settlementId, { ...ids(said.owed), ...paid, by: 'manual', reason: 'seen' });
      } catch (error) {
        if (error instanceof Rejection) return false;
        throw error;
      }
    }
    case 'unmatch':
      return books.unmatch(settlementId, said.owed);
    case 'return': {
      const back = said.amount + said.compensation - said.kept;
      const compensation = positive(said.compensation, had);
      return books.giveBack(settlementId, {
        returnId: String(number),
        amount: moneyOf(said.amount, had),
        returnedAmount: moneyOf(back, had),
        ...(compensation && { compensation }),
        bookedOn: '2026-04-07',
        valueDate: '2026-04-07',
        references: { remittance: [] },
        format: 'json',
      });
    }
    case 'entry':
      return books.tell(settlementId, {
        type: 'ConfirmSettlement',
        occurredAt: AT,
        data: {
          basis: 'booked-credit',
          references: { remittance: [] },
          amount: moneyOf(minorOf(settlement.amount) + said.more, had),
          format: 'camt.054.001.08',
          messageId: String(number),
        },
      });
    case 'services': {
      const amount = minorOf(unallocated) < said.amount ? unallocated : moneyOf(said.amount, had);
      const exchange = EXCHANGES.get(`${had} USD`);
      return books.tell(settlementId, {
        type: 'MatchServiceContract',
        occurredAt: AT,
        data: {
          serviceContractId: said.under,
          provider: 'demo-soft',
          amount,
          ...(exchange && { exchange }),
          reason: 'seen',
        },
      });
    }
    case 'no services':
      return books.tell(settlementId, {
        type: 'UnmatchServiceContract',
        occurredAt: AT,
        data: { serviceContractId: said.under, takenBackOn: '2026-04-07', reason: 'seen' },
      });
    case 'hold':
      return books.tell(settlementId, { type: 'HoldSettlement', occurredAt: AT, data: { hits: [] } });
    case 'release':
      return books.tell(settlementId, {
        type: 'ReleaseSettlement',
        occurredAt: AT,
        data: { reason: 'seen' },
      });
    case 'suspend':
      return books.tell(settlementId, { type: 'SuspendSettlement', occurredAt: AT, data: {} });
  }
}

type ServiceParts = readonly Pick<ServicePart, 'serviceContractId' | 'amount' | 'usd'>[];

/** What pays under each contract, in the currency of the credit and in dollars, by what stands. */
function standingOfServices(parts: ServiceParts, signs: readonly bigint[] = []): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [index, { serviceContractId, amount, usd }] of parts.entries()) {
    const sign = signs[index] ?? 1n;
    const add = (key: string, minor: bigint) => sums.set(key, (sums.get(key) ?? 0n) + sign * minor);
    add(`${serviceContractId} of the credit`, minorOf(amount));
    if (usd) add(`${serviceContractId} in dollars`, minorOf(usd.amount));
  }
  return new Map([...sums].filter(([, minor]) => minor !== 0n).sort());
}

/** The same, by the events alone: what was matched less what was taken back. */
function toldOfServices(books: Books, settlementId: string): ReadonlyMap<string, bigint> {
  type Told = { readonly data: ServiceParts[number]; readonly sign: bigint };
  const told = books.events.flatMap(({ type, data }): Told[] => {
    if (data.settlementId !== settlementId) return [];
    if (type === 'SettlementMatchedToServiceContract') return [{ data, sign: 1n }];
    return type === 'SettlementUnmatchedFromServiceContract' ? [{ data, sign: -1n }] : [];
  });
  return standingOfServices(
    told.map(({ data }) => data),
    told.map(({ sign }) => sign),
  );
}

const WALKED = [
  'match',
  'by-hand',
  'unmatch',
  'return',
  'entry',
  'services',
  'no services',
  'services, given back',
  'services, less came',
  'services, in dollars',
  'hold',
  'suspend',
  'exchanged',
  'fees',
  'borne',
  'taken back',
  'taken back of what was exchanged',
  'more went back',
  'less went back',
];

it('each event posts as much to the debit as to the credit, and the accounts come to what settlements and obligations are', () => {
  const done = new Map<string, number>();
  const count = (what: string, happened: boolean) => done.set(what, (done.get(what) ?? 0) + Number(happened));
  const owed = fc.array(fc.record({ currency, minor }), { minLength: 4, maxLength: 4 });
  const credits = fc.array(credit, { minLength: 1, maxLength: 3 });
  const lives = fc.array(fc.tuple(fc.nat(), steps), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(owed, credits, lives, (debts, booked, lived) => {
      const books = new Books();
      for (const [index, each] of debts.entries()) {
        books.owe(String(index + 1), moneyOf(each.minor, each.currency));
      }
      for (const [index, { basis, chargeBearer, ...each }] of booked.entries()) {
        books.book(`s-${index}`, {
          bank: BANK,
          basis,
          account: '1',
          references: { remittance: [] },
          amount: moneyOf(each.minor, each.currency),
          bookedOn: '2026-03-30',
          valueDate: '2026-03-31',
          chargeBearer,
          ...(each.charges > 0n && { charges: [{ amount: moneyOf(each.charges, each.currency) }] }),
          format: 'json',
        });
      }
      let checked = 0;
      const taken = lived.flatMap(([of, each]) => each.map((said) => [of, said] as const));
      for (const [number, [of, said]] of taken.entries()) {
        count(said.does, take(books, `s-${of % booked.length}`, said, number));
        for (const { type, data } of books.events.slice(checked)) {
          const postings = ('postings' in data && data.postings) || [];
          expect([...balanceOf(postings).values()].filter((sum) => sum !== 0n)).toEqual([]);
          expect(postings.every(({ amount }) => minorOf(amount) > 0n)).toBe(true);
          count('exchanged', type === 'SettlementMatched' && data.exchange !== undefined);
          count('fees', type === 'SettlementMatched' && data.fees !== undefined);
          if (type === 'SettlementUnmatchedFromServiceContract') {
            count('services, given back', data.because === 'returned');
            count('services, less came', data.because === 'entry-less');
          }
          count(
            'services, in dollars',
            type === 'SettlementMatchedToServiceContract' && data.usd !== undefined,
          );
          if (type === 'SettlementConfirmed') count('borne', data.borne !== undefined);
          if (type !== 'SettlementReturned') continue;
          count('taken back', data.takenBack.length > 0);
          count(
            'taken back of what was exchanged',
            data.takenBack.some((part) => part.amount.currency !== part.settled.currency),
          );
          count('more went back', minorOf(data.returnedAmount) > minorOf(data.amount));
          count('less went back', minorOf(data.returnedAmount) < minorOf(data.amount));
        }
        checked = books.events.length;
        expect(books.posted()).toEqual(books.standing());
      }
      for (const state of books.settlements.values()) {
        const { settlement, unallocated, returned, allocations, serviceParts } = state;
        const pays = [...allocations, ...serviceParts].reduce((sum, { amount }) => sum + minorOf(amount), 0n);
        expect(pays + minorOf(unallocated) + minorOf(returned)).toBe(minorOf(settlement.amount));
        expect(toldOfServices(books, settlement.settlementId)).toEqual(standingOfServices(serviceParts));
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  // Else the property would say little.
  expect(WALKED.filter((what) => (done.get(what) ?? 0) < 10)).toEqual([]);
});
