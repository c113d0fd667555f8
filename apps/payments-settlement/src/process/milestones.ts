import type { TermsTrigger } from '@corridor/domain';
import type pg from 'pg';
import { laterOf } from './cause.js';

/** What happens to a consignment and may start terms. */
export type Milestone = Extract<
  TermsTrigger,
  'dispatch' | 'import-clearance' | 'delivery' | 'transport-document'
>;

/** When terms start. */
export interface Start {
  /** `YYYY-MM-DD`, local. */
  readonly on: string;
  /** RFC 3339 with offset: when it came about. */
  readonly at: string;
}

/** A consignment, or a part of one, and what became of it. */
interface Node {
  readonly id: string;
  readonly wholeId: string | null;
  readonly isEnded: boolean;
  /** Of its own. */
  readonly start: Start | undefined;
}

/** Of a consignment nothing more becomes, so that it holds up nothing. */
const NEVER = 'never';

/**
 * What became of consignments, in whichever order it is told.
 *
 * An invoice is for all the goods of a consignment, and owed once. Where the goods went on in parts, its terms start with the last of them:
 * so banks count a tenor from the latest of several transport documents (UCP 600, article 31(b); ISBP 745, B2), and nobody
 * pays for goods that he has not got while he waits for the rest. A part that was called off, or went back before it got there, is
 * not waited for. What the whole has done itself before it was split counts for all of its parts.
 */
export class Milestones {
  /** Of several events of a kind (goods cleared in parts) the earliest counts; of several transport documents, each a source, the latest. */
  async keep(
    client: pg.ClientBase,
    consignmentId: string,
    trigger: Milestone,
    { on, at }: Start,
    source: string,
  ): Promise<void> {
    await client.query({
      name: 'payments-reach-milestone',
      text: `INSERT INTO payments.milestones AS m (consignment_id, trigger, source, starts_on, occurred_local)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (consignment_id, trigger, source) DO UPDATE
        SET occurred_local = excluded.occurred_local, starts_on = excluded.starts_on
        WHERE excluded.occurred_local::timestamptz < m.occurred_local::timestamptz`,
      values: [consignmentId, trigger, source, on, at],
    });
  }

  /** What told of it was wrong. What has arisen by it stands, as it does where a later document comes: somebody has been told by which day to pay. */
  async takeBack(client: pg.ClientBase, consignmentId: string, source: string): Promise<void> {
    await client.query({
      name: 'payments-milestone-taken-back',
      text: 'DELETE FROM payments.milestones WHERE consignment_id = $1 AND source = $2',
      values: [consignmentId, source],
    });
  }

  async split(client: pg.ClientBase, wholeId: string, partIds: readonly string[]): Promise<void> {
    await client.query({
      name: 'payments-split',
      text: `INSERT INTO payments.consignment_parts (part_id, whole_id) SELECT unnest($2::uuid[]), $1 ON CONFLICT DO NOTHING`,
      values: [wholeId, partIds],
    });
  }

  async end(client: pg.ClientBase, consignmentId: string): Promise<void> {
    await client.query({
      name: 'payments-ended',
      text: 'INSERT INTO payments.ended_consignments VALUES ($1) ON CONFLICT DO NOTHING',
      values: [consignmentId],
    });
  }

  /** The consignment and those that it is a part of, by their ids. */
  async upFrom(client: pg.ClientBase, consignmentId: string): Promise<readonly string[]> {
    const { rows } = await client.query<{ id: string }>({
      name: 'payments-wholes-of',
      text: `WITH RECURSIVE up (id) AS (
          SELECT $1::uuid UNION SELECT p.whole_id FROM payments.consignment_parts p JOIN up ON p.part_id = up.id)
        SELECT id FROM up`,
      values: [consignmentId],
    });
    return rows.map(({ id }) => id);
  }

  /** When the terms of an invoice for a consignment start; `undefined` while they do not. */
  async startOf(
    client: pg.ClientBase,
    consignmentId: string,
    trigger: Milestone,
  ): Promise<Start | undefined> {
    const { rows } = await client.query<{
      id: string;
      whole_id: string | null;
      is_ended: boolean;
      starts_on: string | null;
      occurred_local: string | null;
    }>({
      name: 'payments-milestones-below',
      text: `WITH RECURSIVE down (id, whole_id) AS (
          SELECT $1::uuid, NULL::uuid UNION SELECT p.part_id, p.whole_id FROM payments.consignment_parts p JOIN down ON p.whole_id = down.id)
        SELECT d.id, d.whole_id, e.consignment_id IS NOT NULL AS is_ended, m.starts_on::text, m.occurred_local
        FROM down d LEFT JOIN payments.ended_consignments e ON e.consignment_id = d.id
          LEFT JOIN LATERAL (SELECT starts_on, occurred_local FROM payments.milestones
            WHERE consignment_id = d.id AND trigger = $2
            ORDER BY starts_on DESC, occurred_local::timestamptz DESC, source LIMIT 1) m ON true`,
      values: [consignmentId, trigger],
    });
    const nodes = rows.map(
      ({ id, whole_id, is_ended, starts_on, occurred_local }): Node => ({
        id,
        wholeId: whole_id,
        isEnded: is_ended,
        start:
          starts_on !== null && occurred_local !== null ? { on: starts_on, at: occurred_local } : undefined,
      }),
    );
    const start = startIn(nodes, consignmentId);
    return start === NEVER ? undefined : start;
  }
}

function startIn(nodes: readonly Node[], id: string): Start | typeof NEVER | undefined {
  const node = nodes.find((each) => each.id === id);
  if (!node) return undefined;
  if (node.start) return node.start;
  const parts = nodes.filter(({ wholeId }) => wholeId === id);
  if (parts.length === 0) return node.isEnded ? NEVER : undefined;
  let last: Start | typeof NEVER = NEVER;
  for (const part of parts) {
    const start = startIn(nodes, part.id);
    if (start === undefined) return undefined;
    if (start !== NEVER) last = last === NEVER ? start : lastOf(last, start);
  }
  return last;
}

function lastOf(a: Start, b: Start): Start {
  const [, on = a.on] = [a.on, b.on].toSorted();
  return { on, at: laterOf(a.at, b.at) };
}
