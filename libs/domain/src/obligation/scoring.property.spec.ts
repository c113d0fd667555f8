import { toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { candidatesFor, payInTurn, type ScorableObligation, surest } from '../index.js';

const SEED = 20_260_331;
const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });
const minor = fc.bigInt({ min: 1n, max: 60n });
const name = fc.constantFrom('Demo Stores TOO', 'Demo Mills (Pvt) Ltd', 'Silk Import', undefined);

const obligations = fc.array(
  fc.record({
    creditor: fc.constantFrom('demo-mills', 'demo-weavers'),
    debtor: fc.constantFrom('demo-stores', 'demo-silk'),
    debtorName: name,
    creditorName: name,
    owed: minor,
    dueOn: fc.constantFrom('2026-03-01', '2026-03-30', '2026-04-20'),
  }),
  { maxLength: 14 },
);
const settlement = fc.record({
  unallocated: minor.map(usd),
  fees: fc.option(minor.map(usd), { nil: undefined }),
  valueDate: fc.constantFrom('2026-03-01', '2026-04-01'),
  debtorName: name,
  creditorName: name,
  accountOf: fc.constantFrom('demo-mills', undefined),
  saysWhatIsPaid: fc.boolean(),
});

it('a score is the same in whichever order open items come, and what is sure can be paid', () => {
  let sure = 0;
  fc.assert(
    fc.property(settlement, obligations, (paying, drawn) => {
      const open = drawn.map(
        ({ owed, ...rest }, index): ScorableObligation => ({
          ...rest,
          obligationId: `o-${String(index).padStart(2, '0')}`,
          invoiceNumber: String(index),
          creditorBank: 'demo-bank',
          outstanding: usd(owed),
        }),
      );
      const candidates = candidatesFor(paying, open);
      expect(candidatesFor(paying, open.toReversed())).toEqual(candidates);
      for (const { score, obligationIds, grounds } of candidates) {
        expect(score).toBeGreaterThanOrEqual(40);
        expect(score).toBeLessThanOrEqual(100);
        const points = grounds.map((ground) => Number(ground.slice(ground.lastIndexOf(':') + 1)));
        expect(score).toBe(points.reduce((a, b) => a + b, 0));
        const group = open.filter(({ obligationId }) => obligationIds.includes(obligationId));
        expect(new Set(group.map(({ creditor, debtor }) => `${creditor} ${debtor}`)).size).toBe(1);
        if (paying.accountOf) expect(group[0]?.creditor).toBe(paying.accountOf);
      }
      const found = surest(candidates).sure;
      if (!found) return;
      sure += 1;
      const payable = found.obligationIds.map((id) => ({
        obligationId: id,
        outstanding: open.find(({ obligationId }) => obligationId === id)?.outstanding ?? usd(0n),
        by: 'score' as const,
      }));
      // Nothing of what came is left, and no more is settled than came and the fees.
      const paid = payInTurn(paying, payable);
      const came = toMoney(paying.unallocated).minor;
      const fees = paying.fees ? toMoney(paying.fees).minor : 0n;
      expect(paid.reduce((total, { amount }) => total + toMoney(amount).minor, 0n)).toBe(came);
      const settled = paid.reduce((total, each) => total + toMoney(each.settled).minor, 0n);
      expect(settled >= came && settled <= came + fees).toBe(true);
    }),
    { seed: SEED, numRuns: 2_000 },
  );
  // Else the property would say little.
  expect(sure).toBeGreaterThan(50);
});
