import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type DatabaseLink, startDatabaseLink } from '../spec-kit/database-link.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { TradeCell } from './entities/trade-cell.entity.js';
import { readDatabase } from './read-database.js';
import { ReadSession } from './read-session.js';

let ledger: FilledLedger;
let link: DatabaseLink;
let dataSource: DataSource;

beforeAll(async () => {
  ledger = await startFilledLedger();
  link = await startDatabaseLink(ledger.url);
  const logger = pino({ level: 'silent' });
  dataSource = await new DataSource(
    readDatabase({ databaseUrl: link.url, statementMaxMs: 1_000, logger }),
  ).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await link.stop();
  await ledger.stop();
});

const count = async (): Promise<number> => {
  const session = new ReadSession(dataSource);
  try {
    return await session.read((manager) => manager.count(TradeCell));
  } finally {
    await session.end();
  }
};

it('does not use a connection again that hangs on a lost server', async () => {
  expect(await count()).toBe(0);
  link.freeze();
  await expect(count()).rejects.toThrow('read timeout');
  // New connections work: only the one that hangs could be in the way.
  expect(await count()).toBe(0);
});
