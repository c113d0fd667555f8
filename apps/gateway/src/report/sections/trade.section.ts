import { bilateralTradeFigure } from '../../trade/bilateral-trade.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { type Column, code, month, type Row, type Table, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { countryName, words } from '../words.js';

const SUMS = `exports ${MONEY} reExports ${MONEY} imports ${MONEY} total ${MONEY}`;
const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  own: bilateralTrade(reporter: $reporter, partner: $partner, from: $from, to: $to, asOf: $asOf) {
    ${SUMS} months { month ${SUMS} release { status } } bySector { sector ${SUMS} } byChapter { chapter name ${SUMS} }
  }
  other: bilateralTrade(reporter: $partner, partner: $reporter, from: $from, to: $to, asOf: $asOf) {
    total ${MONEY} months { month total ${MONEY} }
  }
}`;

interface Sums {
  readonly exports: Amount;
  readonly reExports: Amount;
  readonly imports: Amount;
  readonly total: Amount;
}

interface Answer {
  readonly own: Sums & {
    readonly months: readonly (Sums & {
      readonly month: string;
      readonly release: { readonly status: string };
    })[];
    readonly bySector: readonly (Sums & { readonly sector: string })[];
    readonly byChapter: readonly (Sums & { readonly chapter: string; readonly name: string | null })[];
  };
  readonly other: { readonly total: Amount; readonly months: readonly { readonly total: Amount }[] };
}

const COLUMNS: readonly Column[] = [
  usdAmount('Exports'),
  usdAmount('of these re-exports'),
  usdAmount('Imports'),
  usdAmount('Total'),
];

const cellsOf = ({ exports, reExports, imports, total }: Sums): Row => [
  exports.amount,
  reExports.amount,
  imports.amount,
  total.amount,
];

export const tradeSection: ReportSection = {
  id: 'trade',
  title: 'Bilateral trade',
  figures: [bilateralTradeFigure],
  needs: ['trade-facts', 'official-trade'],
  async read({ ask, reporter, partner, from, to }) {
    const { own, other } = await ask<Answer>(QUERY);
    const byMonth: Table = {
      id: 'trade-by-month',
      title: `By month, as ${countryName(reporter)} declares it`,
      columns: [
        month('Month'),
        ...COLUMNS,
        usdAmount(`Total as ${countryName(partner)} declares it`),
        text('Status'),
      ],
      rows: own.months.map((sums, at) => [
        sums.month,
        ...cellsOf(sums),
        other.months[at]?.total.amount ?? null,
        words(sums.release.status),
      ]),
      total: ['All months', ...cellsOf(own), other.total.amount, null],
    };
    const bySector: Table = {
      id: 'trade-by-sector',
      title: 'By sector, the largest first',
      columns: [text('Sector'), ...COLUMNS],
      rows: own.bySector.map((sums) => [words(sums.sector), ...cellsOf(sums)]),
      total: ['All sectors', ...cellsOf(own)],
    };
    const byChapter: Table = {
      id: 'trade-by-chapter',
      title: 'By chapter of the Harmonized System',
      columns: [code('Chapter'), text('Goods'), ...COLUMNS],
      rows: own.byChapter.map((sums) => [sums.chapter, sums.name, ...cellsOf(sums)]),
      total: ['All', 'All chapters', ...cellsOf(own)],
    };
    return {
      tables: [byMonth, bySector, byChapter],
      notes: [
        `${monthsInWords(from, to)}; exports FOB-type, imports CIF-type. The statistics of two countries stand side by side and are never mixed. The status is that of the month by the release calendar of ${countryName(reporter)}: provisional, revised, and final behind the last revision.`,
        ...(own.bySector.length === 0 ? ['The ledger has no trade of these months.'] : []),
      ],
    };
  },
};
