import { borderCostsFigure } from '../../corridor/border-costs.figure.js';
import { borderCrossingsFigure } from '../../corridor/border-crossings.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { code, count, decimal, type Row, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const WAY = 'name mode leaves { location } enters { location }';
const TIME = 'n p50Hours p90Hours meanHours incomplete anomalies';
const PAID = `n total ${MONEY} unreceipted ${MONEY} mean ${MONEY}`;
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  borderCrossings(from: $from, to: $to, asOf: $asOf) { ${TIME} byCrossing { ${WAY} ${TIME} } }
  borderCosts(from: $from, to: $to, asOf: $asOf) { ${PAID} byCrossing { ${WAY} ${PAID} } }
}`;

interface Way {
  readonly name: string;
  readonly mode: string | null;
  readonly leaves: { readonly location: string };
  readonly enters: { readonly location: string };
}

interface Time {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly meanHours: string | null;
  readonly incomplete: number;
  readonly anomalies: number;
}

interface Paid {
  readonly n: number;
  readonly total: Amount;
  readonly unreceipted: Amount;
  readonly mean: Amount | null;
}

interface Answer {
  readonly borderCrossings: Time & { readonly byCrossing: readonly (Way & Time)[] };
  readonly borderCosts: Paid & { readonly byCrossing: readonly (Way & Paid)[] };
}

const WAY_COLUMNS = [text('Crossing'), code('From'), code('To'), text('Mode')];
const wayCells = ({ name, mode, leaves, enters }: Way): Row => [
  name,
  leaves.location,
  enters.location,
  mode === null ? null : words(mode),
];
const ALL: Row = ['All crossings', null, null, null];

const timeCells = (time: Time): Row => [
  String(time.n),
  time.p50Hours,
  time.p90Hours,
  time.meanHours,
  String(time.incomplete),
  String(time.anomalies),
];

const paidCells = ({ n, mean, total, unreceipted }: Paid): Row => [
  String(n),
  mean?.amount ?? null,
  total.amount,
  unreceipted.amount,
];

export const crossingsSection: ReportSection = {
  id: 'crossings',
  title: 'Border crossings: what they take and what they cost',
  figures: [borderCrossingsFigure, borderCostsFigure],
  needs: ['visits', 'transport-costs'],
  async read({ ask, from, to }) {
    const { borderCrossings: times, borderCosts: costs } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'crossing-times',
          title: 'Time from the first entry to the last exit, by crossing, way and mode',
          columns: [
            ...WAY_COLUMNS,
            count('Crossings'),
            decimal('Half within', 'hours'),
            decimal('Nine in ten within', 'hours'),
            decimal('Mean', 'hours'),
            count('Incomplete'),
            count('Anomalies'),
          ],
          rows: times.byCrossing.map((way) => [...wayCells(way), ...timeCells(way)]),
          total: [...ALL, ...timeCells(times)],
        },
        {
          id: 'crossing-costs',
          title: 'What was paid at both sides, by crossing, way and mode',
          columns: [
            ...WAY_COLUMNS,
            count('Crossings with costs'),
            usdAmount('Mean of a crossing'),
            usdAmount('Paid'),
            usdAmount('of this without a receipt'),
          ],
          rows: costs.byCrossing.map((way) => [...wayCells(way), ...paidCells(way)]),
          total: [...ALL, ...paidCells(costs)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, of all goods, whichever countries they were of; waiting and transloading are in. Crossings that miss a scan, and those that cannot be right, are out of the hours and counted beside.`,
        ...(times.n === 0 ? ['No crossing of these months is complete: no hours can be told.'] : []),
        ...(costs.n === 0 ? ['No cost of a crossing of these months was told.'] : []),
      ],
    };
  },
};
