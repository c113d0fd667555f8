import { fold, toMoney, toMoneyJson } from '@corridor/kernel';
import { rejectionOf } from '@corridor/testing';
import fc from 'fast-check';
import {
  type BookedSettlement,
  type ObligationCommand,
  type ObligationEvent,
  obligation,
  type RaisedObligation,
  type SettlementCommand,
  type SettlementEvent,
  settlement,
} from '../index.js';

const SEED = 20_260_407;
const AT = '2026-04-07T00:00:00+05:00';
const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });
const minorOf = ({ amount }: { readonly amount: { amount: string; currency: string } }) =>
  toMoney(amount).minor;
const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
const smaller = (a: bigint, b: bigint) => [a, b].toSorted((one, other) => Number(one - other))[0] ?? a;
const minor = fc.bigInt({ min: 1n, max: 500n });
/** So few that an obligation is often paid in full. */
const few = fc.bigInt({ min: 1n, max: 4n });
/** Few ids, so that commands come again and again. */
const id = fc.constantFrom('1', '2', '3', '4', '5');

const booked = (amount: bigint): SettlementEvent => ({
  type: 'SettlementBooked',
  occurredAt: AT,
  data: {
    settlementId: 's',
    bank: 'demo-bank-karachi',
    basis: 'booked-credit',
    account: '1',
    references: { remittance: [] },
    amount: usd(amount),
    bookedOn: '2026-03-30',
    valueDate: '2026-03-30',
    format: 'json',
    postings: [],
  },
});
const allocating = (obligationId: string, amount: bigint, again?: true): SettlementCommand => ({
  type: 'AllocateSettlement',
  occurredAt: AT,
  data: {
    obligationId,
    invoiceId: obligationId,
    consignmentId: 'c',
    amount: usd(amount),
    by: 'remittance',
    ...(again && { again }),
  },
});
const returning = (returnId: string, amount: bigint): SettlementCommand => ({
  type: 'ReturnSettlement',
  occurredAt: AT,
  data: {
    returnId,
    amount: usd(amount),
    bookedOn: '2026-04-07',
    valueDate: '2026-04-07',
    references: { remittance: [] },
    format: 'json',
  },
});
const stateOf = (history: readonly SettlementEvent[]) => fold(settlement, history) as BookedSettlement;

it('a settlement: what it pays, what is unallocated and what was returned are the amount, always', () => {
  const step = fc.oneof(
    fc.tuple(fc.constant('allocate' as const), id, minor),
    fc.tuple(fc.constant('again' as const), id, minor),
    fc.tuple(fc.constant('return' as const), id, minor),
    fc.tuple(fc.constant('suspend' as const), id, minor),
  );
  let returns = 0;
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1_000n }), fc.array(step, { maxLength: 20 }), (amount, steps) => {
      const history: SettlementEvent[] = [booked(amount)];
      const returned = new Map<string, bigint>();
      for (const [kind, of, part] of steps) {
        const command: SettlementCommand =
          kind === 'suspend'
            ? { type: 'SuspendSettlement', occurredAt: AT, data: {} }
            : kind === 'return'
              ? returning(of, part)
              : allocating(of, part, kind === 'again' ? true : undefined);
        const before = stateOf(history);
        const decide = () => settlement.decide(command, stateOf(history));
        const isNew = !(kind === 'return' ? returned : new Set(before.obligationIds)).has(of);
        if (kind === 'return' && isNew && part + total([...returned.values()]) > amount) {
          expect(rejectionOf(decide).code).toBe('return-exceeds-settlement');
          continue;
        }
        if (
          (kind === 'again' || (kind === 'allocate' && isNew)) &&
          part > toMoney(before.unallocated).minor
        ) {
          expect(rejectionOf(decide).code).toBe('allocation-exceeds-unallocated');
          continue;
        }
        const events = decide();
        if (kind === 'return' && isNew) returned.set(of, part);
        history.push(...events);
        const after = stateOf(history);
        for (const event of events) {
          if (event.type !== 'SettlementReturned') continue;
          returns += 1;
          const fromSuspense = toMoney(before.unallocated).minor - toMoney(after.unallocated).minor;
          expect(fromSuspense + total(event.data.takenBack.map(minorOf))).toBe(part);
          // Nothing that is paid is taken back while money waits.
          if (event.data.takenBack.length > 0) expect(toMoney(after.unallocated).minor).toBe(0n);
        }
        const pays = total(after.allocations.map(minorOf));
        expect(pays + toMoney(after.unallocated).minor + toMoney(after.returned).minor).toBe(amount);
        expect(toMoney(after.returned).minor).toBe(total([...returned.values()]));
        expect(after.allocations.every((each) => minorOf(each) > 0n)).toBe(true);
        if (kind !== 'again') expect(decide()).toEqual([]);
      }
    }),
    { seed: SEED },
  );
  // Else the property would say little.
  expect(returns).toBeGreaterThan(50);
});

it('a return behind the matching leaves what the matching of less money would have led to', () => {
  const allocated = (amount: bigint, owed: readonly bigint[], history: SettlementEvent[]) => {
    let left = amount;
    for (const [index, debt] of owed.entries()) {
      const part = smaller(debt, left);
      if (part === 0n) break;
      left -= part;
      history.push(...settlement.decide(allocating(String(index), part), stateOf(history)));
    }
    return history;
  };
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 1_000n }),
      fc.bigInt({ min: 1n, max: 1_000n }),
      fc.array(minor, { maxLength: 6 }),
      (amount, drawn, owed) => {
        const back = smaller(drawn, amount);
        const behind = allocated(amount, owed, [booked(amount)]);
        behind.push(...settlement.decide(returning('r', back), stateOf(behind)));
        const before = [booked(amount)];
        before.push(...settlement.decide(returning('r', back), stateOf(before)));
        const [one, other] = [stateOf(behind), stateOf(allocated(amount - back, owed, before))];
        expect(one.allocations).toEqual(other.allocations);
        expect(one.unallocated).toEqual(other.unallocated);
      },
    ),
    { seed: SEED },
  );
});

it('an obligation: what is owed and what is paid are its amount, however payments and returns come', () => {
  const step = fc.tuple(fc.constantFrom('pay' as const, 'return' as const), id, id, few);
  let reopened = 0;
  fc.assert(
    fc.property(few, fc.array(step, { maxLength: 25 }), (owed, steps) => {
      const ids = { obligationId: 'o', invoiceId: 'o', consignmentId: 'c' };
      const history: ObligationEvent[] = [
        {
          type: 'ObligationArisen',
          occurredAt: AT,
          data: {
            ...ids,
            invoiceNumber: '1',
            creditor: 'a',
            debtor: 'b',
            creditorBank: 'demo-bank-karachi',
            amount: usd(owed),
            method: 'open-account',
            trigger: 'delivery',
            termsStartedOn: '2026-03-01',
            dueOn: '2026-03-31',
          },
        },
      ];
      const now = () => fold(obligation, history) as RaisedObligation;
      /** Kept a second way: what each settlement pays, who paid since the last return, and which returns came. */
      const pays = new Map<string, bigint>();
      const sinceOpened = new Set<string>();
      const returns = new Set<string>();
      for (const [kind, settlementId, returnId, amount] of steps) {
        const has = pays.get(settlementId) ?? 0n;
        const data = { settlementId, amount: usd(amount), valueDate: '2026-04-07' };
        const command: ObligationCommand =
          kind === 'pay'
            ? { type: 'ApplyPayment', occurredAt: AT, data }
            : { type: 'ReturnPayment', occurredAt: AT, data: { ...data, returnId } };
        const decide = () => obligation.decide(command, now());
        const isKnown = kind === 'pay' ? sinceOpened.has(settlementId) : returns.has(returnId);
        const open = owed - total([...pays.values()]);
        if (!isKnown && amount > (kind === 'pay' ? open : has)) {
          const code = kind === 'pay' ? 'payment-exceeds-outstanding' : 'return-exceeds-payment';
          expect(rejectionOf(decide).code).toBe(code);
          continue;
        }
        const wasSettled = now().status === 'settled';
        const events = decide();
        expect(events).toHaveLength(isKnown ? 0 : 1);
        history.push(...events);
        if (!isKnown) pays.set(settlementId, kind === 'pay' ? has + amount : has - amount);
        if (!isKnown && kind === 'pay') sinceOpened.add(settlementId);
        if (!isKnown && kind === 'return') {
          sinceOpened.clear();
          returns.add(returnId);
          if (wasSettled) reopened += 1;
        }
        const state = now();
        const outstanding = toMoney(state.outstanding).minor;
        expect(outstanding + total(state.payments.map(minorOf))).toBe(owed);
        expect(new Map(state.payments.map((each) => [each.settlementId, minorOf(each)]))).toEqual(
          new Map([...pays].filter(([, paid]) => paid > 0n)),
        );
        expect(outstanding >= 0n && outstanding <= owed).toBe(true);
        expect(state.status).toBe(outstanding === 0n ? 'settled' : 'open');
        expect(state.obligation.dueOn).toBe('2026-03-31');
        expect(decide()).toEqual([]);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  // Else the property would say little.
  expect(reopened).toBeGreaterThan(10);
});
