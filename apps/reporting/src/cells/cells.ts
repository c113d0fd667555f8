import { insertRows, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import {
  type Cell,
  type CellChange,
  type CellKind,
  type CellMemory,
  cellId,
  foldCells,
} from './cells.fold.js';

/** Where cells of one kind are kept. */
export interface KeptCells<Name extends object, Sum extends string> extends CellKind<Name, Sum> {
  /** Each cell with what it comes to now. */
  readonly heads: string;
  /** What each came to behind each event that told of it. */
  readonly totals: string;
}

/** Adds changes to their cells: a row for each event and cell, and the head of each cell once, however many events told of it. */
export async function keepCells<Name extends object, Sum extends string>(
  client: pg.ClientBase,
  generation: number,
  kind: KeptCells<Name, Sum>,
  changes: readonly CellChange<Name, Sum>[],
): Promise<void> {
  if (changes.length === 0) return;
  const cells = foldCells(kind, changes, await headsOf(client, generation, kind, changes));
  await writeCells(client, generation, kind, cells, cells);
}

/**
 * Writes what events made of cells.
 * @param totals what cells came to behind each event, in order; further columns of it are told by `more`
 */
export async function writeCells<Name extends object, Sum extends string, Totals extends Cell<Name, Sum>>(
  client: pg.ClientBase,
  generation: number,
  kind: KeptCells<Name, Sum>,
  cells: readonly Cell<Name, Sum>[],
  totals: readonly Totals[],
  more: readonly (keyof Totals & string)[] = [],
): Promise<void> {
  const counts = kind.hasCounts ? ['counts'] : [];
  const columns = ['generation', 'first_position', 'nth', 'position', ...kind.sums, ...counts, ...more];
  const rows = totals.map((cell) => ({ generation, ...cell }));
  await insertRows(client, kind.totals, rows, columns);
  const last = new Map(cells.map((cell) => [cellId(kind, cell), cell]));
  const heads = [...last.values()].map((cell) => ({ generation, ...cell }));
  await upsertRows(client, kind.heads, ['generation', ...kind.name], heads);
}

/** What the cells that changes tell of have come to before these. */
async function headsOf<Name extends object, Sum extends string>(
  client: pg.ClientBase,
  generation: number,
  kind: KeptCells<Name, Sum>,
  changes: readonly CellChange<Name, Sum>[],
): Promise<CellMemory<Name, Sum>> {
  const asked = [...new Map(changes.map(({ name }) => [cellId(kind, name), name])).values()];
  const { rows } = await client.query<Cell<Name, Sum>>(
    `SELECT head.* FROM json_populate_recordset(NULL::${kind.heads}, $2::json) asked CROSS JOIN LATERAL (${headOfAsked(kind)}) head`,
    [generation, JSON.stringify(asked)],
  );
  return new Map(rows.map((cell) => [cellId(kind, cell), cell]));
}

/** The head of generation $1 that is named as `asked`. Each by its own look-up: joined at once, all heads may be read. */
export function headOfAsked<Name extends object, Sum extends string>(kind: KeptCells<Name, Sum>): string {
  const texts = [...kind.name, ...kind.sums].map((column) => `h.${column}::text`).join(', ');
  const counts = kind.hasCounts ? ', h.counts' : '';
  return `SELECT ${texts}, h.first_position::float8, h.nth, h.position::float8${counts} FROM ${kind.heads} h
    WHERE h.generation = $1 AND ${kind.name.map((column) => `h.${column} = asked.${column}`).join(' AND ')} LIMIT 1`;
}
