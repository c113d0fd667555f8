import pg from 'pg';
import { StartError } from './start-error.js';

const MAJOR_MIN = 15;

/** One connection with the rights of the ledger's owner. It may break: the next query on it fails then. */
export async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
    application_name: 'corridor-ledger start',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Does a piece of work on a connection of its own. */
export async function withDatabase<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(databaseUrl);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Sees that a server that was named can be used, and gives its version.
 * @throws StartError with what to do where it cannot be reached or is too old
 */
export async function checkDatabase(databaseUrl: string): Promise<string> {
  let version: string;
  try {
    version = await withDatabase(databaseUrl, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? '';
    });
  } catch (error) {
    throw new StartError(
      `The PostgreSQL that DATABASE_URL names cannot be used: ${wordsOf(error)}. ` +
        'Check address, name and password, or unset DATABASE_URL to use the embedded one.',
    );
  }
  if (Number.parseInt(version, 10) >= MAJOR_MIN) return version;
  throw new StartError(
    `The PostgreSQL that DATABASE_URL names is ${version}; the ledger needs ${MAJOR_MIN} or newer. ` +
      'Unset DATABASE_URL to use the embedded one.',
  );
}

/** Node tells of a refused connection to several addresses without words of its own. */
function wordsOf(error: unknown): string {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  return message || code || 'no answer';
}
