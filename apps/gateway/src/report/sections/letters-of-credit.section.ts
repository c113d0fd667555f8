import { lettersOfCreditFigure } from '../../letters-of-credit/letters-of-credit.figure.js';
import { type Amount, grouped, MONEY, sumOf } from '../money-cells.js';
import { amount, code, count } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';

const AMOUNTS = ['issuedAmount', 'amendedBy', 'drawn', 'honoured', 'expiredUnused', 'available'] as const;
const COUNTS = ['issued', 'amendments', 'presentations', 'refusals', 'examinations'] as const;
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  lettersOfCredit(from: $from, to: $to, asOf: $asOf) {
    byBank { currency ${COUNTS.join(' ')} ${AMOUNTS.map((name) => `${name} ${MONEY}`).join(' ')} }
  }
}`;

type Credits = { readonly currency: string } & Readonly<Record<(typeof AMOUNTS)[number], Amount>> &
  Readonly<Record<(typeof COUNTS)[number], number>>;

interface Answer {
  readonly lettersOfCredit: { readonly byBank: readonly Credits[] };
}

/** What a bank issues is its own: the report tells what all of them come to, by currency. */
export const lettersOfCreditSection: ReportSection = {
  id: 'letters-of-credit',
  title: 'Letters of credit',
  figures: [lettersOfCreditFigure],
  needs: ['letters-of-credit'],
  async read({ ask, from, to }) {
    const { byBank } = (await ask<Answer>(QUERY)).lettersOfCredit;
    return {
      tables: [
        {
          id: 'letters-of-credit',
          title: 'How they were used, by currency',
          columns: [
            code('Currency'),
            count('Issued'),
            amount('Issued for'),
            count('Amendments'),
            amount('Amended by'),
            count('Presentations'),
            amount('Drawn'),
            count('Examinations'),
            count('Refusals'),
            amount('Honoured'),
            amount('Expired unused'),
            amount('Available still'),
          ],
          rows: grouped(byBank, ({ currency }) => currency).map((rows) => {
            const [{ currency } = { currency: '' }] = rows;
            const n = (of: (typeof COUNTS)[number]) => String(rows.reduce((sum, row) => sum + row[of], 0));
            const money = (of: (typeof AMOUNTS)[number]) =>
              sumOf(
                currency,
                rows.map((row) => row[of]),
              );
            return [
              ...[currency, n('issued'), money('issuedAmount'), n('amendments'), money('amendedBy')],
              ...[n('presentations'), money('drawn'), n('examinations'), n('refusals'), money('honoured')],
              ...[money('expiredUnused'), money('available')],
            ];
          }),
          total: null,
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, all banks together; what is available still, as of the position, of credits issued whenever.`,
        ...(byBank.length === 0
          ? ['No letter of credit was used in these months, and none is available.']
          : []),
      ],
    };
  },
};
