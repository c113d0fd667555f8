// Made by `npm run generate` from libs/reference-data/data/regions.csv; its source stands in SOURCES.md beside that.

/** code, name, country. */
export const ROWS: readonly (readonly [code: string, name: string, country: string])[] = [
  ['central-asia', 'Central Asia', 'KG'],
  ['central-asia', 'Central Asia', 'KZ'],
  ['central-asia', 'Central Asia', 'TJ'],
  ['central-asia', 'Central Asia', 'TM'],
  ['central-asia', 'Central Asia', 'UZ'],
];
