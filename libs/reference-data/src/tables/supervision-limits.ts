// Made by `npm run generate` from libs/reference-data/data/supervision-limits.csv; its source stands in SOURCES.md beside that.

/** code, limit, unit, from, source. */
export const ROWS: readonly (readonly [code: string, limit: string, unit: string, from: string, source: string])[] = [
  ['kz-contract-number', '50000.00', 'USD', '2024-01-01', 'National Bank of Kazakhstan, nationalbank.kz, exports and imports: contracts of more than 50 thousand US dollars or the equivalent, by the rules of 2023-09-29 (resolution 78 and order 1054) in force from 2024-01-01'],
  ['paid-unmoved', '45', 'days', '', 'The ledger\'s own choice: the term that Pakistan gives for payment at sight, turned round'],
];
