import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const folder = fileURLToPath(new URL('../../../infra/postgres/migrations', import.meta.url));

/**
 * Brings the database to the newest schema; does nothing where it is there already. Two that start at once wait for each other.
 * @throws Error with PostgreSQL's words if a migration fails; it is rolled back then.
 */
export async function migrate(connectionString: string): Promise<void> {
  await runner({
    databaseUrl: { connectionString, connectionTimeoutMillis: 10_000 },
    dir: folder,
    migrationsTable: 'migrations',
    migrationsSchema: 'public',
    direction: 'up',
    noLock: false,
    log: () => undefined,
  });
}
