import { randomUUID } from 'node:crypto';
import { flagsIn, goodsLine, SupervisedWorld, usd } from './supervised-world.spec-kit.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

const TABLES = [
  'goods ORDER BY consignment_id',
  'consigned_values ORDER BY consignment_id, currency',
  'goods_sums ORDER BY consignment_id, currency',
  'unit_values ORDER BY position, line_number, unit',
  'unit_value_pairs ORDER BY hs6, told, unit, currency, demo, exporter, importer',
];

/** What supervision has made of the log, so many events at a time. */
async function madeBy(batchSize: number) {
  await world.forget();
  const follower = world.follower(world.store, batchSize);
  while ((await follower.step()) > 0);
  return Promise.all(
    TABLES.map(async (table) => (await world.pool.query(`SELECT * FROM payments.${table}`)).rows),
  );
}

it('makes the same of wholes that are declared one behind the other as of each by itself', async () => {
  const [contracted, invoiced] = [randomUUID(), randomUUID()];
  const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
  await world.told('consignment', contracted, 'ConsignmentContracted', {
    ...{
      consignmentId: contracted,
      contractNumber: 'C-1',
      signedOn: '2026-01-10',
      deliverBy: '2026-06-30',
    },
    ...{ exporter: party('demo-mill', 'PK'), importer: party('demo-store', 'KZ') },
    ...{ incoterm: { rule: 'FCA', place: 'Faisalabad' }, value: usd(300_000n) },
  });
  await world.owe(invoiced, 150_000n);
  const two = [
    goodsLine(),
    goodsLine({ lineNumber: 2, quantity: '40', unit: 'NAR' }),
    goodsLine({ lineNumber: 3, value: { amount: '70.00', currency: 'CNY' } }),
  ];
  await world.declare({
    consignmentId: contracted,
    exporter: 'demo-mill',
    importer: 'demo-store',
    lines: two,
  });
  await world.declare({ consignmentId: invoiced });
  const whole = await world.declare({ demo: true });
  // Right behind its whole, and between others.
  await world.declare({ partOf: whole, lines: [goodsLine({ value: usd(40_000n) })] });
  for (let n = 1; n <= 3; n += 1) await world.declare({ exporter: `demo-mill-${n}` });

  const together = await madeBy(100);
  const flags = flagsIn(await world.trade.log());
  expect(flags).toMatchObject([{ kind: 'over-invoicing', consignmentIds: [invoiced] }]);
  expect(together[0]).toHaveLength(7);
  expect(await madeBy(1)).toEqual(together);
  expect(flagsIn(await world.trade.log())).toEqual(flags);
});
