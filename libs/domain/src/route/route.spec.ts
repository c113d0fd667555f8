import { specOf } from '@corridor/testing';
import {
  type RouteCommand,
  type RouteEvent,
  type RouteLeg,
  route,
  routeTotals,
  type Tariff,
  tariffsInForce,
} from '../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const LATER = '2026-04-01T10:00:00+05:00';
const routeId = 'karachi-almaty-torkham';
const usd = (amount: string) => ({ amount, currency: 'USD' });

const TO_BORDER: RouteLeg = { from: 'PKKHI', to: 'PKTOR', mode: 'road', borderPoints: ['PKTOR'] };
const BEYOND: RouteLeg = {
  from: 'PKTOR',
  to: 'KZALA',
  mode: 'road',
  borderPoints: ['PKTOR', 'AFRKH', 'UZTER', 'KZSRY'],
  source: 'agreement on transit',
  distance: { km: '2100.5', source: 'convoy' },
  duration: { days: '12', source: 'convoy' },
  cost: { perTonne: usd('150.00'), source: 'quotation' },
};
const legs = [TO_BORDER, BEYOND];
const data = { routeId, name: 'Karachi to Almaty by Torkham', legs };

const defining = (change: object = {}): RouteCommand => ({
  type: 'DefineRoute',
  occurredAt: AT,
  data: { ...data, ...change },
});
const opening: RouteCommand = { type: 'OpenRoute', occurredAt: AT, data: { routeId, source: 'agreement' } };
const suspending = (reason = 'Torkham is closed'): RouteCommand => ({
  type: 'SuspendRoute',
  occurredAt: AT,
  data: { routeId, reason },
});
const reopening: RouteCommand = {
  type: 'ReopenRoute',
  occurredAt: LATER,
  data: { routeId, reason: 'Torkham is open' },
};
const tariff: Tariff = { basis: 'tonne', price: usd('150.00'), validFrom: '2026-01-01', source: 'quotation' };
const pricing = (change: object = {}): RouteCommand => ({
  type: 'SetTariff',
  occurredAt: AT,
  data: { routeId, ...tariff, ...change },
});
const revising = (plan: readonly RouteLeg[]): RouteCommand => ({
  type: 'RevisePlan',
  occurredAt: LATER,
  data: { routeId, wrong: 'no distance', reason: 'a convoy drove it', legs: plan },
});

const defined: RouteEvent = { type: 'RouteDefined', occurredAt: AT, data };
const opened: RouteEvent = { type: 'RouteOpened', occurredAt: AT, data: { routeId, source: 'agreement' } };
const suspended: RouteEvent = {
  type: 'RouteSuspended',
  occurredAt: AT,
  data: { routeId, reason: 'Torkham is closed' },
};
const reopened: RouteEvent = {
  type: 'RouteReopened',
  occurredAt: LATER,
  data: { routeId, reason: 'Torkham is open' },
};
const priced = (change: object = {}): RouteEvent => ({
  type: 'RouteTariffSet',
  occurredAt: AT,
  data: { routeId, ...tariff, ...change },
});
const { given } = specOf(route);
const stateOf = (...history: readonly RouteEvent[]) => history.reduce(route.evolve, route.initialState);

const ALWAYS = ['SetTariff', 'RevisePlan'];

describe('a route', () => {
  it('is defined, once', () => {
    given().when(defining()).thenEvents(defined);
    given(defined).when(defining()).thenEvents();
    given(defined)
      .when(defining({ name: 'Another' }))
      .thenRejected('illegal-step', { legalNow: ['OpenRoute', ...ALWAYS] });
    given(defined)
      .when(defining({ legs: [TO_BORDER, { ...BEYOND, mode: 'rail' }] }))
      .thenRejected('illegal-step', { legalNow: ['OpenRoute', ...ALWAYS] });
  });

  it('comes before everything that is said of it', () => {
    for (const command of [opening, suspending(), reopening, pricing(), revising(legs)]) {
      given()
        .when(command)
        .thenRejected('illegal-step', { legalNow: ['DefineRoute'] });
    }
  });

  it('is opened, suspended and reopened, as often as it takes', () => {
    given(defined).when(opening).thenEvents(opened);
    given(defined, opened).when(suspending()).thenEvents(suspended);
    given(defined, opened, suspended).when(reopening).thenEvents(reopened);
    given(defined, opened, suspended, reopened).when(suspending()).thenEvents(suspended);
  });

  it('takes what is so already for nothing new', () => {
    given(defined, opened).when(opening).thenEvents();
    given(defined, opened).when(reopening).thenEvents();
    given(defined, opened, suspended).when(suspending()).thenEvents();
    given(defined, priced()).when(pricing()).thenEvents();
    given(defined).when(revising(legs)).thenEvents();
    // A source that is told is news, too.
    const sourced = [{ ...TO_BORDER, source: 'a map' }, BEYOND];
    expect(route.decide(revising(sourced), stateOf(defined))).toHaveLength(1);
  });

  it('is neither suspended nor reopened before it is open, nor opened while it is suspended', () => {
    given(defined)
      .when(suspending())
      .thenRejected('illegal-step', { legalNow: ['OpenRoute', ...ALWAYS] });
    given(defined)
      .when(reopening)
      .thenRejected('illegal-step', { legalNow: ['OpenRoute', ...ALWAYS] });
    for (const command of [opening, suspending('flood')]) {
      given(defined, opened, suspended)
        .when(command)
        .thenRejected('illegal-step', { legalNow: ['ReopenRoute', ...ALWAYS] });
    }
  });

  it('tells why it is suspended and since when, until it is reopened', () => {
    const closed = stateOf(defined, opened, suspended);
    expect(closed).toMatchObject({ suspension: { reason: 'Torkham is closed', since: AT } });
    // What is said of it meanwhile does not open it.
    expect(route.evolve(closed, priced())).toMatchObject({
      status: 'suspended',
      suspension: { since: AT },
    });
    expect(route.evolve(closed, reopened)).not.toHaveProperty('suspension');
  });
});

describe('its plan', () => {
  it.each([
    ['no leg', [], 'legs-missing', '/legs'],
    ['a gap', [TO_BORDER, { ...BEYOND, from: 'PKPEW' }], 'legs-not-joined', '/legs/1/from'],
    ['a leg to where it begins', [{ ...TO_BORDER, to: 'PKKHI' }], 'leg-without-way', '/legs/0/to'],
    ['a way back', [TO_BORDER, { ...BEYOND, to: 'PKKHI', borderPoints: [] }], 'place-twice', '/legs/1/to'],
    [
      'a border twice',
      [{ ...BEYOND, from: 'PKKHI', borderPoints: ['AFRKH', 'AFRKH'] }],
      'place-twice',
      '/legs/0/borderPoints/1',
    ],
    [
      'its end before another border',
      [{ ...BEYOND, from: 'PKKHI', borderPoints: ['KZALA', 'AFRKH'] }],
      'place-twice',
      '/legs/0/to',
    ],
    [
      'no distance',
      [{ ...TO_BORDER, distance: { km: '0', source: 'x' } }],
      'not-a-positive-decimal',
      '/legs/0/distance/km',
    ],
    [
      'metres',
      [{ ...TO_BORDER, distance: { km: '1.25', source: 'x' } }],
      'not-a-positive-decimal',
      '/legs/0/distance/km',
    ],
    [
      'no time',
      [{ ...TO_BORDER, duration: { days: '0.0', source: 'x' } }],
      'not-a-positive-decimal',
      '/legs/0/duration/days',
    ],
    [
      'carriage for nothing',
      [{ ...TO_BORDER, cost: { perTonne: usd('0'), source: 'x' } }],
      'amount-not-positive',
      '/legs/0/cost/perTonne/amount',
    ],
    [
      'two currencies',
      [
        BEYOND,
        { ...TO_BORDER, from: 'KZALA', cost: { perTonne: { amount: '1', currency: 'PKR' }, source: 'x' } },
      ].map((leg, index) => (index === 1 ? { ...leg, to: 'KZAST', borderPoints: [] } : leg)),
      'currency-differs',
      '/legs/1/cost/perTonne/currency',
    ],
    [
      'a currency that is none',
      [{ ...TO_BORDER, cost: { perTonne: { amount: '1', currency: 'XXX' }, source: 'x' } }],
      'unknown-currency',
      '/legs/0/cost/perTonne/currency',
    ],
  ])('with %s is refused, at first and as a revision', (_, plan, code, pointer) => {
    given()
      .when(defining({ legs: plan }))
      .thenRejected(code, { pointer });
    given(defined)
      .when(revising(plan as RouteLeg[]))
      .thenRejected(code, { pointer });
  });

  it('is revised between the same ends, and tells what it was', () => {
    const found = [{ ...TO_BORDER, distance: { km: '1700', source: 'convoy' } }, BEYOND];
    const revision: RouteEvent = {
      type: 'RoutePlanRevised',
      occurredAt: LATER,
      data: { routeId, wrong: 'no distance', reason: 'a convoy drove it', legs: found, replaced: legs },
    };
    for (const history of [[defined], [defined, opened], [defined, opened, suspended]]) {
      given(...history)
        .when(revising(found))
        .thenEvents(revision);
    }
    expect(stateOf(defined, revision)).toMatchObject({ legs: found });
  });

  it.each([
    [[{ ...TO_BORDER, from: 'PKLHE' }, BEYOND], '/legs/0/from'],
    [[TO_BORDER, { ...BEYOND, to: 'KZAST' }], '/legs/1/to'],
    [[TO_BORDER], '/legs/0/to'],
  ])('between other ends is another route', (plan, pointer) => {
    given(defined).when(revising(plan)).thenRejected('ends-differ', { pointer });
  });

  it('adds up to what the whole way takes, as far as every leg tells it', () => {
    const told: RouteLeg = {
      ...TO_BORDER,
      distance: { km: '1699.6', source: 'x' },
      duration: { days: '3.5', source: 'x' },
      cost: { perTonne: usd('34.5'), source: 'x' },
    };
    expect(routeTotals([told, BEYOND])).toEqual({ km: '3800.1', days: '15.5', costPerTonne: usd('184.50') });
    expect(routeTotals(legs)).toEqual({});
    const { cost: _, ...free } = told;
    expect(routeTotals([free, BEYOND])).toEqual({ km: '3800.1', days: '15.5' });
    expect(routeTotals([{ ...told, distance: { km: '899.5', source: 'x' } }, BEYOND]).km).toBe('3000');
  });
});

describe('its tariffs', () => {
  it('are set while it is planned, open or suspended', () => {
    for (const history of [[defined], [defined, opened], [defined, opened, suspended]]) {
      given(...history)
        .when(pricing())
        .thenEvents(priced());
    }
  });

  it.each([
    [{ price: usd('0') }, 'amount-not-positive', '/price/amount'],
    [{ price: { amount: '1', currency: 'XXX' } }, 'unknown-currency', '/price/currency'],
    [{ validFrom: '2026-02-30' }, 'date-malformed', '/validFrom'],
    [{ basis: 'wagon' }, 'basis-not-on-route', '/basis'],
  ])('%j is refused', (change, code, pointer) => {
    given(defined).when(pricing(change)).thenRejected(code, { pointer });
  });

  it('are counted by trucks where a leg goes by road, and by wagons where one goes by rail', () => {
    given(defined)
      .when(pricing({ basis: 'truck' }))
      .thenEvents(priced({ basis: 'truck' }));
    const byRail: RouteEvent = {
      ...defined,
      data: { ...data, legs: legs.map((leg) => ({ ...leg, mode: 'rail' as const })) },
    };
    given(byRail)
      .when(pricing({ basis: 'wagon' }))
      .thenEvents(priced({ basis: 'wagon' }));
    given(byRail)
      .when(pricing({ basis: 'truck' }))
      .thenRejected('basis-not-on-route', { pointer: '/basis' });
  });

  it('of the same basis and day take the place of the former', () => {
    const state = stateOf(
      defined,
      priced({ validFrom: '2026-06-01' }),
      priced(),
      priced({ basis: 'teu' }),
      priced({ price: usd('140.00') }),
    );
    expect(state).toMatchObject({
      tariffs: [
        { basis: 'teu', validFrom: '2026-01-01' },
        { basis: 'tonne', validFrom: '2026-01-01', price: usd('140.00') },
        { basis: 'tonne', validFrom: '2026-06-01' },
      ],
    });
  });

  it('hold from their day on, until the next of their basis', () => {
    const tariffs: readonly Tariff[] = [
      { ...tariff, basis: 'teu', validFrom: '2026-02-01' },
      tariff,
      { ...tariff, validFrom: '2026-06-01', price: usd('140.00') },
    ];
    const onDay = (day: string) => tariffsInForce(tariffs, day).map((one) => [one.basis, one.validFrom]);
    expect(onDay('2025-12-31')).toEqual([]);
    expect(onDay('2026-01-01')).toEqual([['tonne', '2026-01-01']]);
    expect(onDay('2026-05-31')).toEqual([
      ['teu', '2026-02-01'],
      ['tonne', '2026-01-01'],
    ]);
    expect(onDay('2026-06-01')).toEqual([
      ['teu', '2026-02-01'],
      ['tonne', '2026-06-01'],
    ]);
  });
});
