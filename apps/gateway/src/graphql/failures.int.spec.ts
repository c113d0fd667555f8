import { type DatabaseLink, startDatabaseLink } from '../spec-kit/database-link.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let link: DatabaseLink;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  link = await startDatabaseLink(ledger.url);
  gateway = await startGatewayUnderTest(link.url, { limits: { statementMaxMs: 2_000 } });
});
afterAll(async () => {
  await gateway.stop();
  await link.stop();
  await ledger.stop();
});

const TRADE =
  '{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01") { total { amount } } }';
const expectWhole = async () => {
  expect(await gateway.ask(TRADE)).toMatchObject({
    status: 200,
    errors: [],
    data: { bilateralTrade: { total: { amount: '0.00' } } },
  });
};
/** What tells of the inside: SQL, addresses, tables, PostgreSQL's words. */
const INSIDE = /select|econn|127\.0\.0\.1|cells|relation|statement|terminat|postgres/i;
const expectTold = async (query: string, code: string, path: string) => {
  const { status, data, errors } = await gateway.ask(query);
  expect([status, data]).toEqual([200, { [path]: null }]);
  expect(errors).toEqual([{ code, path: expect.arrayContaining([path]), message: expect.any(String) }]);
  expect(errors[0]?.message).not.toMatch(INSIDE);
};

it('stops a statement that takes too long', async () => {
  const other = await ledger.owner.connect();
  try {
    await other.query('BEGIN; LOCK TABLE reporting.trade_cells IN ACCESS EXCLUSIVE MODE');
    await expectTold(TRADE, 'TIMEOUT', 'bilateralTrade');
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  await expectWhole();
});

it('tells of its own faults only that they happened', async () => {
  await ledger.owner.query('ALTER VIEW read.trade_cells RENAME TO trade_cells_elsewhere');
  try {
    await expectTold(TRADE, 'INTERNAL', 'bilateralTrade');
  } finally {
    await ledger.owner.query('ALTER VIEW read.trade_cells_elsewhere RENAME TO trade_cells');
  }
  await expectWhole();
});

it('says so while the database is down, and answers once it is there again', async () => {
  // The key is known from here on.
  await expectWhole();
  await link.cut();
  try {
    await expectTold(TRADE, 'SERVICE_UNAVAILABLE', 'bilateralTrade');
    await expectTold('{ ledger { head } }', 'SERVICE_UNAVAILABLE', 'ledger');
  } finally {
    await link.mend();
  }
  await expectWhole();
});

it('says so where the database goes down while it answers', async () => {
  await expectWhole();
  const other = await ledger.owner.connect();
  try {
    await other.query('BEGIN; LOCK TABLE reporting.trade_cells IN ACCESS EXCLUSIVE MODE');
    const told = expectTold(TRADE, 'SERVICE_UNAVAILABLE', 'bilateralTrade');
    // Once its statement waits for the lock, its server process is ended.
    let ended = 0;
    while (ended === 0) {
      const { rowCount } = await ledger.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND pid <> pg_backend_pid()`,
      );
      ended = rowCount ?? 0;
    }
    await told;
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  await expectWhole();
});
