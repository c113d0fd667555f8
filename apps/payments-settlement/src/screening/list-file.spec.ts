import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListFile } from './list-file.js';

let folder: string;
let path: string;
let nowMs: number;
let loaded: string[];
let broken: string[];
let written: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screening-'));
  path = join(folder, 'demo-list.csv');
  nowMs = 0;
  loaded = [];
  broken = [];
  written = 0;
  await write('id,name\nDL-1,Demo Barda\n');
});
afterEach(() => rm(folder, { recursive: true }));

/** Each version has a time of its own, whatever the clock of the file system. */
async function write(text: string): Promise<void> {
  written += 1;
  await writeFile(path, text);
  await utimes(path, 1_000 * written, 1_000 * written);
}

const open = () =>
  ListFile.open({
    path,
    elapsed: () => nowMs,
    onLoaded: ({ version }, entries) => loaded.push(`${version} ${entries}`),
    onBroken: ({ message }) => broken.push(message),
  });

const parties = (debtorName: string) => ({ debtorName, references: { remittance: [] } });
const held = async (list: ListFile, name: string) =>
  (await list.screen([parties(name)]))[0]?.held !== undefined;

it('tells the list by the name of the file and its hash, and answers for each in turn', async () => {
  const list = await open();
  // printf 'id,name\nDL-1,Demo Barda\n' | sha256sum
  const by = { list: 'demo-list.csv', version: 'f1c573fb2e83c0da' };
  expect(await list.screen([parties('Demo Other'), parties('BARDA, Demo')])).toEqual([
    { screenedBy: by },
    {
      screenedBy: by,
      held: { ...by, hits: [{ field: 'debtorName', entry: 'Demo Barda', entryId: 'DL-1' }] },
    },
  ]);
});

it('takes a new version up a minute after it looked last, and not before', async () => {
  const list = await open();
  await write('id,name\nDL-2,Demo Other\nDL-3,Demo Third\n');
  nowMs = 59_999;
  expect([await held(list, 'Demo Barda'), await held(list, 'Demo Other')]).toEqual([true, false]);
  nowMs = 60_000;
  expect([await held(list, 'Demo Barda'), await held(list, 'Demo Other')]).toEqual([false, true]);
  expect(loaded).toEqual([expect.stringMatching(/^[0-9a-f]{16} 2$/)]);
});

it('shows all who ask at once the same version', async () => {
  const list = await open();
  await write('id,name\nDL-2,Demo Other\n');
  nowMs = 60_000;
  expect(await Promise.all([held(list, 'Demo Other'), held(list, 'Demo Other')])).toEqual([true, true]);
});

it('keeps the version before where the new one is broken, and tells of it once', async () => {
  const list = await open();
  await write('id,name\nDL-2\n');
  for (nowMs = 60_000; nowMs < 300_000; nowMs += 60_000) {
    expect(await held(list, 'Demo Barda')).toBe(true);
  }
  expect(broken).toEqual([`SCREENING_LIST: ${path}: line 2, column 1: A name is missing behind the id.`]);
  await write('id,name\nDL-2,Demo Other\n');
  expect([await held(list, 'Demo Barda'), await held(list, 'Demo Other')]).toEqual([false, true]);
});

it('keeps the list where the file is gone', async () => {
  const list = await open();
  await rm(path);
  nowMs = 60_000;
  expect(await held(list, 'Demo Barda')).toBe(true);
  expect(broken).toEqual([expect.stringContaining('ENOENT')]);
});

it('does not begin without a sound list', async () => {
  await write('id,name\nDL-1,"Demo\n');
  await expect(open()).rejects.toThrow(`SCREENING_LIST: ${path}: line 2, column 6: The quote does not end.`);
  await rm(path);
  await expect(open()).rejects.toThrow(`SCREENING_LIST: ${path}: ENOENT`);
});
