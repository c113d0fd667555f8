// Made by `npm run generate` from libs/reference-data/data/services.csv; its source stands in SOURCES.md beside that.

/** code, name, sector. */
export const ROWS = [
  ['SA', 'Manufacturing services on physical inputs owned by others', ''],
  ['SB', 'Maintenance and repair services n.i.e.', ''],
  ['SC', 'Transport', 'logistics'],
  ['SC1', 'Sea transport', 'logistics'],
  ['SC2', 'Air transport', 'logistics'],
  ['SC3', 'Other modes of transport', 'logistics'],
  ['SC4', 'Postal and courier services', 'logistics'],
  ['SD', 'Travel', ''],
  ['SE', 'Construction', ''],
  ['SF', 'Insurance and pension services', ''],
  ['SG', 'Financial services', ''],
  ['SH', 'Charges for the use of intellectual property n.i.e.', ''],
  ['SI', 'Telecommunications, computer and information services', 'it'],
  ['SI1', 'Telecommunications services', 'it'],
  ['SI2', 'Computer services', 'it'],
  ['SI3', 'Information services', 'it'],
  ['SJ', 'Other business services', ''],
  ['SK', 'Personal, cultural and recreational services', ''],
  ['SL', 'Government goods and services n.i.e.', ''],
] as const;
