import { checkpointDwellFigure } from '../../corridor/checkpoint-dwell.figure.js';
import { nameOfPlace } from '../../trade/bilateral-trade.types.js';
import { code, text } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { TIMES, type Times, timeCells, timeColumns } from './measured.js';

const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  checkpointDwell(from: $from, to: $to, asOf: $asOf) { ${TIMES} byCheckpoint { location ${TIMES} } }
}`;

interface Answer {
  readonly checkpointDwell: Times & {
    readonly byCheckpoint: readonly (Times & { readonly location: string })[];
  };
}

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
          columns: [code('Place'), text('Name'), ...timeColumns('Visits')],
          rows: dwell.byCheckpoint.map((part) => [
            part.location,
            nameOfPlace(part.location),
            ...timeCells(part),
          ]),
          total: ['All', 'All checkpoints', ...timeCells(dwell)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, measured from scans. Visits that miss a scan, and those that left before they came, are out of the hours and counted beside.`,
        ...(dwell.n === 0 ? ['No visit of these months is complete: no hours can be told.'] : []),
      ],
    };
  },
};
