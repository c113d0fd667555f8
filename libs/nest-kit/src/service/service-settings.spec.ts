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

it('takes 32 bytes in base64 for the master key of personal data, and does not repeat what is none', () => {
  const LEDGER_PRIVACY_KEY = Buffer.alloc(32, 7).toString('base64');
  expect(readSettings({ ...complete, LEDGER_PRIVACY_KEY }).privacyKey).toBe(LEDGER_PRIVACY_KEY);
  for (const wrong of ['secret', Buffer.alloc(31, 7).toString('base64'), `${LEDGER_PRIVACY_KEY}AA`]) {
    const reading = () => readSettings({ ...complete, LEDGER_PRIVACY_KEY: wrong });
    expect(reading).toThrow(/LEDGER_PRIVACY_KEY: .*32 random bytes/);
    expect(reading).not.toThrow(wrong);
  }
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
