import { randomUUID } from 'node:crypto';
import { lastDayUnmoved } from '@corridor/domain';
import { inTransaction } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import { byClockOf, PAID_UNMOVED_DAYS } from '@corridor/reference-data';
import type pg from 'pg';
import { lineageOf } from '../supervision/goods.js';
import type { Supervision } from '../supervision/supervision.js';
import type { Clock } from '../tokens.js';
import type { Flagging } from './flagging.js';

export interface PhantomOptions {
  readonly pool: pg.Pool;
  readonly flagging: Flagging;
  readonly supervision: Pick<Supervision, 'isAtHead'>;
  readonly now: Clock;
  /** Told of a consignment that could not be flagged; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (consignmentId: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Candidate {
  readonly obligation_id: string;
  readonly consignment_id: string;
  readonly paid_on: string;
  readonly paid_position: string;
  readonly deliver_by: string | null;
  readonly demo: boolean;
}

/**
 * Makes a step that flags consignments that are paid, in part or in full, and have never moved, page by page. It waits for what the log holds first: what
 * has moved is never flagged for being told late.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function phantomShipments(options: PhantomOptions): () => Promise<number> {
  const { supervision, now, onFailed, pageMax } = options;
  const step = inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) =>
      candidates(options.pool, localInstantOf(nowMs).slice(0, 10), last, limit),
    mark: (candidate, nowMs) => flag(options, candidate, localInstantOf(nowMs)),
    onFailed: ({ consignment_id }, error) => onFailed(consignment_id, error),
    pageMax,
  });
  return async () => ((await supervision.isAtHead()) ? step() : 0);
}

/** Payments are dated at the creditor's bank; both countries have one clock. */
const localInstantOf = (nowMs: number): string => byClockOf('PK', new Date(nowMs).toISOString());

/** Paid before today, not seen to move themselves, and not flagged for this payment. */
async function candidates(
  pool: pg.Pool,
  today: string,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'phantom-shipments',
    text: `SELECT p.obligation_id, p.consignment_id, p.paid_on::text, p.paid_position, g.deliver_by::text, p.demo
      FROM payments.paid_obligations p LEFT JOIN payments.goods g USING (consignment_id)
      WHERE p.paid_on < $1::date
        AND NOT EXISTS (SELECT FROM payments.goods_moved m WHERE m.consignment_id = p.consignment_id)
        AND NOT EXISTS (SELECT FROM payments.red_flags f
          WHERE f.kind = 'phantom-shipment' AND f.consignment_ids = ARRAY[p.consignment_id] AND p.paid_position = ANY (f.evidence))
        AND ($2::date IS NULL OR (p.paid_on, p.obligation_id) > ($2::date, $3::uuid))
      ORDER BY p.paid_on, p.obligation_id LIMIT $4`,
    values: [today, last?.paid_on ?? null, last?.obligation_id ?? null, limit],
  });
  return rows;
}

async function flag({ pool, flagging }: PhantomOptions, candidate: Candidate, at: string): Promise<boolean> {
  const { consignment_id, paid_on, paid_position, deliver_by, demo } = candidate;
  const lastDay = lastDayUnmoved(paid_on, PAID_UNMOVED_DAYS, deliver_by ?? undefined);
  if (at.slice(0, 10) <= lastDay) return false;
  return inTransaction(pool, async (client) => {
    if (await hasMoved(consignment_id, client)) return false;
    const by = deliver_by === null ? `${PAID_UNMOVED_DAYS} days behind that` : `the contract's ${deliver_by}`;
    const reason = `Paid since ${paid_on}; by ${lastDay} (${by}) it was neither dispatched nor seen anywhere.`;
    return flagging.raise(
      {
        kind: 'phantom-shipment',
        subject: { consignmentIds: [consignment_id] },
        reason,
        evidence: [Number(paid_position)],
      },
      { occurredAt: at, correlationId: randomUUID(), position: Number(paid_position), demo },
      client,
    );
  });
}

/** Goods that were split move as their parts, and moved before as the whole. */
async function hasMoved(consignmentId: string, client: pg.ClientBase): Promise<boolean> {
  const { wholes, parts } = await lineageOf(client, consignmentId);
  const { rowCount } = await client.query({
    name: 'flag-has-moved',
    text: 'SELECT FROM payments.goods_moved WHERE consignment_id = ANY ($1) LIMIT 1',
    values: [[...wholes, ...parts]],
  });
  return rowCount !== 0;
}
