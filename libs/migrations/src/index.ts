import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const folder = fileURLToPath(new URL('../../../infra/postgres/migrations', import.meta.url));

/**
 * Brings the database to the newest schema; does nothing where it is there already. Those that start at once wait for each other.
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
    // By itself it fails at once where another holds the lock.
    advisoryLockMode: 'wait',
    log: () => undefined,
  });
}

/** SHA-256 of each migration, by its file name: tells whether a database was brought up by these. */
export async function migrationDigests(): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const digests = names.map(async (name) => {
    const digest = createHash('sha256').update(await readFile(join(folder, name)));
    return [name, digest.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}
