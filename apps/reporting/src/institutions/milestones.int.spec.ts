import { randomUUID } from 'node:crypto';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { milestones } from './milestones.js';

let ledger: ReportedLedger;
beforeAll(async () => {
  ledger = await startReportedLedger();
});
afterAll(() => ledger.stop());

type Apply = typeof milestones.apply;

it('a sighting that was told and withdrawn twice is withdrawn by the first withdrawal behind each, one by one and at once', async () => {
  const seenAt = '2026-03-05T10:00:00+05:00';
  const place = { consignmentId: randomUUID(), location: 'PKTOR', movement: 'arrived' };
  const event = (position: number, type: string, data: object) => ({
    position,
    schemaVersion: 1,
    recordedAt: seenAt,
    occurredAt: seenAt,
    type,
    data,
  });
  const withdrawal = { ...place, seenAt, reason: 'x' };
  const events = [
    event(1, 'CheckpointRecorded', place),
    event(2, 'CheckpointWithdrawn', withdrawal),
    event(3, 'CheckpointRecorded', place),
    event(4, 'CheckpointWithdrawn', withdrawal),
  ] as unknown as Parameters<Apply>[0];
  const client = await ledger.owner.connect();
  try {
    const apply = (some: Parameters<Apply>[0], generation: number) =>
      milestones.apply(some, { client, generation } as Parameters<Apply>[1]);
    for (const one of events) await apply([one], 91);
    await apply(events, 92);
    // Whichever plan the database takes: where many were seen, it may meet the later withdrawal first.
    await client.query(
      `INSERT INTO reporting.milestone_sightings
       SELECT 93, 100 + n, gen_random_uuid(), 'PKTOR', 'arrived', '2026-03-04T10:00:00Z', NULL FROM generate_series(1, 5000) n`,
    );
    await client.query('ANALYZE reporting.milestone_sightings');
    await client.query('SET enable_nestloop = off');
    await client.query('SET enable_mergejoin = off');
    await apply(events, 93);
    const { rows } = await client.query<{ generation: number; position: string; withdrawn_position: string }>(
      'SELECT generation, position, withdrawn_position FROM reporting.milestone_sightings WHERE position < 100 ORDER BY generation, position',
    );
    expect(rows.map((row) => Object.values(row).map(Number))).toEqual([
      [91, 1, 2],
      [91, 3, 4],
      [92, 1, 2],
      [92, 3, 4],
      [93, 1, 2],
      [93, 3, 4],
    ]);
  } finally {
    client.release();
  }
});
