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
  // Came together, and left in two parts: one as of 53, the other as of 54.
  position = 50;
  await seen(16, 'PKTOR', 'arrived', '2026-06-11');
  for (const part of [161, 162]) {
    await ledger.insert('reporting.milestone_parts', {
      generation: 1,
      consignment_id: idOf(part),
      whole_id: idOf(16),
      position: 52,
    });
  }
  position = 52;
  await seen(161, 'PKTOR', 'departed', '2026-06-13');
  await seen(162, 'PKTOR', 'departed', '2026-06-20');
  // As the second of August begins by the clock of Pakistan, one more has left.
  await ledger.event({ recordedAt: '2026-08-01T20:00:00Z' });
  position = 60;
  await seen(17, 'PKTOR', 'departed', '2026-08-01');
  await ledger.reach(61);
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
  const days = 'p50 p90 p50AtLeast p90AtLeast n open';
  const measured = `milestoneId measured { before { ${days} } after { ${days} } }`;
  const rowOf = (row: Record<string, unknown> | undefined, when: string) => {
    const { [when]: told } = (row?.measured ?? {}) as Record<string, object | null>;
    return told && Object.values(told).join(' ');
  };
  const [terminal, road] = await asked('(asOf: 60)', measured);
  // Stays of 1, 2, 3, 4 and 9 days, and one of 92 days and an hour so far.
  expect(rowOf(terminal, 'before')).toBe('3.00  3.00 92.04 6 1');
  // Four of a day, and one of nine: until the last of its parts had left.
  expect(rowOf(terminal, 'after')).toBe('1.00 9.00 1.00 9.00 5 0');
  // One took five days; seven more left since 3 May and were seen nowhere: on 13 and 20 June, on 12 June, and four on the 11th.
  expect(rowOf(road, 'before')).toBe('  50.04 51.04 8 7');
  // By the clock of its place, it is the second of August, and what left on the first is in.
  const [, next] = await asked('(asOf: 61)', measured);
  expect(rowOf(next, 'before')).toMatch(/ 9 8$/);
  const [halfGone] = await asked('(asOf: 53)', measured);
  expect(rowOf(halfGone, 'after')).toBe('1.00  1.00 51.04 5 1');
  // In the 90 days before 1 July, five took five days each, and six are on their way.
  const [, earlier] = await asked('(asOf: 40)', measured);
  expect(rowOf(earlier, 'before')).toBe('  19.04 20.04 11 6');
  const [known] = await asked('(asOf: 49)', measured);
  // What was found wrong at 50 was believed until then: stays of 1, 1, 1, 1 and 2 days.
  expect(rowOf(known, 'after')).toBe('1.00 2.00 1.00 2.00 5 0');
  const [tooFew] = await asked('(asOf: 50)', measured);
  expect(rowOf(tooFew, 'after')).toBeNull();
});

it('reads all of them at once', async () => {
  gateway.statements();
  await asked('', 'milestoneId measured { before { n } after { n } }');
  // How far the read models are, the page, the instant, what was measured.
  expect(gateway.statements().filter((sql) => sql.includes('SELECT'))).toHaveLength(4);
});
