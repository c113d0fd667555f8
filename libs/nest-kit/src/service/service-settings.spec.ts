import { readSettings } from '../index.js';

const complete = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/ledger', PORT: '4001' };

it('reads the environment, with defaults', () => {
  expect(readSettings(complete)).toEqual({
    databaseUrl: complete.DATABASE_URL,
    host: '127.0.0.1',
    port: 4001,
    logLevel: 'info',
  });
  expect(readSettings({ ...complete, KAFKA_BROKERS: 'a:9092,b:9093' }).kafkaBrokers).toEqual([
    'a:9092',
    'b:9093',
  ]);
  expect(readSettings({ ...complete, LEDGER_ARCHIVE_DIR: '/srv/archive' }).archiveDir).toBe('/srv/archive');
  expect(readSettings({ ...complete, WEBHOOK_LOOPBACK: 'allowed' }).webhookLoopback).toBe(true);
  expect(readSettings({ ...complete, WEBHOOK_LOOPBACK: 'refused' })).not.toHaveProperty('webhookLoopback');
});

it('names every variable at fault', () => {
  const reading = () => readSettings({ DATABASE_URL: 'mysql://x', PORT: '70000', KAFKA_BROKERS: 'nowhere' });
  expect(reading).toThrow(/DATABASE_URL: .*postgres:\/\//);
  expect(reading).toThrow(/PORT: /);
  expect(reading).toThrow(/KAFKA_BROKERS: .*host:port/);
});

it('takes an empty variable for one that is not set', () => {
  expect(
    readSettings({ ...complete, KAFKA_BROKERS: '', LEDGER_ARCHIVE_DIR: '', HOST: '', LOG_LEVEL: '' }),
  ).toEqual(readSettings(complete));
  expect(() => readSettings({ ...complete, PORT: '' })).toThrow(/PORT: /);
});
