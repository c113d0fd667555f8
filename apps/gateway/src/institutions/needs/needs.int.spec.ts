import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let position = 0;

type Fact = readonly [kind: string, at: string, more?: Readonly<Record<string, unknown>>];
const tonnes = (quantity: string) => ({ quantity, unit: 'TNE', per: 'yearly' });

async function addNeed(id: number, side: string, hs: string, facts: readonly Fact[]): Promise<void> {
  const of = { generation: 1, need_id: idOf(id) };
  const country = side === 'offer' ? 'PK' : 'KZ';
  // What stands in its row is what its facts came to last.
  const at = (isIt: (fact: Fact) => boolean) => {
    const index = facts.findLastIndex(isIt);
    return index < 0 ? null : position + 1 + index;
  };
  const [, , terms] = facts.findLast(([, , more]) => more?.quantity !== undefined) ?? [];
  await ledger.insert('reporting.needs', {
    ...of,
    position: position + 1,
    side,
    firm: { participantId: `firm-${id}`, name: 'x', country },
    participant: `firm-${id}`,
    hs,
    chapter: hs.slice(0, 2),
    country,
    description: 'x',
    ...terms,
    terms_position: at(([, , more]) => more?.quantity !== undefined),
    ended_position: at(([kind]) => ['withdrawn', 'expired', 'fulfilled'].includes(kind)),
    valid_until: '2026-12-31',
    status: 'open',
    posted_on: '2026-03-01',
    demo: false,
  });
  for (const [kind, at, more = {}] of facts) {
    position += 1;
    await ledger.insert('reporting.need_facts', { ...of, position, kind, on_day: at.slice(0, 10), ...more });
  }
}

/** As {@link addMatch}, behind a position. */
async function addMatchAt(behind: number, id: number, facts: readonly Fact[]): Promise<void> {
  position = behind;
  await addMatch(id, facts);
}

async function addMatch(id: number, facts: readonly Fact[]): Promise<void> {
  const of = { generation: 1, match_id: idOf(id) };
  await ledger.insert('reporting.matches', {
    ...of,
    position: position + 1,
    offer_id: idOf(1),
    seek_id: idOf(2),
    offer: {},
    seek: {},
    participants: ['firm-1', 'firm-2'],
    chapter: '63',
    strength: 'strong',
    score: {},
    status: 'introduced',
    interested: [],
    lead_id: idOf(id + 100),
    demo: false,
  });
  for (const [kind, at, more = {}] of facts) {
    position += 1;
    await ledger.insert('reporting.match_facts', {
      ...of,
      position,
      kind,
      on_day: at.slice(0, 10),
      at,
      ...more,
    });
  }
}

beforeAll(async () => {
  ledger = await startFilledLedger();
  // 1 to 5: two offers of one chapter, one amended, and a third that was withdrawn in April; 6: one that is sought.
  await addNeed(1, 'offer', '6302', [
    ['posted', '2026-03-01', tonnes('20.5')],
    ['amended', '2026-03-05', tonnes('10')],
  ]);
  await addNeed(2, 'offer', '630260', [['posted', '2026-03-02', tonnes('1.25')]]);
  await addNeed(3, 'offer', '63', [
    ['posted', '2026-03-03', tonnes('7')],
    ['withdrawn', '2026-04-01', { reason: 'other' }],
  ]);
  await addNeed(4, 'seek', '3004', [['posted', '2026-03-04', { quantity: '500', unit: 'NAR', per: 'once' }]]);
  // 7 to 12: proposed twice; introduced 36 hours behind the second proposal, whatever the zone.
  await addMatch(11, [
    ['proposed', '2026-03-05T10:00:00+05:00'],
    ['interested', '2026-03-06T10:00:00+05:00', { side: 'seek' }],
    ['proposed', '2026-03-10T00:00:00+05:00'],
    ['interested', '2026-03-11T10:00:00+05:00', { side: 'seek' }],
    ['interested', '2026-03-11T07:00:00Z', { side: 'offer' }],
    ['introduced', '2026-03-11T07:00:00Z'],
  ]);
  // 13 to 15: introduced within 2 hours; 16 to 17: declined; 18 to 19: lapsed in April; 20: waits.
  await addMatch(12, [
    ['proposed', '2026-03-12T10:00:00+05:00'],
    ['interested', '2026-03-12T12:00:00+05:00', { side: 'offer' }],
    ['introduced', '2026-03-12T12:00:00+05:00'],
  ]);
  await addMatch(13, [
    ['proposed', '2026-03-13T10:00:00+05:00'],
    ['declined', '2026-03-14T10:00:00+05:00', { side: 'seek', reason: 'price' }],
  ]);
  await addMatch(14, [
    ['proposed', '2026-03-15T10:00:00+05:00'],
    ['lapsed', '2026-04-01T10:00:00+05:00', { reason: 'need-withdrawn' }],
  ]);
  await addMatch(15, [['proposed', '2026-02-15T10:00:00+05:00']]);
  // 21: a commitment that names the lead of the second introduction.
  await ledger.insert('reporting.lead_facts', {
    generation: 1,
    lead_id: idOf(112),
    position: 21,
    kind: 'committed',
    commitment_id: idOf(201),
    on_day: '2026-05-13',
  });
  // 21 to 24: what came of it; 25: another one that names it, and was withdrawn.
  await addCommitment(ledger, {
    id: idOf(201),
    position: 21,
    of: { lead_id: idOf(112) },
    stages: [
      ['promised', 200_000],
      ['contracted', 150_000],
      ['shipped', 90_000],
      ['delivered', 80_050],
    ],
  });
  // Of the same goods, what reached its consignee without a clearance that is known.
  await ledger.insert('reporting.commitment_facts', {
    ...{ generation: 1, position: 24, fact: 2, commitment_id: idOf(201), stage: 'delivered-uncleared' },
    ...{ on_day: '2026-05-13', cause_position: 24, usd_cents: 2_500, jobs: 0, unvalued_lines: 0 },
  });
  await addCommitment(ledger, {
    id: idOf(202),
    position: 25,
    of: { lead_id: idOf(112), ownership: 'state', sector: 'it', of_services: true },
    stages: [['promised', 1_000]],
  });
  for (const [position, kind] of [
    [25, 'committed'],
    [26, 'withdrawn'],
  ] as const) {
    const told = { lead_id: idOf(112), position, kind, commitment_id: idOf(202), on_day: '2026-05-14' };
    await ledger.insert('reporting.lead_facts', { generation: 1, ...told });
  }
  // 27: what was offered is fulfilled by the second introduction; 28: another need by one that was declined, as was taken once.
  for (const [position, need, match] of [
    [27, 31, 12],
    [28, 32, 13],
  ] as const) {
    const told = { need_id: idOf(need), position, kind: 'fulfilled', match_id: idOf(match) };
    await ledger.insert('reporting.need_facts', { generation: 1, ...told, on_day: '2026-05-15' });
  }
  // 29 and 30: introduced in January, years before it was proposed, as was taken once.
  await addMatchAt(28, 16, [
    ['proposed', '2026-01-15T10:00:00+05:00'],
    ['introduced', '2026-01-14T10:00:00+05:00'],
  ]);
  await ledger.reach(30);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const MATCHES = 'proposed interested introduced declined lapsed open';
interface Counts {
  readonly [name: string]: number;
}
interface Answer {
  readonly open: readonly object[];
  readonly told: Counts;
  readonly matches: Counts & Readonly<Record<string, unknown>>;
  readonly reasons: readonly object[];
  readonly openNeeds: { readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[] };
  readonly matchShares: {
    readonly edges: readonly { readonly node: Counts & Readonly<Record<string, unknown>> }[];
  };
}
async function asked(args: string): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ needs(${args}) { open { chapter side unit per needs quantity } told { posted amended withdrawn expired fulfilled }
      matches { ${MATCHES} committed fulfilled meanHoursToIntroduction medianHoursToIntroduction } reasons { outcome reason matches }
      openNeeds { edges { node { needId firm hs quantity positions } } }
      matchShares { edges { node { matchId leadId commitmentId committed fulfilled ${MATCHES} secondsToIntroduction positions } } } } }`,
    { role: 'council' },
  );
  expect(errors).toEqual([]);
  return (data as { needs: Answer }).needs;
}
const march = 'from: "2026-03", to: "2026-03"';
const numbers = (counts: Counts) => MATCHES.split(' ').map((name) => counts[name]);

it('tells what stands, as amended last, whatever the months', async () => {
  const { open, openNeeds } = await asked(march);
  expect(open).toEqual([
    { chapter: '30', side: 'seek', unit: 'NAR', per: 'once', needs: 1, quantity: '500' },
    // 10 and 1.25.
    { chapter: '63', side: 'offer', unit: 'TNE', per: 'yearly', needs: 2, quantity: '11.25' },
  ]);
  expect(openNeeds.edges.map(({ node }) => node)).toEqual([
    { needId: idOf(1), firm: 'firm-1', hs: '6302', quantity: '10', positions: [1, 2] },
    { needId: idOf(2), firm: 'firm-2', hs: '630260', quantity: '1.25', positions: [3] },
    { needId: idOf(4), firm: 'firm-4', hs: '3004', quantity: '500', positions: [6] },
  ]);
  const before = await asked(`${march}, asOf: 4`);
  expect(before.open).toEqual([
    { chapter: '63', side: 'offer', unit: 'TNE', per: 'yearly', needs: 3, quantity: '18.25' },
  ]);
  // Before it was amended.
  expect((await asked(`${march}, asOf: 1`)).open).toEqual([
    { chapter: '63', side: 'offer', unit: 'TNE', per: 'yearly', needs: 1, quantity: '20.5' },
  ]);
});

it('counts what was told in the months', async () => {
  expect((await asked(march)).told).toEqual({
    posted: 4,
    amended: 1,
    withdrawn: 0,
    expired: 0,
    fulfilled: 0,
  });
  expect((await asked('from: "2026-04", to: "2026-04"')).told).toMatchObject({ posted: 0, withdrawn: 1 });
});

it('tells what came of matches, and how long an introduction took', async () => {
  const { matches, reasons } = await asked(march);
  // Five proposals, of which one anew; a side each of two matches and another one; one waits since February.
  expect(numbers(matches)).toEqual([5, 4, 2, 1, 0, 1]);
  // 36 hours and 2: 19 as a mean, and as the middle between both.
  expect(matches).toMatchObject({ meanHoursToIntroduction: '19.0', medianHoursToIntroduction: '19.0' });
  expect(reasons).toEqual([{ outcome: 'declined', reason: 'price', matches: 1 }]);
  const april = await asked('from: "2026-04", to: "2026-04"');
  expect(numbers(april.matches)).toEqual([0, 0, 0, 0, 1, 1]);
  expect(april.matches.meanHoursToIntroduction).toBeNull();
  expect(april.reasons).toEqual([{ outcome: 'lapsed', reason: 'need-withdrawn', matches: 1 }]);
});

it('is explained by its matches, whose sum is the figure', async () => {
  const { matches, matchShares } = await asked(march);
  const nodes = matchShares.edges.map(({ node }) => node);
  expect(
    nodes.map(({ matchId, leadId, positions, secondsToIntroduction }) => [
      matchId,
      leadId,
      positions,
      secondsToIntroduction,
    ]),
  ).toEqual([
    [idOf(11), idOf(111), [7, 8, 9, 10, 11, 12], 36 * 3_600],
    // With the event of the need.
    [idOf(12), idOf(112), [13, 14, 15, 27], 2 * 3_600],
    [idOf(13), null, [16, 17], 0],
    [idOf(14), null, [18, 19], 0],
    [idOf(15), null, [20], 0],
  ]);
  const sums = nodes
    .map(numbers)
    .reduce((sum, each) => sum.map((count, at) => (count ?? 0) + (each[at] ?? 0)));
  expect(numbers(matches)).toEqual(sums);
});

it('tells which introductions a commitment came of', async () => {
  const { matches, matchShares } = await asked(march);
  expect(matches.committed).toBe(1);
  expect(matchShares.edges.map(({ node }) => [node.commitmentId, node.committed])).toEqual([
    [null, 0],
    [idOf(201), 1],
    [null, 0],
    [null, 0],
    [null, 0],
  ]);
  const before = await asked(`${march}, asOf: 20`);
  expect(before.matches.committed).toBe(0);
  expect(before.matchShares.edges.every(({ node }) => node.commitmentId === null)).toBe(true);
  // It was introduced in March.
  expect((await asked('from: "2026-04", to: "2026-04"')).matches.committed).toBe(0);
});

it('tells by which introductions a need was fulfilled', async () => {
  const { matches, matchShares } = await asked(march);
  expect(matches.fulfilled).toBe(1);
  expect(matchShares.edges.map(({ node }) => node.fulfilled)).toEqual([0, 1, 0, 0, 0]);
  expect((await asked(`${march}, asOf: 26`)).matches.fulfilled).toBe(0);
  // It was introduced in March.
  expect((await asked('from: "2026-04", to: "2026-04"')).matches.fulfilled).toBe(0);
});

it('takes no introduction to have come before its proposal', async () => {
  const { matches, matchShares } = await asked('from: "2026-01", to: "2026-01"');
  expect(matches).toMatchObject({ meanHoursToIntroduction: '0.0', medianHoursToIntroduction: '0.0' });
  expect(matchShares.edges.map(({ node }) => node.secondsToIntroduction)).toContain(0);
});

it('tells what was traded for these commitments, of each match and by their owners', async () => {
  const stages =
    'promised contracted shipped delivered deliveredUncleared paid servicesPromised servicesContracted';
  const amounts = stages
    .split(' ')
    .map((name) => `${name} { amount }`)
    .join(' ');
  const came = async (args: string) => {
    const { data, errors } = await gateway.ask(
      `{ needs(${args}) { matches { ${amounts} byOwnership { ownership commitments ${amounts} } } matchShares { edges { node { ${amounts} } } } } }`,
      { role: 'council' },
    );
    expect(errors).toEqual([]);
    const { matches, matchShares } = (data as { needs: Answer }).needs;
    return { matches, shares: matchShares.edges.map(({ node }) => node) };
  };
  const usd = (...all: readonly string[]) =>
    Object.fromEntries(stages.split(' ').map((name, at) => [name, { amount: all[at] }]));
  const nothing = usd(...stages.split(' ').map(() => '0.00'));
  // 2,000.00 of goods are promised, and 10.00 of services.
  const ofGoods = ['2000.00', '1500.00', '900.00', '800.50', '25.00', '0.00'];
  const all = usd(...ofGoods, '10.00', '0.00');
  expect(await came(march)).toEqual({
    matches: {
      ...all,
      byOwnership: [
        { ownership: 'PRIVATE', commitments: 1, ...usd(...ofGoods, '0.00', '0.00') },
        { ownership: 'STATE', commitments: 1, ...usd(...ofGoods.map(() => '0.00'), '10.00', '0.00') },
      ],
    },
    shares: [nothing, all, nothing, nothing, nothing],
  });
  expect((await came(`${march}, asOf: 22`)).matches).toMatchObject(
    usd('2000.00', '1500.00', ...Array(6).fill('0.00')),
  );
  // It was introduced in March.
  expect((await came('from: "2026-04", to: "2026-04"')).matches).toEqual({ ...nothing, byOwnership: [] });
});

it('is as of a position, and for those who see what all firms told', async () => {
  const { matches, matchShares } = await asked(`${march}, asOf: 11`);
  expect(numbers(matches)).toEqual([2, 3, 0, 0, 0, 1]);
  expect(matchShares.edges.map(({ node }) => node.leadId)).toEqual([null]);
  const { errors } = await gateway.ask(`{ needs(${march}) { asOf } }`, { role: 'trader' });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
