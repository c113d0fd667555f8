import type { RecordedEvent } from '@corridor/contracts';
import { pino } from 'pino';
import { ledgerParts } from './ledger-parts.js';

it('warns of events that this release does not know, once for each type and version', async () => {
  const lines: object[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line)) });
  // Nothing connects until it is asked for something.
  const settings = {
    databaseUrl: 'postgres://127.0.0.1:9/none',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'warn',
  };
  const { onUnknownEvent, pool } = ledgerParts(settings, logger, 'reporting');
  const event: RecordedEvent = {
    position: 17,
    streamId: 'consignment-1',
    version: 1,
    type: 'ConsignmentLost',
    schemaVersion: 1,
    occurredAt: '2026-03-05T10:00:00+05:00',
    recordedAt: '2026-03-05T05:00:01.123456Z',
    actor: 'carrier:demo-trucks',
    correlationId: '0191d8a0-0000-7000-8000-0000000000cc',
    participants: [],
    demo: false,
    data: { secret: 'is not logged' },
  };
  for (const position of [17, 18]) onUnknownEvent({ ...event, position });
  onUnknownEvent({ ...event, position: 19, schemaVersion: 2 });
  expect(lines).toMatchObject([
    { level: 40, type: 'ConsignmentLost', schemaVersion: 1, position: 17 },
    { level: 40, type: 'ConsignmentLost', schemaVersion: 2, position: 19 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
  await pool.end();
});
