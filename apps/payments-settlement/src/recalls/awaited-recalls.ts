import { randomUUID } from 'node:crypto';
import type { RecallSent } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import type { Recalls } from './recalls.js';

const AT_A_TIME = 100;

interface Row {
  readonly recall_id: string;
  readonly payment_id: string;
  readonly position: string;
}

/**
 * Passes recalls on that came before their assignee told of the payment, once it has. Each is looked at until that is so; done twice, the second leads to
 * nothing. One that names its payment by no UETR is passed on when it is sent again.
 */
export class AwaitedRecalls {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly store: EventStore,
    private readonly payments: PaymentsAggregates['payments'],
    private readonly recalls: Recalls,
  ) {}

  /** Says how many were looked at. */
  async step(): Promise<number> {
    const { rows } = await this.pool.query<Row>({
      name: 'payments-awaited-recalls',
      // Those to banks outside, of which there may be many, are left out first.
      text: `SELECT DISTINCT r.recall_id, r.payment_id, r.position FROM payments.recalls r
        JOIN (SELECT participant, left(own.bic, 8) AS bic FROM access.api_keys, unnest(bics) AS own (bic)
          WHERE role = 'bank' AND revoked_at IS NULL) k ON k.bic = left(r.requested->>'assignee', 8)
        WHERE r.waits AND (
          EXISTS (SELECT FROM payments.settlements s WHERE s.uetr = r.uetr AND s.bank = k.participant)
          OR EXISTS (SELECT FROM payments.payments p JOIN payments.payment_messages m USING (payment_id)
            WHERE p.uetr = r.uetr AND p.bank = k.participant AND m.type = 'PaymentInstructed'))
        ORDER BY r.position LIMIT $1`,
      values: [AT_A_TIME],
    });
    for (const row of rows) await this.one(row);
    return rows.length;
  }

  private async one({ recall_id, payment_id, position }: Row): Promise<void> {
    const stream = await this.store.readStream(this.payments.streamOf(payment_id));
    const sent = stream.find((event) => event.position === Number(position));
    if (sent?.type === 'RecallSent') {
      const { occurredAt } = sent;
      const command = { type: 'SendRecall', occurredAt, data: sent.data as RecallSent['data'] } as const;
      await retryOnConflict(async () => {
        const loaded = await this.payments.load(payment_id);
        const { commands, streams: others } = await this.recalls.following(command, loaded.state);
        const { append } = decideInTurn(this.payments, payment_id, commands, loaded);
        const streams = append ? [append, ...others] : others;
        if (streams.length === 0) return;
        const causationId = Number(position);
        const actor = 'process:payments-settlement';
        await this.store.append({ actor, correlationId: randomUUID(), causationId, streams });
      });
    }
    await this.pool.query('UPDATE payments.recalls SET waits = false WHERE recall_id = $1', [recall_id]);
  }
}
