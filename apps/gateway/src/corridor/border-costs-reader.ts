import { firstDay } from '../calendar/month.js';
import { asked, type Happened } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import { BORDER_COST_CELLS_SQL, type BorderCostCellsRow } from './border-cost-cells.sql.js';
import {
  BORDER_COSTS_BY_KIND_SQL,
  BORDER_COSTS_BY_WAY_SQL,
  BORDER_COSTS_SQL,
  type BorderCostsOfKindRow,
  type BorderCostsRow,
} from './border-costs.sql.js';
import { byNumberAndWay, wayOfKey } from './crossing-keys.js';
import type { TimesAsked } from './times-in-cells.js';
import type { TimesQuestion } from './times-reader.js';

/** What was paid at borders: at all of them under the crossing '', over each way, and for each thing. */
export interface PaidAtBorders {
  all(): Promise<BorderCostsRow>;
  byWay(): Promise<readonly BorderCostsRow[]>;
  byKind(): Promise<readonly BorderCostsOfKindRow[]>;
}

/** Cells tell of whatever is known; of what had happened by an instant, the costs themselves do. */
export function paidAtBorders(
  session: ReadSession,
  { months, question, happened }: TimesQuestion,
): PaidAtBorders {
  return happened ? paidInRows(session, question, happened) : paidInCells(session, months);
}

export function paidInRows(
  session: ReadSession,
  question: readonly unknown[],
  happened: Happened | null,
): PaidAtBorders {
  const ask = <Row>(sql: string) => asked<Row>(session, sql, question, happened);
  return {
    all: async () => (await ask<BorderCostsRow>(BORDER_COSTS_SQL))[0] ?? toRow('', []),
    byWay: () => ask<BorderCostsRow>(BORDER_COSTS_BY_WAY_SQL),
    byKind: () => ask<BorderCostsOfKindRow>(BORDER_COSTS_BY_KIND_SQL),
  };
}

/** The cells are read once, however many fields need them. */
export function paidInCells(session: ReadSession, { from, to, asOf, of }: TimesAsked): PaidAtBorders {
  let read: Promise<readonly BorderCostCellsRow[]> | undefined;
  const cells = () => {
    read ??= asked<BorderCostCellsRow>(session, BORDER_COST_CELLS_SQL, [
      asOf,
      firstDay(from),
      firstDay(to),
      of,
    ]);
    return read;
  };
  return {
    all: async () => toRow('', await cells()),
    byWay: async () =>
      grouped(await cells(), ({ key }) => key)
        .map(([key, rows]) => toRow(key, rows))
        .filter(({ n }) => n > 0)
        .sort(byNumberAndWay),
    byKind: async () =>
      grouped(await cells(), ({ kind }) => kind)
        .map(([kind, rows]) => ({ kind, n: counted(rows, 'kind_n'), cents: summed(rows, 'cents') }))
        .filter(({ n }) => n > 0)
        .sort(byCentsAndKind)
        .map((row) => ({ ...row, cents: row.cents.toString() })),
  };
}

/** @param key of a way; '' of all of them */
function toRow(key: string, rows: readonly BorderCostCellsRow[]): BorderCostsRow {
  const cents = summed(rows, 'cents');
  const out = summed(rows, 'out_cents');
  return {
    ...wayOfKey(key),
    n: counted(rows, 'n'),
    cents: cents.toString(),
    out_n: counted(rows, 'out_n'),
    out_cents: out.toString(),
    in_n: counted(rows, 'in_n'),
    // Each cost is at one side or at the other.
    in_cents: (cents - out).toString(),
    unreceipted_cents: summed(rows, 'unreceipted_cents').toString(),
  };
}

function counted(rows: readonly BorderCostCellsRow[], sum: 'kind_n' | 'n' | 'out_n' | 'in_n'): number {
  return rows.reduce((total, row) => total + row[sum], 0);
}

function summed(
  rows: readonly BorderCostCellsRow[],
  sum: 'cents' | 'out_cents' | 'unreceipted_cents',
): bigint {
  return rows.reduce((total, row) => total + BigInt(row[sum]), 0n);
}

function grouped(
  rows: readonly BorderCostCellsRow[],
  of: (row: BorderCostCellsRow) => string,
): readonly (readonly [string, readonly BorderCostCellsRow[]])[] {
  const groups = new Map<string, BorderCostCellsRow[]>();
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row]);
  return [...groups];
}

function byCentsAndKind(
  a: { readonly kind: string; readonly cents: bigint },
  b: { readonly kind: string; readonly cents: bigint },
): number {
  if (a.cents !== b.cents) return a.cents < b.cents ? 1 : -1;
  return a.kind < b.kind ? -1 : 1;
}
