// Made by `npm run generate` from libs/reference-data/data/rate-sources.csv; its source stands in SOURCES.md beside that.

/** code, country, name. */
export const ROWS: readonly (readonly [code: string, country: string, name: string])[] = [
  ['sbp', 'PK', 'State Bank of Pakistan'],
  ['nbk', 'KZ', 'National Bank of Kazakhstan'],
  ['cbu', 'UZ', 'Central Bank of the Republic of Uzbekistan'],
  ['nbkr', 'KG', 'National Bank of the Kyrgyz Republic'],
  ['nbt', 'TJ', 'National Bank of Tajikistan'],
  ['cbuae', 'AE', 'Central Bank of the United Arab Emirates'],
  ['pboc', 'CN', 'People\'s Bank of China'],
  ['cbr', 'RU', 'Bank of Russia'],
];
