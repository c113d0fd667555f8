import { fold, toMoney, toMoneyJson } from '@corridor/kernel';
import { rejectionOf } from '@corridor/testing';
import fc from 'fast-check';
import {
  allocate,
  isRaised,
  type ObligationCommand,
  type ObligationEvent,
  type OpenObligation,
  obligation,
  type SettlementCommand,
  type SettlementEvent,
  settlement,
} from '../index.js';

const SEED = 20_260_330;
const AT = '2026-03-30T10:00:00+05:00';
const bank = 'demo-bank-karachi';
const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });
const minor = fc.bigInt({ min: 1n, max: 500n });
/** Few ids, so that commands come again and again. */
const id = fc.constantFrom('1', '2', '3', '4', '5');
const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

it('an obligation: payments and what is outstanding are the amount, and a payment again is none', () => {
  fc.assert(
    fc.property(minor, fc.array(fc.tuple(id, minor), { maxLength: 20 }), (owed, payments) => {
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
            creditorBank: bank,
            amount: usd(owed),
            method: 'open-account',
            trigger: 'delivery',
            termsStartedOn: '2026-03-01',
            dueOn: '2026-03-31',
          },
        },
      ];
      const paid = new Map<string, bigint>();
      for (const [settlementId, amount] of payments) {
        const command: ObligationCommand = {
          type: 'ApplyPayment',
          occurredAt: AT,
          data: { settlementId, amount: usd(amount), valueDate: '2026-03-30' },
        };
        const decide = () => obligation.decide(command, fold(obligation, history));
        if (!paid.has(settlementId) && total([...paid.values(), amount]) > owed) {
          expect(rejectionOf(decide).code).toBe('payment-exceeds-outstanding');
          continue;
        }
        const events = decide();
        expect(events).toHaveLength(paid.has(settlementId) ? 0 : 1);
        if (!paid.has(settlementId)) paid.set(settlementId, amount);
        history.push(...events);
        const state = fold(obligation, history);
        if (!isRaised(state)) throw new Error(state.status);
        const outstanding = toMoney(state.outstanding).minor;
        expect(outstanding + total([...paid.values()])).toBe(owed);
        expect(state.status).toBe(outstanding === 0n ? 'settled' : 'open');
        expect(decide()).toEqual([]);
      }
    }),
    { seed: SEED },
  );
});

it('a settlement: what it pays and what is unallocated are the amount, and each step again is none', () => {
  const step = fc.oneof(fc.tuple(id, minor), fc.constant('suspend' as const));
  fc.assert(
    fc.property(minor, fc.array(step, { maxLength: 20 }), (amount, steps) => {
      const history: SettlementEvent[] = [
        {
          type: 'SettlementBooked',
          occurredAt: AT,
          data: {
            settlementId: 's',
            bank,
            basis: 'booked-credit',
            account: '1',
            references: { remittance: [] },
            amount: usd(amount),
            bookedOn: '2026-03-30',
            valueDate: '2026-03-30',
            format: 'json',
            postings: [],
          },
        },
      ];
      const allocated = new Map<string, bigint>();
      for (const next of steps) {
        const command: SettlementCommand =
          next === 'suspend'
            ? { type: 'SuspendSettlement', occurredAt: AT, data: {} }
            : {
                type: 'AllocateSettlement',
                occurredAt: AT,
                data: {
                  obligationId: next[0],
                  invoiceId: next[0],
                  consignmentId: 'c',
                  amount: usd(next[1]),
                  by: 'remittance',
                },
              };
        const decide = () => settlement.decide(command, fold(settlement, history));
        if (next !== 'suspend' && !allocated.has(next[0])) {
          if (total([...allocated.values(), next[1]]) > amount) {
            expect(rejectionOf(decide).code).toBe('allocation-exceeds-unallocated');
            continue;
          }
          allocated.set(next[0], next[1]);
        }
        history.push(...decide());
        const state = fold(settlement, history);
        if (state.status === 'unknown') throw new Error('unknown');
        expect(toMoney(state.unallocated).minor + total([...allocated.values()])).toBe(amount);
        expect(decide()).toEqual([]);
      }
    }),
    { seed: SEED },
  );
});

it('matching uses up the money or all that is named, and does not depend on the order it sees', () => {
  const obligation = fc.record({
    invoiceNumber: fc.constantFrom('A-01', 'A-02', 'A-03'),
    owed: minor,
    dueOn: fc.constantFrom('2026-03-01', '2026-04-01'),
  });
  fc.assert(
    fc.property(minor, fc.array(obligation, { maxLength: 8 }), (amount, drawn) => {
      const open = drawn.map(
        ({ owed, ...rest }, index): OpenObligation => ({
          ...rest,
          obligationId: String(index),
          creditor: 'a',
          creditorBank: bank,
          outstanding: usd(owed),
        }),
      );
      const paying = {
        bank,
        references: { endToEndId: 'a-01', remittance: ['pays A-02'] },
        unallocated: usd(amount),
      };
      const allocations = allocate(paying, open);
      const named = drawn.filter(({ invoiceNumber }) => invoiceNumber !== 'A-03').map(({ owed }) => owed);
      const paid = total(allocations.map((part) => toMoney(part.amount).minor));
      expect(paid <= amount && paid <= total(named)).toBe(true);
      expect([amount, total(named)]).toContain(paid);
      for (const { obligationId, amount: part } of allocations) {
        const owed = drawn[Number(obligationId)]?.owed ?? 0n;
        expect(toMoney(part).minor > 0n && toMoney(part).minor <= owed).toBe(true);
      }
      expect(allocate(paying, open.toReversed())).toEqual(allocations);
    }),
    { seed: SEED },
  );
});
