import {
  type AllGoods,
  type Goods,
  MIRROR_SUMS,
  type MirrorConsignmentRow,
  type MirrorDeclarationRow,
  type MirrorShareRow,
  type ShareChange,
} from '@corridor/domain';
import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { keepCells } from '../cells/cells.js';
import { cellChangesOf, MIRROR_CELLS } from './mirror-cells.fold.js';
import { foldMirror, MIRROR_EVENTS, type MirrorWordRow } from './mirror-gap.fold.js';

const DECLARATIONS = 'reporting.mirror_declarations';
const CONSIGNMENTS = 'reporting.mirror_consignments';
const SHARES = 'reporting.mirror_shares';
const WORDS = 'reporting.mirror_words';
const GOODS = 'reporting.mirror_goods';
const CELLS = { ...MIRROR_CELLS, heads: 'reporting.mirror_cell_heads', totals: 'reporting.mirror_cells' };

/** How far apart what two countries declare of the same goods is, and why. */
export const mirrorGap = projectionOf({
  name: 'mirror-gap',
  tables: [DECLARATIONS, CONSIGNMENTS, SHARES, WORDS, GOODS, CELLS.heads, CELLS.totals],
  handles: MIRROR_EVENTS,
  async apply(events, { client, generation }) {
    const ids = new Set(events.map(({ data }) => data.consignmentId));
    const goods = await recall(client, generation, [...ids]);
    const known = new Set<object>([...goods.byRoot.values()].flatMap(rowsOf));
    const { words, shares } = foldMirror(events, goods);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    // The fold leaves a row as it is that nothing is told of.
    const changed = <Row extends object>(rows: readonly Row[]) =>
      rows.filter((row) => !known.has(row)).map(own);
    const all = [...goods.byRoot.values()];
    const declarations = all.flatMap((one) => changed(one.declarations));
    const consignments = all.flatMap((one) => changed(one.consignments));
    await upsertRows(client, DECLARATIONS, ['generation', 'declaration_id'], declarations);
    await upsertRows(client, CONSIGNMENTS, ['generation', 'consignment_id'], consignments);
    await upsertRows(client, SHARES, ['generation', 'position', 'pair', 'place'], lastOf(shares).map(own));
    await insertRows(client, WORDS, words.map(own));
    await keepSpans(client, generation, words);
    await keepCells(client, generation, CELLS, shares.flatMap(cellChangesOf));
  },
});

const rowsOf = ({ declarations, consignments }: Goods): readonly object[] => [
  ...declarations,
  ...consignments,
];

/** Of each share that changes tell of, how it is told last. */
function lastOf(changes: readonly ShareChange[]): readonly MirrorShareRow[] {
  const key = ({ position, pair, place }: MirrorShareRow) => `${position} ${pair} ${place}`;
  return [...new Map(changes.map(({ share }) => [key(share), share])).values()];
}

/** From when to when something of goods happened that makes a gap; what comes told late may lie before what is known. */
async function keepSpans(
  client: pg.ClientBase,
  generation: number,
  words: readonly MirrorWordRow[],
): Promise<void> {
  const told = new Map<string, string[]>();
  for (const { root_id, occurred_at } of words)
    if (occurred_at !== null) told.set(root_id, [...(told.get(root_id) ?? []), occurred_at]);
  if (told.size === 0) return;
  const spans = [...told].map(([root_id, instants]) => {
    const sorted = instants.sort();
    return { root_id, first_occurred_at: sorted[0], last_occurred_at: sorted.at(-1) };
  });
  await client.query(
    `INSERT INTO ${GOODS} AS known (generation, root_id, first_occurred_at, last_occurred_at)
     SELECT $1, root_id, first_occurred_at, last_occurred_at FROM json_populate_recordset(NULL::${GOODS}, $2::json)
     ON CONFLICT (generation, root_id) DO UPDATE SET
       first_occurred_at = least(known.first_occurred_at, excluded.first_occurred_at),
       last_occurred_at = greatest(known.last_occurred_at, excluded.last_occurred_at)`,
    [generation, JSON.stringify(spans)],
  );
}

/** Consignments, with the wholes and the parts that these are of, and all that is declared of them. */
async function recall(client: pg.ClientBase, generation: number, ids: readonly string[]): Promise<AllGoods> {
  const read = async <Row>(columns: string, rowsOf: string, of: readonly string[]): Promise<Row[]> => {
    const text = `SELECT ${columns} FROM ${rowsOf} t`;
    return (await client.query<Row & pg.QueryResultRow>(text, [generation, of])).rows;
  };
  const own = await read<{ root_id: string }>('root_id', lookUpOf(CONSIGNMENTS, 'consignment_id'), ids);
  const roots = [...new Set([...own.map(({ root_id }) => root_id), ...ids])];
  const consignments = await read<MirrorConsignmentRow>(
    'consignment_id, root_id, whole_id, masses, cancelled',
    lookUpOf(CONSIGNMENTS, 'root_id'),
    roots,
  );
  const rootOf = new Map(consignments.map(({ consignment_id, root_id }) => [consignment_id, root_id]));
  const byRoot = new Map<string, { -readonly [Key in keyof Goods]: Goods[Key][number][] }>();
  const goodsOf = (consignmentId: string) => {
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const found = byRoot.get(root) ?? { consignments: [], declarations: [], shares: [] };
    byRoot.set(root, found);
    return found;
  };
  const all = [...new Set([...roots, ...rootOf.keys()])];
  for (const row of consignments) goodsOf(row.consignment_id).consignments.push(row);
  for (const row of await read<MirrorDeclarationRow>(
    'declaration_id, consignment_id, flow, counts, invoiced, told',
    lookUpOf(DECLARATIONS, 'consignment_id'),
    all,
  ))
    goodsOf(row.consignment_id).declarations.push(row);
  for (const row of await read<MirrorShareRow>(
    SHARE_COLUMNS,
    lookUpOf(SHARES, 'consignment_id', { and: 'until_position IS NULL' }),
    all,
  ))
    goodsOf(row.consignment_id).shares.push(row);
  return { byRoot, rootOf };
}

const SUMS = MIRROR_SUMS.map((sum) => `${sum}::text`).join(', ');
const SHARE_COLUMNS = `position::float8, pair, place, until_position::float8, consignment_id, line_number, export_declaration, import_declaration,
  export_position::float8, import_position::float8, exporter, importer, month::text, chapter, ${SUMS}`;
