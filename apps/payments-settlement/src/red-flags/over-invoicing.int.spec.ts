import { randomUUID } from 'node:crypto';
import {
  flagsIn,
  goodsLine,
  MILLS,
  SupervisedWorld,
  TRADING,
  usd,
} from '../supervision/supervised-world.spec-kit.js';
import { ALMATY, KARACHI } from '../trade-world.spec-kit.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

const flags = async () => {
  await world.supervise();
  return flagsIn(await world.trade.log());
};
const name = ({ streamId, version }: { streamId: string; version: number }) => `${streamId} ${version}`;
const invoice = async (consignmentId: string, minor: bigint, change: object = {}) =>
  (await world.trade.invoice({ consignmentId, amount: usd(minor), ...change })).event;
const amend = (consignmentId: string, minor: bigint) =>
  world.told('consignment', consignmentId, 'ConsignmentAmended', {
    consignmentId,
    reason: 'counted anew',
    lines: [goodsLine({ value: usd(minor) })],
  });

it('flags invoices that come to more than a tenth above what was consigned, and blocks nothing', async () => {
  const id = await world.declare({
    lines: [goodsLine({ value: usd(60_000n) }), goodsLine({ lineNumber: 2, value: usd(40_000n) })],
  });
  const first = await invoice(id, 100_000n);
  const second = await invoice(id, 10_000n, { creditorBank: ALMATY });
  expect(await flags()).toEqual([]);
  const third = await invoice(id, 1n);
  expect(await flags()).toEqual([
    {
      kind: 'over-invoicing',
      consignmentIds: [id],
      evidence: [`consignment-${id} 1`, ...[first, second, third].map(name)].sort(),
    },
  ]);
  const [raised] = await world.trade.events('RedFlagRaised');
  expect(raised?.data.reason).toBe(
    'Invoiced for more than 10 % above the 1000.00 USD that it is consigned for.',
  );
  expect(raised?.participants).toEqual([ALMATY, KARACHI]);
});

it('counts an invoice no more that was withdrawn', async () => {
  const id = await world.declare({ lines: [goodsLine({ value: usd(100_000n) })] });
  await invoice(id, 60_000n);
  const twice = await world.trade.invoice({ consignmentId: id, amount: usd(50_000n) });
  // 1,100.00 for 1,000.00: a tenth above, and no more.
  expect(await flags()).toEqual([]);
  await world.withdraw(twice);
  await invoice(id, 50_000n);
  expect(await flags()).toEqual([]);
  const last = await invoice(id, 1n);
  const [flag] = await flags();
  expect(flag?.evidence).toContain(name(last));
  // The paper, and the three invoices that stand.
  expect(flag?.evidence).toHaveLength(4);
});

it('says nothing of further invoices while the flag stands, but of a further bank, and opens it again where it was cleared', async () => {
  const id = await world.declare();
  const first = await invoice(id, 200_000n);
  await flags();
  for (let further = 0; further < 120; further += 1) await invoice(id, 1_000n);
  const elsewhere = await invoice(id, 1_000n, { creditorBank: ALMATY });
  await invoice(id, 1_000n, { creditorBank: ALMATY });
  await flags();
  const [raised, ...others] = await world.trade.events('RedFlagRaised');
  expect(others).toEqual([]);
  expect(raised?.data.evidence).toContain(first.position);
  const [added, ...more] = await world.trade.events('RedFlagEvidenceAdded');
  expect(more).toEqual([]);
  expect(added?.data.banks).toEqual([ALMATY, KARACHI]);
  expect(added?.data.evidence).toContain(elsewhere.position);
  expect(added?.data.evidence).toHaveLength(101);
  const flagId = raised?.data.flagId ?? '';
  const clear = {
    type: 'ClearRedFlag',
    occurredAt: '2026-03-20T10:00:00+05:00',
    data: { flagId, reason: 'x' },
  } as const;
  await world.aggregates.redFlags.handle(flagId, clear, { actor: 'operator:x', correlationId: randomUUID() });
  await flags();
  expect(await world.trade.events('RedFlagRaised')).toHaveLength(1);
  const newest = await invoice(id, 5_000n);
  await flags();
  const again = await world.trade.events('RedFlagRaised');
  expect(again.map(({ data }) => data.flagId)).toEqual([flagId, flagId]);
  expect(again[1]?.data.evidence).toContain(newest.position);
});

it('goes by what the goods are consigned for now: amended upwards it fits, amended downwards it does not', async () => {
  const upwards = await world.declare();
  const downwards = await world.declare();
  await amend(upwards, 200_000n);
  await invoice(upwards, 200_000n);
  const asked = await invoice(downwards, 100_000n);
  expect(await flags()).toEqual([]);
  const amended = await amend(downwards, 50_000n);
  expect(await flags()).toMatchObject([
    { consignmentIds: [downwards], evidence: [name(amended), name(asked)].sort() },
  ]);
});

it('holds what is invoiced under a contract against the goods, once they are declared', async () => {
  const id = randomUUID();
  await invoice(id, 150_000n);
  expect(await flags()).toEqual([]);
  await world.declare({ consignmentId: id });
  expect(await flags()).toMatchObject([{ kind: 'over-invoicing', consignmentIds: [id] }]);
});

it('holds a whole against the invoices for it and for its parts together, and a part against its own', async () => {
  const whole = await world.declare();
  const half = { partOf: whole, lines: [goodsLine({ value: usd(50_000n) })] };
  const [one, two] = [await world.declare(half), await world.declare(half)];
  await invoice(whole, 50_000n);
  await invoice(one, 55_000n);
  expect(await flags()).toEqual([]);
  // Within what two was consigned for, but not within the whole.
  await invoice(two, 6_000n);
  expect((await flags()).map(({ consignmentIds }) => consignmentIds)).toEqual([[whole]]);
  await invoice(one, 1n);
  expect((await flags()).map(({ consignmentIds }) => consignmentIds)).toEqual([[whole], [one]].sort());
});

it('holds a whole against what its lowest parts are consigned for by now', async () => {
  const whole = await world.declare();
  const half = (partOf: string, minor: bigint) =>
    world.declare({ partOf, lines: [goodsLine({ value: usd(minor) })] });
  const [one, two] = [await half(whole, 50_000n), await half(whole, 50_000n)];
  const [lower, other] = [await half(two, 25_000n), await half(two, 25_000n)];
  await amend(one, 80_000n);
  await amend(lower, 40_000n);
  for (const [id, minor] of [
    [one, 80_000n],
    [lower, 40_000n],
    [other, 25_000n],
  ] as const)
    await invoice(id, minor);
  expect(await flags()).toEqual([]);
  const amended = await amend(one, 60_000n);
  expect((await flags()).map(({ consignmentIds }) => consignmentIds)).toEqual([[whole], [one]].sort());
  const of = await world.trade.events('RedFlagRaised', ({ subject }) => subject.consignmentIds[0] === whole);
  expect(of.map(({ data }) => data.reason)).toEqual([
    'Invoiced for more than 10 % above the 1250.00 USD that it is consigned for.',
  ]);
  expect(of[0]?.data.evidence).toContain(amended.position);
});

it('holds no whole of which an older release kept no value against some of its parts', async () => {
  const whole = await world.declare();
  const half = { partOf: whole, lines: [goodsLine({ value: usd(50_000n) })] };
  const [one, two] = [await world.declare(half), await world.declare(half)];
  await world.supervise();
  await world.trade.owner.query('TRUNCATE payments.consigned_values, payments.goods_sums');
  await amend(one, 40_000n);
  await invoice(one, 40_000n);
  await invoice(two, 50_000n);
  expect(await flags()).toEqual([]);
  await invoice(one, 5_000n);
  expect((await flags()).map(({ consignmentIds }) => consignmentIds)).toEqual([[one]]);
});

it('says nothing of another currency, and holds each currency of the goods by itself', async () => {
  const id = await world.declare({
    lines: [
      goodsLine({ value: usd(100_000n) }),
      goodsLine({ lineNumber: 2, value: { amount: '1000.00', currency: 'EUR' } }),
    ],
  });
  await invoice(id, 100_000n);
  await invoice(id, 0n, { amount: { amount: '9000000.00', currency: 'KZT' } });
  await invoice(id, 0n, { amount: { amount: '1100.00', currency: 'EUR' } });
  expect(await flags()).toEqual([]);
  await invoice(id, 0n, { amount: { amount: '0.01', currency: 'EUR' } });
  await flags();
  expect((await world.trade.events('RedFlagRaised')).map(({ data }) => data.reason)).toEqual([
    'Invoiced for more than 10 % above the 1000.00 EUR that it is consigned for.',
  ]);
  // Nor does it concern who is paid in another currency alone.
  await invoice(id, 0n, { amount: { amount: '1.00', currency: 'EUR' } });
  await invoice(id, 0n, { amount: { amount: '1.00', currency: 'KZT' }, creditorBank: 'demo-bank-other' });
  await flags();
  expect(await world.trade.events('RedFlagEvidenceAdded')).toEqual([]);
});

it('is never told to the firms that it is about', async () => {
  await invoice(await world.declare(), 500_000n);
  await flags();
  const [raised] = await world.trade.events('RedFlagRaised');
  for (const firm of [MILLS, TRADING]) expect(raised?.participants).not.toContain(firm);
});
