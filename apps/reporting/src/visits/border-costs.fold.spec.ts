import type { PassageRow } from '@corridor/domain';
import { logOf, Teller, uuid } from '../teller.spec-kit.js';
import { payFor, withdrawCost } from '../transport-costs/transport-cost-story.spec-kit.js';
import type { TransportCostEventOfLog } from '../transport-costs/transport-costs.fold.js';
import {
  type BorderCostChange,
  type BorderCostRow,
  borderCostChanges,
  foldBorderCosts,
} from './border-costs.fold.js';

const at = (day: number) => new Date(Date.UTC(2026, 2, day)).toISOString();

/** By Torkham into Afghanistan from 1 March to 4 March. */
const passage = (row: Partial<PassageRow>): PassageRow => ({
  consignment_id: 'c1',
  number: 1,
  mode: 'road',
  out_location: 'PKTOR',
  out_standing: 'complete',
  out_arrived_at: at(1),
  out_departed_at: at(2),
  out_seen_at: at(2),
  in_location: 'AFRKH',
  in_standing: 'complete',
  in_arrived_at: at(3),
  in_departed_at: at(4),
  in_seen_at: at(4),
  positions: [],
  from_position: 1,
  within: 0,
  until_position: null,
  ...row,
});
const cost = (row: Partial<BorderCostRow> & Pick<BorderCostRow, 'position'>): BorderCostRow => ({
  cost_id: `cost ${row.position}`,
  consignment_id: 'c1',
  location: 'PKTOR',
  kind: 'waiting',
  usd_cents: '1000',
  receipted: true,
  paid_at: at(2),
  withdrawn_position: null,
  ...row,
});
const brief = (changes: readonly BorderCostChange[]) =>
  changes.map(({ position, name: { month, key, kind }, adds }) => [
    position,
    [key, month.slice(0, 7), kind].join(' '),
    Object.fromEntries(Object.entries(adds).filter(([, sum]) => sum !== 0n)),
  ]);
const MARCH = 'torkham PKTOR AFRKH road 2026-03';

it('adds what was told at either side, and counts a crossing under what was told of it first', () => {
  const costs = [
    cost({ position: 2 }),
    cost({ position: 3, receipted: false, usd_cents: '250' }),
    cost({ position: 4, kind: 'escort', location: 'AFRKH', receipted: null }),
    cost({ position: 5, kind: 'escort' }),
    // Of other goods, which were never seen at a border.
    cost({ position: 6, consignment_id: 'c2' }),
  ];
  expect(brief(borderCostChanges(costs, [passage({})], 2))).toEqual([
    [2, `${MARCH} waiting`, { kind_n: 1n, n: 1n, out_n: 1n, cents: 1_000n, out_cents: 1_000n }],
    [3, `${MARCH} waiting`, { cents: 250n, out_cents: 250n, unreceipted_cents: 250n }],
    [4, `${MARCH} escort`, { kind_n: 1n, in_n: 1n, cents: 1_000n }],
    [5, `${MARCH} escort`, { cents: 1_000n, out_cents: 1_000n }],
  ]);
});

it('counts a crossing under what was told next, where the first is withdrawn, and no more where nothing else stands', () => {
  const costs = [
    cost({ position: 2, withdrawn_position: 5 }),
    cost({ position: 3, kind: 'escort', usd_cents: '0', withdrawn_position: 6 }),
  ];
  expect(brief(borderCostChanges(costs, [passage({})], 5))).toEqual([
    [5, `${MARCH} escort`, { n: 1n, out_n: 1n }],
    [5, `${MARCH} waiting`, { kind_n: -1n, n: -1n, out_n: -1n, cents: -1_000n, out_cents: -1_000n }],
    [6, `${MARCH} escort`, { kind_n: -1n, n: -1n, out_n: -1n }],
  ]);
});

it('adds what was told before the goods had come over as they have, and takes it along where that is told otherwise', () => {
  const costs = [cost({ position: 2 }), cost({ position: 3, kind: 'escort' })];
  const passages = [
    passage({ in_standing: 'open', in_departed_at: null, until_position: 7 }),
    passage({ from_position: 7, until_position: 8 }),
    // By another hour of the same departure: nothing of it is another one.
    passage({ from_position: 8, until_position: 9, in_arrived_at: at(2) }),
    passage({ from_position: 9, in_departed_at: at(40), in_seen_at: at(40), mode: null }),
  ];
  const all = { kind_n: 1n, cents: 1_000n, out_cents: 1_000n };
  const none = { kind_n: -1n, cents: -1_000n, out_cents: -1_000n };
  const APRIL = 'torkham PKTOR AFRKH 2026-04';
  expect(brief(borderCostChanges(costs, passages, 1))).toEqual([
    [7, `${MARCH} escort`, all],
    [7, `${MARCH} waiting`, { ...all, n: 1n, out_n: 1n }],
    [9, `${MARCH} escort`, none],
    [9, `${MARCH} waiting`, { ...none, n: -1n, out_n: -1n }],
    [9, `${APRIL} escort`, all],
    [9, `${APRIL} waiting`, { ...all, n: 1n, out_n: 1n }],
  ]);
});

it('is of the passage that had begun last as it was paid, and else of the first', () => {
  const back = passage({
    number: 2,
    out_location: 'AFRKH',
    out_arrived_at: at(10),
    out_departed_at: null,
    out_standing: 'incomplete',
    in_location: 'PKTOR',
    in_seen_at: at(40),
    in_departed_at: at(40),
  });
  const paid = (day: number) =>
    brief(borderCostChanges([cost({ position: 2, paid_at: at(day) })], [back, passage({})], 2)).map(
      ([, name]) => name,
    );
  const BACK = 'torkham AFRKH PKTOR road 2026-04 waiting';
  expect([-5, 1, 9, 10, 70].map(paid)).toEqual([
    [`${MARCH} waiting`],
    [`${MARCH} waiting`],
    [`${MARCH} waiting`],
    [BACK],
    [BACK],
  ]);
});

it('counts nothing that was paid where the goods went by another place', () => {
  const passages = [passage({ in_location: 'AFSBK', in_standing: 'open' })];
  const costs = [cost({ position: 2 }), cost({ position: 3, location: 'AFSBK' })];
  expect(brief(borderCostChanges(costs, passages, 1)).map(([position]) => position)).toEqual([2]);
});

it('keeps what was paid at crossing points, with who withdrew it, whatever lay before', () => {
  const told = new Teller();
  payFor(told, 9, 1, '40.00', at(1), { receipted: null });
  payFor(told, 8, 1, '7.05', at(2), { scope: { basis: 'place', location: 'KZALA' } });
  payFor(told, 7, 1, '7.05', at(2), { scope: { basis: 'section', from: 'PKTOR', to: 'KZALA' } });
  withdrawCost(told, 8, 1, at(3));
  withdrawCost(told, 9, 1, at(3));
  payFor(told, 9, 1, '44.50', at(1));
  const events = logOf(told) as readonly TransportCostEventOfLog[];
  const common = {
    cost_id: uuid(9),
    consignment_id: uuid(1),
    location: 'PKTOR',
    kind: 'customs-clearance',
    paid_at: at(1),
  };
  const rows = [
    { ...common, position: 1, usd_cents: '4000', receipted: null, withdrawn_position: 5 },
    { ...common, position: 6, usd_cents: '4450', receipted: true, withdrawn_position: null },
  ];
  expect(foldBorderCosts(events, [])).toEqual(rows);
  const before = foldBorderCosts(events.slice(0, 4), []);
  expect(foldBorderCosts(events.slice(4), before)).toEqual(rows);
});

it('lets go of a cost that was withdrawn, wherever it is told anew, however events are cut', () => {
  const told = new Teller();
  payFor(told, 9, 1, '40.00', at(1));
  withdrawCost(told, 9, 1, at(3));
  payFor(told, 9, 1, '40.00', at(1), { scope: { basis: 'place', location: 'KZALA' } });
  withdrawCost(told, 9, 1, at(3));
  payFor(told, 9, 1, '41.00', at(1));
  const events = logOf(told) as readonly TransportCostEventOfLog[];
  const withdrawnAt = (rows: readonly BorderCostRow[]) =>
    rows.map(({ position, withdrawn_position }) => [position, withdrawn_position]);
  expect(withdrawnAt(foldBorderCosts(events, []))).toEqual([
    [1, 2],
    [5, null],
  ]);
  const kept = new Map<number, BorderCostRow>();
  for (const event of events) {
    const standing = [...kept.values()].filter(({ withdrawn_position }) => withdrawn_position === null);
    for (const row of foldBorderCosts([event], standing)) kept.set(row.position, row);
  }
  expect(withdrawnAt([...kept.values()])).toEqual([
    [1, 2],
    [5, null],
  ]);
});
