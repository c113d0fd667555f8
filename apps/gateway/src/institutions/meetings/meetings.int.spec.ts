import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addMeeting } from './meeting.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
/** Positions: of the meetings, of the closing that the first one's report is pinned to, of the last event. */
const at = { first: 0, second: 0, pinned: 0, last: 0 };

const item = (number: number, more: object = {}) => ({
  itemId: idOf(number),
  kind: 'route',
  title: 'Rail gauge',
  because: 'suspended',
  ...more,
});
const meeting = (number: number, position: number, state: object, change: object = {}) =>
  addMeeting(ledger, idOf(number), position, state, {
    name: `Session ${number}`,
    session: number,
    ...change,
  });
async function action(number: number, meeting_id: number, position: number, state: object = {}) {
  const told = { action_id: idOf(number), status: 'assigned', due_on: '2026-04-20' };
  await ledger.insert('reporting.actions', {
    generation: 1,
    ...told,
    position,
    meeting_id: idOf(meeting_id),
    owner: 'demo-customs',
    task: `Task ${number}`,
    state: JSON.stringify({ action: { decisionId: idOf(70), ...state } }),
    last_position: position,
    demo: false,
  });
  await step(number, position);
}
const step = (number: number, position: number, change: object = {}) =>
  ledger.insert('reporting.action_steps', {
    generation: 1,
    position,
    action_id: idOf(number),
    status: 'assigned',
    due_on: '2026-04-20',
    ...change,
  });
const casesAt = (count: number, asOf: number) => ({ value: { kind: 'count', count, unit: 'cases' }, asOf });
const from = casesAt(9, 2);
const reviewed = (count: number, asOf: number, moved: boolean) =>
  JSON.stringify({ wanted: 'down', from, to: casesAt(count, asOf), moved });
const told = (recordedAt: string) => ledger.event({ recordedAt });

beforeAll(async () => {
  ledger = await startFilledLedger();
  const goal = await told('2026-03-01T08:00:00Z');
  await ledger.insert('reporting.targets', {
    generation: 1,
    target_id: 'pk-kz',
    position: goal,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents: 100_000n,
    source: 'x',
    demo: false,
  });
  await ledger.fact({
    position: await told('2026-03-02T08:00:00Z'),
    month: '2026-02',
    flow: 'export',
    cents: 5_000n,
  });
  at.first = await told('2026-03-03T08:00:00Z');
  at.second = await told('2026-03-04T08:00:00Z');
  const [third, fourth, fifth] = [
    await told('2026-03-05T08:00:00Z'),
    await told('2026-03-05T08:00:00Z'),
    await told('2026-03-05T08:00:00Z'),
  ];
  at.pinned = await told('2026-03-13T08:00:00Z');
  const decisions = [{ decisionId: idOf(70), itemId: idOf(61), text: 'Build a depot' }];
  const agenda = [item(61, { subject: 'trans-afghan' }), item(62, { kind: 'other' })];
  const minutes = { [idOf(61)]: 'Agreed.' };
  const talked = { agendaAsOf: 2, agenda, proposed: [idOf(61)], minutes, decisions };
  const reportAsOfAt = '2026-03-13T08:00:00.000000Z';
  await meeting(1, at.first, { ...talked, reportAsOfAt }, { status: 'closed', report_as_of: at.pinned });
  await meeting(2, at.second, {}, { session: null });
  const figure = { name: 'open-cases', direction: 'down' };
  await action(11, 1, third, { figure, baseline: from });
  await action(12, 2, fourth);
  await action(13, 1, fifth);
  // Behind the closing: trade of a month that was over by then, a look at the figure, and the day of an action.
  await ledger.fact({
    position: await told('2026-03-14T08:00:00Z'),
    month: '2026-02',
    flow: 'import',
    cents: 700n,
  });
  await step(11, await told('2026-03-15T08:00:00Z'), { review: reviewed(9, 8, false) });
  await step(11, await told('2026-03-16T08:00:00Z'), { review: reviewed(4, 10, true) });
  at.last = await told('2026-04-21T08:00:00Z');
  await step(11, at.last, { status: 'overdue' });
  await ledger.reach(at.last);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function ask(query: string, role: 'reporter' | 'bank' | 'customs' = 'reporter') {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Record<string, unknown>;
}

it('shows a meeting with its agenda, the minutes, what it decided and what became of that', async () => {
  const { meeting: shown } = await ask(`{ meeting(meetingId: "${idOf(1)}") {
    meetingId position status name session place countries startsOn endsOn agendaAsOf
    agenda { itemId kind subject title because proposed minutes } decisions { decisionId itemId text }
    actions { actionId decisionId owner task dueOn status figure direction before { money { amount } count unit asOf } after { count unit asOf } moved } } }`);
  const none = { figure: null, direction: null, before: null };
  const of = { decisionId: idOf(70), owner: 'demo-customs', dueOn: '2026-04-20' };
  expect(shown).toEqual({
    meetingId: idOf(1),
    position: at.first,
    status: 'closed',
    name: 'Session 1',
    session: 1,
    place: 'PKISB',
    countries: ['PK', 'KZ'],
    startsOn: '2026-03-12',
    endsOn: '2026-03-13',
    agendaAsOf: 2,
    agenda: [
      { ...item(61), subject: 'trans-afghan', proposed: true, minutes: 'Agreed.' },
      { ...item(62), kind: 'other', subject: null, proposed: false, minutes: null },
    ],
    decisions: [{ decisionId: idOf(70), itemId: idOf(61), text: 'Build a depot' }],
    actions: [
      {
        actionId: idOf(11),
        task: 'Task 11',
        ...of,
        status: 'overdue',
        figure: 'open-cases',
        direction: 'down',
        before: { money: null, count: 9, unit: 'cases', asOf: 2 },
        after: { count: 4, unit: 'cases', asOf: 10 },
        moved: true,
      },
      {
        actionId: idOf(13),
        task: 'Task 13',
        ...of,
        status: 'assigned',
        ...none,
        after: null,
        moved: null,
      },
    ],
  });
});

it('reports as of the position that a closed meeting pinned, and as of now for another one', async () => {
  const report = `report { pinned asOf targets { reporter partner realised { amount } asOf } funnel { asOf } }`;
  const reportOf = async (number: number) => {
    const { meeting: shown } = await ask(`{ meeting(meetingId: "${idOf(number)}") { ${report} } }`);
    return (shown as { report: object }).report;
  };
  const of = { reporter: 'PK', partner: 'KZ' };
  expect(await reportOf(1)).toEqual({
    pinned: true,
    asOf: at.pinned,
    targets: [{ ...of, realised: { amount: '50.00' }, asOf: at.pinned }],
    funnel: { asOf: at.pinned },
  });
  expect(await reportOf(2)).toEqual({
    pinned: false,
    asOf: at.last,
    targets: [{ ...of, realised: { amount: '57.00' }, asOf: at.last }],
    funnel: { asOf: at.last },
  });
});

it('goes through the meetings page by page, and reads the actions of a page at once', async () => {
  const page = async (args: string) => {
    const { meetings } = await ask(
      `{ meetings${args} { edges { node { name session actions { task } } } pageInfo { hasNextPage endCursor } } }`,
    );
    return meetings as {
      readonly edges: readonly { readonly node: object }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
  gateway.statements();
  const all = await page('');
  expect(all.edges.map(({ node }) => node)).toEqual([
    { name: 'Session 1', session: 1, actions: [{ task: 'Task 11' }, { task: 'Task 13' }] },
    { name: 'Session 2', session: null, actions: [{ task: 'Task 12' }] },
  ]);
  expect(gateway.statements().filter((sql) => sql.includes('read.actions'))).toHaveLength(1);
  const first = await page('(first: 1)');
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await page(`(first: 1, after: "${first.pageInfo.endCursor}")`);
  expect(rest.edges.map(({ node }) => node)).toMatchObject([{ name: 'Session 2' }]);
  expect(rest.pageInfo.hasNextPage).toBe(false);
});

it('reports on a few meetings in one answer, and refuses a page of reports before anything is read', async () => {
  const reports = (first: number) => `{ meetings(first: ${first}) { edges { node { report { asOf } } } } }`;
  expect((await gateway.ask(reports(10))).errors).toEqual([]);
  gateway.statements();
  const { errors } = await gateway.ask(reports(100));
  expect(errors).toMatchObject([{ code: 'QUERY_TOO_COSTLY' }]);
  expect(gateway.statements()).toEqual([]);
});

it('lists actions by what is asked for, as of a position, and to each what it may see', async () => {
  const tasks = async (args: string, role: 'reporter' | 'bank' | 'customs' = 'reporter') => {
    const { actions } = await ask(
      `{ actions${args} { edges { node { task meetingId status } } pageInfo { endCursor } } }`,
      role,
    );
    return actions as {
      readonly edges: readonly { readonly node: { readonly task: string; readonly meetingId: string } }[];
      readonly pageInfo: { readonly endCursor: string };
    };
  };
  const named = async (args: string, role: 'reporter' | 'bank' | 'customs' = 'reporter') =>
    (await tasks(args, role)).edges.map(({ node }) => node.task);
  expect((await tasks('(first: 1)')).edges).toEqual([
    { node: { task: 'Task 11', meetingId: idOf(1), status: 'overdue' } },
  ]);
  const { endCursor } = (await tasks('(first: 1)')).pageInfo;
  expect(await named(`(first: 5, after: "${endCursor}")`)).toEqual(['Task 12', 'Task 13']);
  expect(await named(`(meetingId: "${idOf(2)}")`)).toEqual(['Task 12']);
  expect(await named('(status: "overdue")')).toEqual(['Task 11']);
  expect(await named(`(status: "overdue", asOf: ${at.pinned})`)).toEqual([]);
  expect(await named('(owner: "demo-bank-karachi")')).toEqual([]);
  expect(await named('(dueBefore: "2026-04-20")')).toEqual([]);
  expect(await named('(dueBefore: "2026-04-21")')).toHaveLength(3);
  // On 21 April the day of all is over; on 13 March none is.
  expect(await named('(overdue: true)')).toHaveLength(3);
  expect(await named(`(overdue: true, asOf: ${at.pinned})`)).toEqual([]);
  expect(await named('', 'customs')).toHaveLength(3);
  expect(await named('', 'bank')).toEqual([]);
  expect(await named('(owner: "demo-customs")', 'bank')).toEqual([]);
});

it('is null where there is no such meeting, and refused where the id is none', async () => {
  expect(await ask(`{ meeting(meetingId: "${idOf(9)}") { name } }`)).toEqual({ meeting: null });
  const { errors } = await gateway.ask('{ meeting(meetingId: "x") { name } }', { role: 'bank' });
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

it('shows actions to whoever they are for, and the report to those who see what it is made of', async () => {
  const query = `{ meeting(meetingId: "${idOf(1)}") { name actions { owner } } }`;
  const owners = async (role: 'bank' | 'customs') =>
    ((await ask(query, role)).meeting as { actions: { owner: string }[] }).actions.map(({ owner }) => owner);
  expect(await owners('bank')).toEqual([]);
  expect(await owners('customs')).toEqual(['demo-customs', 'demo-customs']);
  const { data, errors } = await gateway.ask(
    `{ meeting(meetingId: "${idOf(1)}") { name report { asOf } } }`,
    {
      role: 'bank',
    },
  );
  expect(data).toEqual({ meeting: { name: 'Session 1', report: null } });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['meeting', 'report'] }]);
});

it('says the same of a report when the event at its position has left the database, and of any other position that it has', async () => {
  const report = `report { asOf targets { realised { amount } share } cases { asOf }
    funnel { commitments(first: 1) { edges { node { daysSinceProgress } } } } }`;
  const query = `{ meeting(meetingId: "${idOf(1)}") { ${report} } }`;
  const before = await ask(query);
  expect(before).toMatchObject({
    meeting: { report: { targets: [{ realised: { amount: '50.00' } }], cases: { asOf: at.pinned } } },
  });
  await ledger.owner.query(
    `BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM ledger.events WHERE position <= ${at.pinned}; COMMIT`,
  );
  expect(await ask(query)).toEqual(before);
  const { data, errors } = await gateway.ask(
    `{ targetProgress(reporter: "PK", partner: "KZ", asOf: ${at.pinned}) { share } }`,
  );
  expect(data).toEqual({ targetProgress: null });
  expect(errors).toMatchObject([{ code: 'ARCHIVED' }]);
});
