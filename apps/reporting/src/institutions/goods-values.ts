import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { foldGoodsValues, GOODS_VALUE_EVENTS, type OverdueTransitRow } from './goods-values.fold.js';

const VALUES = 'reporting.goods_values';
const ARRIVED = 'reporting.goods_arrived';
const GOODS = 'reporting.transit_goods';
const OVERDUE = 'reporting.overdue_transits';

/** What goods are worth by their own papers, and which of them an overdue transit carries, as of any position. */
export const goodsValues = projectionOf({
  name: 'goods-values',
  tables: [VALUES, ARRIVED, GOODS, OVERDUE],
  handles: GOODS_VALUE_EVENTS,
  async apply(events, { client, generation }) {
    const ids = [...new Set(events.flatMap(({ data }) => ('transitId' in data ? [data.transitId] : [])))];
    const { rows: known } = await client.query<{ transit_id: string; consignment_id: string | null }>(
      `SELECT transit_id, consignment_id FROM ${lookUpOf(GOODS, 'transit_id')} t`,
      [generation, ids],
    );
    const { rows: open } = await client.query<{ row: OverdueTransitRow }>(
      `SELECT to_json(o) AS row FROM ${lookUpOf(OVERDUE, 'transit_id', { and: 'until_position IS NULL' })} o`,
      [generation, ids],
    );
    const goods = new Map(known.map(({ transit_id, consignment_id }) => [transit_id, consignment_id]));
    const overdue = new Map(open.map(({ row }) => [row.transit_id, row]));
    const { values, arrived, ended } = foldGoodsValues(events, { goods, overdue });
    await insertRows(
      client,
      VALUES,
      values.map((row) => ({ ...row, generation })),
    );
    await insertRows(
      client,
      ARRIVED,
      arrived.map((row) => ({ ...row, generation })),
    );
    await upsertRows(
      client,
      GOODS,
      ['generation', 'transit_id'],
      [...goods].map(([transit_id, consignment_id]) => ({ generation, transit_id, consignment_id })),
    );
    await upsertRows(
      client,
      OVERDUE,
      ['generation', 'transit_id', 'from_position'],
      [...ended, ...overdue.values()].map((row) => ({ ...row, generation })),
    );
  },
});
