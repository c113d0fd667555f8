import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningPid, writePidFile } from './pid-file.js';
import { endProcess, isRunning } from './processes.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'processes-'));
  file = join(dir, 'pid');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A program that says when its handlers stand. */
async function program(code: string): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', `${code}; setInterval(() => {}, 1e6); console.log('up')`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child as typeof child & { pid: number };
}

it('knows a running process by its pid file, and not one that has ended', async () => {
  const child = await program('');
  writePidFile(file, child.pid);
  expect(runningPid(file)).toBe(child.pid);
  await endProcess(child.pid, { signal: 'SIGTERM', graceMs: 5_000 });
  expect(runningPid(file)).toBeUndefined();
});

it('does not take another process of the same number for the one that it noted', () => {
  writeFileSync(file, `${process.pid} somebody-else\n`);
  expect(runningPid(file)).toBeUndefined();
});

it('reads the pid file of PostgreSQL, and takes only a process on its data for the server', async () => {
  const server = await program(`'/data/of/the-ledger'`);
  writeFileSync(file, `${server.pid}\n/data/of/the-ledger\n1700000000\n`);
  expect(runningPid(file)).toBe(server.pid);
  writeFileSync(file, `${server.pid}\n/data/of/another\n1700000000\n`);
  expect(runningPid(file)).toBeUndefined();
  await endProcess(server.pid, { signal: 'SIGTERM', graceMs: 5_000 });
});

it('shrugs at a pid file that is none', () => {
  for (const text of ['', '\n', 'no number\n', '-1\n', '0\n']) {
    writeFileSync(file, text);
    expect(runningPid(file)).toBeUndefined();
  }
  expect(runningPid(join(dir, 'nowhere'))).toBeUndefined();
});

it('kills a process that does not listen, with all that it started', async () => {
  const deaf = await program(
    `process.on('SIGTERM', () => {}); const grandchild = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']); console.error = () => {}; require('fs').writeFileSync(${JSON.stringify(file)}, String(grandchild.pid))`,
  );
  const grandchild = runningPid(file);
  expect(grandchild).toBeDefined();
  await endProcess(deaf.pid, { signal: 'SIGTERM', graceMs: 100, group: true });
  expect(isRunning(deaf.pid)).toBe(false);
  const deadline = Date.now() + 5_000;
  while (isRunning(grandchild ?? 0) && Date.now() < deadline) await new Promise(setImmediate);
  expect(isRunning(grandchild ?? 0)).toBe(false);
});
