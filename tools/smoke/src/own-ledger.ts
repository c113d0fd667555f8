import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../dev/start.mjs', import.meta.url));
const READY_MAX_MS = 600_000;
const END_MAX_MS = 60_000;

export interface OwnLedger {
  readonly url: string;
  readonly dataDir: string;
  /** Ends it and deletes its data. */
  end(): Promise<void>;
}

/**
 * Starts a ledger without demo in a temporary folder, on any free port, as `npm start` does.
 * @throws Error with what the start printed if it does not get ready
 */
export async function startOwnLedger(print: (line: string) => void): Promise<OwnLedger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-smoke-'));
  // PostgreSQL may run as another user and has to get through.
  chmodSync(dataDir, 0o755);
  const child = spawn(process.execPath, [START, '--no-demo'], {
    env: { ...process.env, LEDGER_DATA_DIR: dataDir, LEDGER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = async (): Promise<void> => {
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), END_MAX_MS);
    await closed;
    clearTimeout(late);
    rmSync(dataDir, { recursive: true, force: true });
  };
  // Whoever ends the smoke run ends its ledger, too.
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void end().finally(() => process.exit(status)));
  }
  let output = '';
  const ready = new Promise<string>((resolve, reject) => {
    const take = (chunk: string): void => {
      output += chunk;
      const url = /^ready: (http:\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      print(chunk.trimEnd());
      take(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    void closed.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`npm start was not ready in time:\n${output}`)), READY_MAX_MS).unref();
  });
  try {
    return { url: await ready, dataDir, end };
  } catch (error) {
    await end();
    throw error;
  }
}
