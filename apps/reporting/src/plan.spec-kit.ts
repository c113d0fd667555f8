import fc from 'fast-check';

/** What of several things happens to a consignment and to what stands beside it. */
export const plan = fc.record({
  amended: fc.boolean(),
  held: fc.boolean(),
  cancelled: fc.boolean(),
  corrected: fc.constantFrom('export', 'import', 'both', 'no'),
  origin: fc.constantFrom('PK', 'KZ', 'CN'),
  destination: fc.constantFrom('PK', 'KZ'),
  parts: fc.constantFrom(1, 2),
  late: fc.boolean(),
  withdrawn: fc.constantFrom('no', 'last', 'first'),
  chargedAgain: fc.boolean(),
  returned: fc.boolean(),
  beside: fc.constantFrom('no', 'refused', 'cleared'),
  transit: fc.constantFrom('no', 'cancelled', 'lost', 'discharged'),
});
export type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

/** An instant of March 2026 in Pakistan, more exact than a millisecond. */
export const day = (n: number, hour = 10): string =>
  `2026-03-${String(n).padStart(2, '0')}T${hour}:00:00.123456789+05:00`;
