import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Keys, LedgerClient } from './ledger-client.js';
import { Narrator } from './narrator.js';
import { startOwnLedger } from './own-ledger.js';
import { tellPath } from './path.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const ANSWER_MAX_MS = 5_000;

/**
 * `npm run smoke`: tells the whole path to the ledger that runs (`LEDGER_URL`, else port `LEDGER_PORT` of this machine; keys from
 * `LEDGER_DATA_DIR`), or to one of its own where none does. Exit status 1 at the first thing that is not as it should be.
 */
export async function main(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const url = env.LEDGER_URL || `http://127.0.0.1:${env.LEDGER_PORT || 4000}`;
  const dataDir = env.LEDGER_DATA_DIR ? resolve(env.LEDGER_DATA_DIR) : join(root, '.ledger');
  try {
    if (await answers(url)) {
      await smoke(url, dataDir);
    } else if (env.LEDGER_URL) {
      throw new Error(`No ledger answers at ${url}, which LEDGER_URL names.`);
    } else {
      console.log(
        `No ledger answers at ${url}; starting one of my own, without demo, which is thrown away afterwards.`,
      );
      const own = await startOwnLedger(console.log);
      try {
        await smoke(own.url, own.dataDir);
      } finally {
        await own.end();
      }
    }
  } catch (error) {
    console.error(`smoke failed: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function smoke(url: string, dataDir: string): Promise<void> {
  const began = performance.now();
  console.log(`smoke against ${url}`);
  const narrator = new Narrator();
  await tellPath(new LedgerClient(url, readKeys(dataDir)), narrator);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`smoke passed: ${narrator.steps} steps in ${seconds} s`);
}

function readKeys(dataDir: string): Keys {
  const path = join(dataDir, 'keys.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(
      `The keys of this ledger cannot be read from ${path} (LEDGER_DATA_DIR): ${(error as Error).message}`,
    );
  }
}

/** Whether a ledger is ready there. @throws Error where one answers that is not ready. */
async function answers(url: string): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(ANSWER_MAX_MS) });
  } catch {
    return false;
  }
  if (response.ok) return true;
  throw new Error(
    `What answers at ${url} is not ready: ${response.status} ${(await response.text()).slice(0, 500)}`,
  );
}
