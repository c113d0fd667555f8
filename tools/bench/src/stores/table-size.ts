import type pg from 'pg';

/** Bytes of a schema's tables on disk, with their indexes and what is kept beside the rows. */
export async function tableBytes(pool: pg.Pool, schema: string): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS bytes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'`,
    [schema],
  );
  return Number(rows[0]?.bytes);
}

/** How many rows a table or view has. */
export async function rowCount(pool: pg.Pool, table: string): Promise<number> {
  const { rows } = await pool.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
  return Number(rows[0]?.rows);
}
