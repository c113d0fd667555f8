import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningPid, writePidFile } from '@corridor/local-servers';
import { takeLock } from './lock.js';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(dir, 'lock');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function otherProcess(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child as typeof child & { pid: number };
}

it('is held by one at a time, and names the process that holds it', async () => {
  const other = await otherProcess();
  writePidFile(path, other.pid);
  await expect(takeLock(path)).rejects.toThrow(
    `A ledger runs on this data folder already (process ${other.pid})`,
  );
  expect(readdirSync(dir)).toEqual(['lock']);

  other.kill('SIGKILL');
  await once(other, 'exit');
  const lock = await takeLock(path);
  expect(runningPid(path)).toBe(process.pid);
  lock.release();
  expect(existsSync(path)).toBe(false);
});

it('does not take another process of the same number for the holder', async () => {
  writeFileSync(path, `${process.pid} an-earlier-boot/1\n`);
  (await takeLock(path)).release();
});

it('is not released by one that has lost it', async () => {
  const lock = await takeLock(path);
  writePidFile(path, 1);
  lock.release();
  expect(existsSync(path)).toBe(true);
});
