import { type Amount, MONEY } from '../money-cells.js';
import { type Column, count, decimal, type Row } from '../report.js';

/** The fields of what scans measure, in a question. */
export const TIMES = 'n p50Hours p90Hours meanHours incomplete anomalies';

export interface Times {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly meanHours: string | null;
  readonly incomplete: number;
  readonly anomalies: number;
}

export const timeColumns = (things: string): readonly Column[] => [
  count(things),
  decimal('Half within', 'hours'),
  decimal('Nine in ten within', 'hours'),
  decimal('Mean', 'hours'),
  count('Incomplete'),
  count('Anomalies'),
];

export const timeCells = (times: Times): Row => [
  String(times.n),
  times.p50Hours,
  times.p90Hours,
  times.meanHours,
  String(times.incomplete),
  String(times.anomalies),
];

/** The fields of what was paid on the way, in a question. */
export const PAID = `n total ${MONEY} unreceipted ${MONEY} mean ${MONEY}`;

export interface Paid {
  readonly n: number;
  readonly total: Amount;
  readonly unreceipted: Amount;
  readonly mean: Amount | null;
}

export const paidCells = ({ n, mean, total, unreceipted }: Paid): Row => [
  String(n),
  mean?.amount ?? null,
  total.amount,
  unreceipted.amount,
];
