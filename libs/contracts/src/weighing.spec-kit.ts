import { z } from 'zod';
import { contractsOf, newVersionOf, type RecordedEvent } from './index.js';

/**
 * A type that was never published, in three versions: a weight in kilograms as a number; then as a decimal with its unit,
 * since a number cannot hold every decimal; then with the scale that weighed, which older events do not name.
 */
const weighed = contractsOf('consignment')(
  'Weighed',
  'A consignment was weighed.',
  z.strictObject({ by: z.string(), kg: z.number() }),
  ({ by }) => [by],
);
const inDecimals = newVersionOf(weighed, {
  schemaVersion: 2,
  schema: z.strictObject({ by: z.string(), mass: z.string(), unit: z.string() }),
  upcast: ({ by, kg }) => ({ by, mass: String(kg), unit: 'KGM' }),
  participants: ({ by }) => [by],
});
const withScale = newVersionOf(inDecimals, {
  schemaVersion: 3,
  schema: z.strictObject({ weigher: z.string(), mass: z.string(), unit: z.string(), scale: z.string() }),
  upcast: ({ by, mass, unit }) => ({ weigher: by, mass, unit, scale: 'unknown' }),
  participants: ({ weigher }) => [weigher],
});
const sealed = contractsOf('consignment')(
  'Sealed',
  'A container was sealed.',
  z.strictObject({ seal: z.string() }),
);

export const WEIGHING = { weighed, inDecimals, withScale, sealed };
export const WEIGHING_CONTRACTS = [withScale, sealed, weighed, inDecimals] as const;

export type WeighingContract = (typeof WEIGHING_CONTRACTS)[number];

/** An event as it stands in the log. */
export function logged(type: string, schemaVersion: number, data: unknown): RecordedEvent {
  return {
    position: 4711,
    streamId: 'consignment-0191d8a0-0000-7000-8000-000000000001',
    version: 3,
    type,
    schemaVersion,
    occurredAt: '2026-03-05T10:00:00+05:00',
    recordedAt: '2026-03-05T05:00:01.123456Z',
    actor: 'carrier:demo-trucks',
    correlationId: '0191d8a0-0000-7000-8000-0000000000cc',
    causationId: 17,
    participants: ['demo-mills'],
    demo: true,
    data,
  };
}
