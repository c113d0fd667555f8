import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { commandOn } from './command.spec-kit.js';

let ledger: TestLedger;
let pool: pg.Pool;

beforeEach(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
});
afterEach(async () => {
  await pool.end();
  await ledger.stop();
});

const command = (line: string) => commandOn({ DATABASE_URL: ledger.url }, line);

const setAside = () =>
  pool.query(`INSERT INTO payments.list_dead_letters (list, position, stream_id, type, reason) VALUES
    ('settlements', 12, 'settlement-1', 'SettlementBooked', 'ContractViolation: malformed'),
    ('settlements', 15, 'settlement-1', 'SettlementMatched', 'behind 12'),
    ('settlements', 16, 'settlement-2', 'SettlementBooked', 'ContractViolation: malformed'),
    ('payments', 17, 'payment-1', 'PaymentInstructed', 'Error: x')`);

it('tells that all is well', async () => {
  expect(await command('dead-letters')).toEqual({
    status: 0,
    output: 'nothing stands still, and nothing is set aside',
  });
});

it('tells what stands still, and what is gone on without', async () => {
  await setAside();
  await pool.query(`UPDATE payments.list_checkpoints SET position = 6, stands_before = 7, reason = 'Error: no rate',
    stands_since = '2026-11-25T10:00:00Z' WHERE list = 'rates'`);
  await pool.query(
    `INSERT INTO bus.dead_letters (consumer_group, position, reason, message) VALUES ('trade-events', 9, 'Error: y', '{}')`,
  );
  const { output } = await command('dead-letters');
  expect(output.split('\n')).toEqual([
    'rates stands still before position 7 since 2026-11-25T10:00:00.000Z: Error: no rate',
    'consumer trade-events goes on without position 9, an event: Error: y',
    'payments goes on without position 17, PaymentInstructed of payment-1: Error: x',
    'settlements goes on without position 12, SettlementBooked of settlement-1: ContractViolation: malformed',
    'settlements goes on without position 15, SettlementMatched of settlement-1: behind 12',
    'settlements goes on without position 16, SettlementBooked of settlement-2: ContractViolation: malformed',
  ]);
  expect((await command('dead-letters --list payments')).output.split('\n')).toHaveLength(1);
  expect((await command('dead-letters --stream settlement-1')).output).toContain('position 15');
});

it('asks for streams to be applied again, of one list', async () => {
  await setAside();
  expect(await command('dead-letters --apply-again')).toMatchObject({ status: 2 });
  expect(await command('dead-letters --apply-again --list rates')).toMatchObject({ status: 2 });
  const asked = await command('dead-letters --apply-again --list settlements --stream settlement-1');
  expect(asked).toMatchObject({ status: 0, output: expect.stringContaining('2 events of 1 streams') });
  const { rows } = await pool.query(
    'SELECT position::int FROM payments.list_dead_letters WHERE apply_again ORDER BY 1',
  );
  expect(rows).toEqual([{ position: 12 }, { position: 15 }]);
});
