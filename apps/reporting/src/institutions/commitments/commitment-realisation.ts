import {
  type CommitmentRow,
  type CommitmentStanding,
  type GoodsMemory,
  REVALUING,
  type RealisationMemory,
  STANDING_SUMS,
} from '@corridor/domain';
import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../../utc-instant.js';
import { foldRealisation, REALISATION_EVENTS, type RealisationEvent } from './realisation.fold.js';

const COMMITMENTS = 'reporting.commitments';
const FACTS = 'reporting.commitment_facts';
const STANDINGS = 'reporting.commitment_standings';
const PROGRESS = 'reporting.commitment_progress';
const PROGRESS_DAYS = 'reporting.commitment_progress_days';
const LINKS = 'reporting.commitment_links';
const VERSIONS = 'reporting.commitment_versions';
const CREDITS = 'reporting.commitment_credits';
const GOODS = 'reporting.commitment_goods';
const PARTS = 'reporting.commitment_parts';
const INSTANTS = 'reporting.commitment_instants';
const DISORDER = 'reporting.commitment_disorder';
const WORDS = 'reporting.commitment_words';
const HEADS = 'reporting.commitment_heads';

/** What was promised, and what came of it: contracted, shipped, cleared, delivered and paid. */
export const commitmentRealisation = projectionOf({
  name: 'commitment-realisation',
  tables: [
    COMMITMENTS,
    FACTS,
    STANDINGS,
    PROGRESS,
    PROGRESS_DAYS,
    LINKS,
    VERSIONS,
    CREDITS,
    GOODS,
    PARTS,
    INSTANTS,
    DISORDER,
    WORDS,
    HEADS,
  ],
  handles: REALISATION_EVENTS,
  async apply(events, { client, generation }) {
    const memory = await recall(client, generation, events);
    const before = {
      goods: new Map(memory.goods),
      commitments: new Map(memory.commitments),
      standings: new Map(memory.standings),
    };
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
    await insertRows(client, INSTANTS, rows.instants.map(own));
    await insertRows(client, DISORDER, rows.disorder.map(own));
    await insertRows(client, WORDS, rows.words.map(own));
    await insertRows(client, FACTS, rows.facts.map(own));
    await insertRows(client, STANDINGS, rows.standings.map(own));
    // Once for each batch, however many of its events told of it.
    const heads = [...memory.standings].filter(([id, standing]) => before.standings.get(id) !== standing);
    await upsertRows(
      client,
      HEADS,
      ['generation', 'commitment_id'],
      heads.map(([, standing]) => own(standing)),
    );
    const [first, last] = [rows.facts.at(0), rows.facts.at(-1)];
    if (!first || !last) return;
    const span = [generation, first.position, last.position];
    await client.query(PROGRESS_DAYS_SQL, span);
    await client.query(PROGRESS_SQL, span);
  },
});

/**
 * What counts of each thing behind each of the facts from position $2 to $3, and the day of what was added last: what was there before a point where nothing
 * counted leaves no day behind. Read before these are added to what counts of each thing.
 */
const COUNTED = `
  fact AS (
    SELECT f.*, coalesce(p.usd_cents, 0) + sum(f.usd_cents) OVER so_far AS cents, coalesce(p.jobs, 0) + sum(f.jobs) OVER so_far AS all_jobs,
      CASE WHEN p.usd_cents > 0 OR p.jobs > 0 THEN p.on_day END AS day_before
    FROM ${FACTS} f LEFT JOIN LATERAL (
      SELECT * FROM ${PROGRESS} p WHERE p.generation = f.generation AND p.commitment_id = f.commitment_id AND p.thing = f.thing OFFSET 0
    ) p ON true
    WHERE f.generation = $1 AND f.position BETWEEN $2 AND $3 AND f.thing IS NOT NULL
    WINDOW so_far AS (PARTITION BY f.commitment_id, f.thing ORDER BY f.position, f.fact)
  ), run AS (
    SELECT *, count(*) FILTER (WHERE cents <= 0 AND all_jobs <= 0) OVER (
      PARTITION BY commitment_id, thing ORDER BY position, fact ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
    FROM fact
  ), counted AS (
    SELECT commitment_id, thing, position, fact, cents, all_jobs, day_before, CASE WHEN cents > 0 OR all_jobs > 0 THEN
      greatest(CASE WHEN run = 0 THEN day_before END, max(on_day) FILTER (WHERE usd_cents > 0 OR jobs > 0) OVER (
        PARTITION BY commitment_id, thing, run ORDER BY position, fact)) END AS day
    FROM run
  )`;

/** On which days things count behind each of the facts. */
const PROGRESS_DAYS_SQL = `
  INSERT INTO ${PROGRESS_DAYS} (generation, commitment_id, on_day, position, things)
  WITH ${COUNTED}, change AS (
    SELECT commitment_id, position, day AS now, lag(day, 1, day_before) OVER (PARTITION BY commitment_id, thing ORDER BY position, fact) AS before FROM counted
  )
  SELECT $1, commitment_id, day, position, sum(things) FROM change CROSS JOIN LATERAL (VALUES (before, -1), (now, 1)) AS moved (day, things)
  WHERE before IS DISTINCT FROM now AND day IS NOT NULL GROUP BY commitment_id, day, position HAVING sum(things) <> 0`;

/** What counts of each thing behind the last of the facts. */
const PROGRESS_SQL = `
  INSERT INTO ${PROGRESS} (generation, commitment_id, thing, usd_cents, jobs, on_day)
  WITH ${COUNTED}
  SELECT DISTINCT ON (commitment_id, thing) $1::integer, commitment_id, thing, cents, all_jobs, day FROM counted
  ORDER BY commitment_id, thing, position DESC, fact DESC
  ON CONFLICT (generation, commitment_id, thing) DO UPDATE SET usd_cents = excluded.usd_cents, jobs = excluded.jobs, on_day = excluded.on_day`;

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
    `SELECT root_id, goods FROM ${lookUpOf(GOODS, 'root_id')} t
     UNION ALL SELECT root_id, goods FROM ${lookUpOf(GOODS, 'commitment_id', { among: 'SELECT DISTINCT unnest($3::uuid[])' })} t`,
    [generation, [...rootIds], [...rated]],
  );
  for (const { goods: known } of goods.rows) if (known.link) commitmentIds.add(known.link.commitmentId);
  return {
    roots,
    goods: new Map(goods.rows.map((row) => [row.root_id, row.goods])),
    commitments: await commitmentsOf(client, generation, [...commitmentIds]),
    standings: await standingsOf(client, generation, [...commitmentIds]),
  };
}

async function rootsOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const { rows } = await client.query<{ consignment_id: string; root_id: string }>(
    `SELECT consignment_id, root_id FROM ${lookUpOf(PARTS, 'consignment_id')} t`,
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
     FROM ${lookUpOf(COMMITMENTS, 'commitment_id')} c`,
    [generation, ids],
  );
  return new Map(
    rows.map(({ row, ...exact }) => [
      row.commitment_id,
      { ...row, ...exact, latest_at: utcInstant(row.latest_at) },
    ]),
  );
}

async function standingsOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const { rows } = await client.query<CommitmentStanding>(
    `SELECT commitment_id, position::float8, ${SUMS}, consignments, status FROM ${lookUpOf(HEADS, 'commitment_id')} t`,
    [generation, ids],
  );
  return new Map(rows.map((row) => [row.commitment_id, row]));
}

/** As text: they have no bound. */
const SUMS = STANDING_SUMS.map((sum) => `${sum}::text`).join(', ');
