// Made by `npm run generate` from libs/reference-data/data/refusal-reasons.csv; its source stands in SOURCES.md beside that.

/** code, name. */
export const ROWS = [
  ['prohibited', 'The goods may not be imported or exported'],
  ['documents', 'A document is missing, forged or not of these goods'],
  ['classification', 'The declared HS code is wrong'],
  ['valuation', 'The declared value was not proven'],
  ['sanitary', 'The sanitary, phytosanitary or veterinary service refused the goods'],
  ['withdrawn', 'The declarant withdrew the declaration'],
] as const;
