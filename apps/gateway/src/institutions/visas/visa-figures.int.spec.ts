import { ROLES, type Role } from '@corridor/nest-kit';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addVisa, type VisaFactOf } from '../../spec-kit/visa-rows.js';

const SEE_ALL: readonly Role[] = ['council', 'commission', 'operator', 'reporter'];
const OTHERS = ROLES.filter((role) => !SEE_ALL.includes(role));

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let position = 0;
let id = 0;

/** Asked for and invited in March, then as told. @returns its number. */
async function application(
  {
    askedOn = '2026-03-01',
    ...more
  }: Omit<Parameters<typeof addVisa>[1], 'id' | 'position'> & {
    readonly askedOn?: string;
  },
  ...facts: VisaFactOf[]
): Promise<number> {
  id += 1;
  const all: VisaFactOf[] = [['requested', askedOn], ['invited', '2026-03-05'], ...facts];
  // In the log, too: an open delay runs to when the ledger came to the position.
  for (const _ of all)
    await ledger.event({
      type: 'VisaTold',
      streamId: `visa-${idOf(id)}`,
      recordedAt: more.toldAt ?? RECORDED,
    });
  await addVisa(ledger, { id, position: position + 1, ...more }, all);
  position += all.length;
  return id;
}
const delegation = (at: number, number: number, startsOn: string | null, kind = 'planned') =>
  ledger.insert('reporting.engagement_facts', {
    generation: 1,
    position: at,
    engagement_id: idOf(number),
    kind,
    on_day: '2026-03-01',
    starts_on: startsOn,
    ends_on: startsOn,
  });
/** 20:30 on 1 June in UTC is 2 June in Pakistan and in Kazakhstan. */
const RECORDED = '2026-06-01T20:30:00.000000Z';

const submitted = (day: string): VisaFactOf => ['submitted', day];
const granted = (day: string, days: number): VisaFactOf => ['granted', day, { days }];
const refused = (day: string, days: number, reason: string): VisaFactOf => ['refused', day, { days, reason }];

beforeAll(async () => {
  ledger = await startFilledLedger();
  const pk = { nationality: 'PK', destination: 'KZ' };
  // Five of Pakistan to Kazakhstan in April: two granted in 10 and 15 days, one refused in 21, one withdrawn, one open.
  await application(pk, submitted('2026-04-01'), granted('2026-04-11', 10));
  await application({ ...pk, delegation: 901 }, submitted('2026-04-30'), granted('2026-05-15', 15));
  await application(
    { ...pk, delegation: 902 },
    submitted('2026-04-20'),
    refused('2026-05-11', 21, 'previous-stay'),
  );
  await application(pk, submitted('2026-04-02'), ['withdrawn', '2026-04-05']);
  await application({ ...pk, delegation: 903 }, submitted('2026-04-29'), [
    'documents-requested',
    '2026-05-04',
  ]);
  // Three of Kazakhstan to Pakistan, two of Uzbekistan.
  const kz = { nationality: 'KZ', destination: 'PK' };
  await application(kz, submitted('2026-04-03'), granted('2026-04-03', 0));
  await application(kz, submitted('2026-04-03'), granted('2026-04-04', 1));
  await application(kz, submitted('2026-04-03'), granted('2026-04-04', 1));
  const uz = { nationality: 'UZ', destination: 'KZ' };
  await application(uz, submitted('2026-04-10'), refused('2026-04-12', 2, 'security'));
  await application(uz, submitted('2026-04-10'));
  // Alone in May; never submitted, but for a delegation that was to start before; declined; of a delegation in time.
  await application(kz, submitted('2026-05-01'), granted('2026-05-02', 1));
  await application({ ...pk, delegation: 904, intendedFrom: '2026-06-01' });
  await application({ ...pk, delegation: 905 }, ['declined', '2026-05-30']);
  await application({ ...pk, delegation: 906 }, submitted('2026-05-01'), ['withdrawn', '2026-05-30']);
  await application({ ...pk, delegation: 907, intendedFrom: '2026-06-02' });
  // Each begins as its application says, but for one that was put off, and one that was called off.
  await application({ ...pk, delegation: 908 }, submitted('2026-04-30'), granted('2026-05-15', 15));
  await application({ ...pk, delegation: 909 }, submitted('2026-04-30'));
  // Asked for on the first day of the delegation.
  await application({ ...pk, delegation: 901, askedOn: '2026-05-11' });
  const days = { 904: '2026-06-01', 907: '2026-06-02' } as Readonly<Record<number, string>>;
  for (let at = 1; at <= 9; at += 1) await delegation(at, 900 + at, days[900 + at] ?? '2026-05-11');
  await delegation(10, 908, '2026-05-15', 'rescheduled');
  await delegation(position, 909, null, 'cancelled');
  await ledger.reach(position);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
interface Answer {
  readonly months: readonly (Row & { readonly cells: readonly Row[] })[];
  readonly applications: { readonly edges: readonly { readonly node: Row }[]; readonly pageInfo: Row };
  readonly delayedDelegations: Answer['applications'];
}

const COUNTS =
  'withheld submitted granted refused refusedFor { reason count } withdrawn open days { n mean p50 p90 }';

async function asked(
  fields: string,
  { role = 'council' as Role, args = 'from: "2026-04", to: "2026-05"' } = {},
) {
  const { data, errors } = await gateway.ask(`{ visaFigures(${args}) { asOf ${fields} } }`, { role });
  return { errors, answer: (data as { visaFigures: Answer | null } | null)?.visaFigures };
}

/** Each as one line: what was counted, the reasons, and the days. */
function lineOf({ withheld, refusedFor, days, ...row }: Row): string {
  const { month, nationality, destination } = row as Readonly<Record<string, string>>;
  const name = month ?? `${nationality}-${destination}`;
  if (withheld) {
    const told = Object.values({
      ...row,
      refusedFor,
      days,
      month: null,
      nationality: null,
      destination: null,
      cells: null,
    });
    expect(told.filter((value) => value !== null)).toEqual([]);
    return `${name} withheld`;
  }
  const { submitted, granted, refused, withdrawn, open } = row;
  if (granted === null) {
    expect([refused, refusedFor, withdrawn, open, days]).toEqual([null, null, null, null, null]);
    return `${name} ${submitted} no outcomes`;
  }
  const reasons = (refusedFor as { reason: string; count: number }[] | null)?.map(
    ({ reason, count }) => `${reason}:${count}`,
  );
  const took = days as { n: number; mean: string; p50: number; p90: number } | null;
  const words = took ? `${took.n} in ${took.mean} ${took.p50} ${took.p90}` : 'no days';
  return [
    name,
    submitted,
    granted,
    refused,
    reasons ? `(${reasons.join(',')})` : 'no reasons',
    withdrawn,
    open,
    words,
  ].join(' ');
}

async function months(options: Parameters<typeof asked>[1] = {}): Promise<readonly string[]> {
  const { answer, errors } = await asked(
    `months { month ${COUNTS} cells { nationality destination ${COUNTS} } }`,
    options,
  );
  expect(errors).toEqual([]);
  return (answer?.months ?? []).flatMap(({ cells, ...month }) => [
    lineOf(month),
    ...cells.map((cell) => `- ${lineOf(cell)}`),
  ]);
}

const APRIL = [
  // 10 + 15 + 15 + 21 + 0 + 1 + 1 + 2 = 65 days of 8: 8.125; sorted 0 1 1 2 10 15 15 21, the 4th and the 8th.
  '2026-04 12 6 2 (SECURITY:1,PREVIOUS_STAY:1) 1 3 8 in 8.12 2 21',
  // 2 of 3 days: 0.67.
  '- KZ-PK 3 3 0 () 0 0 3 in 0.67 1 1',
  // 61 days of 4: 15.25.
  '- PK-KZ 7 3 1 (PREVIOUS_STAY:1) 1 2 4 in 15.25 15 21',
  '- UZ-KZ 2 0 1 (SECURITY:1) 0 1 1 in 2.00 2 2',
];

it.each(SEE_ALL)('tells a %s all that was submitted, by month, nationality and destination', async (role) => {
  expect(await months({ role, args: 'from: "2026-04", to: "2026-04"' })).toEqual(APRIL);
});

it.each(OTHERS)(
  'tells a %s each month from the end of the next one on, and no outcome that few share',
  async (role) => {
    // The ledger came to 2 June: May is told from July on. In April three nations refused and withdrew too few to tell any outcome.
    expect(await months({ role })).toEqual([
      // 12 less 7 is what both others have together.
      '2026-04 12 no outcomes',
      '- PK-KZ 7 no outcomes',
    ]);
  },
);

it('is as of a position: what was decided later is open until then', async () => {
  // The first application stands at 1 to 4, its submission at 3; the second at 5 to 8.
  const until = (asOf: number) => months({ args: `from: "2026-04", to: "2026-04", asOf: ${asOf}` });
  expect(await until(2)).toEqual([]);
  expect(await until(3)).toEqual(['2026-04 1 0 0 () 0 1 no days', '- PK-KZ 1 0 0 () 0 1 no days']);
  expect(await until(4)).toEqual([
    '2026-04 1 1 0 () 0 0 1 in 10.00 10 10',
    '- PK-KZ 1 1 0 () 0 0 1 in 10.00 10 10',
  ]);
  expect(await until(7)).toEqual([
    '2026-04 2 1 0 () 0 1 1 in 10.00 10 10',
    '- PK-KZ 2 1 0 () 0 1 1 in 10.00 10 10',
  ]);
});

it('is explained by the applications, whose sum it is, each with its events', async () => {
  const fields =
    'edges { node { visaId month nationality destination outcome refusedFor daysTaken positions } }';
  const { answer } = await asked(`applications(nationality: "PK", destination: "KZ") { ${fields} }`, {
    args: 'from: "2026-04", to: "2026-04"',
  });
  const nodes = answer?.applications.edges.map(({ node }) => node) ?? [];
  expect(
    nodes.map(({ visaId, outcome, refusedFor, daysTaken }) => [visaId, outcome, refusedFor, daysTaken]),
  ).toEqual([
    [idOf(1), 'GRANTED', null, 10],
    [idOf(2), 'GRANTED', null, 15],
    [idOf(3), 'REFUSED', 'PREVIOUS_STAY', 21],
    [idOf(4), 'WITHDRAWN', null, null],
    [idOf(5), 'OPEN', null, null],
    [idOf(16), 'GRANTED', null, 15],
    [idOf(17), 'OPEN', null, null],
  ]);
  expect(nodes[0]?.positions).toEqual([1, 2, 3, 4]);
  const all = await asked(`applications(first: 500) { ${fields} }`, {
    args: 'from: "2026-04", to: "2026-04"',
  });
  const outcomes = all.answer?.applications.edges.map(({ node }) => node.outcome) ?? [];
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  expect([outcomes.length, count('GRANTED'), count('REFUSED'), count('WITHDRAWN'), count('OPEN')]).toEqual([
    12, 6, 2, 1, 3,
  ]);
});

const DELAYED =
  'edges { node { delegationId visaId intendedFrom decidedOn daysLate } } pageInfo { hasNextPage endCursor }';

it('tells which delegations were held up: decided behind their start, or open behind it as of the position', async () => {
  const { answer } = await asked(`delayedDelegations { ${DELAYED} }`, {
    args: 'from: "2026-05", to: "2026-06"',
  });
  const nodes = answer?.delayedDelegations.edges.map(({ node }) => Object.values(node));
  expect(nodes).toEqual([
    // Meant to start on 11 May. Decided on 15 May; on the day itself is in time; open still on 2 June.
    [idOf(901), idOf(2), '2026-05-11', '2026-05-15', 4],
    [idOf(903), idOf(5), '2026-05-11', null, 22],
    // Never submitted, and due yesterday. Declined, withdrawn, and due today are none.
    [idOf(904), idOf(12), '2026-06-01', null, 1],
  ]);
  // Before it was called off, that one was held up.
  const meant = await asked(`delayedDelegations { ${DELAYED} }`, {
    args: `from: "2026-05", to: "2026-05", asOf: ${position - 1}`,
  });
  expect(meant.answer?.delayedDelegations.edges.map(({ node }) => node.delegationId)).toEqual(
    [901, 903, 909].map(idOf),
  );
  // Before its decision was told, the first one was open.
  const before = await asked(`delayedDelegations { ${DELAYED} }`, {
    args: 'from: "2026-05", to: "2026-05", asOf: 7',
  });
  expect(before.answer?.delayedDelegations.edges.map(({ node }) => Object.values(node))).toEqual([
    [idOf(901), idOf(2), '2026-05-11', null, 22],
  ]);
});

it('goes on page by page', async () => {
  const page = async (field: string, after: string) => {
    const { answer } = await asked(
      `${field}(first: 2${after}) { edges { node { visaId } } pageInfo { hasNextPage endCursor } }`,
      { args: 'from: "2026-04", to: "2026-06"' },
    );
    return (answer as unknown as Record<string, Answer['applications']>)[field];
  };
  for (const [field, first, second] of [
    ['applications', [1, 2], [3, 4]],
    ['delayedDelegations', [2, 5], [12]],
  ] as const) {
    const one = await page(field, '');
    expect([one?.edges.map(({ node }) => node.visaId), one?.pageInfo.hasNextPage]).toEqual([
      first.map(idOf),
      true,
    ]);
    const other = await page(field, `, after: "${one?.pageInfo.endCursor}"`);
    expect(other?.edges.map(({ node }) => node.visaId)).toEqual(second.map(idOf));
  }
});

it.each(OTHERS)('shows a %s no single application', async (role) => {
  for (const field of ['applications', 'delayedDelegations']) {
    const { errors, answer } = await asked(`months { month } ${field} { edges { node { visaId } } }`, {
      role,
    });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(answer?.months).toHaveLength(1);
  }
});

it('counts in the month, and from the day, that the submission was corrected to, as of then', async () => {
  const nat = { nationality: 'TM', destination: 'KZ' };
  await application(nat, submitted('2025-01-06'), granted('2025-02-20', 45), submitted('2025-02-10'));
  await ledger.reach(position);
  const args = 'from: "2025-01", to: "2025-02"';
  expect(await months({ args: `${args}, asOf: ${position - 1}` })).toEqual([
    '2025-01 1 1 0 () 0 0 1 in 45.00 45 45',
    '- TM-KZ 1 1 0 () 0 0 1 in 45.00 45 45',
  ]);
  expect(await months({ args })).toEqual([
    '2025-02 1 1 0 () 0 0 1 in 10.00 10 10',
    '- TM-KZ 1 1 0 () 0 0 1 in 10.00 10 10',
  ]);
});

describe('of a month that was told', () => {
  const role = 'bank';
  const args = 'from: "2026-06", to: "2026-06"';
  const of = (firm: string, toldAt: string) => ({ nationality: 'PK', destination: 'KZ', firm, toldAt });
  const came = async (instant: string) => {
    await ledger.event({ type: 'VisaTold', streamId: 'visa-of-the-day', recordedAt: instant });
    position += 1;
    await ledger.reach(position);
  };
  const before = '2026-07-31T18:59:59Z';

  it('figures are told once, at the end of the next one, and are the same ever after', async () => {
    for (const [index, firm] of ['a', 'b', 'c', 'd', 'e', 'f', 'g'].entries()) {
      const decided =
        index < 3 ? granted('2026-06-20', 10) : refused('2026-06-15', 5, index < 6 ? 'purpose' : 'documents');
      await application(of(firm, before), submitted('2026-06-10'), decided);
    }
    await ledger.reach(position);
    await came('2026-07-31T18:59:59.000000Z');
    expect(await months({ role, args })).toEqual([]);
    await came('2026-07-31T19:00:00.000000Z');
    // One alone was refused for documents, so no reasons are told. 30 + 20 days of 7.
    const told = [
      '2026-06 7 3 4 no reasons 0 0 7 in 7.14 5 10',
      '- PK-KZ 7 3 4 no reasons 0 0 7 in 7.14 5 10',
    ];
    const release = position;
    expect(await months({ role, args })).toEqual(told);
    expect(await months({ role, args: `${args}, asOf: ${release - 1}` })).toEqual([]);

    // What is told late, of that month or of one that it had, is told to the institutions.
    await application(
      of('h', '2026-08-01T00:00:00Z'),
      submitted('2026-06-11'),
      refused('2026-06-12', 1, 'security'),
    );
    await ledger.reach(position);
    for (let asOf = release; asOf <= position; asOf += 1) {
      expect(await months({ role, args: `${args}, asOf: ${asOf}` })).toEqual(told);
    }
    expect((await months({ args }))[0]).toMatch(/^2026-06 8 3 5 /);
  });
});
