import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@corridor/local-servers';
import { migrate } from '@corridor/migrations';
import pg from 'pg';
import { sharedServer } from './shared-server.js';

export interface TestLedger {
  /** Connection string of the superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Its data need not survive a crash. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface TestLedgerOptions {
  /** On a server of its own, for tests that end other sessions or make roles, which all databases of a server share. */
  readonly alone?: boolean;
}

/** A real PostgreSQL database with the ledger's schema, empty, of this test file alone. */
export async function startTestLedger({ alone = false }: TestLedgerOptions = {}): Promise<TestLedger> {
  const server = alone ? undefined : await sharedServer();
  return server ? databaseOn(server) : startServer();
}

/** A copy of the template takes a tenth of a second, a server of its own two or three. */
async function databaseOn({ url, template }: { url: string; template: string }): Promise<TestLedger> {
  const name = `test-${randomUUID()}`;
  await asked(url, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, stop: () => asked(url, `DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function asked(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startServer(): Promise<TestLedger> {
  const dir = mkdtempSync(join(tmpdir(), 'test-ledger-'));
  const server = await startPostgres({ dir, settings: SETTINGS });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await migrate(server.url());
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.url(), stop };
}
