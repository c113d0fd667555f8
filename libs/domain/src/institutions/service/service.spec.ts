import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  departuresOf,
  type KnownService,
  legalForService,
  runningPeriods,
  runsOn,
  type ServiceCommand,
  type ServiceEvent,
  scheduleOn,
  service,
  standingOn,
} from '../../index.js';

const AT = '2026-04-01T10:00:00+05:00';
const serviceId = 'islamabad-almaty-air';
const capacity = { basis: 'tonnes', tonnes: '3.5' } as const;
const announcement = {
  serviceId,
  name: 'Islamabad to Almaty',
  mode: 'air',
  stops: ['PKISB', 'KZALA'],
  operator: 'demo-airline',
  departuresPerWeek: 2,
  capacity,
  plannedStart: '2026-05-01',
  announcedBy: 'Ministry',
  source: 'protocol',
  confirmed: true,
} as const;

const asking = (type: ServiceCommand['type'], data: object): ServiceCommand =>
  ({ type, occurredAt: AT, data: { serviceId, ...data } }) as ServiceCommand;
const told = (type: ServiceEvent['type'], data: object): ServiceEvent =>
  ({ type, occurredAt: AT, data: { serviceId, ...data } }) as ServiceEvent;

const announcing = (change: object = {}) => asking('AnnounceService', { ...announcement, ...change });
const announced = told('ServiceAnnounced', announcement);
const started = told('ServiceStarted', { startedOn: '2026-05-04' });
const suspended = told('ServiceSuspended', { from: '2026-08-01', reason: 'airspace' });
const resumed = told('ServiceResumed', { from: '2026-08-15', reason: 'open' });
const ended = told('ServiceEnded', { endedOn: '2026-12-31', reason: 'winter' });
const thrice = { from: '2026-07-01', departuresPerWeek: 3, capacity };
const { given } = specOf(service);
const stateOf = (...history: readonly ServiceEvent[]) => fold(service, history) as KnownService;

it('is announced, once', () => {
  given().when(announcing()).thenEvents(announced);
  given(announced).when(announcing()).thenEvents();
  given(announced)
    .when(announcing({ departuresPerWeek: 3 }))
    .thenRejected('illegal-step', { legalNow: ['StartService', 'EndService'] });
});

it.each([
  [{ stops: ['PKISB'] }, 'stops-missing', '/stops'],
  [{ stops: ['PKISB', 'KZALA', 'PKISB'] }, 'place-twice', '/stops/2'],
  [{ capacity: { basis: 'tonnes', tonnes: '0' } }, 'not-a-positive-decimal', '/capacity/tonnes'],
  [{ plannedStart: '2026-02-30' }, 'date-malformed', '/plannedStart'],
])('%j is refused', (change, code, pointer) => {
  given().when(announcing(change)).thenRejected(code, { pointer });
});

describe('each step', () => {
  const ALL = [announced, started, suspended, resumed, ended];
  it.each([
    ['StartService', { startedOn: '2026-05-04' }, 1],
    ['SuspendService', { from: '2026-08-01', reason: 'airspace' }, 2],
    ['ResumeService', { from: '2026-08-15', reason: 'open' }, 3],
    ['EndService', { endedOn: '2026-12-31', reason: 'winter' }, 4],
  ] as const)('%s is taken once', (type, data, at) => {
    const event = ALL[at];
    if (!event) throw new Error('no event');
    given(...ALL.slice(0, at))
      .when(asking(type, data))
      .thenEvents(event);
    given(...ALL.slice(0, at + 1))
      .when(asking(type, data))
      .thenEvents();
    given()
      .when(asking(type, data))
      .thenRejected('illegal-step', { legalNow: ['AnnounceService'] });
  });

  it.each([
    ['SuspendService', { from: '2026-05-03', reason: 'x' }, '/from', [announced, started]],
    [
      'SuspendService',
      { from: '2026-08-14', reason: 'x' },
      '/from',
      [announced, started, suspended, resumed],
    ],
    ['ResumeService', { from: '2026-07-31', reason: 'x' }, '/from', [announced, started, suspended]],
    ['EndService', { endedOn: '2026-05-03', reason: 'x' }, '/endedOn', [announced, started]],
    ['ChangeSchedule', { ...thrice, from: '2026-05-03', reason: 'x' }, '/from', [announced, started]],
  ] as const)('%s %j lies too early', (type, data, pointer, history) => {
    given(...history)
      .when(asking(type, data))
      .thenRejected('day-too-early', { pointer });
  });

  it('is possible where it makes sense', () => {
    const legal = (...history: readonly ServiceEvent[]) => legalForService(fold(service, history));
    expect(legal(announced)).toEqual(['StartService', 'EndService']);
    expect(legal(announced, started)).toContain('SuspendService');
    expect(legal(announced, started, suspended)).toContain('ResumeService');
    // What departed is told late; what was called off never departed.
    expect(legal(announced, started, ended)).toEqual([
      'EndService',
      'ReportDeparture',
      'WithdrawDeparture',
      'LoadService',
      'WithdrawLoad',
    ]);
    expect(legal(announced, ended)).toEqual([]);
  });
});

describe('the schedule', () => {
  const changed = told('ServiceScheduleChanged', { ...thrice, reason: 'demand' });
  it('changes from a day on, in the order of days and not of telling', () => {
    given(announced, started)
      .when(asking('ChangeSchedule', { ...thrice, reason: 'demand' }))
      .thenEvents(changed);
    given(announced, started, changed)
      .when(asking('ChangeSchedule', { ...thrice, reason: 'again' }))
      .thenEvents();
    const earlier = told('ServiceScheduleChanged', {
      ...thrice,
      from: '2026-06-01',
      departuresPerWeek: 1,
      reason: 'x',
    });
    const state = stateOf(announced, started, changed, earlier);
    const perWeek = (day: string) => scheduleOn(state, day).departuresPerWeek;
    expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map(perWeek)).toEqual([2, 1, 1, 3]);
  });

  it('runs from its first day to its last one, but for pauses', () => {
    const state = stateOf(announced, started, suspended, resumed, ended);
    const days = [
      '2026-05-03',
      '2026-05-04',
      '2026-07-31',
      '2026-08-01',
      '2026-08-14',
      '2026-08-15',
      '2026-12-31',
      '2027-01-01',
    ];
    expect(days.filter((day) => runsOn(state, day))).toEqual([
      '2026-05-04',
      '2026-07-31',
      '2026-08-15',
      '2026-12-31',
    ]);
    expect(runningPeriods(state)).toEqual([
      { from: '2026-05-04', before: '2026-08-01', departuresPerWeek: 2, capacity },
      { from: '2026-08-15', before: '2027-01-01', departuresPerWeek: 2, capacity },
    ]);
    expect(runningPeriods(stateOf(announced))).toEqual([]);
    expect(runsOn(stateOf(announced), '2026-05-04')).toBe(false);
    expect(runsOn(stateOf(announced, started, suspended), '2027-01-01')).toBe(false);
  });
});

describe('an end', () => {
  const ending = (endedOn: string) => asking('EndService', { endedOn, reason: 'sold' });
  it('is told anew, earlier and later, but not before a departure', () => {
    for (const endedOn of ['2026-11-30', '2027-03-31']) {
      given(announced, started, ended)
        .when(ending(endedOn))
        .thenEvents(told('ServiceEnded', { endedOn, reason: 'sold' }));
    }
    const departed = told('DepartureReported', { departedOn: '2026-12-01', run: 1 });
    given(announced, started, departed, ended)
      .when(ending('2026-11-30'))
      .thenRejected('departed-since', { pointer: '/endedOn' });
    const state = stateOf(
      announced,
      started,
      ended,
      told('ServiceEnded', { endedOn: '2027-03-31', reason: 'sold' }),
    );
    expect(state).toMatchObject({ endedOn: '2027-03-31', endReason: 'sold' });
    expect(runsOn(state, '2027-01-01')).toBe(true);
  });

  it('is not told anew of what was called off', () => {
    given(announced, ended).when(ending('2027-03-31')).thenRejected('illegal-step', { legalNow: [] });
  });
});

describe('what it is on a day', () => {
  const on = (day: string, ...history: readonly ServiceEvent[]) => standingOn(stateOf(...history), day);
  it('is not suspended before the day, nor behind that on which it departs again', () => {
    const history = [announced, started, suspended];
    expect(on('2026-07-31', ...history)).toEqual({ status: 'running', suspendedFrom: '2026-08-01' });
    expect(on('2026-08-01', ...history)).toEqual({ status: 'suspended' });
    expect(on('2026-08-14', ...history, resumed)).toEqual({ status: 'suspended' });
    expect(on('2026-08-15', ...history, resumed)).toEqual({ status: 'running' });
    expect(on('2026-07-31', ...history, resumed)).toEqual({ status: 'running', suspendedFrom: '2026-08-01' });
    // Its last day comes first.
    const over = told('ServiceEnded', { endedOn: '2026-07-31', reason: 'sold' });
    expect(on('2026-07-30', ...history, over)).toEqual({ status: 'running', endsOn: '2026-07-31' });
  });

  it('is not ended before the day behind its last one', () => {
    const history = [announced, started, ended];
    expect(on('2026-12-30', ...history)).toEqual({ status: 'running', endsOn: '2026-12-31' });
    expect(on('2026-12-31', ...history)).toEqual({ status: 'running', endsOn: '2026-12-31' });
    expect(on('2027-01-01', ...history)).toEqual({ status: 'ended' });
  });

  it('is announced until it starts, or is called off', () => {
    expect(on('2026-05-03', announced)).toEqual({ status: 'announced' });
    expect(on('2026-05-03', announced, started)).toEqual({ status: 'announced' });
    expect(on('2026-12-30', announced, ended)).toEqual({ status: 'announced', endsOn: '2026-12-31' });
    expect(on('2026-12-31', announced, ended)).toEqual({ status: 'ended' });
  });
});

describe('a departure', () => {
  const departing = (change: object = {}) =>
    asking('ReportDeparture', { departedOn: '2026-05-04', run: 1, ...change });
  const departed = (change: object = {}) =>
    told('DepartureReported', { departedOn: '2026-05-04', run: 1, ...change });

  it('is reported, and again where more is known', () => {
    given(announced, started).when(departing()).thenEvents(departed());
    given(announced, started, departed()).when(departing()).thenEvents();
    given(announced, started, departed())
      .when(departing({ loadTonnes: '2.5' }))
      .thenEvents(departed({ loadTonnes: '2.5' }));
    given(announced, started, departed())
      .when(departing({ run: 2 }))
      .thenEvents(departed({ run: 2 }));
    const state = stateOf(
      announced,
      started,
      departed({ run: 2 }),
      departed(),
      departed({ loadTonnes: '2.5' }),
    );
    expect(departuresOf(state)).toEqual([
      { departedOn: '2026-05-04', run: 1, loadTonnes: '2.5' },
      { departedOn: '2026-05-04', run: 2 },
    ]);
  });

  it('is none on a day on which the service does not run', () => {
    given(announced, started)
      .when(departing({ departedOn: '2026-05-03' }))
      .thenRejected('service-not-running', { pointer: '/departedOn' });
    given(announced, started)
      .when(departing({ loadTonnes: '0' }))
      .thenRejected('not-a-positive-decimal', { pointer: '/loadTonnes' });
  });
});

describe('a service that a trader announced', () => {
  const byTrader = told('ServiceAnnounced', { ...announcement, confirmed: false });
  const confirmed = told('ServiceConfirmed', {});
  it('is confirmed once, at any time', () => {
    for (const history of [[byTrader], [byTrader, started, ended]]) {
      given(...history)
        .when(asking('ConfirmService', {}))
        .thenEvents(confirmed);
      given(...history, confirmed)
        .when(asking('ConfirmService', {}))
        .thenEvents();
    }
    given(announced).when(asking('ConfirmService', {})).thenEvents();
    expect(stateOf(byTrader).confirmed).toBe(false);
    expect(stateOf(byTrader, confirmed).confirmed).toBe(true);
  });

  it('is the same service, whoever announces it again', () => {
    given(byTrader).when(announcing()).thenEvents();
  });
});

describe('a start', () => {
  const withdrawing = asking('WithdrawStart', { reason: 'cancelled' });
  const withdrawn = told('ServiceStartWithdrawn', { startedOn: '2026-05-04', reason: 'cancelled' });
  it('is withdrawn while nothing was told since, and told again', () => {
    given(announced, started).when(withdrawing).thenEvents(withdrawn);
    given(announced, started, withdrawn).when(withdrawing).thenEvents();
    const later = told('ServiceStarted', { startedOn: '2026-05-11' });
    given(announced, started, withdrawn)
      .when(asking('StartService', { startedOn: '2026-05-11' }))
      .thenEvents(later);
    expect(runsOn(stateOf(announced, started, withdrawn), '2026-05-04')).toBe(false);
  });

  it.each([
    ['DepartureReported', { departedOn: '2026-05-04', run: 1 }],
    ['ServiceLoaded', { consignmentId: 'c', from: 'PKISB', departedOn: '2026-05-04' }],
    ['ServiceScheduleChanged', { ...thrice, reason: 'x' }],
  ] as const)('stands where %s was told since', (type, data) => {
    given(announced, started, told(type, data)).when(withdrawing).thenRejected('start-rested-on');
  });
});

describe('a day on which it departed', () => {
  const leg = { consignmentId: 'c', from: 'PKISB' };
  const load = { ...leg, departedOn: '2026-06-04' };
  const departure = { departedOn: '2026-06-04', run: 1 };
  it.each([
    [told('ServiceLoaded', load), told('ServiceLoadWithdrawn', leg)],
    [told('DepartureReported', departure), told('DepartureWithdrawn', { ...departure, reason: 'cancelled' })],
  ])('is no day of a pause, nor one behind the last, until that is withdrawn: %j', (departed, withdrawn) => {
    const pausing = asking('SuspendService', { from: '2026-06-04', reason: 'x' });
    const ending = asking('EndService', { endedOn: '2026-06-03', reason: 'x' });
    given(announced, started, departed).when(pausing).thenRejected('departed-since', { pointer: '/from' });
    given(announced, started, departed).when(ending).thenRejected('departed-since', { pointer: '/endedOn' });
    for (const [asked, type, data] of [
      [pausing, 'ServiceSuspended', { from: '2026-06-04', reason: 'x' }],
      [ending, 'ServiceEnded', { endedOn: '2026-06-03', reason: 'x' }],
    ] as const) {
      given(announced, started, departed, withdrawn).when(asked).thenEvents(told(type, data));
    }
    given(announced, started, departed)
      .when(asking('SuspendService', { from: '2026-06-05', reason: 'x' }))
      .thenEvents(told('ServiceSuspended', { from: '2026-06-05', reason: 'x' }));
    given(announced, started, departed)
      .when(asking('EndService', { endedOn: '2026-06-04', reason: 'x' }))
      .thenEvents(told('ServiceEnded', { endedOn: '2026-06-04', reason: 'x' }));
  });

  it('is one on which it runs, and its load is told and withdrawn once', () => {
    given(announced, started).when(asking('LoadService', load)).thenEvents(told('ServiceLoaded', load));
    given(announced, started, told('ServiceLoaded', load)).when(asking('LoadService', load)).thenEvents();
    given(announced, started)
      .when(asking('LoadService', { ...load, departedOn: '2026-05-03' }))
      .thenRejected('service-not-running', { pointer: '/departedOn' });
    given(announced, started, told('ServiceLoaded', load))
      .when(asking('WithdrawLoad', leg))
      .thenEvents(told('ServiceLoadWithdrawn', leg));
    given(announced, started).when(asking('WithdrawLoad', leg)).thenEvents();
  });

  it('may be told again behind its withdrawal, which needs one that was told', () => {
    const withdrawing = asking('WithdrawDeparture', { ...departure, reason: 'cancelled' });
    const reported = told('DepartureReported', departure);
    const withdrawn = told('DepartureWithdrawn', { ...departure, reason: 'cancelled' });
    given(announced, started).when(withdrawing).thenRejected('departure-untold', { pointer: '/departedOn' });
    given(announced, started, reported).when(withdrawing).thenEvents(withdrawn);
    given(announced, started, reported, withdrawn).when(withdrawing).thenEvents();
    given(announced, started, reported, withdrawn)
      .when(asking('ReportDeparture', departure))
      .thenEvents(reported);
    expect(departuresOf(stateOf(announced, started, reported, withdrawn))).toEqual([]);
  });
});

it('copies of a long history a month of departures, or the goods of one drawer, and not all of them', () => {
  const departure = (departedOn: string) => told('DepartureReported', { departedOn, run: 1 });
  const load = (consignmentId: string) =>
    told('ServiceLoaded', { consignmentId, from: 'PKISB', departedOn: '2026-05-04' });
  const before = stateOf(announced, started, departure('2026-05-04'), departure('2026-06-01'), load('xa1'));
  const after = service.evolve(service.evolve(before, departure('2026-06-08')), load('yb2')) as KnownService;
  expect(after.departures['2026-05']).toBe(before.departures['2026-05']);
  expect(after.loads.a1).toBe(before.loads.a1);
  expect(departuresOf(before)).toHaveLength(2);
  expect(departuresOf(after).map(({ departedOn }) => departedOn)).toEqual([
    '2026-05-04',
    '2026-06-01',
    '2026-06-08',
  ]);
});

it('cannot begin otherwise than by being announced', () => {
  expect(() => fold(service, [started])).toThrow('begins with ServiceAnnounced');
});
