/**
 * The columns that are read, by their names in the downloads of UN Comtrade: of today's site (`primaryValue`), of its bulk files (`Prtner2Code`), and of the
 * site before 2023 (`Trade Value (US$)`). Letters and digits alone count, in whatever case.
 */
const NAMES = {
  type: ['typecode'],
  classification: ['classificationcode', 'classification'],
  period: ['period'],
  reporterIso: ['reporteriso'],
  reporterCode: ['reportercode'],
  partnerIso: ['partneriso'],
  partnerCode: ['partnercode'],
  partner2: ['partner2code', 'prtner2code', '2ndpartnercode'],
  flow: ['flowcode', 'tradeflowcode'],
  code: ['cmdcode', 'commoditycode'],
  customs: ['customscode', 'customsproccode'],
  transport: ['motcode', 'modeoftransportcode'],
  value: ['primaryvalue', 'tradevalueus'],
  cif: ['cifvalue', 'ciftradevalueus', 'ciftradevalue'],
  fob: ['fobvalue', 'fobtradevalueus', 'fobtradevalue'],
  netKg: ['netwgt', 'netweightkg'],
  netKgEstimated: ['isnetwgtestimated'],
  estimation: ['legacyestimationflag', 'flag'],
  quantity: ['qty'],
  unitCode: ['qtyunitcode'],
  unit: ['qtyunitabbr', 'qtyunit'],
} as const;
export type Column = keyof typeof NAMES;

/** Without these a row says nothing; of a country, its ISO code or its number. */
const NEEDED: readonly (readonly [Column, ...Column[]])[] = [
  ['classification'],
  ['period'],
  ['reporterIso', 'reporterCode'],
  ['partnerIso', 'partnerCode'],
  ['flow'],
  ['code'],
  ['value'],
];

export interface Columns {
  /** Where each stands, from 0. */
  readonly at: ReadonlyMap<Column, number>;
  /** As the file writes their names. */
  readonly names: readonly string[];
  /** Those that are missing, as today's site writes them. */
  readonly missing: readonly string[];
}

const folded = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export function columnsOf(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim());
  const known = names.map(folded);
  const at = new Map<Column, number>();
  for (const [column, spellings] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const index = known.findIndex((name) => spellings.includes(name));
    if (index >= 0) at.set(column, index);
  }
  const missing = NEEDED.filter((each) => !each.some((column) => at.has(column))).map(
    ([column]) => NAMES[column][0],
  );
  return { at, names, missing };
}
