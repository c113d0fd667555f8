import { startTestLedger, type TestLedger } from '@corridor/testing';
import pg from 'pg';
import { catchUp, lagOf } from './catch-up.js';

let ledger: TestLedger;
let client: pg.Client;

const generation = (name: string, number: number, state: string, position: number) =>
  client.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name, generation) DO UPDATE SET state = $3, position = $4`,
    [name, number, state, position],
  );

beforeAll(async () => {
  ledger = await startTestLedger();
  client = new pg.Client({ connectionString: ledger.url });
  await client.connect();
  await client.query('UPDATE ledger.head SET position = 100');
});
afterAll(async () => {
  await client.end();
  await ledger.stop();
});

it('waits for the first read model, and for the oldest of two that are built', async () => {
  expect(await lagOf(client)).toMatchObject({ events: 100, building: 1 });
  await generation('invoices', 1, 'building', 30);
  await generation('invoices', 2, 'building', 90);
  expect(await lagOf(client)).toMatchObject({ events: 70, applied: 30, building: 1 });
  expect(await lagOf(client, 20)).toMatchObject({ head: 20, events: 0, applied: 20 });
  await client.query(`DELETE FROM reporting.projections WHERE name = 'invoices'`);
});

it('sees a read model move while it is built for the first time, and waits until it is live', async () => {
  await generation('targets', 1, 'live', 100);
  await generation('consignments', 1, 'building', 40);
  expect(await lagOf(client)).toMatchObject({ events: 60, applied: 140, building: 1 });
  await generation('consignments', 1, 'building', 100);
  expect(await lagOf(client)).toMatchObject({ events: 0, applied: 200, building: 1 });

  const told: string[] = [];
  const done = catchUp(client, (words) => told.push(words), new AbortController().signal);
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await generation('consignments', 1, 'live', 100);
  expect(await done).toBe('');
  expect(told[0]).toBe('read models 100 of 100 events, 1 being built, payments 0 streams to go');
});

it('leaves a rebuild beside a live generation out', async () => {
  await generation('targets', 2, 'building', 7);
  expect(await lagOf(client)).toMatchObject({ events: 0, building: 0 });
});
