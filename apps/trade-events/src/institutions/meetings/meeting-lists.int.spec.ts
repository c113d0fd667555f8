import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';
import { idOf, reached, shown } from './meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  // 11 September in Pakistan, where it is five hours later.
  world = await TradeWorld.start(() => Date.parse('2026-09-10T19:30:00Z'));
});
afterAll(() => world.stop());

const listed = async (path: string, key: 'meetingId' | 'actionId', holder: Holder = 'commission') => {
  const { body } = await world.get(holder, path);
  const items = body.items as readonly Readonly<Record<string, string>>[];
  return { ids: items.map((item) => item[key]), next: body.next, asOf: body.asOf };
};

it('lists nothing before the lists were built', async () => {
  for (const path of ['meetings', 'actions']) {
    expect(await world.get('commission', path)).toMatchObject({
      status: 503,
      body: { code: 'read-model-not-ready' },
    });
  }
});

describe('with read models', () => {
  beforeAll(async () => {
    await reached(world, { meetings: 40 });
    const meeting = { name: '14th session', place: 'PKISB', starts_on: '2026-10-12', ends_on: '2026-10-13' };
    for (const [number, change] of [
      [1, { status: 'closed', countries: ['PK', 'KZ'], report_as_of: 12, session: 14 }],
      [2, { status: 'scheduled', countries: ['PK', 'UZ'] }],
      [3, { status: 'scheduled', countries: ['PK', 'KZ'] }],
    ] as const) {
      await shown(world, 'meetings', {
        meeting_id: idOf(number),
        position: number,
        last_position: number,
        state: {},
        ...meeting,
        ...change,
      });
    }
    for (const [number, meeting, status, owner, dueOn] of [
      [11, 1, 'assigned', 'demo-customs', '2026-09-10'],
      [12, 1, 'overdue', 'demo-customs', '2026-09-01'],
      [13, 2, 'assigned', 'demo-customs', '2026-09-11'],
      [14, 2, 'done', 'demo-bank-karachi', '2026-08-01'],
    ] as const) {
      const action = {
        actionId: idOf(number),
        meetingId: idOf(meeting),
        decisionId: idOf(20),
        owner,
        task: 'Open the lane',
        dueOn: '2026-09-01',
      };
      await shown(world, 'actions', {
        action_id: idOf(number),
        position: number,
        last_position: number,
        meeting_id: idOf(meeting),
        status,
        owner,
        task: action.task,
        due_on: dueOn,
        state: { status, action, dueOn, reviews: [] },
      });
    }
  });

  it('lists meetings, the newest first, for whoever has a key', async () => {
    const { body } = await world.get('bank', 'meetings?status=closed');
    expect(body).toEqual({
      items: [
        {
          meetingId: idOf(1),
          status: 'closed',
          name: '14th session',
          session: 14,
          place: 'PKISB',
          countries: ['PK', 'KZ'],
          startsOn: '2026-10-12',
          endsOn: '2026-10-13',
          reportAsOf: 12,
          demo: false,
        },
      ],
      asOf: 40,
    });
    expect(await listed('meetings?country=KZ', 'meetingId')).toEqual({ ids: [idOf(3), idOf(1)], asOf: 40 });
    const first = await listed('meetings?limit=2', 'meetingId');
    expect(first).toEqual({ ids: [idOf(3), idOf(2)], next: idOf(2), asOf: 40 });
    expect(await listed(`meetings?limit=2&after=${idOf(2)}`, 'meetingId')).toEqual({
      ids: [idOf(1)],
      asOf: 40,
    });
  });

  it('lists actions by what a secretariat asks for', async () => {
    const { body } = await world.get('commission', 'actions?status=overdue');
    expect(body).toEqual({
      items: [
        {
          actionId: idOf(12),
          meetingId: idOf(1),
          decisionId: idOf(20),
          status: 'overdue',
          owner: 'demo-customs',
          task: 'Open the lane',
          dueOn: '2026-09-01',
          reviews: [],
          demo: false,
        },
      ],
      asOf: 40,
    });
    const ids = async (query: string) => (await listed(`actions?${query}`, 'actionId')).ids;
    expect(await ids(`meetingId=${idOf(2)}`)).toEqual([idOf(14), idOf(13)]);
    expect(await ids('owner=demo-customs')).toEqual([idOf(13), idOf(12), idOf(11)]);
    expect(await ids('dueBefore=2026-09-10')).toEqual([idOf(14), idOf(12)]);
    // The day of number 11 is over, whether or not the ledger has marked it yet; that of number 13 is today.
    expect(await ids('overdue=true')).toEqual([idOf(12), idOf(11)]);
    expect(await ids('overdue=false')).toEqual([idOf(14), idOf(13)]);
    const first = await listed('actions?limit=3', 'actionId');
    expect(first).toEqual({ ids: [idOf(14), idOf(13), idOf(12)], next: idOf(12), asOf: 40 });
    expect(await ids(`limit=3&after=${idOf(12)}`)).toEqual([idOf(11)]);
    expect(await world.get('commission', 'actions?overdue=maybe')).toMatchObject({ status: 422 });
  });

  it('lists of actions what is for whoever asks, where it does not see all', async () => {
    expect((await listed('actions', 'actionId', 'council')).ids).toHaveLength(4);
    expect((await listed('actions', 'actionId', 'bank')).ids).toEqual([idOf(14)]);
    expect((await listed('actions?owner=demo-customs', 'actionId', 'bank')).ids).toEqual([]);
  });
});
