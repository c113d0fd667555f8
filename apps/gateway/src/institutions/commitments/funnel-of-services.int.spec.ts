import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
/** 500.00 of towels, of which 200.00 were delivered and 50.00 more came uncleared; 100.00 of computers; 400.00 of software; 700.00 to be invested in a firm of software. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const promises = [
    [
      'textiles',
      false,
      'memorandum',
      [
        ['promised', 50_000],
        ['delivered', 20_000],
        ['delivered-uncleared', 5_000],
      ],
    ],
    ['it', false, 'memorandum', [['promised', 10_000]]],
    ['it', true, 'memorandum', [['promised', 40_000]]],
    ['it', false, 'investment-pledge', [['invested-promised', 70_000]]],
  ] as const;
  for (const [index, [sector, of_services, kind, stages]] of promises.entries()) {
    const positions: number[] = [];
    for (const _ of stages) positions.push(await ledger.event());
    const of = { sector, of_services, kind };
    await addCommitment(ledger, { id: idOf(index + 1), position: positions[0] ?? 0, of, stages });
    await ledger.reach(positions.at(-1) ?? 0);
  }
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const PART =
  'name commitments stages { promised { amount } delivered { amount } deliveredUncleared { amount } deliveredShare investmentPromised { amount } }';
const part = (
  name: string,
  commitments: number,
  promised: string,
  delivered: readonly [cleared: string, uncleared: string, share: string | null],
  invested = '0.00',
) => ({
  name,
  commitments,
  stages: {
    promised: { amount: promised },
    delivered: { amount: delivered[0] },
    deliveredUncleared: { amount: delivered[1] },
    deliveredShare: delivered[2],
    investmentPromised: { amount: invested },
  },
});
const funnel = async (fields: string, args = '') => {
  const { data, errors } = await gateway.ask(`{ commitmentFunnel${args} { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { commitmentFunnel: unknown }).commitmentFunnel;
};

it('leaves promises of services out of the conversion of goods, and tells them on lines of their own', async () => {
  expect(
    await funnel(`total { ${PART} } services { ${PART} } bySector { ${PART} } byYear { ${PART} }`),
  ).toEqual({
    // 200.00 ÷ 600.00: what came uncleared is not among it.
    total: part('', 3, '600.00', ['200.00', '50.00', '0.3333'], '700.00'),
    services: part('', 1, '400.00', ['0.00', '0.00', '0.0000']),
    bySector: [
      part('it', 2, '100.00', ['0.00', '0.00', '0.0000'], '700.00'),
      part('services: it', 1, '400.00', ['0.00', '0.00', '0.0000']),
      part('textiles', 1, '500.00', ['200.00', '50.00', '0.4000']),
    ],
    byYear: [part('2026', 3, '600.00', ['200.00', '50.00', '0.3333'], '700.00')],
  });
});

it('has services alone where nothing else is asked for, and the other way round', async () => {
  const fields = 'total { commitments } services { commitments }';
  expect(await funnel(fields, '(sector: "textiles")')).toEqual({
    total: { commitments: 1 },
    services: { commitments: 0 },
  });
  expect(await funnel(fields, '(sector: "it")')).toEqual({
    total: { commitments: 2 },
    services: { commitments: 1 },
  });
});

it('marks the commitments that are of services, which no stage of goods waits for', async () => {
  expect(await funnel('commitments { edges { node { ofServices stuckBefore } } }')).toEqual({
    commitments: {
      edges: [
        { node: { ofServices: false, stuckBefore: 'CONTRACTED' } },
        { node: { ofServices: false, stuckBefore: 'CONTRACTED' } },
        { node: { ofServices: true, stuckBefore: null } },
        { node: { ofServices: false, stuckBefore: null } },
      ],
    },
  });
});

it('explains either by its own events', async () => {
  const of = (more: string) =>
    funnel(`events(stage: PROMISED${more}) { edges { node { commitmentId share { amount } } } }`);
  const node = (number: number, amount: string) => ({
    node: { commitmentId: idOf(number), share: { amount } },
  });
  expect(await of('')).toEqual({ events: { edges: [node(1, '500.00'), node(2, '100.00')] } });
  expect(await of(', ofServices: true')).toEqual({ events: { edges: [node(3, '400.00')] } });
  expect(await of(`, commitmentId: "${idOf(3)}"`)).toEqual({ events: { edges: [node(3, '400.00')] } });
});
