import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const TODAY = '2026-06-20T08:00:00Z';

/**
 * | commitment | announced        | promised | then                                                     |
 * | ---------- | ---------------- | -------- | -------------------------------------------------------- |
 * | 1          | 10 May 2024      | 1,000.00 | 200.00 delivered on 10 August 2024, 800.00 in May 2025   |
 * | 2          | 1 September 2025 | 500.00   | 100.00 delivered on 15 October 2025                      |
 * | 3          | 15 February 2026 | 400.00   | 300.00 delivered on 1 March 2026                         |
 * | 4          | 1 June 2026      | 900.00   |                                                          |
 * | 5          | 1 March 2026     | 600.00   | services                                                 |
 *
 * All of it is told on 20 June 2026.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const facts = [
    ['delivered', 1, '2024-08-10', 20_000],
    ['delivered', 1, '2025-05-20', 80_000],
    ['delivered', 2, '2025-10-15', 10_000],
    ['delivered', 3, '2026-03-01', 30_000],
  ] as const;
  const promises = [
    ['2024-05-10', 100_000],
    ['2025-09-01', 50_000],
    ['2026-02-15', 40_000],
    ['2026-06-01', 90_000],
    ['2026-03-01', 60_000],
  ] as const;
  for (const [index, [announced_on, promised]] of promises.entries()) {
    const position = await ledger.event({ recordedAt: TODAY });
    const id = idOf(index + 1);
    const of_services = index === 4;
    await addCommitment(ledger, { id, position, of: { announced_on, of_services }, stages: [] });
    await fact('promised', position, id, announced_on, promised);
  }
  for (const [stage, of, on, cents] of facts)
    await fact(stage, await ledger.event({ recordedAt: TODAY }), idOf(of), on, cents);
  await ledger.reach(await ledger.event({ recordedAt: TODAY }));
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const fact = (stage: string, position: number, commitment_id: string, on_day: string, usd_cents: number) =>
  ledger.insert('reporting.commitment_facts', {
    ...{ generation: 1, position, fact: 1, commitment_id, stage, on_day, cause_position: position },
    ...{ usd_cents, jobs: 0, unvalued_lines: 0 },
    ...(stage === 'promised' && { status: 'announced' }),
  });

const asked = async (field: string, args = '') => {
  const { data, errors } = await gateway.ask(`{ commitmentFunnel${args} { asked: ${field} } }`);
  expect(errors).toEqual([]);
  return (data as { commitmentFunnel: { asked: readonly Year[] } }).commitmentFunnel.asked;
};
interface Stages {
  readonly promised: { readonly amount: string };
  readonly delivered: { readonly amount: string };
  readonly deliveredShare: string | null;
}
interface Year {
  readonly year: string;
  readonly commitments: number;
  readonly younger: number;
  readonly stages: Stages;
  readonly earlierCommitments: number;
  readonly earlier: Stages | null;
}
const shown = ({ promised, delivered, deliveredShare }: Stages) =>
  `${delivered.amount} of ${promised.amount} (${deliveredShare})`;
const told = async (args: string, of = '') => {
  const stages = '{ promised { amount } delivered { amount } deliveredShare }';
  const years = await asked(
    `atAge(${args}) { year commitments younger stages ${stages} earlierCommitments earlier ${stages} }`,
    of,
  );
  return years.map(
    (year) =>
      `${year.year}: ${year.commitments}, ${year.younger} younger, ${shown(year.stages)}; before ${year.earlierCommitments}, ${year.earlier && shown(year.earlier)}`,
  );
};

it('sets each year beside earlier ones at the same age', async () => {
  // Three months: 10 August 2024 is one of them, the last; 1 June 2026 is not yet so long ago.
  expect(await told('months: 3')).toEqual([
    '2024: 1, 0 younger, 200.00 of 1000.00 (0.2000); before 0, null',
    '2025: 1, 0 younger, 100.00 of 500.00 (0.2000); before 1, 200.00 of 1000.00 (0.2000)',
    // (200 + 100) ÷ (1000 + 500) before it.
    '2026: 1, 1 younger, 300.00 of 400.00 (0.7500); before 2, 300.00 of 1500.00 (0.2000)',
  ]);
  expect(await told('months: 1')).toEqual([
    '2024: 1, 0 younger, 0.00 of 1000.00 (0.0000); before 0, null',
    '2025: 1, 0 younger, 0.00 of 500.00 (0.0000); before 1, 0.00 of 1000.00 (0.0000)',
    '2026: 1, 1 younger, 300.00 of 400.00 (0.7500); before 2, 0.00 of 1500.00 (0.0000)',
  ]);
  // No promise of 2025 or later is so old: nothing to compare.
  expect(await told('months: 13')).toEqual([
    '2024: 1, 0 younger, 1000.00 of 1000.00 (1.0000); before 0, null',
    '2025: 0, 1 younger, 0.00 of 0.00 (null); before 1, 1000.00 of 1000.00 (1.0000)',
    '2026: 0, 2 younger, 0.00 of 0.00 (null); before 1, 1000.00 of 1000.00 (1.0000)',
  ]);
});

it('by years from July to June, too', async () => {
  expect(await told('months: 3, of: JULY_TO_JUNE')).toEqual([
    '2023-24: 1, 0 younger, 200.00 of 1000.00 (0.2000); before 0, null',
    // (100 + 300) ÷ (500 + 400)
    '2025-26: 2, 1 younger, 400.00 of 900.00 (0.4444); before 1, 200.00 of 1000.00 (0.2000)',
  ]);
  expect(await asked('byYear(of: JULY_TO_JUNE) { name commitments }')).toEqual([
    { name: '2023-24', commitments: 1 },
    { name: '2025-26', commitments: 3 },
  ]);
  expect(await asked('byYear { name commitments }')).toEqual([
    { name: '2024', commitments: 1 },
    { name: '2025', commitments: 1 },
    { name: '2026', commitments: 2 },
  ]);
});

it('is as of a position, by the day of that', async () => {
  // Nothing was delivered as of the announcements.
  expect(await told('months: 0', '(asOf: 5, sector: "textiles")')).toHaveLength(3);
  expect(await told('months: 3', '(asOf: 6, to: "2024-12")')).toEqual([
    '2024: 1, 0 younger, 200.00 of 1000.00 (0.2000); before 0, null',
  ]);
  expect(await told('months: 3', '(asOf: 5, to: "2024-12")')).toEqual([
    '2024: 1, 0 younger, 0.00 of 1000.00 (0.0000); before 0, null',
  ]);
});

it.each([-1, 121])('is of no age of %d months', async (months) => {
  const { errors } = await gateway.ask(`{ commitmentFunnel { atAge(months: ${months}) { year } } }`);
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('months') }]);
});
