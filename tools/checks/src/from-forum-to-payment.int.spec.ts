import { CorridorWorld } from './corridor-world.spec-kit.js';
import { Consignment, each, forumStory } from './forum-story.spec-kit.js';

let world: CorridorWorld;
beforeAll(async () => {
  world = await CorridorWorld.start('2026-01-10T09:00:00+05:00');
});
afterAll(() => world.stop());

const SEEN =
  'promised { amount } contracted { amount } shipped { amount } cleared { amount } delivered { amount } paid { amount }';

const FUNNEL = `query ($engagementId: ID!, $asOf: Position) { commitmentFunnel(engagementId: $engagementId, asOf: $asOf) {
  total { commitments fulfilled stages { ${SEEN} deliveredShare paidShare } } } }`;

const EVENTS = `query ($engagementId: ID!, $stage: FunnelStage!) { commitmentFunnel(engagementId: $engagementId) {
  events(stage: $stage, first: 100) { edges { node { position causePosition commitmentId consignmentId share { amount } } } } } }`;

const CASES = `query ($asOf: Position) { cases(from: "2026-03", to: "2026-04", asOf: $asOf) {
  byMonth { month kind opened reopened resolved escalated }
  speed { kind answer { n p50Hours shareInTime } resolve { n p50Hours shareInTime } }
  list(first: 10) { edges { node { caseId opened resolved escalated isOpen positions } } } } }`;

const BLOCKED = `query ($asOf: Position) { valueOfGoodsBlocked(asOf: $asOf) { value { amount } consignments
  goods(first: 10) { edges { node { consignmentId value { amount } reasons positions } } } } }`;

const REPORT = `query ($meetingId: ID!) { meeting(meetingId: $meetingId) { status report { pinned asOf
  funnel { total { commitments fulfilled stages { ${SEEN} } }
    events(stage: DELIVERED, first: 100) { edges { node { position share { amount } } } } } } } }`;

const ACTIONS =
  'query ($meetingId: ID!) { meeting(meetingId: $meetingId) { actions { actionId status before { money { amount currency } } after { money { amount currency } } moved } } }';

/** Amounts of the stages, in their order. */
const stages = (contracted: string, shipped: string, cleared: string, delivered: string, paid: string) => ({
  promised: { amount: '20000000.00' },
  contracted: { amount: contracted },
  shipped: { amount: shipped },
  cleared: { amount: cleared },
  delivered: { amount: delivered },
  paid: { amount: paid },
});
const centsOf = (amount: string) => BigInt(amount.replace('.', ''));

it('leads from a forum through a contract, 40 consignments and one case before the Commission to what is paid; each figure leads back to its events', async () => {
  const { engagementId, leadId, commitmentId } = await forumStory(world);
  const goods = Array.from({ length: 40 }, (_, index) => new Consignment(world, index + 1));
  const [held, ...others] = goods;
  if (!held) throw new Error('There are forty.');

  world.at('2026-03-03T10:00:00+05:00');
  await each(goods, (one) => one.declared());
  // Linked by the number of their contract before they leave: else the link would tell that they have left.
  await world.told('CommitmentLinked', 40);
  await each(goods, (one) => one.sent());
  world.at('2026-03-15T10:00:00+05:00');
  await each(goods, (one) => one.arrived());
  const holdId = await held.held();
  const [foreseen] = await world.told('CaseForeseen', 1);
  world.at('2026-03-17T10:00:00+05:00');
  await each(others, (one) => one.cleared('2026-03-16T10:00:00+05:00'));
  await each(others, (one) => one.delivered('2026-03-17T10:00:00+05:00'));

  // 72 hours after the hold, and an hour in which somebody might have written down that it was over.
  await world.reported();
  const [opened = 0] = await world.looksAtTheClock('2026-03-18T11:00:01+05:00', 'CaseOpened');
  await world.reported();
  const { items } = await world.send('council', '/v1/cases');
  const [{ caseId }] = items as readonly [{ readonly caseId: string }];
  expect(await world.send('exporter', `/v1/cases/${caseId}`)).toMatchObject({
    status: 'open',
    kind: 'customs-hold',
    subject: { kind: 'hold', holdId },
  });
  const triage = { ...world.at('2026-03-18T12:00:00+05:00'), kind: 'customs-hold', priority: 'high' };
  await world.done('council', `cases/${caseId}/triage`, triage);
  await world.done('council', `cases/${caseId}/assignment`, {
    occurredAt: triage.occurredAt,
    assignee: 'demo-customs',
  });
  const answer = { ...world.at('2026-03-20T10:00:00+05:00'), text: 'The certificate is being looked at.' };
  await world.done('customs', `cases/${caseId}/answer`, answer);
  // 168 hours after it was opened.
  await world.reported();
  const [escalated = 0] = await world.looksAtTheClock('2026-03-25T11:00:01+05:00', 'CaseEscalated');

  const { meetingId = '' } = await world.done('commission', 'meetings', {
    ...world.at('2026-03-26T10:00:00+05:00'),
    name: 'Joint Intergovernmental Commission',
    place: 'PKISB',
    countries: ['KZ', 'PK'],
    startsOn: '2026-04-01',
    endsOn: '2026-04-02',
  });
  await world.reported();
  const proposal = world.at('2026-03-28T10:00:00+05:00');
  await world.done('commission', `meetings/${meetingId}/agenda/proposal`, proposal);
  const proposed = await world.send('commission', `/v1/meetings/${meetingId}`);
  expect(proposed.agenda).toEqual([
    {
      itemId: expect.any(String),
      kind: 'case',
      subject: caseId,
      title: 'A case of customs hold',
      because: 'customs-hold, answered, escalated, open since 2026-03-18',
      proposed: true,
    },
  ]);
  const blocked = (await world.ask(BLOCKED)).valueOfGoodsBlocked;
  expect(blocked).toMatchObject({ value: { amount: '500000.00' }, consignments: 1 });
  expect(blocked.goods.edges).toMatchObject([{ node: { consignmentId: held.consignmentId } }]);
  expect(await world.typesAt(blocked.goods.edges[0].node.positions)).toEqual(
    expect.arrayContaining(['HoldPlaced', 'CaseOpened']),
  );

  // 39 are paid before the Commission meets.
  await each(others, (one) => one.invoiced('2026-03-18T10:00:00+05:00'));
  await world.told('ObligationArisen', 39);
  const meets = world.at('2026-04-01T10:00:00+05:00');
  await each(others, (one) => one.paid(1));
  await world.told('ConsignmentSettled', 39);
  await world.reported();

  await world.done('commission', `meetings/${meetingId}/opening`, {
    ...meets,
    delegations: [
      { country: 'KZ', institution: 'Ministry of Trade', people: 5 },
      { country: 'PK', institution: 'Ministry of Commerce', people: 6 },
    ],
  });
  const [{ itemId }] = proposed.agenda as readonly [{ readonly itemId: string }];
  const { decisionId = '' } = await world.done('commission', `meetings/${meetingId}/decisions`, {
    ...meets,
    itemId,
    text: 'Customs accept the electronic certificate of origin.',
  });
  const { actionId = '' } = await world.done('commission', `meetings/${meetingId}/actions`, {
    ...meets,
    decisionId,
    owner: 'demo-customs',
    task: 'Release what is held for want of the paper certificate.',
    dueOn: '2026-04-30',
    figure: { name: 'commitment-delivered', commitmentId, direction: 'up' },
  });
  const direction = {
    ...meets,
    meetingId,
    decisionId,
    text: 'As decided: release on the electronic certificate.',
  };
  await world.done('commission', `cases/${caseId}/direction`, direction);

  world.at('2026-04-01T18:00:00+05:00');
  await held.released('2026-04-01T16:00:00+05:00');
  const [resolved = 0] = await world.told('CaseResolved', 1);
  await held.cleared('2026-04-01T18:00:00+05:00');
  await world.reported();
  await world.done('commission', `meetings/${meetingId}/closing`, world.at('2026-04-02T12:00:00+05:00'));
  const pinned = await world.ask(REPORT, { meetingId });
  const report = () => world.text('commission', '/graphql', { query: REPORT, variables: { meetingId } });
  const pinnedText = await report();
  // 40 × (500,000 + 1,000) shipped, 40 × (500,000 + 5,500) cleared, 39 of them delivered; 39 × 500,000 paid.
  const then = stages('20000000.00', '20040000.00', '20220000.00', '19714500.00', '19500000.00');
  expect(pinned.meeting).toMatchObject({
    status: 'closed',
    report: { pinned: true, funnel: { total: { commitments: 1, fulfilled: 0, stages: then } } },
  });
  expect(pinned.meeting.report.funnel.events.edges).toHaveLength(39);

  await held.delivered(world.at('2026-04-05T10:00:00+05:00').occurredAt);
  await held.invoiced(world.at('2026-04-06T10:00:00+05:00').occurredAt);
  await world.told('ObligationArisen', 40);
  world.at('2026-04-08T18:00:00+05:00');
  await held.paid(8);
  await world.told('ConsignmentSettled', 40);
  await world.reported();
  await world.looksAtTheClock('2026-04-09T10:00:00+05:00', 'CommitmentFulfilled');
  await world.reported();
  const done = { ...world.at('2026-04-10T10:00:00+05:00'), doneOn: '2026-04-01', note: 'Released.' };
  await world.done('customs', `actions/${actionId}/completion`, done);
  await world.done('commission', `actions/${actionId}/review`, { occurredAt: done.occurredAt });

  // All 40: 40 × 505,500 delivered, 40 × 500,000 paid.
  const now = stages('20000000.00', '20040000.00', '20220000.00', '20220000.00', '20000000.00');
  expect((await world.ask(FUNNEL, { engagementId })).commitmentFunnel.total).toEqual({
    commitments: 1,
    fulfilled: 1,
    stages: { ...now, deliveredShare: '1.0110', paidShare: '1.0000' },
  });
  expect(await report()).toBe(pinnedText);
  expect(
    (await world.ask(FUNNEL, { engagementId, asOf: pinned.meeting.report.asOf })).commitmentFunnel,
  ).toMatchObject({ total: { stages: then } });

  for (const [stage, type, count, sum] of [
    ['PROMISED', 'CommitmentAnnounced', 1, now.promised],
    ['CONTRACTED', 'CommitmentContracted', 1, now.contracted],
    ['SHIPPED', 'ConsignmentDispatched', 40, now.shipped],
    ['CLEARED', 'DeclarationCleared', 40, now.cleared],
    ['DELIVERED', 'ConsignmentDelivered', 40, now.delivered],
    ['PAID', 'ObligationSettled', 40, now.paid],
  ] as const) {
    const { edges } = (await world.ask(EVENTS, { engagementId, stage })).commitmentFunnel.events;
    const nodes = edges.map(({ node }: { node: { share: { amount: string } } }) => node);
    const total = nodes.reduce(
      (all: bigint, { share }: (typeof nodes)[0]) => all + centsOf(share.amount),
      0n,
    );
    expect([stage, total]).toEqual([stage, centsOf(sum.amount)]);
    for (const key of ['position', 'causePosition']) {
      const positions = nodes.map((node: Record<string, number>) => Number(node[key]));
      expect(await world.typesAt(positions)).toEqual(new Array(count).fill(type));
    }
    const told = new Set(nodes.map(({ consignmentId }: { consignmentId: string | null }) => consignmentId));
    expect(told).toEqual(new Set(count === 1 ? [null] : goods.map(({ consignmentId }) => consignmentId)));
  }

  const { cases } = await world.ask(CASES);
  const none = { kind: 'customs-hold', opened: 0, reopened: 0, resolved: 0, escalated: 0 };
  expect(cases.byMonth).toEqual([
    { ...none, month: '2026-03', opened: 1, escalated: 1 },
    { ...none, month: '2026-04', resolved: 1 },
  ]);
  // Opened on 18 March at 10:00, answered 48 hours later, within 72; lifted on 1 April at 16:00, of which the ledger was told at 18:00: 344 hours, behind the limit of 168.
  expect(cases.speed).toContainEqual({
    kind: 'customs-hold',
    answer: { n: 1, p50Hours: '48.00', shareInTime: '1.0000' },
    resolve: { n: 1, p50Hours: '344.00', shareInTime: '0.0000' },
  });
  const [{ node: story }] = cases.list.edges;
  expect(story).toMatchObject({ caseId, opened: 1, resolved: 1, escalated: 1, isOpen: false });
  expect(story.positions).toEqual(expect.arrayContaining([opened, escalated, resolved]));
  expect(await world.typesAt(story.positions)).toEqual([
    'CaseOpened',
    'CaseTriaged',
    'CaseAssigned',
    'CaseAnswered',
    'CaseLimitMissed',
    'CaseEscalated',
    'CaseDirected',
    'CaseCauseEnded',
    'CaseResolved',
  ]);
  expect((await world.ask(BLOCKED)).valueOfGoodsBlocked).toMatchObject({
    value: { amount: '0.00' },
    consignments: 0,
  });
  expect(foreseen).toBeLessThan(opened);

  expect((await world.ask(ACTIONS, { meetingId })).meeting.actions).toEqual([
    {
      actionId,
      status: 'done',
      before: { money: { amount: '19714500.00', currency: 'USD' } },
      after: { money: { amount: '20220000.00', currency: 'USD' } },
      moved: true,
    },
  ]);
  expect(await world.send('commission', `/v1/commitments/${commitmentId}`)).toMatchObject({
    status: 'fulfilled',
    occasion: { engagementId, leadId },
  });
}, 120_000);
