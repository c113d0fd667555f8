/**
 * The currency that each country of the corridor, and of its neighbours and partners, calls its own: ISO 4217 by the entities
 * that its list A.1 names.
 */
export const OWN_CURRENCY_OF: ReadonlyMap<string, string> = new Map([
  ['AE', 'AED'],
  ['AF', 'AFN'],
  ['AZ', 'AZN'],
  ['CN', 'CNY'],
  ['GE', 'GEL'],
  ['IN', 'INR'],
  ['IR', 'IRR'],
  ['KG', 'KGS'],
  ['KZ', 'KZT'],
  ['PK', 'PKR'],
  ['RU', 'RUB'],
  ['TJ', 'TJS'],
  ['TM', 'TMT'],
  ['TR', 'TRY'],
  ['UZ', 'UZS'],
]);
