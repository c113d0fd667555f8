import { randomUUID } from 'node:crypto';
import type { RecallSent } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { CreditNames } from '../naming/credit-names.js';
import { paymentName } from '../naming/names-of-credit.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import type { Clock } from '../tokens.js';
import type { Recalls } from './recalls.js';

export interface AwaitedRecallsOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly payments: PaymentsAggregates['payments'];
  readonly names: Pick<CreditNames, 'held'>;
  readonly recalls: Pick<Recalls, 'following'>;
  readonly now: Clock;
  /** Told of a recall that could not be passed on; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (recallId: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Row {
  readonly recall_id: string;
  readonly payment_id: string;
  readonly position: string;
}

interface Waiting extends Row {
  readonly uetr: string | null;
  /** Participant id of its assignee. */
  readonly assignee: string;
  readonly instructed: boolean;
  /** The assignee has it. */
  readonly there: boolean;
}

interface Candidate extends Row {
  /** Its assignee has told of the payment, or has the recall. */
  readonly isKnown: boolean;
}

/**
 * Makes a step that passes recalls on which came before their assignee told of the payment, once it has. Each is looked at, round by round, until it stands with its
 * assignee or is answered for good; done twice, the second leads to nothing. One that names its payment by no UETR is passed on when it is sent again, and then looked at once more:
 * its assignee may have answered just then.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function awaitedRecalls(options: AwaitedRecallsOptions): () => Promise<number> {
  const { now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit) => waiting(options, last, limit),
    mark: async (candidate) => candidate.isKnown && (await passOn(options, candidate)),
    onFailed: ({ recall_id }, error) => onFailed(recall_id, error),
    pageMax,
  });
}

async function waiting(
  { pool, names }: AwaitedRecallsOptions,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Waiting>({
    name: 'payments-awaited-recalls',
    // Those to banks outside, of which there may be many, are left out first, and those to a BIC that is not one bank's.
    text: `SELECT r.recall_id, r.payment_id, r.position, r.uetr, k.participant AS assignee,
        EXISTS (SELECT FROM payments.payments p JOIN payments.payment_messages m USING (payment_id)
          WHERE p.uetr = r.uetr AND p.bank = k.participant AND m.type = 'PaymentInstructed') AS instructed,
        EXISTS (SELECT FROM payments.payment_messages m JOIN payments.payments p USING (payment_id)
          WHERE m.message_id = r.requested->>'messageId' AND m.type = 'RecallRequested' AND p.bank = k.participant) AS there
      FROM payments.recalls r
      JOIN (SELECT left(own.bic, 8) AS bic, min(participant) AS participant FROM access.api_keys, unnest(bics) AS own (bic)
        WHERE role = 'bank' AND revoked_at IS NULL GROUP BY 1 HAVING count(DISTINCT participant) = 1) k
        ON k.bic = left(r.requested->>'assignee', 8)
      WHERE r.waits AND r.position > $1 ORDER BY r.position LIMIT $2`,
    values: [last?.position ?? 0, limit],
  });
  // The list tells a credit by its first entry: of the UETR of a later one, or of one that was booked with others, the names know.
  const nameOf = ({ assignee, uetr }: Waiting): readonly string[] =>
    uetr === null ? [] : [paymentName(assignee, uetr)];
  const held = await names.held(rows.flatMap(nameOf));
  const isKnown = (row: Waiting): boolean =>
    row.instructed || row.there || nameOf(row).some((name) => held.has(name));
  return rows.map((row) => ({ ...row, isKnown: isKnown(row) }));
}

/** @returns whether it stands with its assignee: then it is looked at no more. */
async function passOn(
  { pool, store, payments, recalls }: AwaitedRecallsOptions,
  { recall_id, payment_id, position }: Row,
): Promise<boolean> {
  const stream = await store.readStream(payments.streamOf(payment_id));
  const sent = stream.find((event) => event.position === Number(position));
  if (sent?.type !== 'RecallSent') return false;
  const { occurredAt } = sent;
  const command = { type: 'SendRecall', occurredAt, data: sent.data as RecallSent['data'] } as const;
  const isThere = await retryOnConflict(async () => {
    const loaded = await payments.load(payment_id);
    const { commands, streams: others, isPassedOn } = await recalls.following(command, loaded.state);
    const { append } = decideInTurn(payments, payment_id, commands, loaded);
    const streams = append ? [append, ...others] : others;
    if (streams.length > 0) {
      const causationId = Number(position);
      const actor = 'process:payments-settlement';
      await store.append({ actor, correlationId: randomUUID(), causationId, streams });
    }
    return isPassedOn === true;
  });
  // Of what is answered for good, the list knows.
  if (isThere)
    await pool.query('UPDATE payments.recalls SET waits = false WHERE recall_id = $1', [recall_id]);
  return isThere;
}
