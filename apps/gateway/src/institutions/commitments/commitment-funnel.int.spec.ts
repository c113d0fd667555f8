import { cursorOf } from '../../graphql/paging.js';
import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, PARTICIPANTS, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const LATE = '2026-03-12T08:00:00Z';
const [TOWELS, YARN, TANNERY] = [idOf(1), idOf(2), idOf(3)];
const usd = (amount: string) => ({ amount, currency: 'USD' });
/** Positions by name. */
const at: Record<string, number> = {};

async function commitment(id: string, change: object, recordedAt = '2026-02-05T08:00:00Z'): Promise<number> {
  const position = await ledger.event({ type: 'CommitmentAnnounced', recordedAt });
  await addCommitment(ledger, { id, position, of: { announced_on: '2026-02-04', ...change }, stages: [] });
  return position;
}

/** What is told of it from a position on. */
async function version(id: string, position: number, change: object) {
  const told = {
    title: 'x',
    kind: 'memorandum',
    sector: 'textiles',
    of_services: false,
    ownership: 'private',
    from_countries: ['PK'],
    to_countries: ['KZ'],
    due_on: null,
    participants: [],
    ...change,
  };
  const { title, kind, sector, of_services, ownership, from_countries, to_countries, due_on, participants } =
    told;
  await ledger.insert('reporting.commitment_versions', {
    generation: 1,
    commitment_id: id,
    position,
    title,
    kind,
    sector,
    of_services,
    ownership,
    from_countries,
    to_countries,
    due_on,
    participants,
  });
}

/** An event behind the others, and what it adds. */
async function fact(
  commitment_id: string,
  stage: string,
  cents: bigint,
  change: object = {},
): Promise<number> {
  const position = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  await factAt(position, commitment_id, stage, cents, change);
  return position;
}

async function factAt(
  position: number,
  commitment_id: string,
  stage: string,
  cents: bigint,
  change: object = {},
) {
  await ledger.insert('reporting.commitment_facts', {
    generation: 1,
    position,
    fact: 1,
    commitment_id,
    stage,
    on_day: '2026-03-01',
    cause_position: position,
    usd_cents: cents,
    currency: 'USD',
    minor: cents,
    jobs: 0,
    unvalued_lines: 0,
    thing: stage.endsWith('promised') || stage.endsWith('reported') ? null : `${stage}:x`,
    ...change,
  });
}

const link = (
  position: number,
  kind: string,
  id: string,
  commitment_id: string | null,
  change: object = {},
) =>
  ledger.insert('reporting.commitment_links', {
    generation: 1,
    position,
    kind,
    id,
    commitment_id,
    basis: 'hand',
    told_by: 'council:demo-council',
    reason: 'x',
    ...change,
  });

/** A letter of credit that ends, or is amended. */
async function credit(letter_of_credit_id: string, status: string, last_day: string | null = null) {
  const position = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  const row = { generation: 1, letter_of_credit_id, position, status, last_day };
  await ledger.insert('reporting.commitment_credits', row);
}

beforeAll(async () => {
  ledger = await startFilledLedger();
  const towels = await commitment(TOWELS, {
    participants: ['demo-textiles-faisalabad'],
    due_on: '2027-06-30',
    engagement_id: idOf(91),
    meeting_id: idOf(92),
    lead_id: idOf(93),
  });
  await factAt(towels, TOWELS, 'promised', 100_000n, { status: 'announced', on_day: '2026-02-04' });
  const yarn = await commitment(YARN, {
    occasion_kind: 'summit',
    occasion_name: 'Summit',
    announced_on: '2025-11-20',
    ownership: 'mixed',
  });
  await factAt(yarn, YARN, 'promised', 50_000n, { status: 'announced' });
  const tannery = await commitment(TANNERY, {
    kind: 'investment-pledge',
    sector: 'leather',
    ownership: 'state',
  });
  await factAt(tannery, TANNERY, 'invested-promised', 70_000n, { status: 'announced' });
  await factAt(tannery, TANNERY, 'jobs-promised', 0n, { fact: 2, jobs: 40 });
  await fact(TOWELS, 'contracted', 90_000n, { status: 'contracted' });
  at.shipped = await fact(TOWELS, 'shipped', 33_333n, {
    consignment_id: idOf(10),
    cause_position: 2,
    on_day: '2026-03-02',
  });
  await link(at.shipped, 'consignment', idOf(10), TOWELS);
  const byNumber = {
    basis: 'contract-number',
    contract_id: idOf(50),
    told_by: 'process:trade-events',
    reason: null,
  };
  at.credit = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  await link(at.credit, 'letter-of-credit', idOf(30), TOWELS, byNumber);
  at.extended = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  await link(at.extended, 'letter-of-credit', idOf(31), TOWELS, {
    basis: 'goods',
    told_by: 'process:trade-events',
    reason: null,
  });
  // It served the yarn before.
  const moved = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  await link(moved, 'letter-of-credit', idOf(32), YARN);
  at.moved = await ledger.event({ recordedAt: '2026-03-10T08:00:00Z' });
  await link(at.moved, 'letter-of-credit', idOf(32), TOWELS);
  await credit(idOf(30), 'expired', '2026-04-30');
  await credit(idOf(31), 'expired', '2026-04-30');
  await credit(idOf(31), 'amended', '2026-06-30');
  await credit(idOf(32), 'amended', '2026-06-30');
  await factAt(at.shipped, TOWELS, 'shipped', 10n, {
    fact: 2,
    consignment_id: idOf(11),
    minor: null,
    currency: null,
  });
  await fact(YARN, 'status', 0n, { status: 'lapsed' });
  await fact(TANNERY, 'invested-verified', 20_000n);
  at.last = await fact(TOWELS, 'shipped', -3_333n, { consignment_id: idOf(10), on_day: '2026-03-06' });
  await ledger.reach(at.last);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const STAGES = `stages { promised { amount } contracted { amount } shipped { amount } paid { amount } deliveredShare paidShare
  investmentPromised { amount } investmentVerified { amount } jobsPromised unvalued }`;

async function funnel(args: string, fields: string, role: 'reporter' | 'trader' | 'bank' = 'reporter') {
  const { data, errors } = await gateway.ask(`{ commitmentFunnel${args} { ${fields} asOf } }`, { role });
  expect(errors).toEqual([]);
  return (data as { commitmentFunnel: Record<string, never> }).commitmentFunnel;
}

it('sums what came of promises, trade and investments apart', async () => {
  expect(await funnel('', `total { name commitments withdrawn lapsed fulfilled ${STAGES} }`)).toEqual({
    total: {
      name: '',
      commitments: 3,
      withdrawn: 0,
      lapsed: 1,
      fulfilled: 0,
      stages: {
        promised: { amount: '1500.00' },
        contracted: { amount: '900.00' },
        // 333.33 and 0.10, less 33.33.
        shipped: { amount: '300.10' },
        paid: { amount: '0.00' },
        deliveredShare: '0.0000',
        paidShare: '0.0000',
        investmentPromised: { amount: '700.00' },
        investmentVerified: { amount: '200.00' },
        jobsPromised: '40',
        unvalued: '0',
      },
    },
    asOf: at.last,
  });
});

it('is as of a position', async () => {
  const { total } = await funnel(`(asOf: ${at.shipped})`, `total { lapsed ${STAGES} }`);
  expect(total).toMatchObject({
    lapsed: 0,
    stages: { shipped: { amount: '333.43' }, investmentVerified: { amount: '0.00' } },
  });
});

it('tells sectors, occasions, years and owners apart', async () => {
  const name = `{ name commitments stages { promised { amount } deliveredShare } }`;
  gateway.statements();
  const groups = await funnel('', `bySector ${name} byOccasion ${name} byYear ${name} byOwnership ${name}`);
  // All that they come to is read once, however many groups there are.
  expect(gateway.statements().filter((sql) => sql.includes('read.commitment_heads'))).toHaveLength(1);
  const part = (
    key: string,
    commitments: number,
    amount: string,
    deliveredShare: string | null = '0.0000',
  ) => ({
    name: key,
    commitments,
    stages: { promised: { amount }, deliveredShare },
  });
  expect(groups).toMatchObject({
    bySector: [part('leather', 1, '0.00', null), part('textiles', 2, '1500.00')],
    byOccasion: [part('forum: Forum', 2, '1000.00'), part('summit: Summit', 1, '500.00')],
    byYear: [part('2025', 1, '500.00'), part('2026', 2, '1000.00')],
    byOwnership: [part('mixed', 1, '500.00'), part('private', 1, '1000.00'), part('state', 1, '0.00', null)],
  });
});

it.each([
  ['(from: "2026-01")', 2],
  ['(to: "2025-12")', 1],
  ['(sector: "leather")', 1],
  ['(ownership: MIXED)', 1],
  ['(fromCountry: "KZ")', 0],
  ['(toCountry: "KZ")', 3],
  [`(engagementId: "${idOf(9)}")`, 0],
  [`(leadId: "${idOf(93)}")`, 1],
  [`(leadId: "${idOf(9)}")`, 0],
])('of %s there are %d', async (args, count) => {
  expect(await funnel(args, 'total { commitments }')).toMatchObject({ total: { commitments: count } });
});

it.each([
  ['sector: "textile"', 'sector: "textile" is none of'],
  ['sector: ""', 'sector: "" is none of'],
  ['leadId: "x"', 'leadId: "x" is no UUID'],
  ['leadId: ""', 'leadId: "" is no UUID'],
  ['from: "2026-02", to: "2026-01"', 'to: "2026-01" lies before from, "2026-02"'],
])('names the argument that nothing can have: %s', async (argument, message) => {
  const { errors } = await gateway.ask(`{ commitmentFunnel(${argument}) { asOf } }`);
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) }]);
});

it('lists commitments with where they are stuck, and since when', async () => {
  const fields = `commitments(first: 2) { pageInfo { hasNextPage endCursor } edges { node { commitmentId status stuckBefore lastProgressOn
    daysSinceProgress consignments lettersOfCredit lettersOfCreditEnded ownership occasion announcedOn dueOn engagementId meetingId leadId stages { shipped { amount } } } } }`;
  const { commitments } = await funnel('', fields);
  expect(commitments).toMatchObject({
    pageInfo: { hasNextPage: true },
    edges: [
      {
        node: {
          commitmentId: TOWELS,
          status: 'contracted',
          // 900.00 of 1,000.00 are contracted.
          stuckBefore: 'CONTRACTED',
          // What was taken out on 6 March is no progress; the last event is of 10 March.
          lastProgressOn: '2026-03-02',
          daysSinceProgress: 8,
          consignments: 1,
          // One expired; another one did, and was extended.
          lettersOfCredit: 2,
          lettersOfCreditEnded: 1,
          ownership: 'PRIVATE',
          occasion: 'forum: Forum',
          announcedOn: '2026-02-04',
          dueOn: '2027-06-30',
          engagementId: idOf(91),
          meetingId: idOf(92),
          leadId: idOf(93),
          stages: { shipped: { amount: '300.10' } },
        },
      },
      { node: { commitmentId: YARN, status: 'lapsed', consignments: 0, engagementId: null, leadId: null } },
    ],
  });
  const { endCursor } = (commitments as unknown as { pageInfo: { endCursor: string } }).pageInfo;
  const next = await funnel(
    '',
    `commitments(after: "${endCursor}") { edges { node { commitmentId stuckBefore } } }`,
  );
  expect(next.commitments).toEqual({ edges: [{ node: { commitmentId: TANNERY, stuckBefore: null } }] });
});

it('explains a stage by the events that sum to it, page by page', async () => {
  const page = (after = '') =>
    funnel(
      '',
      `events(stage: SHIPPED, first: 2${after}) { pageInfo { hasNextPage endCursor } edges { node { position causePosition consignmentId on share { amount currency } inContractCurrency { amount } } } }`,
    );
  const first = (await page()).events as unknown as { pageInfo: { endCursor: string }; edges: object[] };
  expect(first).toMatchObject({
    pageInfo: { hasNextPage: true },
    edges: [
      {
        node: {
          position: at.shipped,
          causePosition: 2,
          consignmentId: idOf(10),
          on: '2026-03-02',
          share: usd('333.33'),
          inContractCurrency: { amount: '333.33' },
        },
      },
      {
        node: { position: at.shipped, consignmentId: idOf(11), share: usd('0.10'), inContractCurrency: null },
      },
    ],
  });
  expect((await page(`, after: "${first.pageInfo.endCursor}"`)).events).toMatchObject({
    pageInfo: { hasNextPage: false },
    edges: [{ node: { position: at.last, share: usd('-33.33') } }],
  });
});

it('lists what serves a commitment: by whom, why, and since which event', async () => {
  const fields =
    'pageInfo { endCursor } edges { node { position commitmentId kind id basis contractId by reason ended } }';
  const links = async (args: string, asOf = '') =>
    (await funnel(asOf, `links(${args}) { ${fields} }`)).links as unknown as {
      readonly pageInfo: { readonly endCursor: string };
      readonly edges: readonly object[];
    };
  const first = await links(`commitmentId: "${TOWELS}", first: 2`);
  const process = { by: 'process:trade-events', reason: null };
  const council = { basis: 'hand', contractId: null, by: 'council:demo-council', reason: 'x' };
  const [goods, credits] = ['consignment', 'letter-of-credit'];
  expect(first.edges).toEqual([
    {
      node: {
        position: at.shipped,
        commitmentId: TOWELS,
        kind: goods,
        id: idOf(10),
        ...council,
        ended: null,
      },
    },
    {
      node: {
        position: at.credit,
        commitmentId: TOWELS,
        kind: credits,
        id: idOf(30),
        basis: 'contract-number',
        contractId: idOf(50),
        ...process,
        ended: 'expired',
      },
    },
  ]);
  const rest = await links(`commitmentId: "${TOWELS}", after: "${first.pageInfo.endCursor}"`);
  expect(rest.edges).toMatchObject([
    { node: { position: at.extended, id: idOf(31), basis: 'goods', ...process, ended: null } },
    { node: { position: at.moved, id: idOf(32), ...council, ended: null } },
  ]);
  expect((await links(`commitmentId: "${YARN}"`)).edges).toEqual([]);
  // Before it was moved, it served the other one.
  expect((await links('first: 10', `(asOf: ${Number(at.moved) - 1})`)).edges).toContainEqual({
    node: expect.objectContaining({ id: idOf(32), commitmentId: YARN }),
  });
});

it('tells a trader of its own promises alone, and a bank that takes part in none of nothing', async () => {
  const fields =
    'total { commitments stages { promised { amount } } } commitments { edges { node { commitmentId } } }';
  expect(await funnel('', fields, 'trader')).toMatchObject({
    total: { commitments: 1, stages: { promised: { amount: '1000.00' } } },
    commitments: { edges: [{ node: { commitmentId: TOWELS } }] },
  });
  expect(await funnel('', fields, 'bank')).toMatchObject({
    total: { commitments: 0, stages: { promised: { amount: '0.00' } } },
    commitments: { edges: [] },
  });
});

it('tells a firm which of its own goods serve its promises', async () => {
  const own = ['consignment', `consignment-${idOf(40)}`, idOf(40), [PARTICIPANTS.trader]] as const;
  const others = ['letter-of-credit', `lc-${idOf(41)}`, idOf(41), ['demo-mills']] as const;
  for (const [kind, streamId, id, participants] of [own, others]) {
    await ledger.event({ streamId, participants, recordedAt: '2026-03-10T09:00:00Z' });
    await link(await ledger.event({ recordedAt: '2026-03-10T09:00:00Z' }), kind, id, TOWELS);
  }
  const last = await ledger.event({ recordedAt: '2026-03-10T09:00:00Z' });
  await ledger.reach(last);
  const fields = 'links { edges { node { id } } }';
  expect(await funnel('', fields, 'trader')).toMatchObject({
    links: { edges: [{ node: { id: idOf(40) } }] },
  });
  expect(await funnel('', fields, 'bank')).toMatchObject({ links: { edges: [] } });
  await ledger.reach(at.last ?? 0);
});

it('refuses an id that is none', async () => {
  const { errors } = await gateway.ask('{ commitmentFunnel(engagementId: "x") { asOf } }');
  expect(errors).toMatchObject([{ message: expect.stringContaining('engagementId') }]);
});

it('leaves the events behind a stage to those who see all', async () => {
  const { errors } = await gateway.ask(
    '{ commitmentFunnel { events(stage: PAID) { edges { node { position } } } } }',
    { role: 'trader' },
  );
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});

it('says as of a position what was told there, whatever was told behind it', async () => {
  const position = await ledger.event({ type: 'CommitmentRevised', recordedAt: '2026-03-11T08:00:00Z' });
  await version(YARN, position, { sector: 'leather', ownership: 'state', due_on: '2030-01-01' });
  await ledger.reach(position);
  const groups = 'bySector { name commitments } byOwnership { name commitments }';
  expect(await funnel('(sector: "leather")', groups)).toMatchObject({
    bySector: [{ name: 'leather', commitments: 2 }],
    byOwnership: [{ name: 'state', commitments: 2 }],
  });
  expect(await funnel(`(sector: "leather", asOf: ${at.last})`, groups)).toMatchObject({
    bySector: [{ name: 'leather', commitments: 1 }],
  });
});

it('counts more jobs and amounts than fit in 32 bits', async () => {
  const id = idOf(4);
  await commitment(id, { sector: 'it', kind: 'investment-pledge' }, LATE);
  const position = await ledger.event({ recordedAt: LATE });
  await ledger.owner.query(
    `INSERT INTO reporting.commitment_facts (generation, position, fact, commitment_id, stage, on_day, cause_position, usd_cents, jobs, unvalued_lines)
     SELECT 1, $1, fact, $2, 'jobs-reported', '2026-03-12', $1, 0, 10000000, 10000000 FROM generate_series(1, 215) fact`,
    [position, id],
  );
  await ledger.reach(position);
  const { total } = await funnel('(sector: "it")', 'total { stages { jobsReported unvalued } }');
  expect(total).toEqual({ stages: { jobsReported: '2150000000', unvalued: '2150000000' } });
});

it('is stuck before nothing where it is fulfilled, and before no contract where it is one', async () => {
  for (const [id, change, status] of [
    [idOf(5), {}, 'fulfilled'],
    [idOf(6), { kind: 'contract' }, 'announced'],
  ] as const) {
    const position = await commitment(id, { sector: 'agriculture', ...change }, LATE);
    await factAt(position, id, 'promised', 50_000n, { status });
    at.fruit = position;
  }
  await ledger.reach(at.fruit ?? 0);
  const { commitments } = await funnel(
    '(sector: "agriculture")',
    'commitments { edges { node { status stuckBefore } } }',
  );
  expect(commitments).toEqual({
    edges: [
      { node: { status: 'fulfilled', stuckBefore: null } },
      { node: { status: 'announced', stuckBefore: 'SHIPPED' } },
    ],
  });
});

it('explains one event by more than a hundred thousand facts: a rate that is told counts all goods anew', async () => {
  const id = idOf(7);
  await commitment(id, { sector: 'logistics' }, LATE);
  const position = await ledger.event({ recordedAt: LATE });
  await ledger.owner.query(
    `INSERT INTO reporting.commitment_facts (generation, position, fact, commitment_id, stage, on_day, cause_position, usd_cents, jobs, unvalued_lines)
     SELECT 1, $1, fact, $2, 'shipped', '2026-03-12', $1, 1, 0, -1 FROM generate_series(1, 100160) fact`,
    [position, id],
  );
  await ledger.reach(position);
  const after = cursorOf('funnel-event', position, 100_000);
  const { events } = await funnel(
    '(sector: "logistics")',
    `events(stage: SHIPPED, first: 500, after: "${after}") { pageInfo { hasNextPage } edges { node { position } } }`,
  );
  const { edges, pageInfo } = events as unknown as { edges: object[]; pageInfo: object };
  expect(edges).toHaveLength(160);
  expect(pageInfo).toEqual({ hasNextPage: false });
});
