import { insertRows, lookUpOf, projectionOf } from '@corridor/projections';
import type pg from 'pg';
import { keepCells } from '../cells/cells.js';
import { utcInstant } from '../utc-instant.js';
import {
  type CarriageMemory,
  foldCarriage,
  type MovedRow,
  STANDING_OF,
  type Standing,
} from './carriage.fold.js';
import {
  CARRIAGE_EVENTS,
  type CarriageEvent,
  isPlan,
  movementRow,
  type PlanRow,
  type ToldMovement,
} from './movements.fold.js';
import { declaredChangesOf, TRADE_CELLS } from './trade-cells.fold.js';
import {
  foldTrade,
  TRADE_EVENTS,
  type TradeEvent,
  type TradeFact,
  type TradeMemory,
  type TradeRows,
} from './trade-facts.fold.js';

const FACTS = 'reporting.trade_facts';
const DECLARATIONS = 'reporting.trade_declarations';
const CANCELLATIONS = 'reporting.trade_cancellations';
const CELLS = { ...TRADE_CELLS, heads: 'reporting.trade_cell_heads', totals: 'reporting.trade_cells' };
const MOVEMENTS = 'reporting.trade_movements';
const PLANS = 'reporting.trade_route_plans';
const MOVED = 'reporting.trade_moved';

/** Which events add how much to the trade of whom with whom, and what it comes to. */
export const tradeFacts = projectionOf({
  name: 'trade-facts',
  tables: [FACTS, DECLARATIONS, CANCELLATIONS, CELLS.heads, CELLS.totals, MOVEMENTS, PLANS, MOVED],
  handles: [...TRADE_EVENTS, ...CARRIAGE_EVENTS],
  async apply(all, { client, generation }) {
    const events = all.filter(isOfTrade);
    const rows = foldTrade(events, await recall(client, generation, events));
    const moves = all.filter(isOfCarriage);
    const carriage = foldCarriage(
      moves,
      rows.facts,
      await recallCarriage(client, generation, moves, rows.facts),
    );
    for (const [table, added] of [
      [FACTS, rows.facts],
      [DECLARATIONS, rows.declarations],
      [CANCELLATIONS, rows.cancellations],
      [MOVEMENTS, carriage.movements.map(movementRow)],
      [PLANS, carriage.plans],
    ] as const) {
      await insertRows(
        client,
        table,
        added.map((row) => ({ generation, ...row })),
      );
    }
    await keepCells(client, generation, CELLS, [
      ...rows.facts.flatMap(declaredChangesOf),
      ...carriage.changes,
    ]);
    await keepMoved(client, generation, carriage.moved);
  },
});

type Handled = TradeEvent | CarriageEvent;

function isOfTrade(event: Handled): event is TradeEvent {
  return (TRADE_EVENTS as readonly string[]).includes(event.type);
}

function isOfCarriage(event: Handled): event is CarriageEvent {
  return (CARRIAGE_EVENTS as readonly string[]).includes(event.type);
}

async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly TradeEvent[],
): Promise<TradeMemory> {
  const declarationIds: string[] = [];
  const consignmentIds: string[] = [];
  const cancelledNow: string[] = [];
  for (const { type, data } of events) {
    if (type === 'DeclarationLodged') continue;
    consignmentIds.push(data.consignmentId);
    if (type === 'ConsignmentCancelled') cancelledNow.push(data.consignmentId);
    else declarationIds.push(data.declarationId);
  }
  const declarations = await client.query<TradeRows['declarations'][number]>(
    `SELECT declaration_id, country_of_consignment, counts FROM ${lookUpOf(DECLARATIONS, 'declaration_id')} t`,
    [generation, declarationIds],
  );
  const cancellations = await client.query<{ consignment_id: string; occurred_at: string }>(
    `SELECT consignment_id, to_jsonb(occurred_at) #>> '{}' AS occurred_at FROM ${lookUpOf(CANCELLATIONS, 'consignment_id')} t`,
    [generation, consignmentIds],
  );
  return {
    countriesOfConsignment: new Map(
      declarations.rows.map((row) => [row.declaration_id, row.country_of_consignment]),
    ),
    outsideTrade: new Set(declarations.rows.filter(({ counts }) => !counts).map((row) => row.declaration_id)),
    cancelledConsignments: new Map(
      cancellations.rows.map((row) => [row.consignment_id, utcInstant(row.occurred_at)]),
    ),
    facts: cancelledNow.length === 0 ? [] : await factsOf(client, generation, cancelledNow),
  };
}

async function factsOf(
  client: pg.ClientBase,
  generation: number,
  consignmentIds: readonly string[],
): Promise<readonly TradeFact[]> {
  // Numbers that JSON could round come as text beside the rest of the row.
  const { rows } = await client.query<
    { row: TradeFact } & Pick<TradeFact, 'net_mass_kg' | 'value_usd_cents'>
  >(
    `SELECT to_jsonb(f) - 'generation' AS row, net_mass_kg::text, value_usd_cents::text FROM ${lookUpOf(FACTS, 'consignment_id')} f ORDER BY position, fact`,
    [generation, consignmentIds],
  );
  return rows.map(({ row, ...exact }) => ({ ...row, ...exact }));
}

async function recallCarriage(
  client: pg.ClientBase,
  generation: number,
  events: readonly CarriageEvent[],
  facts: readonly TradeFact[],
): Promise<CarriageMemory> {
  const moved = new Set<string>();
  const known = new Set(facts.map((fact) => fact.consignment_id));
  for (const event of events) {
    if (isPlan(event)) continue;
    if (event.type !== 'ConsignmentDeclared') moved.add(event.data.consignmentId);
    else if (event.data.partOf !== undefined) known.add(event.data.partOf);
  }
  for (const id of moved) known.add(id);
  if (known.size === 0) return { movements: [], plans: [], standing: [] };
  const ms = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;
  const movements = await client.query<ToldMovement>(
    `SELECT consignment_id AS "consignmentId", position::float8, kind, place, mode, ${ms('at')} AS at, ${ms('occurred_at')} AS "occurredAt"
     FROM ${lookUpOf(MOVEMENTS, 'consignment_id')} t ORDER BY position`,
    [generation, [...known]],
  );
  const plans = await client.query<PlanRow>(
    `SELECT route_id, position::float8, begins, ends, gates, to_jsonb(occurred_at) #>> '{}' AS occurred_at
     FROM ${PLANS} WHERE generation = $1 ORDER BY position`,
    [generation],
  );
  return {
    movements: movements.rows,
    plans: plans.rows,
    standing: moved.size === 0 ? [] : await standingOf(client, generation, [...moved]),
  };
}

/** Of the consignments alone that are told of now: of others nothing moves. */
async function standingOf(
  client: pg.ClientBase,
  generation: number,
  consignmentIds: readonly string[],
): Promise<readonly Standing[]> {
  const columns = STANDING_OF.map((column) => (column === 'month' ? 'month::text' : column)).join(', ');
  const { rows } = await client.query<Standing>(
    `SELECT ${columns}, sum(value_usd_cents)::text AS value_usd_cents FROM ${lookUpOf(FACTS, 'consignment_id')} t GROUP BY ${STANDING_OF.join(', ')}`,
    [generation, consignmentIds],
  );
  return rows;
}

/** The latest of what is told now and what was told before, whichever came first. */
async function keepMoved(
  client: pg.ClientBase,
  generation: number,
  rows: readonly MovedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO ${MOVED} AS kept (generation, reporter, partner, month, moved_at, moved_position)
     SELECT $1, reporter, partner, month, moved_at, moved_position FROM json_populate_recordset(NULL::${MOVED}, $2::json)
     ON CONFLICT (generation, reporter, partner, month) DO UPDATE
       SET moved_at = greatest(kept.moved_at, excluded.moved_at), moved_position = greatest(kept.moved_position, excluded.moved_position)`,
    [generation, JSON.stringify(rows)],
  );
}
