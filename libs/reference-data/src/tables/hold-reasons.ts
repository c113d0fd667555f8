// Made by `npm run generate` from libs/reference-data/data/hold-reasons.csv; its source stands in SOURCES.md beside that.

/** code, name. */
export const ROWS = [
  ['documents', 'A document is missing or in doubt'],
  ['inspection', 'The goods are to be inspected'],
  ['valuation', 'The value is in doubt'],
  ['classification', 'The HS code is in doubt'],
  ['sanitary', 'A sanitary, phytosanitary or veterinary control is open'],
  ['duty-unpaid', 'Duties or taxes are not paid'],
] as const;
