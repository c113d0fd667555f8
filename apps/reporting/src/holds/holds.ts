import { type ApplyContext, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { CUSTOMS_EVENTS, isCustomsEvent } from '../customs/customs.fold.js';
import { applyCustoms, CUSTOMS_TABLES } from '../customs/customs.js';
import type { HeldConsignmentRow, HoldDeclarationRow, HoldRow } from './hold-row.js';
import { type DeclarationHolds, foldHolds, HOLD_EVENTS, type HoldEvent } from './holds.fold.js';

const HOLDS = 'reporting.holds';
const HELD = 'reporting.held_consignments';
const DECLARATIONS = 'reporting.hold_declarations';

/** How long customs holds goods, and from when to when it holds which consignments; how long it takes over declarations, and what duties it asks for. */
export const holds = projectionOf({
  name: 'holds',
  tables: [HOLDS, HELD, DECLARATIONS, ...CUSTOMS_TABLES],
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
}

async function recall(
  client: pg.ClientBase,
  generation: number,
  declarationIds: readonly string[],
): Promise<Map<string, DeclarationHolds>> {
  const rowsOf = async <Row>(table: string): Promise<readonly Row[]> => {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) - 'generation' AS row FROM ${table} t
       WHERE generation = $1 AND declaration_id = ANY ($2::uuid[])`,
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
