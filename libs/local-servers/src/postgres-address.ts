import { join, resolve } from 'node:path';

/** What the address of a socket holds on macOS; Linux has four bytes more. */
const SOCKET_PATH_MAX = 103;

/**
 * Folder of the socket of a server that is kept in `dir`: a statement by it costs both sides a quarter less than by TCP. `undefined` where there
 * can be none: on Windows, or where its path would be too long.
 */
export function socketFolder(dir: string, platform = process.platform): string | undefined {
  if (platform === 'win32') return undefined;
  const folder = resolve(dir);
  return Buffer.byteLength(join(folder, '.s.PGSQL.65535')) > SOCKET_PATH_MAX ? undefined : folder;
}

/** Connection string of the superuser, by the socket where there is one; without its `host` it leads to the same server by TCP. */
export function postgresUrl({
  dir,
  password,
  port,
  database,
}: {
  readonly dir: string;
  readonly password: string;
  readonly port: number | string;
  readonly database: string;
}): string {
  const folder = socketFolder(dir);
  const by = folder === undefined ? '' : `?host=${encodeURIComponent(folder)}`;
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}${by}`;
}
