// Made by `npm run generate` from libs/reference-data/data/weekends.csv; its source stands in SOURCES.md beside that.

/** country, weekend. */
export const ROWS: readonly (readonly [country: string, weekend: string])[] = [
  ['AE', '6 7'],
  ['CN', '6 7'],
  ['KG', '6 7'],
  ['KZ', '6 7'],
  ['PK', '6 7'],
  ['TJ', '6 7'],
  ['UZ', '6 7'],
];
