import type { RecordedEvent } from '@corridor/contracts';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { foldRoutes, ROUTE_EVENTS, type RouteEventOfLog } from './routes.fold.js';

const routeId = 'karachi-almaty-torkham';
const at = (day: number) => `2026-03-0${day}T10:00:00+05:00`;
const leg = { from: 'PKKHI', to: 'PKTOR', mode: 'road', borderPoints: ['PKTOR'] } as const;
const beyond = { from: 'PKTOR', to: 'KZALA', mode: 'road', borderPoints: ['AFRKH'] } as const;
const km = (text: string) => ({ distance: { km: text, source: 'convoy' } });
const cost = (amount: string) => ({ cost: { perTonne: { amount, currency: 'USD' }, source: 'quotation' } });

/** The route's events as the log would hold them, from position 11 on. */
function eventsOf(told: Story): readonly RouteEventOfLog[] {
  const events = told.appends.flat().flatMap(({ streamId, events }) =>
    events.map((event, index) => ({
      ...event,
      streamId,
      position: 0,
      version: index + 1,
      recordedAt: '2026-12-31T00:00:00.000000Z',
      actor: 'operator:test',
      correlationId: uuid(0),
      demo: true,
    })),
  );
  return events.map((event, index) => ({
    ...event,
    position: 11 + index,
  })) as readonly RecordedEvent[] as readonly RouteEventOfLog[];
}

function history(): Story {
  const told = new Story();
  told.road({
    type: 'DefineRoute',
    occurredAt: at(1),
    data: { routeId, name: 'Torkham', legs: [{ ...leg, ...km('1700.5'), ...cost('34.50') }, beyond] },
  });
  told.road({ type: 'OpenRoute', occurredAt: at(2), data: { routeId, source: 'agreement' } });
  told.road({ type: 'SuspendRoute', occurredAt: at(3), data: { routeId, reason: 'flood' } });
  told.road({
    type: 'RevisePlan',
    occurredAt: at(4),
    data: {
      routeId,
      wrong: 'one leg told nothing',
      reason: 'a convoy drove it',
      legs: [
        { ...leg, ...km('1700.5'), ...cost('34.50') },
        { ...beyond, ...km('2099.5'), ...cost('150') },
      ],
    },
  });
  return told;
}

const rowAfter = (count: number) => foldRoutes(eventsOf(history()).slice(0, count), new Map()).get(routeId);

it('is a row of what the route is, and of the totals as far as all legs tell them', () => {
  expect(rowAfter(2)).toMatchObject({
    route_id: routeId,
    name: 'Torkham',
    status: 'open',
    origin: 'PKKHI',
    destination: 'KZALA',
    suspension: null,
    distance_km: null,
    duration_days: null,
    cost_minor: null,
    cost_currency: null,
    demo: true,
    first_position: 11,
    last_position: 12,
  });
  expect(rowAfter(4)).toMatchObject({
    status: 'suspended',
    suspension: { reason: 'flood', since: at(3) },
    distance_km: '3800',
    duration_days: null,
    cost_minor: '18450',
    cost_currency: 'USD',
    first_position: 11,
    last_position: 14,
  });
});

it('is the same row folded at once, or from what was stored between', () => {
  const events = eventsOf(history());
  for (const cut of [1, 2, 3]) {
    const first = foldRoutes(events.slice(0, cut), new Map());
    // As it comes back from the database.
    const stored = JSON.parse(JSON.stringify([...first])) as [string, never][];
    expect(foldRoutes(events.slice(cut), new Map(stored))).toEqual(foldRoutes(events, new Map()));
  }
});

it('cannot apply what comes before the definition', () => {
  expect(() => foldRoutes(eventsOf(history()).slice(1), new Map())).toThrow('begins with RouteDefined');
});

it('handles every event of a route', () => {
  expect(
    [...new Set(eventsOf(history()).map(({ type }) => type))].every((type) => ROUTE_EVENTS.includes(type)),
  ).toBe(true);
});
