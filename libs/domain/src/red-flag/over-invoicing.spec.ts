import { isOverInvoiced, overInvoicedReason } from '../index.js';

it.each([
  [100_000n, 100_000n, false],
  [110_000n, 100_000n, false],
  [110_001n, 100_000n, true],
  [1n, 0n, true],
  // Exact beyond what a number of JavaScript holds.
  [11_000_000_000_000_000_000n, 10_000_000_000_000_000_000n, false],
  [11_000_000_000_000_000_001n, 10_000_000_000_000_000_000n, true],
])('%d of %d consigned is over-invoiced: %s', (invoiced, consigned, expected) => {
  expect(isOverInvoiced(invoiced, consigned)).toBe(expected);
});

it('says in words what was found, and nothing of what is invoiced', () => {
  expect(overInvoicedReason({ currency: 'USD', minor: 100_000n })).toBe(
    'Invoiced for more than 10 % above the 1000.00 USD that it is consigned for.',
  );
  expect(overInvoicedReason({ currency: 'JPY', minor: 100_000n })).toBe(
    'Invoiced for more than 10 % above the 100000 JPY that it is consigned for.',
  );
});
