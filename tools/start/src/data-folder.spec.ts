import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './data-folder.js';

let parent: string;
let folder: DataFolder;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'data-folder-'));
  folder = new DataFolder(join(parent, 'a', 'ledger'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it('makes a folder that another user can enter, whatever the umask, and knows it again', () => {
  const before = process.umask(0o077);
  try {
    folder.open();
  } finally {
    process.umask(before);
  }
  expect(statSync(folder.path).mode & 0o777).toBe(0o755);
  folder.open();
  folder.checkVersion({});
});

it('takes an empty folder, and touches none that holds something else', () => {
  mkdirSync(folder.path, { recursive: true });
  folder.open();

  const home = join(parent, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'letters.txt'), 'dear');
  expect(() => new DataFolder(home).open()).toThrow('is not the data folder of a ledger');
  expect(() => new DataFolder(home).empty()).toThrow();
  expect(readdirSync(home)).toContain('letters.txt');
});

it('says which folder cannot be used', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => new DataFolder(join(file, 'below')).open()).toThrow(`${file}/below cannot be used`);
});

it('refuses the data of another version, and begins anew when told to', () => {
  folder.open();
  folder.noteMigrations({ '0001.sql': 'aa', '0002.sql': 'bb' });
  folder.checkVersion({ '0001.sql': 'aa', '0002.sql': 'bb', '0003.sql': 'cc' });
  const other = 'was written by another version of the ledger';
  expect(() => folder.checkVersion({ '0001.sql': 'aa', '0002.sql': 'b2' })).toThrow(
    `${other} (its migration 0002.sql is not this one's)`,
  );
  expect(() => folder.checkVersion({ '0001.sql': 'aa' })).toThrow(other);

  const marker = join(folder.path, 'ledger.json');
  writeFileSync(marker, readFileSync(marker, 'utf8').replace('"format": 1', '"format": 2'));
  folder.open();
  expect(() => folder.checkVersion({ '0001.sql': 'aa', '0002.sql': 'bb' })).toThrow('format 2');

  writeFileSync(folder.lock, 'mine');
  writeFileSync(folder.keys, '{}');
  mkdirSync(folder.postgres);
  folder.empty();
  expect(existsSync(folder.keys)).toBe(false);
  expect(existsSync(folder.postgres)).toBe(false);
  expect(readFileSync(folder.lock, 'utf8')).toBe('mine');
  folder.checkVersion({});
});
