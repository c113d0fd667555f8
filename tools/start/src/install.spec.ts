import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let clone: string;

/** A clone in which nothing is installed, and an npm that takes a while and tells when it was run. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'bare-clone-'));
  cpSync(join(root, 'tools', 'dev'), join(clone, 'tools', 'dev'), { recursive: true });
  mkdirSync(join(clone, 'tools', 'start'));
  cpSync(join(root, 'tools', 'start', 'help.txt'), join(clone, 'tools', 'start', 'help.txt'));
  writeFileSync(join(clone, 'package-lock.json'), '{}');
  mkdirSync(join(clone, 'bin'));
  const npm = join(clone, 'bin', 'npm');
  writeFileSync(
    npm,
    '#!/bin/sh\necho begun >> npm.log\nsleep 1\nmkdir -p node_modules\necho "{}" > node_modules/.package-lock.json\necho ended >> npm.log\n',
  );
  chmodSync(npm, 0o755);
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly output: string;
}

function node(...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [...args], {
    cwd: clone,
    env: { ...process.env, PATH: [join(clone, 'bin'), process.env.PATH].join(delimiter) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

const install = (before = ''): Promise<Run> =>
  node(
    '--input-type=module',
    '-e',
    `${before} await (await import('./tools/dev/install.mjs')).ensureInstalled()`,
  );
const npmRuns = () => readFileSync(join(clone, 'npm.log'), 'utf8');
const lock = () => join(clone, '.installing');

it('tells the flags without installing anything', async () => {
  const { status, output } = await node('tools/dev/start.mjs', '--help');
  expect({ status, output }).toEqual({
    status: 0,
    output: readFileSync(join(root, 'tools', 'start', 'help.txt'), 'utf8'),
  });
  expect(output).toContain('--demo-scale <n>');
  expect(existsSync(join(clone, 'npm.log'))).toBe(false);
});

it('of two at once, one installs and the other waits for it', async () => {
  const runs = await Promise.all([install(), install()]);
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  expect(npmRuns()).toBe('begun\nended\n');
  const [waited, ...others] = runs.filter(({ output }) => !output.includes('installed in'));
  expect(others).toEqual([]);
  expect(waited?.output).toMatch(
    /^another install is at work in this folder \(process \d+, by .*\.installing\): waiting for it …\n$/,
  );
  expect(readdirSync(clone).filter((name) => name.startsWith('.installing'))).toEqual([]);
});

it('takes over what a process left that is dead', async () => {
  const { output: pid } = await node('-p', 'process.pid');
  writeFileSync(lock(), pid);
  const { status, output } = await install();
  expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining('waiting') });
  expect([npmRuns(), existsSync(lock())]).toEqual(['begun\nended\n', false]);
});

it.each([
  [
    'an install',
    "(await import('node:fs')).writeFileSync('.installing', process.pid + ' an-earlier-boot/1');",
  ],
  ['one of an older release', "(await import('node:fs')).writeFileSync('.installing', String(process.pid));"],
])('does not wait for itself where %s was killed that had its number', async (_, killed) => {
  const { status, output } = await install(killed);
  expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining('waiting') });
  expect([npmRuns(), existsSync(lock())]).toEqual(['begun\nended\n', false]);
});

const itWithProc = existsSync('/proc/self/stat') ? it : it.skip;
itWithProc('does not take another process of the same number for the holder', async () => {
  writeFileSync(lock(), `${process.pid} an-earlier-boot/1\n`);
  const { status, output } = await install();
  expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining('waiting') });
});

it('says so where the lock cannot be read', async () => {
  mkdirSync(lock());
  const { status, output } = await install();
  expect(status).toBe(1);
  expect(output).toMatch(/The lock .*\.installing cannot be read \(\w+\): remove it/);
  expect(readdirSync(clone).filter((name) => name.startsWith('.installing.'))).toEqual([]);
});

it('gives the lock back where the install fails', async () => {
  writeFileSync(join(clone, 'bin', 'npm'), '#!/bin/sh\nexit 3\n');
  const { status, output } = await install();
  expect(status).toBe(3);
  expect(output).toContain('npm install failed');
  expect(existsSync(lock())).toBe(false);
});
