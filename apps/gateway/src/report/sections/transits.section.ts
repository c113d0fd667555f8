import { guaranteeUseFigure } from '../../customs/guarantee-use.figure.js';
import { transitsFigure } from '../../customs/transits.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { amount, code, count, decimal, type Row, ratioColumn, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { countryName, words } from '../words.js';

const PARTS = `discharged { n massTonnes valueUsd ${MONEY} notInUsd late irregular } underWay { n massTonnes } presented { n } overdue { n massTonnes }`;
const USE = `n expired ceiling ${MONEY} reserved ${MONEY} called ${MONEY} free ${MONEY} lapsed ${MONEY} shareUsed`;
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  transits(from: $from, to: $to, asOf: $asOf) {
    ${PARTS} byCountries { departure destination ${PARTS} } irregularities { code n transits }
  }
  guaranteeUse(asOf: $asOf) { byCurrency { currency ${USE} } byKind { kind currency ${USE} } }
}`;

interface Transits {
  readonly discharged: {
    readonly n: number;
    readonly massTonnes: string;
    readonly valueUsd: Amount;
    readonly notInUsd: number;
    readonly late: number;
    readonly irregular: number;
  };
  readonly underWay: { readonly n: number; readonly massTonnes: string };
  readonly presented: { readonly n: number };
  readonly overdue: { readonly n: number; readonly massTonnes: string };
}

interface Use {
  readonly currency: string;
  readonly n: number;
  readonly expired: number;
  readonly ceiling: Amount;
  readonly reserved: Amount;
  readonly called: Amount;
  readonly free: Amount;
  readonly lapsed: Amount;
  readonly shareUsed: string | null;
}

interface Answer {
  readonly transits: Transits & {
    readonly byCountries: readonly (Transits & {
      readonly departure: string;
      readonly destination: string;
    })[];
    readonly irregularities: readonly {
      readonly code: string;
      readonly n: number;
      readonly transits: number;
    }[];
  };
  readonly guaranteeUse: {
    readonly byCurrency: readonly Use[];
    readonly byKind: readonly (Use & { readonly kind: string })[];
  };
}

const transitCells = ({ discharged, underWay, presented, overdue }: Transits): Row => [
  String(discharged.n),
  discharged.massTonnes,
  discharged.valueUsd.amount,
  String(discharged.notInUsd),
  String(discharged.late),
  String(discharged.irregular),
  String(underWay.n),
  underWay.massTonnes,
  String(presented.n),
  String(overdue.n),
  overdue.massTonnes,
];

const USE_COLUMNS = [
  count('In force'),
  count('of these expired'),
  amount('Stands for'),
  amount('Reserved'),
  amount('Called'),
  amount('Free'),
  amount('Lapsed'),
  ratioColumn('Used'),
];
const useCells = (use: Use): Row => [
  String(use.n),
  String(use.expired),
  use.ceiling.amount,
  use.reserved.amount,
  use.called.amount,
  use.free.amount,
  use.lapsed.amount,
  use.shareUsed,
];

/** Who stands for whom is told to them: the report tells what all guarantors together come to. */
export const transitsSection: ReportSection = {
  id: 'transits',
  title: 'Transits and the guarantees behind them',
  figures: [transitsFigure, guaranteeUseFigure],
  needs: ['transits'],
  async read({ ask, from, to }) {
    const { transits, guaranteeUse: use } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'transits',
          title: 'By countries of departure and destination',
          columns: [
            text('From'),
            text('To'),
            count('Discharged'),
            decimal('Discharged', 'tonnes'),
            usdAmount('Value'),
            count('of other currencies'),
            count('Late'),
            count('Irregular'),
            count('Under way'),
            decimal('Under way', 'tonnes'),
            count('of these presented'),
            count('of these overdue'),
            decimal('Overdue', 'tonnes'),
          ],
          rows: transits.byCountries.map((part) => [
            countryName(part.departure),
            countryName(part.destination),
            ...transitCells(part),
          ]),
          total: ['All', null, ...transitCells(transits)],
        },
        {
          id: 'transit-irregularities',
          title: 'What was found amiss in those that were discharged, or are under way',
          columns: [text('What'), count('Told'), count('Transits')],
          rows: transits.irregularities.map(({ code: what, n, transits: of }) => [
            words(what),
            String(n),
            String(of),
          ]),
          total: null,
        },
        {
          id: 'guarantees-by-currency',
          title: 'Guarantees in force, by currency',
          columns: [code('Currency'), ...USE_COLUMNS],
          rows: use.byCurrency.map((part) => [part.currency, ...useCells(part)]),
          total: null,
        },
        {
          id: 'guarantees-by-kind',
          title: 'Guarantees in force, by kind and currency',
          columns: [text('Kind'), code('Currency'), ...USE_COLUMNS],
          rows: use.byKind.map((part) => [words(part.kind), part.currency, ...useCells(part)]),
          total: null,
        },
      ],
      notes: [
        `${monthsInWords(from, to)} for what was discharged; what is under way, and guarantees, as of the position, whenever they were opened. Of a guarantee, reserved and called of what it stands for is used.`,
        ...(use.byCurrency.length === 0 ? ['No guarantee is in force.'] : []),
      ],
    };
  },
};
