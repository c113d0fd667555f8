import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ledgerPool } from '@corridor/event-store';
import { runningPostgres } from '@corridor/local-servers';
import type pg from 'pg';
import { CommandError } from './command-error.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Works on the ledger that `DATABASE_URL` names, else on the one that runs on `LEDGER_DATA_DIR`. @throws CommandError where there is none */
export async function withLedger<T>(env: NodeJS.ProcessEnv, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = ledgerPool(databaseUrl(env), undefined, 2);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** The folder of the archived part of the log: `LEDGER_ARCHIVE_DIR`, if there is one. */
export function archivesOf({ LEDGER_ARCHIVE_DIR }: NodeJS.ProcessEnv): { readonly archives?: string } {
  return LEDGER_ARCHIVE_DIR ? { archives: resolve(LEDGER_ARCHIVE_DIR) } : {};
}

function databaseUrl(env: NodeJS.ProcessEnv): string {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const folder = env.LEDGER_DATA_DIR ? resolve(env.LEDGER_DATA_DIR) : join(root, '.ledger');
  const url = runningPostgres(join(folder, 'postgres'));
  if (url) return url;
  throw new CommandError(
    `No ledger runs on ${folder}. Start one with npm start, name its folder with LEDGER_DATA_DIR, or its database with DATABASE_URL.`,
  );
}
