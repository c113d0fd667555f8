import { EventStore, ledgerPool } from '@corridor/event-store';
import { Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { PROJECTIONS } from './projections.js';
import { Story } from './story.spec-kit.js';
import { record, uuid } from './teller.spec-kit.js';
import { tradeFacts } from './trade-facts/trade-facts.js';
import { line } from './trade-story.spec-kit.js';

let ledger: TestLedger;
let pool: pg.Pool;
let reader: pg.Pool;
let store: EventStore;

/** What each part is for stands beside it; totals below are worked out from it by hand. */
function story(): Story {
  const told = new Story();
  told.aim('pk-kz-yearly', '1000000000.00', '2026-01-02T12:00:00+05:00');

  // Cotton and drugs to Almaty: 1,250.50 in January; weighed anew in March, 1,350.50.
  const goods = [line(1, '520100', '1000.00'), line(2, '300490', '250.50')];
  told.declare(10, goods, '2026-01-30T10:00:00+05:00');
  told.lodge(11, 10, 'export', goods, '2026-01-31T10:00:00+05:00');
  told.hold(11, 10, 'x-ray', '2026-01-31T11:00:00+05:00');
  told.release(11, 10, 'x-ray', '2026-02-01T09:00:00+05:00');
  told.clear(11, '2026-01-31', '2026-02-01T10:00:00+05:00');
  told.dispatch(10, '2026-02-01T12:00:00+05:00');
  told.charge(15, 10, '1250.50', '2026-02-01T13:00:00+05:00');
  told.owe(15, 10, '1250.50', '2026-02-01T14:00:00+05:00');
  told.checkpoint(10, '2026-02-06T08:00:00+05:00', 'UZTMZ');
  // What Almaty counts of it: 1,250.50 in February.
  told.lodge(12, 10, 'import', goods, '2026-02-10T10:00:00+05:00');
  told.clear(12, '2026-02-10', '2026-02-11T10:00:00+05:00');
  told.deliver(10, '2026-02-12T10:00:00+05:00');
  told.correct(11, [line(1, '520100', '1100.00'), line(2, '300490', '250.50')], '2026-03-05T10:00:00+05:00');

  // Towels for 500.00 in February, called off in March.
  const towels = [line(1, '630260', '500.00')];
  told.declare(20, towels, '2026-02-20T10:00:00+05:00');
  told.lodge(21, 20, 'export', towels, '2026-02-21T10:00:00+05:00');
  told.clear(21, '2026-02-21', '2026-02-21T12:00:00+05:00');
  told.cancel(20, '2026-03-01T10:00:00+05:00');

  // Lentils from Kazakhstan: 1,990.00 as Almaty counts them, 2,000.00 as Karachi does, both in February.
  const lentils = (amount: string) => [line(1, '071340', amount, 'KZ')];
  told.declare(30, lentils('1990.00'), '2026-02-01T10:00:00+05:00');
  told.lodge(31, 30, 'export', lentils('1990.00'), '2026-02-02T10:00:00+05:00', {
    reporter: 'KZ',
    countryOfDestination: 'PK',
  });
  told.clear(31, '2026-02-02', '2026-02-02T12:00:00+05:00');
  told.lodge(32, 30, 'import', lentils('2000.00'), '2026-02-20T10:00:00+05:00', {
    reporter: 'PK',
    countryOfConsignment: 'KZ',
    countryOfDestination: 'PK',
  });
  told.clear(32, '2026-02-20', '2026-02-20T12:00:00+05:00');

  told.pay(16, 15, 10, '1000.00', '2026-03-02T10:00:00+05:00');
  told.pay(17, 15, 10, '250.50', '2026-03-09T10:00:00+05:00');
  told.settle(15, 10, '2026-03-09', '2026-03-09T11:00:00+05:00');
  return told;
}

beforeAll(async () => {
  ledger = await startTestLedger();
  const owner = ledgerPool(ledger.url);
  await record(new EventStore({ pool: owner }), story().appends);
  await owner.end();
  pool = ledgerPool(ledger.url, 'reporting');
  reader = ledgerPool(ledger.url, 'gateway');
  store = new EventStore({ pool });
  for (const projection of PROJECTIONS) {
    const projector = new Projector({ projection, pool, store, batchMax: 7 });
    while ((await projector.step()) > 0);
  }
});
afterAll(async () => {
  await Promise.all([pool.end(), reader.end()]);
  await ledger.stop();
});

const text = (values: readonly unknown[]): readonly string[] =>
  values.map((row) => Object.values(row as object).join(' '));

/** Reporter, partner, month, flow and USD cents up to a position, of one generation's facts. */
async function figures(generation: number, upTo: number): Promise<readonly string[]> {
  const { rows } = await pool.query(
    `SELECT reporter, partner, to_char(month, 'YYYY-MM') AS month, flow, sum(value_usd_cents) AS cents
     FROM reporting.trade_facts WHERE generation = $1 AND position <= $2
     GROUP BY reporter, partner, month, flow ORDER BY reporter, partner, month, flow`,
    [generation, upTo],
  );
  return text(rows);
}

async function generationOf(name: string): Promise<number> {
  const { rows } = await reader.query<{ generation: number }>(
    'SELECT generation FROM read.projection_status WHERE name = $1',
    [name],
  );
  return rows[0]?.generation ?? 0;
}

it('adds up to what was worked out by hand', async () => {
  const { rows } = await reader.query(
    `SELECT reporter, partner, to_char(month, 'YYYY-MM') AS month, flow, sum(value_usd_cents) AS cents
     FROM read.trade_facts GROUP BY reporter, partner, month, flow ORDER BY reporter, partner, month, flow`,
  );
  expect(text(rows)).toEqual([
    'KZ PK 2026-02 export 199000',
    'KZ PK 2026-02 import 125050',
    'PK KZ 2026-01 export 135050',
    'PK KZ 2026-02 export 0',
    'PK KZ 2026-02 import 200000',
  ]);
});

it('restates the month of the original acceptance, and leaves what was known before as it was', async () => {
  const generation = await generationOf('trade-facts');
  const { rows } = await reader.query<{ position: string }>(
    `SELECT position FROM read.events WHERE type = 'DeclarationAmended'`,
  );
  const amended = Number(rows[0]?.position);
  const january = async (upTo: number) =>
    (await figures(generation, upTo)).filter((figure) => figure.includes('2026-01'));
  expect(await january(amended - 1)).toEqual(['PK KZ 2026-01 export 125050']);
  expect(await january(amended)).toEqual(['PK KZ 2026-01 export 135050']);
});

it('is, as of every position, what the log cut there gives', async () => {
  const live = await generationOf('trade-facts');
  const head = await store.head();
  const seen = new Set<string>();
  for (let position = 0; position <= head; position += 1) {
    const cut = await rebuild({ projection: tradeFacts, pool, store, to: position });
    const expected = await figures(cut, head);
    expect(await figures(live, position)).toEqual(expected);
    seen.add(expected.join('; '));
  }
  // Nothing, then five clearances, an amendment and a cancellation, each of which changed a figure.
  expect(seen.size).toBe(8);
});

it('keeps cells that are, as of every position and in every cut, what the facts up to it add up to', async () => {
  const generation = await generationOf('trade-facts');
  const head = await store.head();
  for (let position = 0; position <= head; position += 1) {
    for (const cut of ['total', 'sector', 'chapter', 'subheading', 'office', 'mode', 'port', 'route']) {
      const { rows } = await reader.query(
        `SELECT reporter, partner, to_char(month, 'YYYY-MM') AS month, flow, sum(cents) AS cents FROM (
           SELECT DISTINCT ON (reporter, partner, month, key) reporter, partner, month, c.exports, c.imports
           FROM read.trade_cell_heads JOIN read.trade_cells c USING (first_position, nth)
           WHERE cut = $1 AND c.position <= $2 ORDER BY reporter, partner, month, key, c.position DESC
         ) c CROSS JOIN LATERAL (VALUES ('export', exports), ('import', imports)) AS told (flow, cents)
         GROUP BY reporter, partner, month, flow HAVING sum(cents) <> 0 ORDER BY reporter, partner, month, flow`,
        [cut, position],
      );
      expect(text(rows)).toEqual(
        (await figures(generation, position)).filter((figure) => !figure.endsWith(' 0')),
      );
    }
  }
});

it('has in the head of each cell what its last total comes to', async () => {
  const { rows } = await reader.query(
    `SELECT count(*)::int AS cells, count(*) FILTER (WHERE (h.position, h.exports, h.re_exports, h.imports) = (t.position, t.exports, t.re_exports, t.imports))::int AS alike
     FROM read.trade_cell_heads h JOIN LATERAL (
       SELECT * FROM read.trade_cells c WHERE c.first_position = h.first_position AND c.nth = h.nth ORDER BY c.position DESC LIMIT 1
     ) t ON true`,
  );
  const [{ cells, alike }] = rows;
  expect(cells).toBeGreaterThan(0);
  expect(alike).toBe(cells);
});

it('tells of the target, of the consignment, of its invoice, and of every event behind them', async () => {
  const target = await reader.query(
    `SELECT target_id, reporter, partner, yearly_amount_cents, due_on::text FROM read.targets`,
  );
  expect(text(target.rows)).toEqual(['pk-kz-yearly PK KZ 100000000000 2030-12-31']);
  const consignments = await reader.query(
    `SELECT status, last_location, export_accepted_on::text AS x, import_accepted_on::text AS m, open_holds, settled_on::text AS s
     FROM read.consignments ORDER BY consignment_id`,
  );
  expect(text(consignments.rows)).toEqual([
    'settled KZALA 2026-01-31 2026-02-10 0 2026-03-09',
    'cancelled  2026-02-21  0 ',
    'declared  2026-02-02 2026-02-20 0 ',
  ]);
  const invoices = await reader.query(
    `SELECT invoice_number, amount_minor, paid_minor, terms_started_on::text AS t, due_on::text AS d, settled_on::text AS s
     FROM read.invoices`,
  );
  expect(text(invoices.rows)).toEqual(['INV-15 125050 125050 2026-02-01 2026-03-03 2026-03-09']);
  const history = await reader.query<{ type: string }>(
    `SELECT type FROM read.consignment_history WHERE consignment_id = $1 ORDER BY position`,
    [uuid(10)],
  );
  expect(history.rows.map(({ type }) => type)).toEqual([
    'ConsignmentDeclared',
    'DeclarationLodged',
    'HoldPlaced',
    'HoldReleased',
    'DeclarationCleared',
    'ConsignmentDispatched',
    'InvoiceRegistered',
    'InvoiceAttached',
    'ObligationArisen',
    'CheckpointRecorded',
    'DeclarationLodged',
    'DeclarationCleared',
    'ConsignmentDelivered',
    'DeclarationAmended',
    'SettlementMatched',
    'ObligationPartSettled',
    'SettlementMatched',
    'ObligationSettled',
    'InvoiceSettled',
    'ConsignmentSettled',
  ]);
});
