import { blockedGoodsFigure } from '../../institutions/cases/blocked-goods.figure.js';
import { casesFigure } from '../../institutions/cases/cases.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { type Column, count, decimal, type Row, ratioColumn, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';

const TIME = '{ n inTime p50Hours p90Hours shareInTime }';
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  valueOfGoodsBlocked(asOf: $asOf) { value ${MONEY} consignments unvalued byReason { reason value ${MONEY} consignments unvalued } }
  cases(from: $from, to: $to, asOf: $asOf) {
    openByAge { days cases } byMonth { kind opened reopened escalated resolved } speed { kind answer ${TIME} resolve ${TIME} }
  }
}`;

interface Blocked {
  readonly value: Amount;
  readonly consignments: number;
  readonly unvalued: number;
}

interface CaseCounts {
  readonly opened: number;
  readonly reopened: number;
  readonly escalated: number;
  readonly resolved: number;
}

interface CaseTime {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly shareInTime: string | null;
}

interface Answer {
  readonly valueOfGoodsBlocked: Blocked & {
    readonly byReason: readonly (Blocked & { readonly reason: string })[];
  };
  readonly cases: {
    readonly openByAge: readonly { readonly days: string; readonly cases: number }[];
    readonly byMonth: readonly (CaseCounts & { readonly kind: string })[];
    readonly speed: readonly {
      readonly kind: string | null;
      readonly answer: CaseTime;
      readonly resolve: CaseTime;
    }[];
  };
}

const blockedRow = (name: string, { value, consignments, unvalued }: Blocked): Row => [
  name,
  value.amount,
  String(consignments),
  String(unvalued),
];

const timeColumns = (what: string): readonly Column[] => [
  count(what),
  decimal(`${what}: half within`, 'hours'),
  decimal(`${what}: nine in ten within`, 'hours'),
  ratioColumn(`${what} in time`),
];
const timeCells = (time: CaseTime): Row => [String(time.n), time.p50Hours, time.p90Hours, time.shareInTime];

/** Counts of all months by kind, in alphabetical order. */
function byKind(months: Answer['cases']['byMonth']): readonly Row[] {
  const kinds = [...new Set(months.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => [kind, ...countsOf(months.filter((each) => each.kind === kind))]);
}

function countsOf(counts: readonly CaseCounts[]): Row {
  const add = (of: (each: CaseCounts) => number) => String(counts.reduce((sum, each) => sum + of(each), 0));
  return [add((c) => c.opened), add((c) => c.reopened), add((c) => c.escalated), add((c) => c.resolved)];
}

export const stuckSection: ReportSection = {
  id: 'stuck',
  title: 'What is stuck, and cases before the Business Council',
  figures: [blockedGoodsFigure, casesFigure],
  needs: ['cases', 'goods-values', 'holds', 'trade-facts'],
  async read({ ask, from, to }) {
    const { valueOfGoodsBlocked: blocked, cases } = await ask<Answer>(QUERY);
    return {
      tables: [
        {
          id: 'stuck-by-reason',
          title: 'Goods that are stuck at the position, by reason',
          columns: [
            text('Reason'),
            usdAmount('Worth'),
            count('Consignments'),
            count('of these of unknown worth'),
          ],
          rows: blocked.byReason.map((part) => blockedRow(part.reason, part)),
          total: blockedRow('Each consignment once', blocked),
        },
        {
          id: 'cases-by-kind',
          title: 'Cases of these months, by kind',
          columns: [
            text('Kind'),
            count('Opened'),
            count('Opened again'),
            count('Escalated'),
            count('Resolved'),
          ],
          rows: byKind(cases.byMonth),
          total: ['All kinds', ...countsOf(cases.byMonth)],
        },
        {
          id: 'cases-open',
          title: 'Cases that are open at the position, by age',
          columns: [text('Days'), count('Cases')],
          rows: cases.openByAge.map(({ days, cases: open }) => [days, String(open)]),
          total: null,
        },
        {
          id: 'cases-speed',
          title: 'How fast cases of these months were seen to',
          columns: [text('Kind'), ...timeColumns('Answered'), ...timeColumns('Resolved')],
          rows: cases.speed.map(({ kind, answer, resolve }) => [
            kind ?? 'all kinds',
            ...timeCells(answer),
            ...timeCells(resolve),
          ]),
          total: null,
        },
      ],
      notes: [
        `Cases: ${monthsInWords(from, to)}. Goods that are stuck for several reasons stand under each.`,
        ...(blocked.unvalued > 0
          ? [
              'Consignments whose worth in US dollars nothing in the ledger tells add nothing to what is stuck.',
            ]
          : []),
      ],
    };
  },
};
