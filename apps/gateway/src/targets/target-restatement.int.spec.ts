import { type Asked, restatementOf } from '../restatement/restated.spec-kit.js';
import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { idOf } from '../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const PROGRESS: Asked = ['targetProgress', 'reporter: "PK", partner: "KZ"'];

/**
 * | event | recorded         | what                                                      |
 * | ----- | ---------------- | --------------------------------------------------------- |
 * | 1     | 10 January 2026  | A, exported in March 2025: 100.00                         |
 * | 2     | 11 January       | B, imported in December 2025: 50.00                       |
 * | 3     | 10 February      | C, exported in February 2026, which is not over: 40.00    |
 * | 4     | 20 March         | A is amended to 80.00                                     |
 * | 5     | 25 March         | D, exported in March 2026: 70.00                          |
 * | 6     | 2 April          | E, exported in February 2026: 5.00                        |
 * | 7, 8  | 3 and 4 April    | a target of 1,000.00 is set, and revised to 1,200.00      |
 * | 9     | 5 April          | B is cancelled                                            |
 * | 10    | 6 April          | another target of 1,300.00 is set                         |
 * | 11    | 7 April          | the older one, which is no more in force, is 1,250.00     |
 * | 12    | 8 April          | the one in force is revised to 1,400.00                   |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const days = ['01-10', '01-11', '02-10', '03-20', '03-25', '04-02', '04-03', '04-04', '04-05'];
  days.push('04-06', '04-07', '04-08');
  for (const day of days) await ledger.event({ recordedAt: `2026-${day}T08:00:00Z` });
  const declared = (
    position: number,
    of: number,
    [month, cents]: readonly [string, bigint],
    more: { flow?: 'import'; correction?: true } = {},
  ) =>
    ledger.fact({
      ...{ position, consignmentId: consignmentId(of), declarationId: idOf(of), month, cents },
      ...{ flow: 'export', ...more },
      occurredAt: `2026-${days[position - 1]}T08:00:00Z`,
    });
  await declared(1, 1, ['2025-03', 10_000n]);
  await declared(2, 2, ['2025-12', 5_000n], { flow: 'import' });
  await declared(3, 3, ['2026-02', 4_000n]);
  await declared(4, 1, ['2025-03', -2_000n], { correction: true });
  await declared(5, 4, ['2026-03', 7_000n]);
  await declared(6, 5, ['2026-02', 500n]);
  await declared(9, 2, ['2025-12', -5_000n], { flow: 'import', correction: true });
  for (const [position, yearly_amount_cents, target_id] of [
    [7, 100_000, 'pk-kz'],
    [8, 120_000, 'pk-kz'],
    [10, 130_000, 'pk-kz-anew'],
    [11, 125_000, 'pk-kz'],
    [12, 140_000, 'pk-kz-anew'],
  ] as const) {
    await ledger.insert('reporting.targets', {
      ...{ generation: 1, target_id, position, reporter: 'PK', partner: 'KZ', yearly_amount_cents },
      ...{ due_on: null, source: 'x', told_on: '2026-04-03', demo: false },
      occurred_at: `2026-${days[position - 1]}T08:00:00Z`,
    });
  }
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const told = async (since: number, asOf: number, args = '') => {
  const asked: Asked = [PROGRESS[0], PROGRESS[1] + args];
  const { measures, entries } = await restatementOf(gateway, asked, since, asOf, 2, 'moved');
  return {
    measures: measures.map(
      ({ measure, unit, before, after, added, corrected, moved }) =>
        `${measure} ${unit}: ${before} to ${after}, new ${added}, corrected ${corrected}, moved ${moved}`,
    ),
    entries: entries.map(
      ({ key, kind, measures: [share], positions }) =>
        `${key} ${kind} ${share?.change} (${positions.join(' ')})`,
    ),
  };
};
const key = (of: number) => `${consignmentId(of)}/${idOf(of)}`;

it('tells what is new from what corrects the months that were reported, and what moved with the months', async () => {
  // February 2025 to January 2026: A and B. April 2025 to March 2026: B, C, D and E; that A came to less since is in no month of it.
  expect(await told(3, 6)).toEqual({
    measures: ['realised USD: 150.00 to 165.00, new 75.00, corrected 0.00, moved -60.00'],
    entries: [
      'month/2025-03 MOVED -100.00 ()',
      'month/2026-02 MOVED 40.00 ()',
      `${key(4)} ADDED 70.00 (5)`,
      `${key(5)} ADDED 5.00 (6)`,
    ],
  });
  // March 2025 to February 2026: A, which is 80.00, B and C.
  expect(await told(3, 4)).toEqual({
    measures: ['realised USD: 150.00 to 170.00, new 0.00, corrected -20.00, moved 40.00'],
    entries: ['month/2026-02 MOVED 40.00 ()', `${key(1)} CHANGED -20.00 (4)`],
  });
});

it('tells by which event it was that a declaration is taken back whole', async () => {
  expect((await told(8, 9)).entries).toEqual([`${key(2)} REMOVED -50.00 (9)`]);
});

it('keeps what became of the target apart from what became of the trade', async () => {
  expect(await told(6, 7)).toEqual({
    measures: [
      'realised USD: 165.00 to 165.00, new 0.00, corrected 0.00, moved 0.00',
      'target.yearlyAmount USD: 0.00 to 1000.00, new 1000.00, corrected 0.00, moved 0.00',
    ],
    entries: ['target ADDED 1000.00 (7)'],
  });
  expect(await told(7, 8)).toEqual({
    measures: [
      'realised USD: 165.00 to 165.00, new 0.00, corrected 0.00, moved 0.00',
      'target.yearlyAmount USD: 1000.00 to 1200.00, new 0.00, corrected 200.00, moved 0.00',
    ],
    entries: ['target CHANGED 200.00 (8)'],
  });
});

it('names no word on a target that is not in force', async () => {
  expect((await told(10, 12)).entries).toEqual(['target CHANGED 100.00 (12)']);
  // The one in force became another.
  expect((await told(9, 11)).entries).toEqual(['target CHANGED 100.00 (10 11)']);
});

it('takes all for new before anything was known', async () => {
  expect(await told(0, 3)).toEqual({
    measures: ['realised USD: 0.00 to 150.00, new 150.00, corrected 0.00, moved 0.00'],
    entries: [`${key(1)} ADDED 100.00 (1)`, `${key(2)} ADDED 50.00 (2)`],
  });
});

it('tells no months that were empty before the ledger began: what is cancelled in its first month is corrected', async () => {
  // Without B the ledger begins in February 2026, by months from April 2025 to March 2026 all the same.
  expect(await told(5, 9)).toMatchObject({
    measures: [
      'realised USD: 170.00 to 115.00, new 5.00, corrected -50.00, moved -10.00',
      'target.yearlyAmount USD: 0.00 to 1200.00, new 1200.00, corrected 0.00, moved 0.00',
    ],
  });
});

it('compares both by the same instant', async () => {
  // By 15 March, the months are those from March 2025 to February 2026, of which neither the amendment nor E had happened.
  expect(await told(3, 9, ', occurredUntil: "2026-03-15T00:00:00+05:00"')).toEqual({
    measures: ['realised USD: 150.00 to 190.00, new 0.00, corrected 0.00, moved 40.00'],
    entries: ['month/2026-02 MOVED 40.00 ()'],
  });
});

it('has nothing since a position that lies ahead', async () => {
  const { errors } = await gateway.ask(
    '{ targetProgress(reporter: "PK", partner: "KZ", asOf: 3) { restatement(since: 4) { since } } }',
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});
