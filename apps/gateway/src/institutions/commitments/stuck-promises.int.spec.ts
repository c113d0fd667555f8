import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const TODAY = '2026-06-20T08:00:00Z';

type Told = readonly [stage: string, cents: number, on: string, status?: string];
/** All in order of their numbers; the promise of each is told with its announcement. */
const PROMISES: readonly (readonly [of: object, ...told: readonly Told[]])[] = [
  // 1: 1,000.00, of which 300.00 were contracted on 20 May, 31 days ago.
  [{ announced_on: '2026-01-10' }, ['promised', 100_000, '2026-01-10'], ['contracted', 30_000, '2026-05-20']],
  // 2: 500.00, of which nothing came for 30 days.
  [{ announced_on: '2026-05-21' }, ['promised', 50_000, '2026-05-21']],
  // 3: a contract of 400.00, nothing of which was shipped for 181 days; its day passed.
  [
    { announced_on: '2025-12-21', kind: 'contract' },
    ['promised', 40_000, '2025-12-21'],
    ['status', 0, '2026-06-01', 'lapsed'],
  ],
  // 4: 200.00, of which 250.00 were delivered, and 150.00 paid 90 days ago.
  [
    { announced_on: '2026-01-01' },
    ['promised', 20_000, '2026-01-01'],
    ...(['contracted', 'shipped', 'cleared', 'delivered'] as const).map(
      (stage): Told => [stage, 25_000, '2026-02-01'],
    ),
    ['paid', 15_000, '2026-03-22'],
  ],
  // 5: withdrawn; 6: fulfilled, though unpaid; 7: services; 8: jobs alone.
  [
    { announced_on: '2026-01-01' },
    ['promised', 10_000, '2026-01-01'],
    ['status', 0, '2026-02-01', 'withdrawn'],
  ],
  [
    { announced_on: '2026-01-01' },
    ['promised', 30_000, '2026-01-01'],
    ['delivered', 30_000, '2026-02-01', 'fulfilled'],
  ],
  [{ announced_on: '2026-01-01', of_services: true, sector: 'it' }, ['promised', 60_000, '2026-01-01']],
  [{ announced_on: '2026-01-01', sector: 'leather' }, ['jobs-promised', 0, '2026-01-01']],
];

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (const [index, [of, ...told]] of PROMISES.entries()) {
    const id = idOf(index + 1);
    for (const [step, [stage, usd_cents, on_day, status]] of told.entries()) {
      const position = await ledger.event({ recordedAt: TODAY });
      if (step === 0) await addCommitment(ledger, { id, position, of: { ...of }, stages: [] });
      await ledger.insert('reporting.commitment_facts', {
        ...{ generation: 1, position, fact: 1, commitment_id: id, stage, on_day, cause_position: position },
        ...{ usd_cents, jobs: stage === 'jobs-promised' ? 9 : 0, unvalued_lines: 0 },
        status: status ?? (step === 0 ? 'announced' : null),
        thing: step === 0 || stage === 'status' ? null : `${stage}:x`,
      });
      await ledger.reach(position);
    }
  }
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const asked = async (fields: string, args = '') => {
  const { data, errors } = await gateway.ask(`{ commitmentFunnel${args} { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { commitmentFunnel: Record<string, unknown> }).commitmentFunnel;
};

it('tells before which stage promises stand still, for how long, and what is missing there', async () => {
  expect(await asked('stuck { before days commitments missing { amount currency } }')).toEqual({
    stuck: [
      ['CONTRACTED', '0-30', 1, '500.00'],
      ['CONTRACTED', '31-90', 1, '700.00'],
      ['SHIPPED', 'over-180', 1, '400.00'],
      ['PAID', '31-90', 1, '50.00'],
    ].map(([before, days, commitments, amount]) => ({
      ...{ before, days, commitments },
      missing: { amount, currency: 'USD' },
    })),
  });
  // As of the announcement of the first, and by the day of its promise.
  expect(await asked('stuck { before days commitments missing { amount } }', '(asOf: 1)')).toEqual({
    stuck: [{ before: 'CONTRACTED', days: '91-180', commitments: 1, missing: { amount: '1000.00' } }],
  });
});

it('is stuck where each of its commitments is', async () => {
  const { commitments } = await asked('commitments { edges { node { stuckBefore daysSinceProgress } } }');
  const { edges } = commitments as { edges: { node: { stuckBefore: string; daysSinceProgress: number } }[] };
  expect(edges.map(({ node }) => `${node.stuckBefore} ${node.daysSinceProgress}`)).toEqual([
    'CONTRACTED 31',
    'CONTRACTED 30',
    'SHIPPED 181',
    'PAID 90',
    'CONTRACTED 170',
    'null 139',
    'null 170',
    'null 170',
  ]);
});

it('shows more than was promised as more than 1, keeps what lapsed and was withdrawn, and has no share of nothing', async () => {
  const { total, commitments } = await asked(
    `total { commitments withdrawn lapsed fulfilled stages { promised { amount } deliveredShare } }
     commitments { edges { node { status stages { deliveredShare paidShare } } } }`,
  );
  expect(total).toEqual({
    ...{ commitments: 7, withdrawn: 1, lapsed: 1, fulfilled: 1 },
    // 1,000.00 + 500.00 + 400.00 + 200.00 + 100.00 + 300.00; of it 250.00 + 300.00 were delivered.
    stages: { promised: { amount: '2500.00' }, deliveredShare: '0.2200' },
  });
  const { edges } = commitments as { edges: { node: object }[] };
  const [, , lapsed, over, withdrawn, , , jobs] = edges.map(({ node }) => node);
  expect(lapsed).toMatchObject({ status: 'lapsed' });
  // 250.00 and 150.00 of 200.00.
  expect(over).toMatchObject({ stages: { deliveredShare: '1.2500', paidShare: '0.7500' } });
  expect(withdrawn).toMatchObject({ status: 'withdrawn', stages: { deliveredShare: '0.0000' } });
  expect(jobs).toMatchObject({ stages: { deliveredShare: null, paidShare: null } });
});
