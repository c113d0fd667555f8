import type pg from 'pg';

/** Lets what names an obligation behind a place in the order be tried; instead of a round that it may have by an earlier event. */
export async function beginNamingRound(
  client: pg.ClientBase,
  obligationId: string,
  position: number,
  place: string,
): Promise<void> {
  await client.query({
    name: 'payments-begin-naming-round',
    text: `INSERT INTO payments.naming_rounds (obligation_id, position, cursor) VALUES ($1, $2, $3)
      ON CONFLICT (obligation_id) DO UPDATE SET position = excluded.position, cursor = excluded.cursor`,
    values: [obligationId, position, place],
  });
}
