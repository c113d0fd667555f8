import { borderCostsFigure } from '../../corridor/border-costs.figure.js';
import { borderCrossingsFigure } from '../../corridor/border-crossings.figure.js';
import { code, count, type Row, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';
import { PAID, type Paid, paidCells, TIMES, type Times, timeCells, timeColumns } from './measured.js';

const WAY = 'name mode leaves { location } enters { location }';
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  borderCrossings(from: $from, to: $to, asOf: $asOf) { ${TIMES} byCrossing { ${WAY} ${TIMES} } }
  borderCosts(from: $from, to: $to, asOf: $asOf) { ${PAID} byCrossing { ${WAY} ${PAID} } }
}`;

interface Way {
  readonly name: string;
  readonly mode: string | null;
  readonly leaves: { readonly location: string };
  readonly enters: { readonly location: string };
}

interface Answer {
  readonly borderCrossings: Times & { readonly byCrossing: readonly (Way & Times)[] };
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
          columns: [...WAY_COLUMNS, ...timeColumns('Crossings')],
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
