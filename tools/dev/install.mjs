// Installs the packages when they are missing or older than the lock file. Plain JavaScript without
// dependencies: on a bare clone it runs before anything is installed.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';
import { runChild } from './run-child.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Brings node_modules to the state of package-lock.json; ends the process with a clear line if it cannot. */
export async function ensureInstalled() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Node ${process.versions.node} is too old: install Node 20.19 or newer and run this again.`,
    );
    process.exit(1);
  }
  if (isInstalled()) return;
  // Two at once, such as `npm start` and `npm test`, would take packages from under each other.
  await oneAtATime(`${root}.installing`, 'another install', async () => {
    if (!isInstalled()) await install();
  });
}

function isInstalled() {
  // npm writes this file last, so its age tells whether the newest lock file has been installed whole.
  const installed = `${root}node_modules/.package-lock.json`;
  const lock = `${root}package-lock.json`;
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

async function install() {
  const began = performance.now();
  console.log('installing packages (the first time takes a minute or two) …');
  // Not `npm ci`: it refuses a lock file that was written where the registry has no packages for other platforms.
  // This installs the same locked versions, checks the same checksums, and leaves the lock file alone.
  // Errors only: a few packages of packages ask for a newer Node than 20, on which all of the tests pass.
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = await runChild('npm', ['install', ...flags], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm install failed: see above; check the network and run this again.');
    process.exit(status);
  }
  console.log(`installed in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}
