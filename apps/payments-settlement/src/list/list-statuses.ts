import type { FollowerStatus, LedgerParts } from '@corridor/nest-kit';
import type pg from 'pg';

interface Row {
  readonly name: string;
  readonly position: string | null;
  readonly stands_before: string | null;
  readonly reason: string | null;
  readonly stands_since: Date | null;
  readonly set_aside: string;
}

/** How each list stands, and what the consumers of a group could not apply. */
export async function listStatuses(
  pool: Pick<pg.Pool, 'query'>,
  group: string,
): Promise<readonly FollowerStatus[]> {
  const { rows } = await pool.query<Row>({
    name: 'payments-list-statuses',
    text: `SELECT c.list AS name, c.position, c.stands_before, c.reason, c.stands_since,
        (SELECT count(*) FROM payments.list_dead_letters d WHERE d.list = c.list) AS set_aside
      FROM payments.list_checkpoints c
      UNION ALL
      SELECT $1, NULL, NULL, NULL, NULL, count(*) FROM bus.dead_letters WHERE consumer_group = $1
      ORDER BY name`,
    values: [group],
  });
  return rows.map(({ name, position, stands_before, reason, stands_since, set_aside }) => ({
    name,
    ...(position !== null && { position: Number(position) }),
    ...(stands_before !== null && {
      stands: {
        before: Number(stands_before),
        reason: reason ?? '',
        since: stands_since?.toISOString() ?? '',
      },
    }),
    setAside: Number(set_aside),
  }));
}

/** A step that logs what stands still, or is set aside, once for each change; it is never work that leads to more. */
export function listWatch(
  { pool, logger }: Pick<LedgerParts, 'pool' | 'logger'>,
  group: string,
): () => Promise<number> {
  const told = new Map<string, string>();
  return async () => {
    for (const { name, stands, setAside } of await listStatuses(pool, group)) {
      const state = JSON.stringify([stands?.before, stands?.reason, setAside]);
      if ((told.get(name) ?? '[null,null,0]') === state) continue;
      told.set(name, state);
      if (stands) logger.error({ list: name, ...stands, setAside }, 'the list stands still');
      else if (setAside > 0) logger.error({ list: name, setAside }, 'the list goes on without events');
      else logger.info({ list: name }, 'the list is whole again');
    }
    return 0;
  };
}
