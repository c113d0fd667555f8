import { suspenseFigure } from '../../payments/payments.figures.js';
import { type Amount, grouped, MONEY, sumOf } from '../money-cells.js';
import { amount, code, count, day, text } from '../report.js';
import type { ReportSection } from '../report-question.js';

const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!, $on: Date!) {
  payments(from: $from, to: $to, asOf: $asOf) { suspense(on: $on) { currency age settlements amount ${MONEY} oldest } }
}`;

interface Waiting {
  readonly currency: string;
  readonly age: keyof typeof AGES;
  readonly settlements: number;
  readonly amount: Amount;
  readonly oldest: string;
}

interface Answer {
  readonly payments: { readonly suspense: readonly Waiting[] };
}

/** The youngest first. */
const AGES = {
  VALUE_DATE_AHEAD: 'value date still to come',
  DAYS_0_30: '0 to 30',
  DAYS_31_60: '31 to 60',
  DAYS_61_90: '61 to 90',
  OVER_90: 'over 90',
} as const;
const ORDER = Object.keys(AGES);

export const suspenseSection: ReportSection = {
  id: 'suspense',
  title: 'Money in suspense',
  figures: [suspenseFigure],
  needs: ['payments', 'accounts'],
  async read({ ask, today }) {
    const { suspense } = (await ask<Answer>(QUERY, { on: today })).payments;
    return {
      tables: [
        {
          id: 'suspense',
          title: `What came in and pays nothing yet, by days since its value date on ${today}`,
          columns: [
            code('Currency'),
            text('Days since the value date'),
            count('Settlements'),
            amount('Waiting'),
            day('Oldest value date'),
          ],
          rows: grouped(suspense, ({ currency, age }) => `${currency} ${ORDER.indexOf(age)}`).map((rows) => {
            const [{ currency, age } = { currency: '', age: 'OVER_90' as const }] = rows;
            const [oldest = null] = rows.map((row) => row.oldest).sort();
            return [
              currency,
              AGES[age],
              String(rows.reduce((sum, { settlements }) => sum + settlements, 0)),
              sumOf(
                currency,
                rows.map((row) => row.amount),
              ),
              oldest,
            ];
          }),
          total: null,
        },
      ],
      notes: [
        'All banks together, as of the position, whenever it came in.',
        ...(suspense.length === 0 ? ['Nothing is in suspense.'] : []),
      ],
    };
  },
};
