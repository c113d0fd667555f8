import { checkpointDwellFigure } from '../../corridor/checkpoint-dwell.figure.js';
import { nameOfPlace } from '../../trade/bilateral-trade.types.js';
import { code, count, decimal, type Row, text } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';

const FACTS = 'n p50Hours p90Hours meanHours incomplete anomalies';
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  checkpointDwell(from: $from, to: $to, asOf: $asOf) { ${FACTS} byCheckpoint { location ${FACTS} } }
}`;

interface Dwell {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly meanHours: string | null;
  readonly incomplete: number;
  readonly anomalies: number;
}

interface Answer {
  readonly checkpointDwell: Dwell & {
    readonly byCheckpoint: readonly (Dwell & { readonly location: string })[];
  };
}

const cellsOf = (dwell: Dwell): Row => [
  String(dwell.n),
  dwell.p50Hours,
  dwell.p90Hours,
  dwell.meanHours,
  String(dwell.incomplete),
  String(dwell.anomalies),
];

export const corridorSection: ReportSection = {
  id: 'corridor',
  title: 'How long goods stay at the checkpoints of the corridor',
  figures: [checkpointDwellFigure],
  needs: ['visits'],
  async read({ ask, from, to }) {
    const { checkpointDwell: dwell } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'dwell',
          title: 'By checkpoint',
          columns: [
            code('Place'),
            text('Name'),
            count('Visits'),
            decimal('Half within', 'hours'),
            decimal('Nine in ten within', 'hours'),
            decimal('Mean', 'hours'),
            count('Incomplete'),
            count('Anomalies'),
          ],
          rows: dwell.byCheckpoint.map((part) => [
            part.location,
            nameOfPlace(part.location),
            ...cellsOf(part),
          ]),
          total: ['All', 'All checkpoints', ...cellsOf(dwell)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, measured from scans. Visits that miss a scan, and those that left before they came, are out of the hours and counted beside.`,
        ...(dwell.n === 0 ? ['No visit of these months is complete: no hours can be told.'] : []),
      ],
    };
  },
};
