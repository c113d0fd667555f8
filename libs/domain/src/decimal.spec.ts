import fc from 'fast-check';
import { decimalOf, millionths } from './decimal.js';

it.each([
  ['12000', 12_000_000_000n, '12000'],
  ['0.000001', 1n, '0.000001'],
  ['1.50', 1_500_000n, '1.5'],
  ['-0.5', -500_000n, '-0.5'],
  ['007', 7_000_000n, '7'],
  ['0', 0n, '0'],
])('%s is %s millionths, and %s again', (text, value, again) => {
  expect(millionths(text)).toBe(value);
  expect(decimalOf(value)).toBe(again);
});

it('goes there and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
      expect(millionths(decimalOf(value))).toBe(value);
    }),
    { seed: 20_261_125 },
  );
});
