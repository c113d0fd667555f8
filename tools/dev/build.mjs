// Builds what has changed since the last build. Nx does the work and has its own cache, but takes seconds to say that
// there is nothing to do; a digest of all sources says it at once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';
import { runChild } from './run-child.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = join(root, '.cache', 'built');

/** Brings every project's `dist` to the state of its sources; ends the process with Nx's words if it cannot. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await oneAtATime(join(root, '.cache', 'building'), 'another build', async () => {
    if (!isBuilt()) await build();
  });
}

function isBuilt() {
  const projects = workspaceFolders();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digestOf(projects)) return false;
  return projects.every((folder) => existsSync(join(folder, 'dist')));
}

async function build() {
  // What is built is what stood here before: a source that changes meanwhile is built the next time.
  const digest = digestOf(workspaceFolders());
  const began = performance.now();
  console.log('building …');
  let output = '';
  const nx = join(root, 'tools', 'dev', 'nx.mjs');
  const status = await runChild(process.execPath, [nx, 'run-many', '-t', 'build'], {
    cwd: root,
    onOutput: (text) => {
      output += text;
      showLive(text.trim().split('\n').at(-1));
    },
  });
  showLive('');
  if (status !== 0) {
    console.error(output);
    console.error('The build failed: see above.');
    process.exit(1);
  }
  writeFileSync(stamp, digest);
  console.log(`built in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
}

/** The folders of the workspaces in package.json that have something to build. */
function workspaceFolders() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces
    .flatMap((pattern) => {
      if (!pattern.endsWith('/*')) return [join(root, pattern)];
      const parent = join(root, pattern.slice(0, -2));
      return readdirSync(parent).map((name) => join(parent, name));
    })
    .filter((folder) => existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'src')));
}

function digestOf(projects) {
  const sum = createHash('sha256').update(process.version);
  const add = (path) => sum.update(`${path}\n`).update(readFileSync(path));
  for (const name of ['.swcrc', 'nx.json', 'package-lock.json']) add(join(root, name));
  for (const folder of projects) {
    add(join(folder, 'package.json'));
    const sources = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true });
    const paths = sources
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) if (!path.endsWith('.spec.ts')) add(path);
  }
  return sum.digest('hex');
}

/** What is at work, in one line that the next one replaces; only where a person looks on. */
function showLive(line) {
  if (!process.stdout.isTTY) return;
  process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}
