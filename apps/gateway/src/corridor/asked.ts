import type { ReadSession } from '../read/read-session.js';

/** The rows that a statement answers with. */
export function asked<Row>(
  session: ReadSession,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [...parameters]));
}
