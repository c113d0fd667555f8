import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningPid } from './pid-file.js';
import { postgresPidFile } from './postgres.js';

const PORT_LINE = 3;

/** Connection string of the superuser of the server that runs on the data of `dir`; `undefined` where none does. */
export function runningPostgres(dir: string): string | undefined {
  if (runningPid(postgresPidFile(dir)) === undefined) return undefined;
  const port = readFileSync(postgresPidFile(dir), 'utf8').split('\n')[PORT_LINE]?.trim();
  const password = readFileSync(join(dir, 'password'), 'utf8').trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}
