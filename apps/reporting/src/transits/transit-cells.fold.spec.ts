import { uuid } from '../teller.spec-kit.js';
import { transitChangesOf } from './transit-cells.fold.js';
import type { TransitStandingRow } from './transit-standing-row.js';

const DISCHARGED: TransitStandingRow = {
  transit_id: uuid(1),
  from_position: 7,
  until_position: null,
  opened_position: 1,
  status: 'discharged',
  departure: 'PKKHI',
  destination: 'KZALA',
  stops: ['PKTOR'],
  port: 'PKKHI',
  transport_mode: 'road',
  guarantee_id: uuid(9),
  net_mass_kg: '350.500001',
  currency: 'USD',
  value_minor: '300000',
  opened_at: '2026-03-01T05:00:00.000Z',
  due_by: '2026-03-20T13:00:00.000Z',
  terminated_at: '2026-03-21T13:00:00.000Z',
  late: true,
  discharged_at: '2026-03-31T19:00:00.000Z',
  discharged_on: '2026-04-01',
  irregularities: [],
  change: 'discharged',
  told_at: '2026-03-31T19:00:00.000Z',
  latest_at: '2026-03-31T19:00:00.000Z',
};
const KINDS = new Map([[uuid(9), 'tir-carnet' as const]]);
const NAME = {
  ...{ month: '2026-04-01', way: 'PKKHI-PKTOR-KZALA', port: 'PKKHI', transport_mode: 'road' },
  ...{ kind: 'tir-carnet', currency: 'USD', irregularity: '' },
};

it('adds a transit to the month of its discharge, its way and its kind of guarantee', () => {
  expect(transitChangesOf([DISCHARGED], KINDS)).toEqual([
    { name: NAME, position: 7, adds: { n: 1n, late: 1n, net_mass_mg: 350_500_001n, value_minor: 300_000n } },
  ]);
  const [unknown] = transitChangesOf([DISCHARGED], new Map());
  expect(unknown?.name.kind).toBe('');
});

it('adds what was amiss to cells of its own, and one transit to each however often it was', () => {
  const irregularities = ['seal-broken', 'documents', 'seal-broken'] as const;
  const changes = transitChangesOf([{ ...DISCHARGED, late: false, irregularities }], KINDS);
  expect(changes.map(({ name, adds }) => [name.irregularity, adds.n, adds.irregular])).toEqual([
    ['', 1n, 1n],
    ['documents', 1n, 1n],
    ['seal-broken', 2n, 1n],
  ]);
});

it('adds nothing of what is under way or was cancelled, in the order of the log', () => {
  const opened = { ...DISCHARGED, change: 'opened', discharged_on: null } as const;
  const cancelled = { ...opened, change: 'cancelled' } as const;
  const earlier = { ...DISCHARGED, from_position: 5 };
  const changes = transitChangesOf([opened, DISCHARGED, cancelled, earlier], KINDS);
  expect(changes.map(({ position }) => position)).toEqual([5, 7]);
});
