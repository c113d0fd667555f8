import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { readDatabase } from './read/read-database.js';
import { ReadSession } from './read/read-session.js';
import { type FilledLedger, startFilledLedger } from './spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from './spec-kit/gateway-under-test.js';
import { TRADE_CELLS_SQL } from './spec-kit/trade-cells.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let dataSource: DataSource;

beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
  const logger = pino({ level: 'silent' });
  dataSource = await new DataSource(
    readDatabase({ databaseUrl: ledger.url, statementMaxMs: 5_000, logger }),
  ).initialize();
});
afterAll(async () => {
  await gateway.stop();
  await dataSource.destroy();
  await ledger.stop();
});

/** One event that adds 1.00, and the read models' position, all at once, as reporting does it. */
const addTrade = async (): Promise<void> => {
  const position = await ledger.event();
  const client = await ledger.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO reporting.trade_facts SELECT 1, $1, 1, 'PK', 'KZ', 'PK', NULL, 'export', '2026-01-01', '2026-01-15', '620342',
        'textiles', gen_random_uuid(), gen_random_uuid(), 1, 1, 100, false, '{}', false, 'PKKHI', '2026-01-15T10:00:00+05:00'`,
      [position],
    );
    await client.query(TRADE_CELLS_SQL);
    await client.query(`UPDATE reporting.projections SET position = $1`, [position]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
};

it('takes every cell of an answer from one position while facts come in', async () => {
  let writing = true;
  const writer = (async () => {
    while (writing) await addTrade();
  })();
  const seen = new Set<number>();
  try {
    for (let run = 0; run < 40; run += 1) {
      const { data, errors } = await gateway.ask(`{
        ledger { position projections { position } }
        bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-02") {
          asOf total { amount } months { total { amount } } bySector { total { amount } } byChapter { total { amount } }
          events(first: 500) { edges { node { share { amount } } } }
        }
        again: ledger { position }
      }`);
      expect(errors).toEqual([]);
      const answer = data as {
        ledger: { position: number; projections: { position: number }[] };
        again: { position: number };
        bilateralTrade: {
          asOf: number;
          total: { amount: string };
          months: { total: { amount: string } }[];
          bySector: { total: { amount: string } }[];
          byChapter: { total: { amount: string } }[];
          events: { edges: unknown[] };
        };
      };
      const { asOf, total, months, bySector, byChapter, events } = answer.bilateralTrade;
      // Each event adds 1.00: the figure is its position.
      const expected = asOf === 0 ? undefined : `${asOf}.00`;
      expect(total.amount).toBe(`${asOf}.00`);
      expect(months[0]?.total.amount).toBe(`${asOf}.00`);
      expect([bySector[0]?.total.amount, byChapter[0]?.total.amount]).toEqual([expected, expected]);
      expect(events.edges).toHaveLength(Math.min(asOf, 500));
      expect([answer.ledger.position, answer.again.position]).toEqual([asOf, asOf]);
      expect(new Set(answer.ledger.projections.map(({ position }) => position))).toEqual(new Set([asOf]));
      seen.add(asOf);
    }
  } finally {
    writing = false;
    await writer;
  }
  // The ledger did move on between the answers.
  expect(seen.size).toBeGreaterThan(5);
});

describe('a read session', () => {
  const count = async (session: ReadSession): Promise<number> => {
    const [row] = await session.read((manager) =>
      manager.query<{ facts: number }[]>('SELECT count(*)::int AS facts FROM read.trade_facts'),
    );
    return row?.facts ?? -1;
  };

  it('sees nothing that is recorded after its first read', async () => {
    const session = new ReadSession(dataSource);
    const before = await count(session);
    await addTrade();
    expect(await count(session)).toBe(before);
    await session.end();
    const next = new ReadSession(dataSource);
    expect(await count(next)).toBe(before + 1);
    await next.end();
  });

  it('stays with the generation that was live, though another is promoted', async () => {
    const session = new ReadSession(dataSource);
    const before = await count(session);
    expect(before).toBeGreaterThan(0);
    const move = (from: string, to: string, generation: number) =>
      ledger.owner.query(
        `UPDATE reporting.projections SET state = $2 WHERE name = 'trade-facts' AND state = $1 AND generation = $3`,
        [from, to, generation],
      );
    await ledger.insert('reporting.projections', { name: 'trade-facts', generation: 2, state: 'building' });
    await move('live', 'retired', 1);
    await move('building', 'live', 2);
    expect(await count(session)).toBe(before);
    await session.end();
    const next = new ReadSession(dataSource);
    expect(await count(next)).toBe(0);
    await next.end();
    await move('live', 'retired', 2);
    await move('retired', 'live', 1);
  });

  it('writes nothing, and sees neither the log itself nor the tables of reporting', async () => {
    for (const [sql, reason] of [
      [`CREATE TEMPORARY TABLE mine (id int)`, /read-only transaction|permission denied/],
      ['SELECT 1 FROM ledger.events', /permission denied/],
      ['SELECT 1 FROM reporting.trade_facts', /permission denied/],
      ['SELECT 1 FROM bus.dead_letters', /permission denied/],
    ] as const) {
      const session = new ReadSession(dataSource);
      await expect(session.read((manager) => manager.query(sql))).rejects.toThrow(reason);
      await session.end();
    }
  });

  it('gives its connection back after a failure, and refuses further reads', async () => {
    for (let round = 0; round < 30; round += 1) {
      const session = new ReadSession(dataSource);
      const failing = session.read((manager) => manager.query('SELECT 1/0'));
      const next = count(session);
      await expect(failing).rejects.toThrow('division by zero');
      await expect(next).rejects.toThrow('division by zero');
      await session.end();
      await expect(count(session)).rejects.toThrow();
    }
  });
});
