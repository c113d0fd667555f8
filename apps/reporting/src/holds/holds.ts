import { type ApplyContext, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { keepCells } from '../cells/cells.js';
import { CUSTOMS_EVENTS, isCustomsEvent } from '../customs/customs.fold.js';
import { applyCustoms, CUSTOMS_TABLES } from '../customs/customs.js';
import { HELD_CELLS, heldChangesOf } from './held-cells.fold.js';
import type { HeldConsignmentRow, HoldDeclarationRow, HoldRow } from './hold-row.js';
import { type DeclarationHolds, foldHolds, HOLD_EVENTS, type HoldEvent } from './holds.fold.js';

const HOLDS = 'reporting.holds';
const HELD = 'reporting.held_consignments';
const DECLARATIONS = 'reporting.hold_declarations';
const CELLS = { ...HELD_CELLS, heads: 'reporting.held_cell_heads', totals: 'reporting.held_cells' };

/** How long customs holds goods, and from when to when it holds which consignments; how long it takes over declarations, and what duties it asks for. */
export const holds = projectionOf({
  name: 'holds',
  tables: [HOLDS, HELD, DECLARATIONS, CELLS.heads, CELLS.totals, ...CUSTOMS_TABLES],
  handles: [...new Set([...HOLD_EVENTS, ...CUSTOMS_EVENTS])],
  async apply(events, context) {
    await applyHolds(events.filter(isHoldEvent), context);
    await applyCustoms(events.filter(isCustomsEvent), context);
  },
});

const HOLD_TYPES: ReadonlySet<string> = new Set(HOLD_EVENTS);
const isHoldEvent = (event: { readonly type: string }): event is HoldEvent => HOLD_TYPES.has(event.type);

async function applyHolds(events: readonly HoldEvent[], { client, generation }: ApplyContext): Promise<void> {
  if (events.length === 0) return;
  const ids = new Set(events.map(({ data }) => data.declarationId));
  const declarations = await recall(client, generation, [...ids]);
  foldHolds(events, declarations);
  const own = <Row extends object>(row: Row) => ({ generation, ...row });
  const all = [...declarations.values()];
  const of = ['generation', 'declaration_id'];
  await upsertRows(
    client,
    DECLARATIONS,
    [...of, 'consignment_id'],
    all.flatMap(({ covering }) => covering.map(own)),
  );
  await upsertRows(
    client,
    HOLDS,
    [...of, 'hold_id'],
    all.flatMap(({ holds }) => holds.map(own)),
  );
  await upsertRows(
    client,
    HELD,
    [...of, 'hold_id', 'consignment_id', 'from_position'],
    all.flatMap(({ held }) => held.map(own)),
  );
  const first = events[0]?.position ?? 0;
  await keepCells(
    client,
    generation,
    CELLS,
    heldChangesOf(await holdsBeside(client, generation, all, first), first),
  );
}

/** All holds of the consignments of which one was placed or ended by the events from `first` on, as they stand behind these. */
async function holdsBeside(
  client: pg.ClientBase,
  generation: number,
  declarations: readonly DeclarationHolds[],
  first: number,
): Promise<readonly HoldRow[]> {
  const consignments = declarations
    .flatMap(({ holds }) => holds)
    .filter(({ placed_position, ended_position }) => Math.max(placed_position, ended_position ?? 0) >= first)
    .map(({ consignment_id }) => consignment_id);
  if (consignments.length === 0) return [];
  const { rows } = await client.query<{ row: HoldRow }>(
    `SELECT to_jsonb(h) - 'generation' AS row
     FROM ${lookUpOf(HELD, 'consignment_id')} c CROSS JOIN LATERAL (
       SELECT * FROM ${HOLDS} WHERE generation = $1 AND declaration_id = c.declaration_id AND hold_id = c.hold_id AND consignment_id = c.consignment_id OFFSET 0
     ) h`,
    [generation, [...new Set(consignments)]],
  );
  return rows.map(({ row }) => row);
}

async function recall(
  client: pg.ClientBase,
  generation: number,
  declarationIds: readonly string[],
): Promise<Map<string, DeclarationHolds>> {
  const rowsOf = async <Row>(table: string): Promise<readonly Row[]> => {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(table, 'declaration_id')} t`,
      [generation, declarationIds],
    );
    return rows.map(({ row }) => row);
  };
  const known = new Map<
    string,
    { -readonly [Part in keyof DeclarationHolds]: DeclarationHolds[Part][number][] }
  >();
  const of = (id: string) => {
    const found = known.get(id) ?? { covering: [], holds: [], held: [] };
    known.set(id, found);
    return found;
  };
  for (const row of await rowsOf<HoldDeclarationRow>(DECLARATIONS)) of(row.declaration_id).covering.push(row);
  for (const row of await rowsOf<HoldRow>(HOLDS)) of(row.declaration_id).holds.push(row);
  for (const row of await rowsOf<HeldConsignmentRow>(HELD)) of(row.declaration_id).held.push(row);
  return known;
}
