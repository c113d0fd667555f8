import type { TransitCommand } from '@corridor/domain';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import type { TransitStandingRow } from './transit-standing-row.js';
import { foldStandings } from './transit-standings.fold.js';
import type { TransitEvent } from './transits.fold.js';

const OPENED = '2026-03-01T10:00:00+05:00';
const LIMIT = '2026-03-20T18:00:00+05:00';

function opened(goods?: string[]): Story {
  const story = new Story();
  story.carry(1, OPENED, LIMIT, goods);
  return story;
}

const step = (story: Story, type: string, occurredAt: string, data: object = {}): void =>
  story.transitStep(1, { type, occurredAt, data: { transitId: uuid(1), ...data } } as TransitCommand);

/** Each event at its position, from 1 on, folded in batches of a size. */
function rowsOf(story: Story, batch = 1_000): readonly TransitStandingRow[] {
  const events = story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false })) as unknown as TransitEvent[];
  const rows = new Map<number, TransitStandingRow>();
  for (let at = 0; at < events.length; at += batch) {
    const current = [...rows.values()].filter(({ until_position }) => until_position === null);
    const known = new Map(current.map((row) => [row.transit_id, row]));
    for (const row of foldStandings(events.slice(at, at + batch), known)) rows.set(row.from_position, row);
  }
  return [...rows.values()].sort((a, b) => a.from_position - b.from_position);
}

const brief = (story: Story) =>
  rowsOf(story).map(({ from_position, until_position, status }) => [from_position, until_position, status]);

it('begins with what is carried from where to where, and by which way', () => {
  // 100.000001 + 250 + 0.5 kg, each worth $1000.00.
  expect(rowsOf(opened(['100.000001', '250', '0.5']))).toEqual([
    {
      transit_id: uuid(1),
      from_position: 1,
      until_position: null,
      opened_position: 1,
      status: 'opened',
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
      terminated_at: null,
      late: false,
      discharged_at: null,
      discharged_on: null,
      irregularities: [],
      change: 'opened',
      told_at: '2026-03-01T05:00:00.000Z',
      latest_at: '2026-03-01T05:00:00.000Z',
    },
  ]);
});

it('counts in dollars what was opened with the rate of its day, and in its own currency what was not', () => {
  const [event] = opened()
    .appends.flat()
    .flatMap(({ events }) => events);
  const { goods = [] } = (event?.data ?? {}) as { goods?: readonly object[] };
  const value = { amount: '1500.00', currency: 'PKR' };
  const inRupees = [...goods, ...goods].map((each) => ({ ...each, value }));
  const exchangeRate = { usdPerUnit: '0.00359', date: '2026-03-01', source: 'sbp' };
  const usd = { amount: { amount: '10.77', currency: 'USD' }, exchangeRate };
  const worth = (change: object) => {
    const told = { ...event, position: 1, data: { ...(event?.data as object), goods: inRupees, ...change } };
    const [row] = foldStandings([told as unknown as TransitEvent], new Map());
    return [row?.currency, row?.value_minor];
  };
  expect(worth({ usd })).toEqual(['USD', '1077']);
  expect(worth({})).toEqual(['PKR', '300000']);
});

it.each([
  [['KZAAU', ['PKTOR'], 'PKKHI'], 'PKKHI'],
  [['KZAAU', ['PKGWD'], 'AFKBL'], 'PKGWD'],
  [['KZAAU', ['PKTOR'], 'AFKBL'], 'KZAAU'],
  [['KZALA', ['PKTOR'], 'PKLYP'], ''],
] as const)('from %j, goes by the port of the corridor before any other', ([from, stops, to], port) => {
  const [event] = opened()
    .appends.flat()
    .flatMap(({ events }) => events);
  const data = {
    ...(event?.data as object),
    officeOfDeparture: from,
    officeOfDestination: to,
    itinerary: stops.map((location) => ({ location, dueBy: LIMIT })),
  };
  const told = { ...event, data, position: 1, demo: false } as unknown as TransitEvent;
  expect(foldStandings([told], new Map())[0]?.port).toBe(port);
});

/** Opened 1, two passages 2 and 3, something amiss 4, put off 5, presented late 6, discharged 7: the day after, in Karachi. */
function whole(): Story {
  const story = opened();
  step(story, 'RecordPassage', '2026-03-03T10:00:00+05:00', { location: 'PKTOR', movement: 'entered' });
  step(story, 'RecordPassage', '2026-03-03T11:00:00+05:00', { location: 'PKTOR', movement: 'left' });
  step(story, 'RecordIrregularity', '2026-03-04T10:00:00+05:00', { code: 'accident', note: 'x' });
  step(story, 'ExtendTransit', '2026-03-05T10:00:00+05:00', {
    dueBy: '2026-03-22T18:00:00+05:00',
    reason: 'x',
  });
  step(story, 'TerminateTransit', '2026-03-22T18:00:01+05:00', { office: 'KZALA' });
  step(story, 'DischargeTransit', '2026-03-31T19:00:00Z');
  return story;
}

it('keeps how it stood before, up to the event that changed it', () => {
  expect(brief(whole())).toEqual([
    // Passages say nothing of it.
    [1, 4, 'opened'],
    [4, 5, 'opened'],
    [5, 6, 'opened'],
    [6, 7, 'terminated'],
    [7, null, 'discharged'],
  ]);
  expect(rowsOf(whole()).at(-1)).toMatchObject({
    opened_position: 1,
    due_by: '2026-03-22T13:00:00.000Z',
    terminated_at: '2026-03-22T13:00:01.000Z',
    late: true,
    discharged_at: '2026-03-31T19:00:00.000Z',
    // Midnight in Karachi.
    discharged_on: '2026-04-01',
    irregularities: ['accident'],
  });
});

it('keeps what each event told anew, when it happened, and the latest of these instants', () => {
  const story = opened();
  step(story, 'TerminateTransit', '2026-03-22T10:00:00+05:00', { office: 'KZALA' });
  // Told late.
  step(story, 'RecordIrregularity', '2026-03-04T10:00:00+05:00', { code: 'accident', note: 'x' });
  step(story, 'DischargeTransit', '2026-03-31T19:00:00Z');
  expect(rowsOf(story).map(({ change, told_at, latest_at }) => [change, told_at, latest_at])).toEqual([
    ['opened', '2026-03-01T05:00:00.000Z', '2026-03-01T05:00:00.000Z'],
    ['terminated', '2026-03-22T05:00:00.000Z', '2026-03-22T05:00:00.000Z'],
    ['irregular', '2026-03-04T05:00:00.000Z', '2026-03-22T05:00:00.000Z'],
    ['discharged', '2026-03-31T19:00:00.000Z', '2026-03-31T19:00:00.000Z'],
  ]);
});

it('is the same folded at once, or event by event', () => {
  for (const batch of [1, 2, 3, 4]) expect(rowsOf(whole(), batch)).toEqual(rowsOf(whole()));
});

it('ends where it is cancelled', () => {
  const story = opened();
  step(story, 'CancelTransit', '2026-03-02T10:00:00+05:00', { reason: 'Not loaded' });
  expect(brief(story)).toEqual([
    [1, 2, 'opened'],
    [2, null, 'cancelled'],
  ]);
});

it('says nothing of seals and calls, and that the limit passed by the limit alone', () => {
  const story = opened();
  step(story, 'MarkOverdue', '2026-03-21T00:00:00+05:00');
  const call = { amount: { amount: '150.00', currency: 'PKR' }, reason: 'Duty' };
  step(story, 'CallGuaranteeOfTransit', '2026-03-22T10:00:00+05:00', call);
  expect(brief(story)).toEqual([[1, null, 'opened']]);
});
