import type pg from 'pg';

export interface DeadLetter {
  readonly group: string;
  /** Absent for a message that is no event of the ledger. */
  readonly position?: number;
  readonly reason: string;
  readonly message: string;
}

/** Keeps a message that cannot be applied, once for each group, for an operator to look at. */
export async function keepDeadLetter(
  client: Pick<pg.ClientBase, 'query'>,
  letter: DeadLetter,
): Promise<void> {
  await client.query(
    `INSERT INTO bus.dead_letters (consumer_group, position, reason, message) VALUES ($1, $2, $3, $4)
     ON CONFLICT (consumer_group, position) DO NOTHING`,
    [letter.group, letter.position ?? null, storable(letter.reason), storable(letter.message)],
  );
}

/** How many messages a group could not apply. */
export async function countDeadLetters(client: Pick<pg.ClientBase, 'query'>, group: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>({
    name: 'dead-letters-of-group',
    text: 'SELECT count(*) FROM bus.dead_letters WHERE consumer_group = $1',
    values: [group],
  });
  return Number(rows[0]?.count);
}

/** PostgreSQL's text has no NUL: a letter that holds one would fail each time, and what it is about with it. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');
