// Made by `npm run generate` from libs/reference-data/data/sectors.csv; its source stands in SOURCES.md beside that.

/** sector, first, last. */
export const ROWS = [
  ['it', '8471', '8471'],
  ['it', '8473', '8473'],
  ['it', '8517', '8517'],
  ['it', '8523', '8523'],
  ['it', '8542', '8542'],
  ['textiles', '50', '63'],
  ['leather', '41', '43'],
  ['leather', '64', '64'],
  ['pharmaceuticals', '30', '30'],
  ['agriculture', '01', '24'],
  ['logistics', '86', '89'],
  ['consumer-goods', '33', '34'],
  ['consumer-goods', '39', '39'],
  ['consumer-goods', '69', '70'],
  ['consumer-goods', '73', '73'],
  ['consumer-goods', '82', '85'],
  ['consumer-goods', '94', '96'],
] as const;
