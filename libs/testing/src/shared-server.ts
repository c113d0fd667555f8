import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** The server that `npm test` starts for all test files of a run, with a database that each copies. */
export interface SharedServer {
  /** Connection string of the superuser. */
  readonly url: string;
  /** Name of a database with the ledger's schema, empty, that nobody is connected to. */
  readonly template: string;
}

const START_MAX_MS = 120_000;

/**
 * Waits until the server is there, which begins together with the tests.
 * @returns `undefined` where no such server was begun: Jest runs by itself.
 * @throws why it did not start.
 */
export async function sharedServer(): Promise<SharedServer | undefined> {
  const file = process.env.TEST_SERVER_FILE;
  if (file === undefined) return undefined;
  const until = Date.now() + START_MAX_MS;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const told = JSON.parse(text) as SharedServer | { readonly error: string };
      if ('error' in told) throw new Error(`The server of all tests did not start: ${told.error}`);
      return told;
    }
    if (Date.now() > until) throw new Error('The server of all tests does not start.');
    await pause(50);
  }
}
