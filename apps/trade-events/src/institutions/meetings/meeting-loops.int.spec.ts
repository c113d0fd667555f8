import { EventStore } from '@corridor/event-store';
import { aggregatesOn } from '../../aggregates.js';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import {
  decided,
  idOf,
  reached,
  scheduled,
  shown,
  shownCommitment,
  shownProgress,
  under,
} from './meeting.spec-kit.js';
import { fadingMomentum, overdueActions } from './meeting-loops.js';

// The service's own loops find nothing to do on this day.
const START = Date.parse('2026-09-01T00:00:00Z');
let world: TradeWorld;
let nowMs = START;
const failed: unknown[] = [];
beforeAll(async () => {
  world = await TradeWorld.start(() => START);
  await reached(world, { meetings: 90, 'commitment-realisation': 77 });
});
afterAll(() => world.stop());
afterEach(() => expect(failed).toEqual([]));

async function round(loop: typeof overdueActions): Promise<void> {
  const store = new EventStore({ pool: world.owner });
  const step = loop({
    pool: world.owner,
    store,
    aggregates: aggregatesOn(store),
    now: () => nowMs,
    onFailed: (_, error) => failed.push(error),
    pageMax: 1,
  });
  while ((await step()) > 0);
}

const toldOf = async (stream: string, type: string) =>
  (await world.log.readStream(stream))
    .filter((event) => event.type === type)
    .map(({ data, actor, causationId }) => ({ data, actor, causationId }));

it('says once that the day of an action has passed, by the clock of Islamabad, and again behind a later one', async () => {
  const { meetingId, decisionId } = await decided(world);
  const assigned = async (number: number): Promise<string> => {
    const { actionId = '' } = await world.done('commission', `meetings/${meetingId}/actions`, {
      occurredAt: '2026-09-01T12:00:00+05:00',
      decisionId,
      owner: 'demo-customs',
      task: 'x',
      dueOn: '2026-10-20',
    });
    const row = {
      action_id: actionId,
      position: number,
      status: 'assigned',
      due_on: '2026-10-20',
      state: {},
    };
    const of = { meeting_id: meetingId, owner: 'demo-customs', task: 'x', last_position: number };
    await shown(world, 'actions', { ...row, ...of });
    return actionId;
  };
  const [id, finished] = [await assigned(5), await assigned(6)];
  // The read model does not know yet.
  await world.done('customs', `actions/${finished}/completion`, {
    occurredAt: '2026-09-01T12:00:00+05:00',
    doneOn: '2026-09-01',
    note: 'x',
  });
  nowMs = Date.parse('2026-10-20T18:59:59Z');
  await round(overdueActions);
  expect(await toldOf(`action-${id}`, 'ActionOverdue')).toEqual([]);
  nowMs = Date.parse('2026-10-20T19:00:00Z');
  await round(overdueActions);
  await round(overdueActions);
  const overdue = (dueOn: string) => ({
    data: { actionId: id, dueOn },
    actor: 'process:trade-events',
    causationId: 5,
  });
  expect(await toldOf(`action-${id}`, 'ActionOverdue')).toEqual([overdue('2026-10-20')]);
  expect(await toldOf(`action-${finished}`, 'ActionOverdue')).toEqual([]);

  await world.done('commission', `actions/${id}/extension`, {
    occurredAt: '2026-09-01T13:00:00+05:00',
    dueOn: '2026-11-20',
    reason: 'x',
  });
  // The read model has the former day still: the stream decides.
  await round(overdueActions);
  expect(await toldOf(`action-${id}`, 'ActionOverdue')).toHaveLength(1);
  nowMs = Date.parse('2026-11-21T00:00:00Z');
  await round(overdueActions);
  expect(await toldOf(`action-${id}`, 'ActionOverdue')).toEqual([
    overdue('2026-10-20'),
    overdue('2026-11-20'),
  ]);
});

it('reminds a meeting of a month ahead of each stretch in which nothing came of a commitment, once', async () => {
  const row = async (id: string, number: number, change: object = {}) =>
    shown(world, 'meetings', {
      meeting_id: id,
      position: number,
      status: 'scheduled',
      name: 'x',
      place: 'PKISB',
      countries: ['PK', 'KZ'],
      starts_on: '2026-10-12',
      ends_on: '2026-10-13',
      state: {},
      last_position: number,
      ...change,
    });
  const [id, opened, late] = [await scheduled(world), await scheduled(world, under), await scheduled(world)];
  await world.done('commission', `meetings/${opened}/opening`, {
    occurredAt: '2026-09-01T12:00:00+05:00',
    delegations: [{ country: 'PK', institution: 'x', people: 1 }],
  });
  await row(id, 11);
  // The read model does not know yet that it was opened; another one is more than 30 days ahead.
  await row(opened, 12);
  await row(late, 13, { starts_on: '2026-10-14', ends_on: '2026-10-14' });
  // On 13 September: nothing for 90 days, for 89, for good, and nothing that anybody waits for.
  await shownCommitment(world, 1, {}, [
    ['2026-05-01', 100],
    ['2026-06-15', 100],
  ]);
  await shownCommitment(world, 2, { status: 'contracted' }, [['2026-06-16', 1]]);
  await shownCommitment(world, 3, { status: 'fulfilled' }, [['2026-01-01', 1]]);

  const faded = (number: number, lastProgressOn: string, days: number) => ({
    data: { meetingId: id, commitmentId: idOf(number), lastProgressOn, days, asOf: 77 },
    actor: 'process:trade-events',
    causationId: 11,
  });
  const reminders = (meetingId: string) => toldOf(`meeting-${meetingId}`, 'MomentumFaded');
  nowMs = Date.parse('2026-09-11T12:00:00Z');
  await round(fadingMomentum);
  expect(await reminders(id)).toEqual([]);
  nowMs = Date.parse('2026-09-12T19:00:00Z');
  await round(fadingMomentum);
  await round(fadingMomentum);
  expect(await reminders(id)).toEqual([faded(1, '2026-06-15', 90)]);
  expect(await reminders(opened)).toEqual([]);
  expect(await reminders(late)).toEqual([]);

  // Something came, and then nothing again: another stretch.
  await shownProgress(world, 1, '2026-07-01', 1);
  await world.owner.query(`UPDATE reporting.meetings SET starts_on = '2026-10-20' WHERE meeting_id = $1`, [
    id,
  ]);
  nowMs = Date.parse('2026-09-29T12:00:00Z');
  await round(fadingMomentum);
  expect((await world.get('commission', `meetings/${id}`)).body.reminders).toEqual(
    [
      faded(1, '2026-06-15', 90),
      // By then of the other one, too: 105 days.
      faded(1, '2026-07-01', 90),
      faded(2, '2026-06-16', 105),
    ].map(({ data: { meetingId: _, ...reminder } }) => reminder),
  );
});
