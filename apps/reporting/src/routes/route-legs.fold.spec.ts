import { foldRouteLegs, type RouteLegRow } from './route-legs.fold.js';
import type { RouteEventOfLog } from './routes.fold.js';

const source = 'convoy';
const north = { from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR', 'AFRKH'] };
const event = (position: number, type: RouteEventOfLog['type'], data: object) =>
  ({
    position,
    type,
    occurredAt: `2026-01-${position}T10:00:00+05:00`,
    data: { routeId: 'torkham', ...data },
  }) as unknown as RouteEventOfLog;
const HISTORY = [
  event(11, 'RouteDefined', { name: 'Torkham', legs: [{ ...north, distance: { km: '3800.5', source } }] }),
  event(12, 'RouteOpened', { source }),
  event(13, 'RoutePlanRevised', {
    legs: [
      { ...north, to: 'UZTER', duration: { days: '6', source } },
      {
        from: 'UZTER',
        to: 'KZALA',
        mode: 'rail',
        borderPoints: [],
        cost: { perTonne: { amount: '34.50', currency: 'USD' }, source },
      },
    ],
  }),
];
const leg = {
  route_id: 'torkham',
  from_position: 11,
  number: 0,
  until_position: null,
  from_location: 'PKKHI',
  to_location: 'KZALA',
  mode: 'road',
  border_points: ['PKTOR', 'AFRKH'],
  distance_km: '3800.5',
  duration_days: null,
  cost_minor: null,
  cost_currency: null,
  occurred_at: '2026-01-11T05:00:00.000Z',
};

it('keeps the legs of each plan, from which position it held to which', () => {
  expect(foldRouteLegs(HISTORY.slice(0, 2), [])).toEqual([leg]);
  const revised = { from_position: 13, occurred_at: '2026-01-13T05:00:00.000Z' };
  expect(foldRouteLegs(HISTORY, [])).toEqual([
    { ...leg, until_position: 13 },
    { ...leg, ...revised, to_location: 'UZTER', distance_km: null, duration_days: '6' },
    {
      ...leg,
      ...revised,
      number: 1,
      from_location: 'UZTER',
      mode: 'rail',
      border_points: [],
      distance_km: null,
      cost_minor: '3450',
      cost_currency: 'USD',
    },
  ]);
});

it('makes the same rows at once, or from what was stored between', () => {
  const rows = new Map<string, RouteLegRow>();
  for (const each of HISTORY) {
    const standing = [...rows.values()].filter((row) => row.until_position === null);
    for (const row of foldRouteLegs([each], standing)) rows.set(`${row.from_position} ${row.number}`, row);
  }
  expect([...rows.values()]).toEqual(foldRouteLegs(HISTORY, []));
  expect(foldRouteLegs([event(14, 'RouteSuspended', { reason: 'flood' })], [...rows.values()])).toEqual([]);
});
