import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import type { CommitmentRow } from './commitment-rows.js';
import { foldRealisation, REALISATION_EVENTS, REVALUING, type RealisationEvent } from './realisation.fold.js';
import type { GoodsMemory, RealisationMemory } from './realisation-memory.js';

const COMMITMENTS = 'reporting.commitments';
const FACTS = 'reporting.commitment_facts';
const PROGRESS = 'reporting.commitment_progress';
const LINKS = 'reporting.commitment_links';
const VERSIONS = 'reporting.commitment_versions';
const CREDITS = 'reporting.commitment_credits';
const GOODS = 'reporting.commitment_goods';
const PARTS = 'reporting.commitment_parts';

/** What was promised, and what came of it: contracted, shipped, cleared, delivered and paid. */
export const commitmentRealisation = projectionOf({
  name: 'commitment-realisation',
  tables: [COMMITMENTS, FACTS, PROGRESS, LINKS, VERSIONS, CREDITS, GOODS, PARTS],
  handles: REALISATION_EVENTS,
  async apply(events, { client, generation }) {
    const memory = await recall(client, generation, events);
    const before = { goods: new Map(memory.goods), commitments: new Map(memory.commitments) };
    const rows = foldRealisation(events, memory);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    const changed = [...memory.goods].filter(([root, goods]) => before.goods.get(root) !== goods);
    // Goods that move ask for the terms of their promise, and may leave them as they are.
    const told = [...memory.commitments].filter(([id, row]) => before.commitments.get(id) !== row);
    await upsertRows(
      client,
      COMMITMENTS,
      ['generation', 'commitment_id'],
      told.map(([, row]) => own(row)),
    );
    await upsertRows(
      client,
      GOODS,
      ['generation', 'root_id'],
      changed.map(([root_id, goods]) =>
        own({ root_id, commitment_id: goods.link?.commitmentId ?? null, goods }),
      ),
    );
    await insertRows(client, PARTS, rows.parts.map(own));
    await insertRows(client, LINKS, rows.links.map(own));
    await insertRows(client, VERSIONS, rows.versions.map(own));
    await insertRows(client, CREDITS, rows.credits.map(own));
    await insertRows(client, FACTS, rows.facts.map(own));
    const [first, last] = [rows.facts.at(0), rows.facts.at(-1)];
    if (first && last) await client.query(PROGRESS_SQL, [generation, first.position, last.position]);
  },
});

/** What the facts from position $2 to $3 add to what counts of each thing. */
const PROGRESS_SQL = `
  INSERT INTO ${PROGRESS} AS p (generation, commitment_id, thing, usd_cents, jobs, on_day)
  SELECT generation, commitment_id, thing, sum(usd_cents), sum(jobs), max(on_day) FILTER (WHERE usd_cents > 0 OR jobs > 0)
  FROM ${FACTS} WHERE generation = $1 AND position BETWEEN $2 AND $3 AND thing IS NOT NULL GROUP BY 1, 2, 3
  ON CONFLICT (generation, commitment_id, thing) DO UPDATE SET usd_cents = p.usd_cents + excluded.usd_cents, jobs = p.jobs + excluded.jobs,
    on_day = greatest(p.on_day, excluded.on_day)`;

async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly RealisationEvent[],
): Promise<RealisationMemory> {
  const goodsIds = new Set<string>();
  const commitmentIds = new Set<string>();
  const rated = new Set<string>();
  for (const { type, data } of events) {
    if ('consignmentId' in data) goodsIds.add(data.consignmentId);
    if (type === 'ConsignmentDeclared' && data.partOf !== undefined) goodsIds.add(data.partOf);
    if (type === 'CommitmentLinked' || type === 'CommitmentUnlinked') goodsIds.add(data.allocated.id);
    if ('commitmentId' in data) commitmentIds.add(data.commitmentId);
    if ('commitmentId' in data && REVALUING.has(type)) rated.add(data.commitmentId);
  }
  const roots = await rootsOf(client, generation, [...goodsIds]);
  const rootIds = new Set([...goodsIds].map((id) => roots.get(id) ?? id));
  const goods = await client.query<{ root_id: string; goods: GoodsMemory }>(
    `SELECT root_id, goods FROM ${GOODS} WHERE generation = $1 AND (root_id = ANY ($2::uuid[]) OR commitment_id = ANY ($3::uuid[]))`,
    [generation, [...rootIds], [...rated]],
  );
  for (const { goods: known } of goods.rows) if (known.link) commitmentIds.add(known.link.commitmentId);
  return {
    roots,
    goods: new Map(goods.rows.map((row) => [row.root_id, row.goods])),
    commitments: await commitmentsOf(client, generation, [...commitmentIds]),
  };
}

async function rootsOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const { rows } = await client.query<{ consignment_id: string; root_id: string }>(
    `SELECT consignment_id, root_id FROM ${PARTS} WHERE generation = $1 AND consignment_id = ANY ($2::uuid[])`,
    [generation, ids],
  );
  return new Map(rows.map(({ consignment_id, root_id }) => [consignment_id, root_id]));
}

async function commitmentsOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  // Amounts that JSON could round come as text beside the rest of the row.
  const { rows } = await client.query<{
    row: CommitmentRow;
    value_minor: string;
    value_usd_cents: string;
    delivered_usd_cents: string;
  }>(
    `SELECT to_jsonb(c) - 'generation' AS row, value_minor::text, value_usd_cents::text, delivered_usd_cents::text
     FROM ${COMMITMENTS} c
     WHERE generation = $1 AND commitment_id = ANY ($2::uuid[])`,
    [generation, ids],
  );
  return new Map(rows.map(({ row, ...exact }) => [row.commitment_id, { ...row, ...exact }]));
}
