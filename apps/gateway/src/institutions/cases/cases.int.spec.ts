import type { Role } from '@corridor/nest-kit';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** The log goes on in time, whatever it is told of. */
let recordedAt = '';

type Step = readonly [
  type: string,
  at: string,
  more?: { kind?: string; answerBy?: string; resolveBy?: string },
];
/** Tells a case in the log and in the read model, event by event. */
async function addCase(id: number, steps: readonly Step[]): Promise<void> {
  const case_id = idOf(id);
  let opening = -1;
  for (const [type, at, { kind = null, answerBy = at, resolveBy = at } = {}] of steps) {
    if (at > recordedAt) recordedAt = at;
    const position = await ledger.event({ type, streamId: `case-${case_id}`, occurredAt: at, recordedAt });
    const on = at.slice(0, 10);
    await ledger.insert('reporting.case_facts', { generation: 1, position, case_id, type, on_day: on, kind });
    const set = (columns: string, ...values: unknown[]) =>
      ledger.owner.query(
        `UPDATE reporting.case_openings SET ${columns} WHERE case_id = $1 AND opening = $2`,
        [case_id, opening, ...values],
      );
    if (type === 'CaseOpened' || type === 'CaseReopened') {
      opening += 1;
      await ledger.insert('reporting.case_openings', {
        generation: 1,
        case_id,
        opening,
        kind: 'visa',
        consignment_id: null,
        opened_position: position,
        opened_at: at,
        opened_on: on,
        answer_by: answerBy,
        resolve_by: resolveBy,
        demo: false,
      });
    }
    if (type === 'CaseAnswered')
      await set('answered_position = $3, answered_at = $4, answered_on = $5', position, at, on);
    if (type === 'CaseResolved')
      await set('resolved_position = $3, resolved_at = $4, resolved_on = $5', position, at, on);
  }
}

const at = (day: string, hour = '10') => `2026-${day}T${hour}:00:00+05:00`;

beforeAll(async () => {
  ledger = await startFilledLedger();
  // 1 to 7: a visa, answered after 5 hours and resolved after 2 days, both in time; opened again, and resolved late in April.
  await addCase(1, [
    ['CaseOpened', at('03-01'), { kind: 'visa', answerBy: at('03-01', '15'), resolveBy: at('03-03') }],
    ['CaseAnswered', at('03-01', '15')],
    ['CaseResolved', at('03-03')],
    ['CaseReopened', at('03-20'), { answerBy: at('03-21'), resolveBy: at('03-22') }],
    ['CaseEscalated', at('03-23')],
    ['CaseDirected', at('03-24')],
    ['CaseResolved', at('04-01')],
  ]);
  // 8 to 10: transport that turned out to be red tape; answered a day late, and open.
  await addCase(2, [
    ['CaseOpened', at('03-05'), { kind: 'transport', answerBy: at('03-06'), resolveBy: at('03-10') }],
    ['CaseTriaged', at('03-05'), { kind: 'red-tape' }],
    ['CaseAnswered', at('03-07')],
  ]);
  // 11: open since 40 days at the end.
  await addCase(3, [['CaseOpened', at('02-28'), { kind: 'visa' }]]);
  // 12: so that the ledger has come to 9 April.
  await ledger.event({ occurredAt: at('04-09'), recordedAt: at('04-09') });
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const TIME = '{ n p50Hours p90Hours inTime shareInTime }';
interface Time {
  readonly n: number;
  readonly p50Hours: string | null;
  readonly p90Hours: string | null;
  readonly inTime: number;
  readonly shareInTime: string | null;
}
interface Cases {
  readonly byMonth: readonly Readonly<Record<string, unknown>>[];
  readonly speed: readonly { readonly kind: string | null; readonly answer: Time; readonly resolve: Time }[];
  readonly openByAge: readonly { readonly days: string; readonly cases: number }[];
  readonly list: {
    readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

async function asked(args: string, list = 'first: 50', role: Role = 'council'): Promise<Cases> {
  const { data, errors } = await gateway.ask(
    `{ cases(${args}) { asOf byMonth { month kind opened reopened resolved escalated }
      speed { kind answer ${TIME} resolve ${TIME} } openByAge { days cases }
      list(${list}) { edges { cursor node { caseId kind opened reopened resolved escalated isOpen positions } }
        pageInfo { hasNextPage endCursor } } } }`,
    { role },
  );
  expect(errors).toEqual([]);
  return (data as { cases: Cases }).cases;
}
const flat = (row: object): string => Object.values(row).map(String).join(' ');
const speedOf = ({ speed }: Cases) =>
  speed.map(({ kind, answer, resolve }) => `${kind}: ${flat(answer)}; ${flat(resolve)}`);

it('tells what was opened, opened again, resolved and escalated, by month and kind', async () => {
  const { byMonth } = await asked('from: "2026-02", to: "2026-04"');
  expect(byMonth.map(flat)).toEqual([
    '2026-02 visa 1 0 0 0',
    '2026-03 red-tape 1 0 0 0',
    '2026-03 visa 1 1 1 1',
    '2026-04 visa 0 0 1 0',
  ]);
});

it('tells how fast cases are seen to, and within which share of the service level', async () => {
  // 5 and 48 hours to answer, the first in time; 48 hours and 12 days to resolve, the first in time.
  expect(speedOf(await asked('from: "2026-02", to: "2026-04"'))).toEqual([
    'null: 2 5.00 48.00 1 0.5000; 2 48.00 288.00 1 0.5000',
    'red-tape: 1 48.00 48.00 0 0.0000; 0 null null 0 null',
    'visa: 1 5.00 5.00 1 1.0000; 2 48.00 288.00 1 0.5000',
  ]);
  expect(speedOf(await asked('from: "2026-05", to: "2026-05"'))).toEqual([
    'null: 0 null null 0 null; 0 null null 0 null',
  ]);
});

it('tells for how long what is open has been so, as of a position', async () => {
  const ages = async (more = '') =>
    (await asked(`from: "2026-03", to: "2026-03"${more}`)).openByAge.map(({ cases }) => cases);
  // 35 and 40 days.
  expect(await ages()).toEqual([0, 0, 2, 0]);
  // As the first was opened again: since then, and the second was not there yet.
  expect(await ages(', asOf: 6')).toEqual([1, 0, 0, 0]);
  expect(await ages(', asOf: 3')).toEqual([0, 0, 0, 0]);
  expect(await ages(', asOf: 0')).toEqual([0, 0, 0, 0]);
});

it('is of the kind that was known at the position', async () => {
  const before = await asked('from: "2026-03", to: "2026-03", asOf: 8');
  expect(before.byMonth.map(({ kind }) => kind)).toEqual(['transport', 'visa']);
});

it('is explained by the cases that made it, page by page, which sum to it', async () => {
  const months = 'from: "2026-03", to: "2026-03"';
  const first = (await asked(months, 'first: 2')).list;
  expect(first.edges.map(({ node }) => flat(node))).toEqual([
    `${idOf(1)} visa 1 1 1 1 false 1,2,3,4,5,6,7`,
    `${idOf(2)} red-tape 1 0 0 0 true 8,9,10`,
  ]);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = (await asked(months, `first: 2, after: "${first.pageInfo.endCursor}"`)).list;
  expect(second.edges.map(({ node }) => flat(node))).toEqual([`${idOf(3)} visa 0 0 0 0 true 11`]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

it('shows its figures to everybody, and single cases to those who see events', async () => {
  const query = (list: string) => `{ cases(from: "2026-03", to: "2026-03") { asOf ${list} } }`;
  expect((await gateway.ask(query(''), { role: 'trader' })).errors).toEqual([]);
  for (const role of ['trader', 'customs'] as const) {
    const { errors } = await gateway.ask(query('list { edges { cursor } }'), { role });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});
