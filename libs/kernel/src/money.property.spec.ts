import fc from 'fast-check';
import { apportion, divideHalfEven, toMoney, toMoneyJson } from './index.js';

const money = fc.record({
  minor: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
  currency: fc.constantFrom('USD', 'PKR', 'KZT', 'JPY', 'KWD', 'UYW'),
});
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
  .filter((ws) => ws.some((w) => w > 0n));
const abs = (n: bigint) => (n < 0n ? -n : n);

it('money survives its way through JSON', () => {
  fc.assert(
    fc.property(money, (m) => {
      expect(toMoney(toMoneyJson(m))).toEqual(m);
    }),
  );
});

it('apportioned parts sum to the amount and lie within one unit of their exact share', () => {
  fc.assert(
    fc.property(money, weights, (amount, ws) => {
      const total = ws.reduce((a, b) => a + b, 0n);
      const parts = apportion(amount, ws);
      expect(parts.reduce((a, part) => a + part.minor, 0n)).toBe(amount.minor);
      for (const [i, part] of parts.entries()) {
        expect(abs(part.minor * total - amount.minor * (ws[i] ?? 0n)) < total).toBe(true);
      }
    }),
  );
});

it('a quotient half to even lies within half a unit, and a tie is even', () => {
  fc.assert(
    fc.property(
      fc.bigInt(),
      fc.bigInt().filter((d) => d !== 0n),
      (n, d) => {
        const off = abs(n - divideHalfEven(n, d) * d) * 2n;
        expect(off <= abs(d)).toBe(true);
        if (off === abs(d)) expect(divideHalfEven(n, d) % 2n).toBe(0n);
      },
    ),
  );
});
