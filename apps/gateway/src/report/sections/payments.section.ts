import { readOpen } from '../../payments/open-figures.js';
import {
  daysToSettleFigure,
  localCurrencyShareFigure,
  openObligationsFigure,
} from '../../payments/payments.figures.js';
import { BANDS, type DaysRow, type OpenRow } from '../../payments/payments.sql.js';
import { readDays } from '../../payments/settled-figures.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { type Amount, amountOf, grouped, MONEY, usdSum } from '../money-cells.js';
import { amount, code, count, decimal, type Row, ratioColumn, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';

const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  payments(from: $from, to: $to, asOf: $asOf) { localCurrencyShare byCurrency { currency settlements amount ${MONEY} usd ${MONEY} unconverted } }
}`;

interface Answer {
  readonly payments: {
    readonly localCurrencyShare: string | null;
    readonly byCurrency: readonly {
      readonly currency: string;
      readonly settlements: number;
      readonly amount: Amount;
      readonly usd: Amount;
      readonly unconverted: number;
    }[];
  };
}

const BAND_WORDS: Readonly<Record<(typeof BANDS)[number], string>> = {
  'not-due': 'not due',
  '1-30': '1 to 30',
  '31-60': '31 to 60',
  '61-90': '61 to 90',
  'over-90': 'over 90',
};

/**
 * What banks book is theirs: the report tells what all of them come to, by currency, and of no bank or pair of banks. The days of all pairs are
 * summed before they are divided, as GraphQL does for each pair.
 */
export const paymentsSection: ReportSection = {
  id: 'payments',
  title: 'Payments',
  figures: [daysToSettleFigure, openObligationsFigure, localCurrencyShareFigure],
  needs: ['payments'],
  async read({ ask, operation, asOf, from, to, today }) {
    const { payments } = await ask<Answer>(QUERY);
    const asked = { from, to, asOf, bank: null, occurredUntil: null, session: operation.session };
    const days = grouped(await readDays(asked), ({ currency }) => currency);
    const open = await readOpen(asked, today);
    const openGroups = grouped(open, ({ currency, band }) => `${currency} ${BANDS.indexOf(band)}`);
    return {
      tables: [
        {
          id: 'days-to-settle',
          title: 'Days to settle what was paid in full in these months, by currency',
          columns: [
            code('Currency'),
            count('Parts of obligations'),
            count('Paid in advance'),
            amount('Amount'),
            decimal('From the start of the terms', 'days'),
            decimal('From the due date', 'days'),
          ],
          rows: days.map((rows) => daysRow(rows)),
          total: null,
        },
        {
          id: 'open-obligations',
          title: `What is owed still, by days overdue on ${today}`,
          columns: [code('Currency'), text('Days overdue'), count('Obligations'), amount('Outstanding')],
          rows: openGroups.map((rows) => openRow(rows)),
          total: null,
        },
        {
          id: 'settled-by-currency',
          title: 'What was settled, by the currency that banks paid it in',
          columns: [
            code('Currency'),
            count('Settlements'),
            amount('Amount'),
            usdAmount('In US dollars'),
            count('of unknown rate'),
          ],
          rows: payments.byCurrency.map((each) => [
            each.currency,
            String(each.settlements),
            each.amount.amount,
            each.usd.amount,
            String(each.unconverted),
          ]),
          total: null,
        },
        {
          id: 'local-currency',
          title: "The share that was paid in a party's own currency",
          columns: [usdAmount('Settled'), ratioColumn('In an own currency')],
          rows: [[usdSum(payments.byCurrency.map(({ usd }) => usd)), payments.localCurrencyShare]],
          total: null,
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, all banks together. An obligation that several banks paid is counted by its parts. Below 0 from the due date: paid early.`,
        ...(days.length === 0 ? ['Nothing was paid in full in these months: no days can be told.'] : []),
        ...(payments.localCurrencyShare === null
          ? ['Nothing was settled in these months: there is no share to tell.']
          : []),
      ],
    };
  },
};

const total = <Of>(rows: readonly Of[], of: (row: Of) => string | number): bigint =>
  rows.reduce((sum, row) => sum + BigInt(of(row)), 0n);

function daysRow(rows: readonly DaysRow[]): Row {
  const { currency = '' } = rows[0] ?? {};
  const minor = total(rows, (row) => row.minor);
  const mean = (of: (row: DaysRow) => string) => ratioOf(String(total(rows, of)), String(minor), 2);
  return [
    currency,
    String(total(rows, (row) => row.obligations)),
    String(total(rows, (row) => row.advances)),
    amountOf(minor, currency),
    mean((row) => row.days_minor),
    mean((row) => row.late_minor),
  ];
}

function openRow(rows: readonly OpenRow[]): Row {
  const [{ currency, band } = { currency: '', band: 'not-due' as const }] = rows;
  return [
    currency,
    BAND_WORDS[band],
    String(total(rows, (row) => row.obligations)),
    amountOf(
      total(rows, (row) => row.minor),
      currency,
    ),
  ];
}
