import { tradeRestatementFigure } from '../../trade/restatement/trade-restatement.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { type Column, decimal, type Row, type Table, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportQuestion, type ReportSection } from '../report-question.js';
import { countryName } from '../words.js';
import { RESTATED_TABLES, type RestatedPart, type RestatedTable } from './restated-figures.js';

const VARIABLES =
  '$reporter: CountryCode!, $partner: CountryCode!, $from: YearMonth!, $to: YearMonth!, $asOf: Position!, $since: Position!';
const TRADE = (reporter: string, partner: string) =>
  `tradeRestatement(reporter: ${reporter}, partner: ${partner}, from: $from, to: $to, since: $since, asOf: $asOf) {
    before ${MONEY} after ${MONEY} difference ${MONEY} newTrade ${MONEY} corrections ${MONEY} }`;
const TRADE_QUERY = `query (${VARIABLES}) {
  own: ${TRADE('$reporter', '$partner')}
  other: ${TRADE('$partner', '$reporter')}
}`;

interface Trade {
  readonly before: Amount;
  readonly after: Amount;
  readonly difference: Amount;
  readonly newTrade: Amount;
  readonly corrections: Amount;
}

interface Measure {
  readonly measure: string;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly added: string;
  readonly corrected: string;
  readonly moved: string;
}

const queryOf = ({ asked, which }: RestatedPart): string => `query (${VARIABLES}) {
  figure: ${asked} { restatement(${which === undefined ? '' : `of: ${which}, `}since: $since) { measures { measure unit before after change added corrected moved } } }
}`;

const SUMS = ['Before', 'Now', 'Change', 'of this new', 'of this corrected'] as const;
const tradeCells = (trade: Trade): Row =>
  [trade.before, trade.after, trade.difference, trade.newTrade, trade.corrections].map(
    ({ amount }) => amount,
  );
const COLUMNS: readonly Column[] = [
  text('Figure'),
  text('Sum'),
  text('Unit'),
  ...SUMS.map((name) => decimal(name)),
  decimal('of this by other months'),
];

/** What is not as it was: what is new, what is corrected and what other months brought may make up for each other. */
const isRestated = (sum: Measure): boolean =>
  [sum.added, sum.corrected, sum.moved].some((part) => /[1-9]/.test(part));

/** What became of the figures of these months since the ledger was at another position, such as that of the last report. */
export function restatedSection(since: number): ReportSection {
  return {
    id: 'restated',
    title: `What was restated since position ${since}`,
    figures: [tradeRestatementFigure],
    // Those of the figures themselves, all of which are in the report.
    needs: [],
    async read(question) {
      const { ask, from, to, reporter, partner } = question;
      const { own, other } = await ask<{ readonly own: Trade; readonly other: Trade }>(TRADE_QUERY, {
        since,
      });
      const tables: Table[] = [
        {
          id: 'restated-bilateral-trade',
          title: 'Bilateral trade',
          columns: [text('As declared by'), ...SUMS.map((name) => usdAmount(name))],
          rows: [
            [countryName(reporter), ...tradeCells(own)],
            [countryName(partner), ...tradeCells(other)],
          ],
          total: null,
        },
      ];
      for (const table of RESTATED_TABLES) tables.push(await tableOf(table, question, since));
      return {
        tables,
        notes: [
          `The same months, ${monthsInWords(from, to)}, as of position ${since} and as of this one. New is what had no part in the figure; corrected, what had another one. Sums that are what they were are left out; of a ratio, what stands above its line and what below is told. Of progress towards a target, months that came to be among the last twelve are told apart. The forecast, official statistics and cases are not restated. docs/restatement.md tells of each.`,
          ...(tables.slice(1).every(({ rows }) => rows.length === 0)
            ? ['Of the other figures that are told here nothing was restated.']
            : []),
        ],
      };
    },
  };
}

async function tableOf(
  { id, title, parts }: RestatedTable,
  { ask, reporter, partner }: ReportQuestion,
  since: number,
): Promise<Table> {
  const rows: Row[] = [];
  for (const part of parts) {
    const { figure } = await ask<{
      readonly figure: { readonly restatement: { readonly measures: readonly Measure[] } };
    }>(queryOf(part), { since });
    const of = part.of?.replace('{reporter}', reporter).replace('{partner}', partner);
    const name = of === undefined ? part.figure.title : `${part.figure.title}, ${of}`;
    for (const sum of figure.restatement.measures.filter(isRestated)) {
      const { measure, unit, before, after, change, added, corrected, moved } = sum;
      rows.push([name, measure, unit, before, after, change, added, corrected, moved]);
    }
  }
  return { id, title, columns: COLUMNS, rows, total: null };
}
