import type { Role } from '@corridor/nest-kit';
import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let position = 0;

type Fact = readonly [kind: string, on_day: string, more?: Readonly<Record<string, unknown>>];
const days = (starts_on: string, ends_on: string) => ({ starts_on, ends_on });

async function addEngagement(id: number, kind: string, city: string, facts: readonly Fact[]): Promise<void> {
  const of = { generation: 1, engagement_id: idOf(id) };
  await ledger.insert('reporting.engagements', {
    ...of,
    position: position + 1,
    kind,
    name: `Engagement ${id}`,
    city,
    country: city.slice(0, 2),
    organiser: 'demo-council',
    // As last told: what is asked as of a position goes by the facts.
    starts_on: '2027-01-01',
    ends_on: '2027-01-02',
    sectors: ['textiles'],
    status: 'held',
    firms: [],
    meetings: 0,
    demo: false,
  });
  for (const [name, on_day, more = {}] of facts) {
    position += 1;
    await ledger.insert('reporting.engagement_facts', { ...of, position, kind: name, on_day, ...more });
  }
}

const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
async function addLead(
  id: number,
  engagement: number,
  sector: string,
  facts: readonly Fact[],
): Promise<void> {
  const of = { generation: 1, lead_id: idOf(id) };
  await ledger.insert('reporting.leads', {
    ...of,
    position: position + 1,
    engagement_id: idOf(engagement),
    seller: party('mills', 'PK'),
    buyer: party('stores', 'KZ'),
    participants: ['mills', 'stores'],
    sector,
    hs: ['6302'],
    recorded_on: facts[0]?.[1],
    status: 'open',
    follow_ups: 0,
    demo: false,
  });
  for (const [kind, on_day, more = {}] of facts) {
    position += 1;
    await ledger.insert('reporting.lead_facts', { ...of, position, kind, on_day, ...more });
  }
}
const usd = (expected_minor: number) => ({ currency: 'USD', expected_minor });

beforeAll(async () => {
  ledger = await startFilledLedger();
  // 1 to 9: a forum that was moved from April to May; two firms came of the three that registered, one with 3 people instead of 2.
  await addEngagement(1, 'forum', 'KZALA', [
    ['planned', '2026-03-01', days('2026-04-12', '2026-04-13')],
    ['rescheduled', '2026-03-20', days('2026-05-12', '2026-05-13')],
    ['registered', '2026-04-01', { firm: 'mills', people: 2 }],
    ['registered', '2026-04-01', { firm: 'stores', people: 1 }],
    ['registered', '2026-04-02', { firm: 'carpets', people: 4 }],
    ['registration-withdrawn', '2026-04-03', { firm: 'carpets' }],
    ['registered', '2026-04-04', { firm: 'mills', people: 3 }],
    ['held', '2026-05-12'],
    ['attended', '2026-05-12', { firm: 'mills', people: 2 }],
    ['met', '2026-05-12', { firm: 'mills', other_firm: 'stores' }],
  ]);
  // 11 to 15: two leads of it; one lapsed in June.
  await addLead(11, 1, 'textiles', [
    ['recorded', '2026-05-12', usd(100_000)],
    ['followed', '2026-05-20', usd(80_050)],
    ['followed', '2026-05-21'],
  ]);
  await addLead(12, 1, 'pharmaceuticals', [
    ['recorded', '2026-05-13'],
    ['lapsed', '2026-06-01', { reason: 'price' }],
  ]);
  // 16 to 17: a delegation that was cancelled; 18: an exhibition to come.
  await addEngagement(2, 'delegation', 'PKLYP', [
    ['planned', '2026-03-02', days('2026-05-20', '2026-05-21')],
    ['cancelled', '2026-05-01', { reason: 'visas' }],
  ]);
  await addEngagement(3, 'exhibition', 'PKKHI', [
    ['planned', '2026-03-03', days('2026-07-01', '2026-07-03')],
  ]);
  // 19 to 23: what the first lead of the forum became; 24: another promise that was made there, and 25: one that names neither.
  const forum = { engagement_id: idOf(1) };
  await addCommitment(ledger, {
    id: idOf(21),
    position: 19,
    of: { ...forum, lead_id: idOf(11) },
    stages: [
      ['promised', 200_000],
      ['contracted', 150_000],
      ['shipped', 90_000],
      ['delivered', 80_050],
      ['paid', 50_000],
    ],
  });
  await addCommitment(ledger, {
    id: idOf(22),
    position: 24,
    of: { ...forum, ownership: 'state-takes-part', sector: 'it', of_services: true },
    stages: [['promised', 10_000]],
  });
  // Of the same goods, what reached its consignee without a clearance that is known.
  await ledger.insert('reporting.commitment_facts', {
    ...{ generation: 1, position: 23, fact: 2, commitment_id: idOf(21), stage: 'delivered-uncleared' },
    ...{ on_day: '2026-05-13', cause_position: 23, usd_cents: 2_500, jobs: 0, unvalued_lines: 0 },
  });
  await addCommitment(ledger, { id: idOf(23), position: 25, of: {}, stages: [['promised', 7]] });
  // 26: the first promise is told to its lead; 27 and 28: one that names the lead that lapsed, and is withdrawn.
  const named = async (lead: number, kind: string, commitment: number) => {
    position += 1;
    const told = { lead_id: idOf(lead), kind, commitment_id: idOf(commitment), on_day: '2026-06-02' };
    await ledger.insert('reporting.lead_facts', { generation: 1, position, ...told });
  };
  position = 25;
  await named(11, 'committed', 21);
  await named(12, 'committed', 24);
  await named(12, 'withdrawn', 24);
  await ledger.reach(position);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const COUNTS =
  'engagements planned held cancelled firms people firmsThere peopleThere meetings leads leadsOpen leadsLapsed';
interface Counts {
  readonly [name: string]: number;
}
interface Answer {
  readonly totals: Counts;
  readonly byKind: readonly (Counts & { readonly kind: string })[];
  readonly byCountry: readonly (Counts & { readonly country: string })[];
  readonly leadsBySector: readonly object[];
  readonly lapseReasons: readonly object[];
  readonly shares: {
    readonly edges: readonly { readonly node: Counts & Readonly<Record<string, unknown>> }[];
  };
}
async function asked(args: string, role: Role = 'council'): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ engagements(${args}) { totals { ${COUNTS} } byKind { kind ${COUNTS} } byCountry { country ${COUNTS} }
      leadsBySector { sector leads open lapsed expected { amount currency } } lapseReasons { reason leads }
      shares { edges { node { engagementId name startsOn status ${COUNTS} positions
        leadList { leadId seller { participantId } sector status lapseReason expectedValue { amount } positions } } } } } }`,
    { role },
  );
  expect(errors).toEqual([]);
  return (data as { engagements: Answer }).engagements;
}
const numbers = (counts: Counts) => COUNTS.split(' ').map((name) => counts[name]);

it('counts what begins in the months, with all that came of it', async () => {
  const answer = await asked('from: "2026-05", to: "2026-05", asOf: 18');
  // Two engagements: one held and one cancelled; 2 firms with 4 people, of which one firm came with 2; one meeting; 2 leads.
  expect(numbers(answer.totals)).toEqual([2, 0, 1, 1, 2, 4, 1, 2, 1, 2, 1, 1]);
  expect(answer.byKind.map((row) => [row.kind, row.engagements, row.leads])).toEqual([
    ['delegation', 1, 0],
    ['forum', 1, 2],
  ]);
  expect(answer.byCountry.map((row) => [row.country, row.engagements, row.firms])).toEqual([
    ['KZ', 1, 2],
    ['PK', 1, 0],
  ]);
  expect(answer.leadsBySector).toEqual([
    { sector: 'pharmaceuticals', leads: 1, open: 0, lapsed: 1, expected: [] },
    { sector: 'textiles', leads: 1, open: 1, lapsed: 0, expected: [{ amount: '800.50', currency: 'USD' }] },
  ]);
  expect(answer.lapseReasons).toEqual([{ reason: 'price', leads: 1 }]);
});

it('is explained by its engagements, each with its leads and its events, whose sum is the figure', async () => {
  const { totals, shares } = await asked('from: "2026-05", to: "2026-07", asOf: 18');
  const nodes = shares.edges.map(({ node }) => node);
  expect(nodes.map(({ engagementId, status, startsOn }) => [engagementId, status, startsOn])).toEqual([
    [idOf(1), 'held', '2026-05-12'],
    [idOf(2), 'cancelled', '2026-05-20'],
    [idOf(3), 'planned', '2026-07-01'],
  ]);
  expect(nodes.map(({ positions }) => positions)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [16, 17], [18]]);
  expect(nodes[0]?.leadList).toEqual([
    {
      leadId: idOf(11),
      seller: { participantId: 'mills' },
      sector: 'textiles',
      status: 'open',
      lapseReason: null,
      expectedValue: { amount: '800.50' },
      positions: [11, 12, 13],
    },
    {
      leadId: idOf(12),
      seller: { participantId: 'mills' },
      sector: 'pharmaceuticals',
      status: 'lapsed',
      lapseReason: 'price',
      expectedValue: null,
      positions: [14, 15],
    },
  ]);
  const sums = nodes
    .map(numbers)
    .reduce((sum, each) => sum.map((count, at) => (count ?? 0) + (each[at] ?? 0)));
  expect(numbers(totals)).toEqual(sums);
});

it('tells what the commitments that name an engagement and its leads came to', async () => {
  const USD =
    'promised contracted shipped delivered deliveredUncleared paid servicesPromised servicesContracted';
  const amounts = USD.split(' ')
    .map((name) => `${name} { amount }`)
    .join(' ');
  const fields = `leads leadsOpen leadsCommitted leadsLapsed commitments ${amounts}`;
  const came = async (asOf: string) => {
    const { data, errors } = await gateway.ask(
      `{ engagements(from: "2026-05", to: "2026-07"${asOf}) { totals { ${fields} } byKind { kind commitments } byOwnership { ownership commitments ${amounts} }
        leadsBySector { sector open committed lapsed expected { amount } }
        shares { edges { node { ${fields} leadList { status commitmentId } } } } } }`,
      { role: 'council' },
    );
    expect(errors).toEqual([]);
    return (data as { engagements: Readonly<Record<string, unknown>> }).engagements;
  };
  const usd = (...all: readonly string[]) =>
    Object.fromEntries(USD.split(' ').map((name, at) => [name, { amount: all[at] }]));
  const leads = { leads: 2, leadsOpen: 0, leadsCommitted: 1, leadsLapsed: 1 };
  // 2,000.00 of goods are promised, and 100.00 of services.
  const ofGoods = ['2000.00', '1500.00', '900.00', '800.50', '25.00', '500.00'];
  const forum = { ...leads, commitments: 2, ...usd(...ofGoods, '100.00', '0.00') };
  const none = { leads: 0, leadsOpen: 0, leadsCommitted: 0, leadsLapsed: 0, commitments: 0 };
  const nothing = { ...none, ...usd(...USD.split(' ').map(() => '0.00')), leadList: [] };
  expect(await came('')).toEqual({
    totals: forum,
    byKind: [
      { kind: 'delegation', commitments: 0 },
      { kind: 'exhibition', commitments: 0 },
      { kind: 'forum', commitments: 2 },
    ],
    byOwnership: [
      { ownership: 'PRIVATE', commitments: 1, ...usd(...ofGoods, '0.00', '0.00') },
      {
        ownership: 'STATE_TAKES_PART',
        commitments: 1,
        ...usd(...ofGoods.map(() => '0.00'), '100.00', '0.00'),
      },
    ],
    leadsBySector: [
      { sector: 'pharmaceuticals', open: 0, committed: 0, lapsed: 1, expected: [] },
      // What was expected of it is promised now.
      { sector: 'textiles', open: 0, committed: 1, lapsed: 0, expected: [] },
    ],
    shares: {
      edges: [
        {
          node: {
            ...forum,
            leadList: [
              { status: 'committed', commitmentId: idOf(21) },
              { status: 'lapsed', commitmentId: null },
            ],
          },
        },
        { node: nothing },
        { node: nothing },
      ],
    },
  });
  // As of 27 something came of both leads, also of the one that had lapsed.
  expect((await came(', asOf: 27')).totals).toMatchObject({
    leadsOpen: 0,
    leadsCommitted: 2,
    leadsLapsed: 0,
  });
  // As of the contract, one commitment names it, which its lead was not told of yet, and nothing has left.
  expect((await came(', asOf: 20')).totals).toEqual({
    ...leads,
    leadsOpen: 1,
    leadsCommitted: 0,
    commitments: 1,
    ...usd('2000.00', '1500.00', ...Array(6).fill('0.00')),
  });
  expect((await came(', asOf: 18')).totals).toMatchObject({
    leadsOpen: 1,
    leadsCommitted: 0,
    commitments: 0,
  });
});

it('is read by as many statements, however many engagements there are', async () => {
  gateway.statements();
  await asked('from: "2026-05", to: "2026-07"');
  // How far the read models are; totals, two groups, sectors, reasons, the engagements and their leads.
  expect(gateway.statements().filter((sql) => sql.includes('SELECT'))).toHaveLength(8);
});

it('is as of a position: before it was moved, it was of April; before a firm withdrew, that one took part', async () => {
  expect(numbers((await asked('from: "2026-04", to: "2026-04", asOf: 1')).totals)).toEqual([
    1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]);
  expect((await asked('from: "2026-04", to: "2026-04"')).totals.engagements).toBe(0);
  // Mills with 2, stores with 1 and carpets with 4.
  expect(numbers((await asked('from: "2026-05", to: "2026-05", asOf: 5')).totals)).toEqual([
    1, 1, 0, 0, 3, 7, 0, 0, 0, 0, 0, 0,
  ]);
  // The lead of 11 was expected to be worth more, and that of 14 was not told of yet.
  const { leadsBySector } = await asked('from: "2026-05", to: "2026-05", asOf: 11');
  expect(leadsBySector).toEqual([
    { sector: 'textiles', leads: 1, open: 1, lapsed: 0, expected: [{ amount: '1000.00', currency: 'USD' }] },
  ]);
});

it('is for those who see what all firms told', async () => {
  for (const role of ['commission', 'reporter', 'operator'] as const) {
    expect((await asked('from: "2026-05", to: "2026-05"', role)).totals.engagements).toBe(2);
  }
  for (const role of ['trader', 'bank', 'customs', 'consulate'] as const) {
    const { errors } = await gateway.ask('{ engagements(from: "2026-05", to: "2026-05") { asOf } }', {
      role,
    });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});
