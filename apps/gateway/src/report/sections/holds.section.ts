import { daysHeldFigure } from '../../holds/days-held.figure.js';
import { nameOfPlace } from '../../trade/bilateral-trade.types.js';
import { code, count, decimal, type Row, text } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  daysHeld(from: $from, to: $to, asOf: $asOf) { days holds open byReason { reason days holds open } byOffice { office days holds open } }
}`;

interface Held {
  readonly days: string;
  readonly holds: number;
  readonly open: number;
}

interface Answer {
  readonly daysHeld: Held & {
    readonly byReason: readonly (Held & { readonly reason: string })[];
    readonly byOffice: readonly (Held & { readonly office: string })[];
  };
}

const COLUMNS = [decimal('Held', 'days'), count('Holds'), count('of these open')];
const cellsOf = ({ days, holds, open }: Held): Row => [days, String(holds), String(open)];

export const holdsSection: ReportSection = {
  id: 'holds',
  title: 'Goods held by customs',
  figures: [daysHeldFigure],
  needs: ['holds'],
  async read({ ask, from, to }) {
    const { daysHeld: held } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'holds-by-reason',
          title: 'By reason, the longest time first',
          columns: [text('Reason'), ...COLUMNS],
          rows: held.byReason.map((part) => [words(part.reason), ...cellsOf(part)]),
          total: ['All reasons', ...cellsOf(held)],
        },
        {
          id: 'holds-by-office',
          title: 'By customs office, the longest time first',
          columns: [code('Place'), text('Office'), ...COLUMNS],
          rows: held.byOffice.map((part) => [part.office, nameOfPlace(part.office), ...cellsOf(part)]),
          total: ['All', 'All offices', ...cellsOf(held)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}. Holds of a consignment that overlap count once: reasons and offices may come to more than the whole. Holds that are open run to the position.`,
      ],
    };
  },
};
