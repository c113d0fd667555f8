import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@corridor/local-servers';
import { migrate } from '@corridor/migrations';

export interface TestLedger {
  /** Connection string of the superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL with the ledger's schema, empty, of this test file alone. Its data need not survive a crash. */
export async function startTestLedger(): Promise<TestLedger> {
  const dir = mkdtempSync(join(tmpdir(), 'test-ledger-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startPostgres({ dir, settings });
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
