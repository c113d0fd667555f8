import type { EventOf } from '@corridor/contracts';
import type { BookedSettlement, OtherCredit, SettlementBooked } from '@corridor/domain';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';

/** No bank books one payment in more: of more, none is taken to tell of the others. */
const OTHERS_MAX = 20;

/** Which credits a bank booked under one UETR: what an instruction tells of the payment is told of all of them together. */
export class CreditsUnderUetr {
  constructor(private readonly aggregates: Pick<PaymentsAggregates, 'settlements'>) {}

  async keep(
    client: pg.ClientBase,
    events: readonly Pick<EventOf<'SettlementBooked'>, 'data'>[],
  ): Promise<void> {
    const rows = events.flatMap(({ data: { settlementId, bank, references } }) =>
      references.uetr === undefined ? [] : [{ uetr: references.uetr, bank, settlement_id: settlementId }],
    );
    if (rows.length === 0) return;
    await client.query({
      name: 'payments-keep-credits-under-uetr',
      text: `INSERT INTO payments.credits_under_uetr
        SELECT uetr, bank, settlement_id FROM json_populate_recordset(NULL::payments.credits_under_uetr, $1)
        ON CONFLICT DO NOTHING`,
      values: [JSON.stringify(rows)],
    });
  }

  /** The others under the UETR of a credit; `undefined` where they are too many to be of one payment. */
  async others(
    client: pg.ClientBase,
    { bank, references, settlementId }: SettlementBooked['data'],
  ): Promise<readonly OtherCredit[] | undefined> {
    const { rows } = await client.query<{ id: string }>({
      name: 'payments-others-under-uetr',
      text: `SELECT settlement_id AS id FROM payments.credits_under_uetr
        WHERE uetr = $1 AND bank = $2 AND settlement_id <> $3 ORDER BY settlement_id LIMIT $4`,
      values: [references.uetr, bank, settlementId, OTHERS_MAX + 1],
    });
    if (rows.length > OTHERS_MAX) return undefined;
    const others: OtherCredit[] = [];
    for (const { id } of rows) {
      const { state } = await this.aggregates.settlements.load(id, client);
      if (state.status === 'booked') others.push(otherOf(state));
    }
    return others;
  }
}

function otherOf({ settlement: { amount }, allocations, returned }: BookedSettlement): OtherCredit {
  return { amount, allocations, returned };
}
