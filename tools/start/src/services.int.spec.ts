import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, startPostgres, waitForEnd } from '@corridor/local-servers';
import { DataFolder } from './data-folder.js';
import { endEverything, isAnythingRunning, killEverything } from './left-behind.js';
import { type StartedService, startService } from './services.js';

let dir: string;
let folder: DataFolder;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'services-'));
  // As root, PostgreSQL runs as another user, who has to get through.
  chmodSync(dir, 0o755);
  folder = new DataFolder(join(dir, 'data'));
  folder.open();
});
afterEach(async () => {
  await killEverything(folder);
  rmSync(dir, { recursive: true, force: true });
});

const READY = `process.send({ ready: true, url: 'http://127.0.0.1:' + process.env.PORT });`;
const STAY = `setInterval(() => {}, 1e6);`;
const OBEY = `process.on('disconnect', () => process.exit(0)); process.on('SIGTERM', () => { console.log('good bye'); process.exit(0); });`;

function start(code: string, readyMsMax?: number): Promise<StartedService> {
  const main = join(dir, 'service.cjs');
  writeFileSync(main, code);
  return startService(
    { name: 'probe', main, env: { PORT: '1' } },
    { pidFile: join(folder.run, 'probe.pid'), logs: folder.logs },
    readyMsMax,
  );
}
const pidOf = (service: StartedService): number => service.process.pid ?? 0;

it('waits until a service is ready, and ends it in good order', async () => {
  const service = await start(`console.log('hello'); ${OBEY} ${STAY} ${READY}`);
  expect(service.url).toBe('http://127.0.0.1:1');
  expect(isAnythingRunning(folder)).toBe(true);
  await endEverything(folder);
  expect(isRunning(pidOf(service))).toBe(false);
  expect(isAnythingRunning(folder)).toBe(false);
  expect(readFileSync(service.log, 'utf8')).toBe('hello\ngood bye\n');
});

it('keeps the log of the run before', async () => {
  await start(`console.log('first'); ${OBEY} ${STAY} ${READY}`);
  await endEverything(folder);
  const second = await start(`console.log('second'); ${OBEY} ${STAY} ${READY}`);
  expect(readFileSync(second.log, 'utf8')).toBe('second\n');
  expect(readFileSync(join(folder.logs, 'probe.before.log'), 'utf8')).toBe('first\ngood bye\n');
});

it('shows the last words of a service that does not come up', async () => {
  await expect(start(`console.error('no database'); process.exit(3)`)).rejects.toThrow(
    /^probe ended unexpectedly with 3\. The last lines of .*probe\.log:\n {4}no database$/,
  );
  await expect(start(STAY, 300)).rejects.toThrow(
    /^probe was not ready within 0\.3 s; its log is .*probe\.log/,
  );
});

it('tells of a service that ends later, and how', async () => {
  const service = await start(`${STAY} ${READY}`);
  process.kill(pidOf(service), 'SIGKILL');
  await expect(service.ended).rejects.toThrow('probe ended unexpectedly with SIGKILL');
});

it('ends what does not listen, with all that it started, and PostgreSQL', async () => {
  const grandchildFile = join(dir, 'grandchild');
  const deaf = await start(
    `process.on('SIGTERM', () => {}); const { spawn } = require('node:child_process');
     const child = spawn(process.execPath, ['-e', '${STAY}']); require('node:fs').writeFileSync('${grandchildFile}', String(child.pid));
     ${STAY} ${READY}`,
  );
  const grandchild = Number(readFileSync(grandchildFile, 'utf8'));
  const postgres = await startPostgres({ dir: folder.postgres });
  const exited = once(deaf.process, 'exit');
  await killEverything(folder);
  await exited;
  for (const pid of [pidOf(deaf), grandchild, postgres.pid]) expect(await waitForEnd(pid, 5_000)).toBe(true);

  const again = await startPostgres({ dir: folder.postgres });
  await endEverything(folder);
  expect(isRunning(again.pid)).toBe(false);
  expect(existsSync(join(folder.run, 'probe.pid'))).toBe(false);
});
