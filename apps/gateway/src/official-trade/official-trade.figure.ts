import type { FigureDefinition } from '../figures/figure-definition.js';

export const officialTradeFigure: FigureDefinition = {
  field: 'officialTrade',
  title: 'Official statistics of trade',
  question:
    "What do the reporter's official statistics tell of its trade with the partner, by month, year and chapter, beside what the ledger counts?",
  formula:
    'total(flow, period) = the value that the source publishes under TOTAL; of a chapter, the value that it publishes under its two digits. The newest telling of each source, pair, flow and period that was not taken back counts, as of the position. Nothing is added up.',
  unit: 'USD, as the source converts it. Imports CIF-type and exports FOB-type, where the reporter keeps to the rule.',
  rounding: 'To the cent, half to even, as the file is taken; nothing else.',
  source:
    'UN Comtrade (United Nations Statistics Division): rows of all customs procedures (C00), all modes of transport and no second partner alone. Events: `OfficialStatisticsPublished`, `OfficialStatisticsWithdrawn`.',
  edgeCases: [
    'Months and years stand in lists of their own and are never added: a year holds its months, and is whole, also where only some of its months are asked for.',
    'Without a TOTAL row the total is absent, not 0, and not the sum of the chapters: sources withhold some goods from chapters. A total of 0.00 is one that the source tells.',
    'Re-exports are a part of the exports and re-imports of the imports: they are never added to them.',
    'A later telling counts as a whole: a chapter that it leaves out is told no more. As of a position before it, the figure is what it was.',
    'A telling that is taken back counts no more, and the one before it counts again; as of a position before that, it still counts.',
    'The statistics of two countries stand side by side and never mix: a figure names its reporter.',
    'A chapter is of the edition of the Harmonized System that `classification` names.',
  ],
  example:
    'UN Comtrade tells of exports of PK to KZ in 2025: TOTAL 100,000.10, of it chapter 08 40,000.00 and chapter 52 60,000.10 (provisional). Later it tells TOTAL 100,000.20 and chapter 52 60,000.20 (revised). Now: total 100,000.20, chapter 52 60,000.20, and chapter 08 is told no more. As of the event before: 100,000.10, with chapter 08 at 40,000.00.',
};
