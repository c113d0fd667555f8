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

it('says in words what was found', () => {
  const facts = { currency: 'USD', invoiced: 250_000n, consigned: 100_000n, invoices: 2 };
  expect(overInvoicedReason(facts)).toBe(
    'Invoiced by 2 invoices for 2500.00 USD, consigned for 1000.00 USD: more than 10 % above it.',
  );
  expect(overInvoicedReason({ ...facts, currency: 'JPY', invoices: 1 })).toBe(
    'Invoiced by 1 invoice for 250000 JPY, consigned for 100000 JPY: more than 10 % above it.',
  );
});
