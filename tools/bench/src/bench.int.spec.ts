import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning, postgresPidFile } from '@corridor/local-servers';

const BENCH = fileURLToPath(new URL('../../dev/bench.mjs', import.meta.url));

let folder: string;
let child: ChildProcess;
let output: { stdout: string; stderr: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-spec-'));
  // PostgreSQL may run as another user and has to get through.
  chmodSync(folder, 0o755);
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(name: 'event-store' | 'bulk' | 'institutions' | 'figures', args: readonly string[]): void {
  child = spawn(process.execPath, [BENCH, name, ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text) => {
      output[name] += text;
    });
  }
}

it('gives every check a line, and leaves nothing behind', async () => {
  start('event-store', [
    ...['--json', '--rounds', '1', '--seconds', '0.1'],
    ...['--read-events', '2000', '--events', '4000'],
  ]);
  const [status] = await once(child, 'close');
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  // Speeds and ratios are whatever this machine has to spare; only that they were measured is looked at.
  expect(lines.map(({ name }) => name)).toEqual([
    '256 writers, against Emmett',
    '256 writers, against INSERT at its best',
    '32 writers, against INSERT at its best',
    '1 writer, against INSERT',
    '1,024 writers, against COPY',
    '10 events an append, against INSERT of 1,000 rows',
    '2 processes, against 1',
    'received, exactly once, in order',
    'all, against COPY',
    'a stream, 1 reader, against SELECT',
    'a stream, 1 reader, against Emmett',
    'a stream, 32 readers, against SELECT',
    'a stream, 32 readers, against Emmett',
    'the chain verified',
    'append on 4,000 events, against an empty log',
    'resident memory while reading 4,000 events',
  ]);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['name', 'value', 'unit', 'goal', 'ok']);
    if (line.ok !== null) expect(line.value).toBeGreaterThan(0);
  }
  expect(lines.find(({ name }) => name === 'received, exactly once, in order')).toMatchObject({
    value: 100,
    ok: true,
  });
  expect(status).toBe(lines.some(({ ok }) => ok === false) ? 1 : 0);
  expect(output.stderr).toContain('fsync = on, synchronous_commit = on');
  expect(output.stderr).toMatch(/bare table +[\d.,]+ bytes\/event/);
  expect(readdirSync(folder)).toEqual([]);
}, 240_000);

it('sends consignments in bulk through the whole product, and leaves nothing of it behind', async () => {
  start('bulk', ['--json', '--rounds', '1', '--lines', '50']);
  const [status] = await once(child, 'close');
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    {
      name: 'lines of NDJSON',
      value: expect.any(Number),
      unit: 'lines/s',
      goal: 3_000,
      ok: expect.any(Boolean),
    },
    {
      name: 'peak resident memory of trade-events',
      value: expect.any(Number),
      unit: 'MB',
      goal: 300,
      ok: expect.any(Boolean),
    },
  ]);
  for (const line of lines) expect(line.value).toBeGreaterThan(0);
  expect(status).toBe(lines.some(({ ok }) => ok === false) ? 1 : 0);
  for (const name of ['the first after the start', 'sent again', 'CSV']) {
    expect(output.stderr).toMatch(new RegExp(`${name} +[\\d.,]+ lines/s`));
  }
  expect(readdirSync(folder)).toEqual([]);
}, 240_000);

it('asks what the institutions ask of read models that it filled, and leaves nothing behind', async () => {
  start('institutions', ['--json', '--rounds', '1', '--facts', '10000']);
  const [status] = await once(child, 'close');
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const names = lines.map(({ name }) => name);
  expect(names).toContain('funnel: total and four groups');
  expect(names).toContain('loop: commitments to mark');
  for (const line of lines) {
    expect(line).toMatchObject({ unit: 'ms', goal: 100 });
    expect(line.value).toBeGreaterThan(0);
  }
  expect(status).toBe(lines.some(({ ok }) => ok === false) ? 1 : 0);
  expect(readdirSync(folder)).toEqual([]);
}, 120_000);

it('asks for figures on a log that has grown and on one that has not, and leaves nothing behind', async () => {
  start('figures', ['--json', '--rounds', '1', '--events', '10000', '--only', 'cost']);
  const [status] = await once(child, 'close');
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ name }) => name)).toContain('trade: by chapter');
  for (const line of lines) {
    expect(line).toMatchObject({ unit: '×', goal: 1.2 });
    expect(line.value).toBeGreaterThan(0);
  }
  expect(status).toBe(lines.some(({ ok }) => ok === false) ? 1 : 0);
  expect(readdirSync(folder)).toEqual([]);
}, 120_000);

it('asks every figure as of whenever it can be asked, and leaves nothing behind', async () => {
  start('figures', ['--json', '--rounds', '1', '--scale', '0.2', '--only', 'as-of']);
  const [status] = await once(child, 'close');
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const names = lines.map(({ name }) => name);
  for (const figure of ['bilateralTrade', 'corridorSpeed', 'payments', 'guaranteeUse', 'trialBalance'])
    expect(names).toContain(`${figure}, as of the middle`);
  expect(names).toContain('mirrorGap, happened by the middle');
  for (const line of lines) {
    expect(line).toMatchObject({ unit: 'ms', goal: 1_000 });
    expect(line.value).toBeGreaterThan(0);
  }
  expect(status).toBe(lines.some(({ ok }) => ok === false) ? 1 : 0);
  expect(readdirSync(folder)).toEqual([]);
}, 240_000);

it('ends its server and its processes and deletes its data when it is stopped', async () => {
  start('event-store', ['--rounds', '1', '--seconds', '30', '--only', 'append']);
  // By then the server runs and a case is under way.
  while (!output.stderr.includes('case 1 of')) await once(child.stderr as NodeJS.ReadableStream, 'data');
  const [data = ''] = readdirSync(folder);
  const server = Number(readFileSync(postgresPidFile(join(folder, data)), 'utf8').split('\n')[0]);
  expect(isRunning(server)).toBe(true);
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  expect(status).toBe(130);
  expect(isRunning(server)).toBe(false);
  expect(existsSync(join(folder, data))).toBe(false);
  expect(output.stdout).not.toContain('ok,');
}, 60_000);
