// One PostgreSQL for all test files of a run, each with a database of its own: to start a server takes longer than most of them.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another user's folders are theirs to remove. */
const prefix = () => `corridor-test-server-${process.getuid?.() ?? 0}-`;
const TEMPLATE = 'template_ledger';

/**
 * Begins to start the server; who wants it waits for its file.
 * @returns {{ file: string, stop: () => Promise<void> }}
 */
export function beginServer() {
  const dir = join(tmpdir(), `${prefix()}${process.pid}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { mode: 0o755 });
  const file = join(dir, 'server.json');
  const tell = (told) => {
    // Renamed, so that nobody reads half of it.
    writeFileSync(`${file}.new`, JSON.stringify(told));
    renameSync(`${file}.new`, file);
  };
  const started = start(join(dir, 'postgres')).then(
    ({ server, told }) => {
      tell(told);
      return server;
    },
    (error) => tell({ error: error.message }),
  );
  const stop = async () => {
    await (await started)?.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { file, stop };
}

async function start(dir) {
  const { startPostgres } = await import('@corridor/local-servers');
  const { migrate } = await import('@corridor/migrations');
  const { default: pg } = await import('pg');
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  };
  const server = await startPostgres({ dir, settings });
  try {
    const client = new pg.Client(server.url());
    await client.connect();
    await client.query(`CREATE DATABASE ${TEMPLATE}`).finally(() => client.end());
    await migrate(server.url(TEMPLATE));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { server, told: { url: server.url(), template: TEMPLATE } };
}

/** Ends what runs that were killed left behind. */
export async function endLeftServers() {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix()) && !isRunning(name));
  if (left.length === 0) return;
  const { stopLeftPostgres } = await import('@corridor/local-servers');
  for (const name of left) {
    const dir = join(tmpdir(), name);
    await stopLeftPostgres(join(dir, 'postgres'));
    rmSync(dir, { recursive: true, force: true });
  }
}

function isRunning(name) {
  try {
    process.kill(Number(name.slice(prefix().length)), 0);
    return true;
  } catch (error) {
    // It runs, under another user.
    return error.code === 'EPERM';
  }
}
