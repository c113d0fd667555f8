import { EventStore } from '@corridor/event-store';
import { aggregatesOn } from '../../aggregates.js';
import { EXPORTER, type Holder, IMPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import {
  at,
  idOf,
  reached,
  scheduled,
  shown,
  shownCase,
  shownCommitment,
  under,
} from './meeting.spec-kit.js';
import { fadingMomentum } from './meeting-loops.js';

const NOW = Date.parse('2026-09-01T07:00:00Z');
let world: TradeWorld;
let id: string;
/** What each subject is called on the agenda. */
const [PROMISE, OTHERS, ACTION] = [idOf(1), idOf(2), idOf(31)];

interface Shown {
  readonly agenda: readonly {
    readonly subject?: string;
    readonly title: string;
    readonly minutes?: string;
  }[];
  readonly decisions: readonly { readonly text: string }[];
  readonly reminders: readonly { readonly commitmentId: string }[];
}
async function shownTo(holder: Holder) {
  const { body, text } = await world.get(holder, `meetings/${id}`);
  const { agenda, decisions, reminders } = body as unknown as Shown;
  return {
    titles: agenda.map(({ title }) => title),
    decisions: decisions.map((decision) => decision.text),
    reminders: reminders.map(({ commitmentId }) => commitmentId),
    text,
  };
}

beforeAll(async () => {
  world = await TradeWorld.start(() => NOW);
  const models = ['commitment-realisation', 'routes', 'trade-facts', 'cases', 'meetings', 'consignments'];
  await reached(
    world,
    Object.fromEntries([...models, 'visa-applications', 'firms'].map((name) => [name, 40])),
  );
  const behind = [['2026-01-01', 1_234_567_00]] as const;
  await shownCommitment(world, 1, { title: 'Towels', participants: [EXPORTER.participantId] }, behind);
  await shownCommitment(world, 2, { title: 'Melons', participants: [IMPORTER.participantId] }, behind);
  await shownCase(world, 11, '2026-01-11', {});
  await shown(world, 'actions', {
    action_id: ACTION,
    position: 31,
    meeting_id: idOf(30),
    status: 'overdue',
    owner: 'demo-customs',
    task: 'Open the lane',
    due_on: '2026-08-05',
    state: {},
    last_position: 31,
  });

  id = await scheduled(world, under);
  const told = (path: string, body: object = {}) =>
    world.done('commission', `meetings/${id}/${path}`, { ...at(), ...body });
  await shown(world, 'meetings', {
    meeting_id: id,
    position: 12,
    status: 'scheduled',
    name: 'x',
    place: 'PKISB',
    countries: ['PK', 'KZ'],
    starts_on: '2026-09-01',
    ends_on: '2026-09-02',
    state: {},
    last_position: 12,
  });
  const store = new EventStore({ pool: world.owner });
  const remind = fadingMomentum({
    pool: world.owner,
    store,
    aggregates: aggregatesOn(store),
    now: () => NOW,
    onFailed: (_, error) => {
      throw error;
    },
  });
  while ((await remind()) > 0);
  await told('agenda/proposal');
  for (const [title, item] of [
    ['By hand, of the promise', { kind: 'commitment', subject: PROMISE.toUpperCase() }],
    ['By hand, of no promise', { kind: 'commitment', subject: 'towels' }],
    ['By hand, of none', { kind: 'commitment' }],
    ['By hand, of an action', { kind: 'action', subject: ACTION }],
    ['Visas', {}],
  ] as const) {
    await told('agenda', { ...item, title, because: 'x' });
  }
  await told('opening', { delegations: [{ country: 'PK', institution: 'x', people: 1 }] });
  const { body } = await world.get('commission', `meetings/${id}`);
  for (const { itemId, title } of body.agenda as { itemId: string; title: string }[]) {
    await told(`agenda/${itemId}/minutes`, { text: `Minutes: ${title}` });
    await told('decisions', { itemId, text: `Decision: ${title}` });
  }
});
afterAll(() => world.stop());

const CASE = 'A case of visa';
const decided = (titles: readonly string[]) => titles.map((title) => `Decision: ${title}`);

it('tells all of it to those who see all firms', async () => {
  const all = [
    CASE,
    'Melons',
    'Towels',
    'Open the lane',
    'By hand, of the promise',
    'By hand, of no promise',
    'By hand, of none',
    'By hand, of an action',
    'Visas',
  ];
  for (const holder of ['commission', 'council', 'reporter', 'operator'] as const) {
    const { titles, decisions, reminders } = await shownTo(holder);
    expect([...titles].sort()).toEqual([...all].sort());
    expect([...decisions].sort()).toEqual(decided(all).sort());
    expect([...reminders].sort()).toEqual([PROMISE, OTHERS]);
  }
});

it.each([
  ['exporter', [CASE, 'Towels', 'By hand, of the promise', 'Visas'], [PROMISE]],
  ['importer', [CASE, 'Melons', 'Visas'], [OTHERS]],
  ['customs', [CASE, 'Open the lane', 'By hand, of an action', 'Visas'], []],
  ['stranger', [CASE, 'Visas'], []],
  ['bank', [CASE, 'Visas'], []],
  ['consulate', [CASE, 'Visas'], []],
] as const)(
  'tells the %s of promises and actions its own, as if there were no others',
  async (holder, titles, reminders) => {
    const { text, ...told } = await shownTo(holder);
    expect(told).toEqual({ titles, decisions: decided(titles), reminders });
    for (const [title, subject] of [
      ['Towels', PROMISE],
      ['Melons', OTHERS],
      ['Open the lane', ACTION],
    ] as const) {
      const isTold = (titles as readonly string[]).includes(title);
      expect([title, text.includes(title), text.includes(subject)]).toEqual([title, isTold, isTold]);
    }
  },
);
