import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { keepCells } from '../cells/cells.js';
import { utcInstant } from '../utc-instant.js';
import {
  CARRIAGE_EVENTS,
  type CarriageEvent,
  type CarriageMemory,
  foldCarriage,
  type Leg,
} from './carriage.fold.js';
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
const CARRIAGE = 'reporting.trade_carriage';

/** Which events add how much to the trade of whom with whom, and what it comes to. */
export const tradeFacts = projectionOf({
  name: 'trade-facts',
  tables: [FACTS, DECLARATIONS, CANCELLATIONS, CELLS.heads, CELLS.totals, CARRIAGE],
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
    await upsertRows(
      client,
      CARRIAGE,
      ['generation', 'consignment_id'],
      [...carriage.legs].map(([consignment_id, legs]) => ({ generation, consignment_id, legs })),
    );
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
    `SELECT declaration_id, country_of_consignment, counts FROM ${DECLARATIONS}
     WHERE generation = $1 AND declaration_id = ANY ($2::uuid[])`,
    [generation, declarationIds],
  );
  const cancellations = await client.query<{ consignment_id: string; occurred_at: string }>(
    `SELECT consignment_id, to_jsonb(occurred_at) #>> '{}' AS occurred_at FROM ${CANCELLATIONS} WHERE generation = $1 AND consignment_id = ANY ($2::uuid[])`,
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
    `SELECT to_jsonb(f) - 'generation' AS row, net_mass_kg::text, value_usd_cents::text FROM ${FACTS} f
     WHERE generation = $1 AND consignment_id = ANY ($2::uuid[]) ORDER BY position, fact`,
    [generation, consignmentIds],
  );
  return rows.map(({ row, ...exact }) => ({ ...row, ...exact }));
}

/** Facts are read of the consignments alone whose carriage is told now: of others nothing moves. */
async function recallCarriage(
  client: pg.ClientBase,
  generation: number,
  events: readonly CarriageEvent[],
  facts: readonly TradeFact[],
): Promise<CarriageMemory> {
  const moved = events.flatMap(({ type, data }) =>
    type !== 'ConsignmentDeclared' || data.partOf !== undefined ? data.consignmentId : [],
  );
  const wholes = events.flatMap(({ type, data }) =>
    type === 'ConsignmentDeclared' ? (data.partOf ?? []) : [],
  );
  const ids = [...new Set([...moved, ...wholes, ...facts.map((fact) => fact.consignment_id)])];
  if (ids.length === 0) return { legs: new Map(), facts: [] };
  const { rows } = await client.query<{ consignment_id: string; legs: readonly Leg[] }>(
    `SELECT consignment_id, legs FROM ${CARRIAGE} WHERE generation = $1 AND consignment_id = ANY ($2::uuid[])`,
    [generation, ids],
  );
  return {
    legs: new Map(rows.map(({ consignment_id, legs }) => [consignment_id, legs])),
    facts: moved.length === 0 ? [] : await factsOf(client, generation, moved),
  };
}
