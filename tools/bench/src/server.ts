import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@corridor/local-servers';
import pg from 'pg';

/** Durable as in production; the rest keeps PostgreSQL's own housekeeping out of measured time as far as can be. */
export const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  min_wal_size: '2GB',
  max_connections: '300',
  checkpoint_timeout: '30min',
} as const;

// statfs(2) of a file system in memory, where a commit that is "on disk" costs nothing.
const TMPFS_MAGIC = 0x01021994;

export interface BenchServer {
  /** Version and settings, in one line. */
  readonly description: string;
  /** Makes an empty database. @returns its connection string, of the superuser */
  createDatabase(name: string): Promise<string>;
  /** Deletes a database that nobody uses any more, so that the disk holds one section's data at a time. */
  dropDatabase(name: string): Promise<void>;
  /** Writes out what all stores have left in memory, so that none pays for another within its measured time. */
  checkpoint(): Promise<void>;
  /** Brings the statistics of a filled database up to date, as autovacuum would in time. */
  vacuum(name: string): Promise<void>;
  /** Ends the server and deletes its data; once, however often it is called. */
  end(): Promise<void>;
}

/** Starts the one PostgreSQL that every store runs on, in a folder of its own below `TMPDIR`. */
export async function startBenchServer(): Promise<BenchServer> {
  const dir = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  const server = await startPostgres({ dir, settings: SETTINGS }).catch((error) => {
    remove();
    throw error;
  });
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= server.stop().finally(remove);
    return ending;
  };
  const run = async (sql: string, database?: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: server.url(database) });
    // The server may be ended under it.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  try {
    const { rows } = await run('SHOW server_version');
    const settings = Object.entries(SETTINGS).map(([name, value]) => `${name} = ${value}`);
    const inMemory = statfsSync(dir).type === TMPFS_MAGIC;
    return {
      description:
        `PostgreSQL ${rows[0].server_version}: ${settings.join(', ')}` +
        (inMemory
          ? '. Its data is in memory: nothing here is durable; set TMPDIR to a folder on a disk.'
          : ''),
      createDatabase: async (name) => {
        await run(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
        return server.url(name);
      },
      dropDatabase: async (name) =>
        void (await run(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`)),
      checkpoint: async () => void (await run('CHECKPOINT')),
      vacuum: async (name) => void (await run('VACUUM ANALYZE', name)),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Up to `max` connections, kept open between cases. */
export function storePool(connectionString: string, max = 64): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, idleTimeoutMillis: 0 });
  // On Ctrl-C the server ends under its clients; without listeners that would end the process before it has tidied up.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
