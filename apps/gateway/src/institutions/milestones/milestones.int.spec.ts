import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let position = 10;

/** Seen at noon by the clock of Pakistan. */
const seen = (
  consignment: number,
  location: string,
  movement: string,
  day: string,
  withdrawn: number | null = null,
) => {
  position += 1;
  return ledger.insert('reporting.milestone_sightings', {
    generation: 1,
    position,
    consignment_id: idOf(consignment),
    location,
    movement,
    seen_at: `${day}T12:00:00+05:00`,
    withdrawn_position: withdrawn,
  });
};
const visit = async (consignment: number, from: string, to: string) => {
  await seen(consignment, 'PKTOR', 'arrived', from);
  await seen(consignment, 'PKTOR', 'departed', to);
};

/** The ledger stands on 1 July 2026 in Pakistan up to position 40, and on 1 August behind it. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 60; each += 1) {
    await ledger.event({ recordedAt: each <= 40 ? '2026-07-01T08:00:00Z' : '2026-08-01T08:00:00Z' });
  }
  const version = (milestone_id: string, at: number, planned_position: number, status: string, more = {}) =>
    ledger.insert('reporting.milestone_versions', {
      generation: 1,
      milestone_id,
      position: at,
      planned_position,
      status,
      details: JSON.stringify({
        name: milestone_id,
        kind: 'terminal',
        places: ['PKTOR'],
        routeIds: [],
        plannedOn: '2026-05-30',
        firstPlannedOn: '2026-05-30',
        responsible: 'x',
        source: 'x',
        ...more,
      }),
      demo: false,
    });
  await version('terminal', 1, 1, 'planned');
  await version('road', 2, 2, 'planned', {
    places: ['PKTOR', 'AFKBL'],
    plannedOn: '2026-12-31',
    firstPlannedOn: '2026-12-31',
  });
  await version('bridge', 3, 3, 'cancelled');
  await version('terminal', 4, 1, 'done', { plannedOn: '2026-08-31', doneOn: '2026-06-09' });
  // Before: stays of 1, 2, 3, 4 and 9 days, one without an end, and one that began 90 days before and an hour.
  await visit(1, '2026-04-01', '2026-04-02');
  await visit(2, '2026-04-01', '2026-04-03');
  await visit(3, '2026-04-01', '2026-04-04');
  await visit(4, '2026-04-01', '2026-04-05');
  await visit(5, '2026-06-01', '2026-06-10');
  await seen(6, 'PKTOR', 'arrived', '2026-05-01');
  await visit(7, '2026-03-01', '2026-04-20');
  // After: four of a day, and a fifth that is found wrong later.
  for (const consignment of [11, 12, 13, 14]) await visit(consignment, '2026-06-10', '2026-06-11');
  await seen(15, 'PKTOR', 'arrived', '2026-06-10', 50);
  await seen(15, 'PKTOR', 'departed', '2026-06-12');
  // On the section, five days each.
  for (const consignment of [1, 2, 3, 4])
    await seen(consignment, 'AFKBL', 'arrived', `2026-04-0${consignment + 6}`);
  await seen(5, 'AFKBL', 'arrived', '2026-06-15');
  await ledger.reach(60);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const asked = async (args: string, fields: string): Promise<readonly Record<string, unknown>[]> => {
  const { data, errors } = await gateway.ask(`{ milestones${args} { edges { node { ${fields} } } } }`, {
    role: 'trader',
  });
  expect(errors).toEqual([]);
  const { edges } = (data as { milestones: { edges: { node: Record<string, unknown> }[] } }).milestones;
  return edges.map(({ node }) => node);
};

it('tells how late each is against its first plan, as of a position', async () => {
  const rows = async (args: string) =>
    (await asked(args, 'milestoneId status plannedOn lateDays')).map((row) => Object.values(row).join(' '));
  // Done ten days late, whatever the later plan says.
  expect(await rows('')).toEqual([
    'terminal done 2026-08-31 10',
    'road planned 2026-12-31 0',
    'bridge cancelled 2026-05-30 ',
  ]);
  // On 1 July, it is 32 days late and not done.
  expect(await rows('(asOf: 3)')).toContain('terminal planned 2026-05-30 32');
  expect(await rows('(first: 1)')).toEqual(['terminal done 2026-08-31 10']);
});

it('tells the days before and since, from five consignments on', async () => {
  const measured = 'milestoneId measured { before { p50 p90 n } after { p50 p90 n } }';
  const [terminal, road] = await asked('', measured);
  expect(terminal).toEqual({
    milestoneId: 'terminal',
    measured: { before: { p50: '3.00', p90: '9.00', n: 5 }, after: null },
  });
  // In the 90 days before 1 August, one consignment left for the section.
  expect(road).toMatchObject({ measured: { before: null, after: null } });
  // In those before 1 July, five did, and each took five days.
  const [, earlier] = await asked('(asOf: 40)', measured);
  expect(earlier).toEqual({
    milestoneId: 'road',
    measured: { before: { p50: '5.00', p90: '5.00', n: 5 }, after: null },
  });
  const [known] = await asked('(asOf: 49)', measured);
  // What was found wrong at 50 was believed until then: stays of 1, 1, 1, 1 and 2 days.
  expect(known).toMatchObject({ measured: { after: { p50: '1.00', p90: '2.00', n: 5 } } });
});

it('reads all of them at once', async () => {
  gateway.statements();
  await asked('', 'milestoneId measured { before { n } after { n } }');
  // How far the read models are, the page, the instant, what was measured.
  expect(gateway.statements().filter((sql) => sql.includes('SELECT'))).toHaveLength(4);
});
