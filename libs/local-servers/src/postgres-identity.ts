import { chown } from 'node:fs/promises';
import { LocalServerError } from './local-server-error.js';
import { run } from './run.js';

export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

const USER = 'postgres';

/**
 * Who runs the server: the present user, or, as PostgreSQL refuses to run as root, the user `postgres`, which is
 * created where it is missing and given `dir`.
 * @throws LocalServerError if that user cannot enter `dir`.
 */
export async function postgresIdentity(dir: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: '-u' | '-g') => Number(await run('id', [flag, USER]));
  const known = await id('-u').then(
    () => true,
    () => false,
  );
  if (!known) await run('useradd', ['--system', '--user-group', '--no-create-home', USER]);
  const identity = { uid: await id('-u'), gid: await id('-g') };
  await chown(dir, identity.uid, identity.gid);
  await run('test', ['-w', dir], { ...identity, cwd: '/' }).catch(() => {
    throw new LocalServerError(
      `PostgreSQL does not run as root, and the user ${USER} cannot enter ${dir}. ` +
        'Run this as another user, or set LEDGER_DATA_DIR to a folder that everyone can reach, such as /var/tmp/ledger.',
    );
  });
  return identity;
}
