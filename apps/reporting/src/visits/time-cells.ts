import { upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { cellId } from '../cells/cells.fold.js';
import { headOfAsked, writeCells } from '../cells/cells.js';
import {
  foldTimes,
  partId,
  TIME_CELLS,
  type TimeChange,
  type TimeKind,
  type TimeMemory,
} from './time-cells.fold.js';

/** Where cells that count lengths of time are kept. */
export interface KeptTimes extends TimeKind {
  readonly heads: string;
  readonly totals: string;
  /** The last list of each part of a cell. */
  readonly partHeads: string;
}

/** How long goods stayed at places, and took over borders. */
export const VISIT_TIMES: KeptTimes = {
  ...TIME_CELLS,
  heads: 'reporting.time_cell_heads',
  totals: 'reporting.time_cells',
  partHeads: 'reporting.time_part_heads',
};

export function tablesOf({ heads, totals, partHeads }: KeptTimes): readonly string[] {
  return [heads, totals, partHeads];
}

/** Adds changes to their cells. */
export async function keepTimes(
  client: pg.ClientBase,
  generation: number,
  kept: KeptTimes,
  changes: readonly TimeChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const memory = await memoryOf(client, generation, kept, changes);
  const { cells, totals, parts } = foldTimes(kept, changes, memory);
  await writeCells(client, generation, kept, cells, totals, ['begins', 'part']);
  const heads = parts.map((head) => ({ generation, ...head }));
  await upsertRows(client, kept.partHeads, ['generation', 'nth', 'first_position', 'begins'], heads);
}

type Head = TimeMemory['cells'] extends ReadonlyMap<string, infer Cell> ? Cell : never;

/** What the cells that changes tell of, and the parts of these, have come to before: by one statement, a look-up for each. */
async function memoryOf(
  client: pg.ClientBase,
  generation: number,
  kept: KeptTimes,
  changes: readonly TimeChange[],
): Promise<TimeMemory> {
  const asked = new Map<string, { readonly name: TimeChange['name']; readonly begins: Set<number> }>();
  for (const { name, parts } of changes) {
    const id = cellId(kept, name);
    const { begins } = asked.get(id) ?? { begins: new Set() };
    asked.set(id, { name, begins: new Set([...begins, ...parts.keys()]) });
  }
  const rows = [...asked.values()].map(({ name, begins }) => ({ ...name, begins: [...begins] }));
  const { rows: heads } = await client.query<Head & { readonly lists: Record<string, number[]> | null }>(
    `SELECT head.*, part.lists FROM json_to_recordset($2::json) AS asked (cut text, month date, key text, begins integer[])
     CROSS JOIN LATERAL (${headOfAsked(kept)}) head
     CROSS JOIN LATERAL (
       SELECT json_object_agg(last.begins, last.part) AS lists FROM unnest(asked.begins) AS b (begins) CROSS JOIN LATERAL (
         SELECT p.begins, p.part FROM ${kept.partHeads} p
         WHERE p.generation = $1 AND p.nth = head.nth AND p.first_position = head.first_position::bigint AND p.begins = b.begins LIMIT 1
       ) last
     ) part`,
    [generation, JSON.stringify(rows)],
  );
  const parts = heads.flatMap(({ lists, ...head }) =>
    Object.entries(lists ?? {}).map(([begins, list]) => [partId(head, Number(begins)), list] as const),
  );
  const cells = heads.map(({ lists: _, ...head }) => [cellId(kept, head), head] as const);
  return { cells: new Map(cells), parts: new Map(parts) };
}
