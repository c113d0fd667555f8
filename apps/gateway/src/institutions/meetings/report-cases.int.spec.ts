import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { addMeeting } from './meeting.spec-kit.js';

const MEETING = '00000000-0000-4000-8000-000000000001';
const CASE = '00000000-0000-4000-8000-000000000002';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** The report is of position 2; what the third event tells came behind it. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let count = 0; count < 3; count += 1) await ledger.event({ recordedAt: '2026-03-31T12:00:00Z' });
  await addMeeting(
    ledger,
    MEETING,
    1,
    {},
    { status: 'closed', report_as_of: 2, last_position: 2, starts_on: '2026-03-30', ends_on: '2026-03-31' },
  );
  for (const [position, type] of [
    [2, 'CaseOpened'],
    [3, 'CaseResolved'],
  ] as const) {
    await ledger.insert('reporting.case_facts', {
      generation: 1,
      position,
      case_id: CASE,
      type,
      on_day: '2026-03-31',
      kind: type === 'CaseOpened' ? 'visa' : null,
    });
  }
  await ledger.reach(3);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

it('tells the cases of twelve months and the goods that are stuck, as of the position of the report', async () => {
  const cases = '{ from to asOf byMonth { month kind opened resolved } }';
  const blocked = '{ asOf value { amount } consignments }';
  const { data, errors } = await gateway.ask(
    `{ meeting(meetingId: "${MEETING}") { report { asOf cases ${cases} blocked ${blocked} } } }`,
    { role: 'commission' },
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    meeting: {
      report: {
        asOf: 2,
        cases: {
          from: '2025-04',
          to: '2026-03',
          asOf: 2,
          byMonth: [{ month: '2026-03', kind: 'visa', opened: 1, resolved: 0 }],
        },
        blocked: { asOf: 2, value: { amount: '0.00' }, consignments: 0 },
      },
    },
  });
});
