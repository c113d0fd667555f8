import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logTail } from './log-tail.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-tail-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("gives a log's last lines, those of a service as a person reads them", () => {
  const path = join(dir, 'log');
  const entry = {
    level: 60,
    time: '2026-03-01T10:00:00.000Z',
    service: 'gateway',
    err: { type: 'Error', message: 'no database\nat all', stack: 'Error: …' },
    msg: 'the service cannot start',
  };
  writeFileSync(path, `first\n\nnode: bad option\n${JSON.stringify(entry)}\n{"odd": true}\n`);
  expect(logTail(path, 3)).toEqual([
    'node: bad option',
    '2026-03-01T10:00:00.000Z fatal the service cannot start: no database at all',
    '{"odd": true}',
  ]);
  writeFileSync(path, `${'x'.repeat(200_000)}\nlast\n`);
  expect(logTail(path, 1)).toEqual(['last']);
  expect(logTail(join(dir, 'nowhere'), 3)).toEqual([]);
});
