import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import pg from 'pg';
import { checkArchives } from './archives.js';

let ledger: TestLedger;
let client: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'ledger-start-'));

beforeAll(async () => {
  ledger = await startTestLedger();
  client = new pg.Client({ connectionString: ledger.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await ledger.stop();
  rmSync(folder, { recursive: true });
});

it('asks for the folder of what is archived, and for each file, before anything stands still for it', async () => {
  await expect(checkArchives(client, undefined)).resolves.toBeUndefined();
  await client.query(
    `UPDATE ledger.segments SET archived_at = now(), file_name = 'a.gz', file_sha256 = repeat('0', 64), file_bytes = 1,
       hash_before = decode(repeat('00', 32), 'hex'), hash_after = decode(repeat('00', 32), 'hex') WHERE first_position = 1`,
  );
  await expect(checkArchives(client, undefined)).rejects.toThrow(
    'archived up to position 1000000: put the folder of its files into LEDGER_ARCHIVE_DIR',
  );
  await expect(checkArchives(client, folder)).rejects.toThrow('lacks a.gz');
  writeFileSync(join(folder, 'a.gz'), '');
  await expect(checkArchives(client, folder)).resolves.toBeUndefined();
});
