import { clearanceTimeFigure } from '../../customs/clearance-time.figure.js';
import { nameOfPlace } from '../../trade/bilateral-trade.types.js';
import { type Column, code, count, decimal, type Row, text } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const FACTS = 'n p50Hours p90Hours meanHours open';
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  clearanceTime(from: $from, to: $to, asOf: $asOf) { ${FACTS} byOffice { office ${FACTS} } byFlow { flow ${FACTS} } }
}`;

interface Clearance {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly meanHours: string | null;
  readonly open: number;
}

interface Answer {
  readonly clearanceTime: Clearance & {
    readonly byOffice: readonly (Clearance & { readonly office: string })[];
    readonly byFlow: readonly (Clearance & { readonly flow: string })[];
  };
}

const COLUMNS: readonly Column[] = [
  count('Cleared'),
  decimal('Half within', 'hours'),
  decimal('Nine in ten within', 'hours'),
  decimal('Mean', 'hours'),
  count('Waiting'),
];
const cellsOf = ({ n, p50Hours, p90Hours, meanHours, open }: Clearance): Row => [
  ...[String(n), p50Hours, p90Hours, meanHours, String(open)],
];

export const clearanceSection: ReportSection = {
  id: 'clearance',
  title: 'How long customs take to clear declarations',
  figures: [clearanceTimeFigure],
  needs: ['holds'],
  async read({ ask, from, to }) {
    const { clearanceTime: all } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'clearance-by-office',
          title: 'By customs office',
          columns: [code('Place'), text('Office'), ...COLUMNS],
          rows: all.byOffice.map((part) => [part.office, nameOfPlace(part.office), ...cellsOf(part)]),
          total: ['All', 'All offices', ...cellsOf(all)],
        },
        {
          id: 'clearance-by-flow',
          title: 'By what is declared',
          columns: [text('Flow'), ...COLUMNS],
          rows: all.byFlow.map((part) => [words(part.flow), ...cellsOf(part)]),
          total: ['All', ...cellsOf(all)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, from the lodging to the clearance. What was lodged by the end of these months and waits as of the position is out of the hours and counted beside.`,
        ...(all.n === 0 ? ['Nothing was cleared in these months: no hours can be told.'] : []),
      ],
    };
  },
};
