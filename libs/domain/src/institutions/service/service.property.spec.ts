import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  departuresOf,
  legalForService,
  loadsOf,
  runningPeriods,
  runsOn,
  type ServiceCommand,
  type ServiceState,
  scheduleOn,
  service,
} from '../../index.js';

const SEED = 20_261_130;
const serviceId = 's';
const DAYS = ['2026-04-30', '2026-05-01', '2026-05-07', '2026-05-15', '2026-05-28', '2026-05-29'];
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`);
const capacity = fc.constantFrom(
  { basis: 'tonnes', tonnes: '3' },
  { basis: 'teu', teu: 60 },
  { basis: 'seats-and-belly', seats: 100, bellyKg: 2_000 },
);
const leg = { consignmentId: fc.constantFrom('c', 'd'), from: fc.constantFrom('PKKHI', 'UZTAS') };
const data = {
  AnnounceService: fc.constant({
    name: 'A',
    mode: 'rail',
    stops: ['PKKHI', 'KZALA'],
    operator: 'o',
    departuresPerWeek: 1,
    capacity: { basis: 'teu', teu: 60 },
    plannedStart: '2026-05-01',
    announcedBy: 'x',
    source: 'x',
    confirmed: false,
  }),
  ConfirmService: fc.constant({}),
  StartService: fc.record({ startedOn: day }),
  WithdrawStart: fc.record({ reason: fc.constantFrom('x', 'y') }),
  ChangeSchedule: fc.record({
    from: day,
    departuresPerWeek: fc.integer({ min: 1, max: 3 }),
    capacity,
    reason: fc.constant('x'),
  }),
  SuspendService: fc.record({ from: day, reason: fc.constantFrom('x', 'y') }),
  ResumeService: fc.record({ from: day, reason: fc.constant('x') }),
  EndService: fc.record({ endedOn: day, reason: fc.constant('x') }),
  ReportDeparture: fc.record({ departedOn: day, run: fc.integer({ min: 1, max: 2 }) }),
  WithdrawDeparture: fc.record({
    departedOn: day,
    run: fc.integer({ min: 1, max: 2 }),
    reason: fc.constant('x'),
  }),
  LoadService: fc.record({ ...leg, departedOn: day }),
  WithdrawLoad: fc.record(leg),
} as const;
/** Seldom an end: behind it, little happens any more. */
const type = fc.oneof(
  ...(Object.keys(data) as (keyof typeof data)[]).map((name) => ({
    arbitrary: fc.constant(name),
    weight: name === 'EndService' || name === 'WithdrawStart' ? 1 : 6,
  })),
);
const command: fc.Arbitrary<ServiceCommand> = type.chain((name) =>
  (data[name] as fc.Arbitrary<object>).map(
    (told) =>
      ({
        type: name,
        occurredAt: '2026-05-01T10:00:00+05:00',
        data: { serviceId, ...told },
      }) as ServiceCommand,
  ),
);

it('keeps its pauses apart and within its days, reports departures where it runs, and takes exactly what is legal now', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 60 }), (commands) => {
      let state: ServiceState = service.initialState;
      for (const asked of commands) {
        const legal = legalForService(state);
        let after: ServiceState;
        try {
          after = service.decide(asked, state).reduce(service.evolve, state);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
          // What is legal is refused for a day alone.
          expect(legal.includes(asked.type)).toBe(error.code !== 'illegal-step');
          continue;
        }
        if (after !== state) expect(legal).toContain(asked.type);
        if (asked.type === 'ReportDeparture' && after.status !== 'unknown') {
          expect(runsOn(after, asked.data.departedOn) || after === state).toBe(true);
        }
        expect(service.decide(asked, after)).toEqual([]);
        met.set(`${after.status}`, (met.get(after.status) ?? 0) + 1);
        state = after;
        if (state.status === 'unknown') continue;
        // Whatever was told in whichever order: it ran on each day on which it departed or carried goods.
        const ran = [...departuresOf(state), ...loadsOf(state)].map(({ departedOn }) => departedOn);
        for (const departedOn of ran) expect(runsOn(state, departedOn)).toBe(true);
        state.pauses.forEach(({ from, until }, index, pauses) => {
          const isLast = index === pauses.length - 1;
          if (until === undefined) expect(isLast).toBe(true);
          else expect(from <= until && (isLast || until <= (pauses[index + 1]?.from ?? ''))).toBe(true);
        });
        const froms = state.changes.map(({ from }) => from);
        expect(froms).toEqual([...new Set(froms)].sort());
        const told = state;
        for (const on of DAYS) {
          const held = runningPeriods(told).filter((one) => one.from <= on && (one.before ?? '9999') > on);
          const { departuresPerWeek, capacity: ofDay } = scheduleOn(told, on);
          const schedules = held.map((one) => [one.departuresPerWeek, one.capacity]);
          expect(schedules).toEqual(runsOn(told, on) ? [[departuresPerWeek, ofDay]] : []);
        }
        expect(state.status === 'suspended').toBe(
          state.status !== 'ended' && state.pauses.some(({ until }) => until === undefined),
        );
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  for (const status of ['announced', 'running', 'suspended', 'ended']) {
    expect(met.get(status) ?? 0).toBeGreaterThan(20);
  }
});
