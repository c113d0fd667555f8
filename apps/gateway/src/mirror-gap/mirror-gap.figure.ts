import type { FigureDefinition } from '../figures/figure-definition.js';

export const mirrorGapFigure: FigureDefinition = {
  field: 'mirrorGap',
  title: 'Mirror gap',
  question:
    'How far apart is what one country declares exported to the other and what that one declares imported from it, by month and chapter, for which causes, and by which lines?',
  formula:
    'gap(X→Y, chapter, month) = imports that Y declares with origin X (CIF-type) − exports that X declares with last known destination Y (FOB-type), as in [bilateral trade](bilateral-trade.md) = freight and insurance + exchange rate + timing + partner + classification + declared by one side only + residual. Lines are paired by consignment and line number. Of a pair, one thing after the other changes from the export to the import: its charges, its rate, its month, its partner, its chapter; what is left is the residual (quantity, unit price). A step that changes the value stands where the export was declared; a step that moves the goods takes all that they have come to from one month, pair of countries or chapter and puts it into the other. `ofExports` = gap ÷ exports.',
  unit: 'USD, at the rate of the day of acceptance; dated by the month in which customs accepted each declaration. `ofExports`: a ratio, 0.1 is 10 %.',
  rounding:
    'Each value and each step is rounded to the cent, half to even, once; what is divided among several declarations is divided so that its parts sum to it. Sums round nothing. `ofExports` has four digits, half to even.',
  source:
    'United Nations, International Merchandise Trade Statistics: Concepts and Definitions 2010 (IMTS 2010). Events: `DeclarationLodged`, `DeclarationCleared`, `DeclarationAmended`, `DeclarationInvalidated`, `ConsignmentSplit`, `ConsignmentCancelled`. Official: UN Comtrade, as in [official statistics of trade](official-statistics-of-trade.md).',
  edgeCases: [
    'How final a month is (`release`) is told by the [release calendars](../release-calendar.md) of both sides: by the one that is less final.',
    'Lines are never paired by what they are worth. Of several declarations of one line, those pair first that name both countries alike, then by the destination of the export, then by the origin of the import, then what is left; each is shared among those of the other side in proportion to net mass.',
    'A consignment that was split is its parts: what was declared of the whole is shared among them by net mass, and pairs with what is declared of each.',
    'Freight and insurance: what the charges of the import make of its invoice value, less what those of the export make of its own. Where an amendment of an old release does not tell what its value was made of, they are in the residual.',
    'Exchange rate: the same amount at both rates, where both sides declare in one currency. In two currencies nobody tells at which rate one amount was made of the other: that is in the residual.',
    'Timing moves an amount from one month to the other, classification from one chapter to the other: over months that hold both, or over all chapters, they sum to nothing. A month may have causes and no gap.',
    'Partner: the other side names another origin (re-exports of goods of a third country) or another destination. The same amount stands in the gap of the other pair of countries, with the sign turned.',
    'Declared by one side only: also what is exported and not imported yet. Goods that come back are a re-import, and no mirror of their own export.',
    'Amendments tell a pair anew, in the months of the original acceptances; what was taken back or called off is on no side. As of a position before, the figure is what it was.',
    'Asked by `occurredUntil`, exactly the events count that had happened by then, as they are known as of the position; a declaration that was lodged counts whenever that was. Official statistics stand as they were known.',
    'Without exports `ofExports` is absent. Of official statistics a gap is absent where one side tells nothing; where the importer does not tell CIF and FOB apart, imports ÷ 1.06 − exports stands beside it.',
  ],
  example:
    'On 20 January PK clears an export for 100,000 rupees (chapter 52) at 0.0036: 360.00. On 10 February KZ clears the line for 115,000 rupees at 0.0035, of these 10,000 freight and insurance, in chapter 54: 402.50. January, 52: exports 360.00, gap −360.00 = freight and insurance 36.00, exchange rate −11.00, timing −385.00. February, 52: no gap = timing 385.00, classification −385.00. February, 54: imports 402.50, gap 402.50 = classification 385.00, residual 17.50. Both months, all goods: gap 42.50 = 36.00 − 11.00 + 17.50, of exports 0.1181.',
};
