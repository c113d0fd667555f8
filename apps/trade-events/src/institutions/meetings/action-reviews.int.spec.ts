import { EventStore } from '@corridor/event-store';
import { jest } from '@jest/globals';
import { aggregatesOn } from '../../aggregates.js';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { reviewedActions } from './action-reviews.js';
import { at, decided, reached, scheduled, shown, shownCase, under } from './meeting.spec-kit.js';

const START = Date.parse('2026-09-01T12:00:00Z');
const OPEN_CASES = { name: 'open-cases', direction: 'down' } as const;
const cases = (count: number) => ({ kind: 'count', count, unit: 'cases' });
let world: TradeWorld;
const failed: unknown[] = [];
beforeAll(async () => {
  world = await TradeWorld.start(() => START);
  await reached(world, { cases: 1, meetings: 1 });
});
afterAll(() => world.stop());
afterEach(() => expect(failed).toEqual([]));

/** @returns the actions that were candidates. */
async function round(): Promise<readonly string[]> {
  const store = new EventStore({ pool: world.owner });
  const aggregates = aggregatesOn(store);
  const { actions } = aggregates;
  const load = jest.spyOn(actions, 'load');
  const step = reviewedActions({
    pool: world.owner,
    store,
    aggregates,
    now: () => START,
    onFailed: (_, error) => failed.push(error),
    pageMax: 1,
  });
  while ((await step()) > 0);
  return load.mock.calls.map(([id]) => id);
}

const headOf = async (): Promise<number> => (await world.log.readAll({ after: 0, limit: 1_000 })).length;
const eventsOf = (stream: string) => world.log.readStream(stream);
const reviewsOf = async (id: string) =>
  (await eventsOf(`action-${id}`))
    .filter(({ type }) => type === 'ActionFigureReviewed')
    .map(({ data, actor, causationId }) => ({ to: (data as { to: object }).to, actor, causationId }));
const positionOf = async (stream: string, type: string): Promise<number> =>
  (await eventsOf(stream)).find((event) => event.type === type)?.position ?? 0;

/** Assigned over HTTP, and shown by the read model as it was assigned. */
async function assigned(change: object = {}): Promise<string> {
  const { meetingId, decisionId } = await decided(world);
  const { actionId = '' } = await world.done('commission', `meetings/${meetingId}/actions`, {
    ...at(),
    decisionId,
    owner: 'demo-customs',
    task: 'x',
    dueOn: '2026-10-20',
    figure: OPEN_CASES,
    ...change,
  });
  const position = await positionOf(`action-${actionId}`, 'ActionAssigned');
  const row = { action_id: actionId, meeting_id: meetingId, owner: 'demo-customs', task: 'x' };
  const state = { action: { figure: OPEN_CASES } };
  const days = { due_on: '2026-10-20', status: 'assigned' };
  await shown(world, 'actions', { ...row, ...days, position, last_position: position, state });
  await shownMeeting(meetingId, 'opened', under.startsOn);
  return actionId;
}

const shownMeeting = async (meeting_id: string, status: string, starts_on: string, agendaAsOf?: number) =>
  shown(world, 'meetings', {
    meeting_id,
    position: 1,
    status,
    name: 'x',
    place: 'PKISB',
    countries: ['PK', 'KZ'],
    starts_on,
    ends_on: starts_on,
    state: { ...(agendaAsOf !== undefined && { agendaAsOf }) },
    last_position: 1,
  });

/** As the read model shows it once it has come to a step. */
async function stepped(action_id: string, status: string, position: number): Promise<void> {
  await world.owner.query('UPDATE reporting.actions SET status = $2 WHERE action_id = $1', [
    action_id,
    status,
  ]);
  await shown(world, 'action_steps', { action_id, position, status, due_on: '2026-10-20' });
}

it('looks once behind what is done, at a figure that has come so far', async () => {
  const id = await assigned();
  await world.done('customs', `actions/${id}/completion`, { ...at(), doneOn: '2026-09-01', note: 'x' });
  const done = await positionOf(`action-${id}`, 'ActionDone');
  await stepped(id, 'done', done);
  await shownCase(world, 11, '2026-08-11', {});
  await round();
  // The figure is of before it was done.
  expect(await reviewsOf(id)).toEqual([]);
  const head = await headOf();
  await reached(world, { cases: head });
  await round();
  await round();
  const review = { to: { value: cases(1), asOf: head }, actor: 'process:trade-events', causationId: done };
  expect(await reviewsOf(id)).toEqual([review]);
});

it('leaves an action for a later round while its figure is built', async () => {
  const id = await assigned();
  await world.done('customs', `actions/${id}/completion`, { ...at(), doneOn: '2026-09-01', note: 'x' });
  await stepped(id, 'done', await positionOf(`action-${id}`, 'ActionDone'));
  await world.owner.query(`DELETE FROM reporting.projections WHERE name = 'cases'`);
  expect(await round()).toContain(id);
  expect(failed).toEqual([]);
  expect(await reviewsOf(id)).toEqual([]);
  await reached(world, { cases: await headOf() });
  await round();
  expect(await reviewsOf(id)).toHaveLength(1);
});

it('looks once behind a day that has passed, and leaves what somebody looked at since', async () => {
  const store = new EventStore({ pool: world.owner });
  const overdue = async (): Promise<readonly [string, number]> => {
    const id = await assigned();
    const command = {
      type: 'MarkActionOverdue',
      occurredAt: '2026-10-21T00:00:00+05:00',
      data: { actionId: id, on: '2026-10-21' },
    } as const;
    const context = { actor: 'process:trade-events', correlationId: id, demo: false };
    await aggregatesOn(store).actions.handle(id, () => command, context);
    const position = await positionOf(`action-${id}`, 'ActionOverdue');
    await stepped(id, 'overdue', position);
    return [id, position];
  };
  const [mine, passed] = await overdue();
  const [looked] = await overdue();
  await reached(world, { cases: await headOf() });
  await world.done('commission', `actions/${looked}/review`, at());
  await round();
  await round();
  expect(await reviewsOf(mine)).toMatchObject([{ actor: 'process:trade-events', causationId: passed }]);
  expect(await reviewsOf(looked)).toMatchObject([{ actor: 'commission:demo-commission' }]);
});

it('looks once as the agenda of the next meeting is proposed first', async () => {
  const id = await assigned();
  const without = await assigned({ figure: undefined });
  await world.owner.query(`UPDATE reporting.actions SET state = '{}' WHERE action_id = $1`, [without]);
  const next = await scheduled(world);
  const store = new EventStore({ pool: world.owner });
  const propose = async (asOf: number, title: string): Promise<void> => {
    const item = { itemId: id, kind: 'route', subject: 'r', title, because: 'x' } as const;
    const command = {
      type: 'ProposeAgenda',
      occurredAt: at().occurredAt,
      data: { meetingId: next, items: [item], asOf },
    } as const;
    const context = { actor: 'commission:demo-commission', correlationId: id, demo: false };
    await aggregatesOn(store).meetings.handle(next, () => command, context);
  };
  const proposedAsOf = await headOf();
  await propose(proposedAsOf, 'Khunjerab');
  const first = await positionOf(`meeting-${next}`, 'AgendaProposed');
  await shownMeeting(next, 'scheduled', '2026-10-12', proposedAsOf);
  await reached(world, { cases: await headOf() });
  await round();
  const once = await reviewsOf(id);
  expect(once).toMatchObject([{ causationId: first }]);
  // Proposed again, it is the same meeting.
  await propose(await headOf(), 'Khunjerab pass');
  await world.owner.query(`UPDATE reporting.meetings SET state = $2 WHERE meeting_id = $1`, [
    next,
    JSON.stringify({ agendaAsOf: await headOf() }),
  ]);
  // Shown by the read model as reporting would have made them.
  for (const { type, streamId, position, data } of await world.log.readAll({ after: 0, limit: 1_000 })) {
    if (type !== 'ActionFigureReviewed') continue;
    const row = { action_id: streamId.slice('action-'.length), position, status: 'assigned' };
    await shown(world, 'action_steps', { ...row, due_on: '2026-10-20', review: data });
  }
  await reached(world, { cases: await headOf() });
  expect(await round()).toEqual([]);
  expect(await reviewsOf(id)).toEqual(once);
  expect(await reviewsOf(without)).toEqual([]);
});
