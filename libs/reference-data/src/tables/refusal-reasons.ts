// Made by `npm run generate` from libs/reference-data/data/refusal-reasons.csv; its source stands in SOURCES.md beside that.

/** code, name. */
export const ROWS = [
  ['documents-missing', 'A document that the procedure needs was not presented'],
  ['documents-false', 'A document is forged or does not belong to the goods'],
  ['data-wrong', 'The declaration does not describe the goods presented'],
  ['goods-not-presented', 'The goods were not presented'],
  ['goods-prohibited', 'The goods may not be imported or exported'],
  ['licence-missing', 'A licence, permit or quota is missing'],
  ['value-not-proven', 'The declared value was not proven'],
  ['origin-not-proven', 'The declared origin was not proven'],
  ['sanitary-refused', 'The sanitary, phytosanitary or veterinary service refused the goods'],
  ['duty-unpaid', 'Duties or taxes were not paid in time'],
  ['guarantee-missing', 'The guarantee is missing, or does not cover what is due'],
  ['not-entitled', 'The declarant may not use this procedure'],
] as const;
