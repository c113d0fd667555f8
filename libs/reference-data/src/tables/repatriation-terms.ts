// Made by `npm run generate` from libs/reference-data/data/repatriation-terms.csv; its source stands in SOURCES.md beside that.

/** code, rule, days, from, until, source. */
export const ROWS: readonly (readonly [code: string, rule: string, days: string, from: string, until: string, source: string])[] = [
  ['pk-export-180', 'pk-export', '180', '', '2022-01-05', 'Business Recorder, 2022-01-06: the term before State Bank of Pakistan\'s FE Circular 1 of 2022, which holds on for what was allowed before it'],
  ['pk-export-120', 'pk-export', '120', '2022-01-06', '', 'State Bank of Pakistan, FE Circular 1 of 2022 (2022-01-05): Foreign Exchange Manual, chapter 12, paragraph 6 (i), from the date of shipment'],
  ['pk-export-sight-45', 'pk-export-sight', '45', '2022-01-06', '', 'State Bank of Pakistan, FE Circular 1 of 2022 (2022-01-05): Foreign Exchange Manual, chapter 12, paragraph 6 (i), shipment on DP, CAD or sight basis'],
  ['pk-export-usance-135', 'pk-export-usance', '135', '2022-02-01', '', 'State Bank of Pakistan, EPD Circular 2 of 2022 (2022-02-01): terms of sale, or an irrevocable letter of credit, that give 120 days\' usance from the date of shipment'],
];
