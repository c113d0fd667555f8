import { randomUUID } from 'node:crypto';
import { readEventData } from '@corridor/contracts';
import { goodsLine, SupervisedWorld, usd } from '../supervision/supervised-world.spec-kit.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

/** Twenty consignments of twenty firms, at 1.01, 1.02 … 1.20 dollars a kilogram. */
async function twenty(change: (n: number) => object = () => ({})): Promise<void> {
  for (let n = 1; n <= 20; n += 1) await one(100_000n + BigInt(n) * 1_000n, n, change(n));
}
const one = (minor: bigint, firm: number | string, change: object = {}) =>
  world.declare({
    exporter: `demo-mill-${firm}`,
    importer: `demo-store-${firm}`,
    lines: [goodsLine({ value: usd(minor), ...change })],
  });
const raised = () => world.trade.events('RedFlagRaised');
const kinds = async () =>
  (await raised()).map(({ data }) => [data.kind, data.subject.consignmentIds[0], data.subject.lineNumber]);

it('flags a price outside of those of twenty other firms, and says why', async () => {
  await twenty();
  const [low, high] = [await one(100_900n, 'low'), await one(119_100n, 'high')];
  const [lowest, highest] = [await one(101_000n, 'lowest'), await one(119_000n, 'highest')];
  await world.supervise();
  // Of twenty values, the 1st and the 19th: 1.01 and 1.19. Then 22 and more, the 2nd and the 21st: 1.01 and 1.191.
  expect(await kinds()).toEqual([
    ['under-invoicing', low, 1],
    ['over-invoicing', high, 1],
  ]);
  expect([lowest, highest]).not.toContain(low);
  const first = (await raised())[0]?.data;
  expect(first?.reason).toBe(
    'Line 1 (HS 520100, PK to KZ) has 1.009 USD per KGM in the declared consignment: below the 5th percentile, 1.01, of 20 earlier lines of other firms.',
  );
  const positionOf = async (id: string) =>
    (await world.trade.log()).find(({ streamId }) => streamId === `consignment-${id}`)?.position;
  const log = await world.trade.log();
  expect(first?.evidence).toEqual([log[0]?.position, await positionOf(low)]);
});

it('says nothing by nineteen, nor by those of the same two firms, of another subheading, currency or direction, or of the demo', async () => {
  for (let n = 1; n <= 19; n += 1) await one(100_000n, n);
  await one(100_000n, 'dear');
  await one(100_000n, 'other', { hs6: '520300' });
  await one(100_000n, 'yuan', { value: { amount: '1000.00', currency: 'CNY' } });
  await world.declare({ exporter: 'demo-mill-d', importer: 'demo-store-d', demo: true });
  await one(900_000n, 'dear');
  await world.supervise();
  expect(await kinds()).toEqual([]);
  // One more of another firm is the twentieth.
  await one(100_000n, 'last');
  const dear = await one(900_000n, 'dear');
  await world.supervise();
  expect(await kinds()).toEqual([['over-invoicing', dear, 1]]);
});

describe('where nearly all goods of a kind go to one firm, or come from one', () => {
  const trade = (single: 'importer' | 'exporter', firm: string | number, dollars: bigint) => {
    const firms = {
      importer: `demo-of-many-${firm}`,
      exporter: `demo-of-many-${firm}`,
      [single]: 'demo-one',
    };
    return world.declare({ ...firms, lines: [goodsLine({ value: usd(dollars * 100_000n) })] });
  };

  it.each(['importer', 'exporter'] as const)(
    'holds a price against those of other pairs (one %s)',
    async (single) => {
      for (let n = 1; n <= 20; n += 1) await trade(single, n, 1n);
      const dear = await trade(single, 'new', 50n);
      await world.supervise();
      expect(await kinds()).toEqual([['over-invoicing', dear, 1]]);
      expect((await raised())[0]?.data.reason).toBe(
        'Line 1 (HS 520100, PK to KZ) has 50 USD per KGM in the declared consignment: above the 95th percentile, 1, of 20 earlier lines of other pairs of firms.',
      );
    },
  );

  it('but not by what a firm agreed on with many partners, where enough others told prices', async () => {
    await twenty();
    // The first few are dear by themselves; many more would make that the usual price, if they counted.
    for (let n = 1; n <= 30; n += 1) await trade('exporter', n, 50n);
    await world.supervise();
    const all = await raised();
    expect(all).toHaveLength(30);
    expect(all.at(-1)?.data.reason).toMatch(
      / the 95th percentile, 1\.19, of 20 earlier lines of other firms\.$/,
    );
  });
});

it('judges by pieces, too, and tells both in one flag where they suspect the same', async () => {
  await twenty(() => ({ quantity: '100', unit: 'NAR' }));
  // By mass as all others, by pieces three times as dear.
  const few = await one(110_000n, 'few', { quantity: '33', unit: 'NAR' });
  const both = await one(990_000n, 'both', { quantity: '100', unit: 'NAR' });
  await world.supervise();
  expect(await kinds()).toEqual([
    ['over-invoicing', few, 1],
    ['over-invoicing', both, 1],
  ]);
  const reasons = (await raised()).map(({ data }) => data.reason);
  expect(reasons[0]).toContain('per NAR');
  expect(reasons[0]).not.toContain('per KGM');
  expect(reasons[1]).toMatch(/per KGM .*per NAR /);
});

it('judges what is lodged and what is cleared by themselves, cleared in dollars, and adds to the flag of the line', async () => {
  const consignments: [string, string][] = [];
  for (let n = 1; n <= 20; n += 1) {
    const firm = { exporter: `demo-mill-${n}`, importer: `demo-store-${n}` };
    const consignmentId = await world.declare(firm);
    const rupees = { amount: `${300_000 + n}.00`, currency: 'PKR' };
    const declarationId = await world.lodge(consignmentId, {
      ...firm,
      lines: [goodsLine({ value: rupees })],
    });
    await world.clear(declarationId, consignmentId, 100_000n + BigInt(n));
    consignments.push([consignmentId, declarationId]);
  }
  await world.supervise();
  const before = (await raised()).length;
  const firm = { exporter: 'demo-mill-dear', importer: 'demo-store-dear' };
  const consignmentId = await world.declare(firm);
  const dear = [goodsLine({ value: { amount: '900000.00', currency: 'PKR' } })];
  const declarationId = await world.lodge(consignmentId, { ...firm, lines: dear });
  const cleared = await world.clear(declarationId, consignmentId, 100_010n);
  await world.supervise();
  expect((await kinds()).slice(before)).toEqual([['over-invoicing', consignmentId, 1]]);
  expect((await raised()).at(-1)?.data.reason).toContain('PKR per KGM in the export declaration as lodged');

  // Amended upwards, the cleared line is out of the usual in dollars, too: the same flag has more evidence.
  const data = readEventData('DeclarationCleared', cleared);
  const lines = data.lines.map((line) => ({ ...line, statisticalValueUsd: usd(700_000n) }));
  const change = { reason: 'counted again', replaced: data.lines, lines };
  const amended = await world.told('declaration', declarationId, 'DeclarationAmended', {
    ...data,
    ...change,
  });
  await world.supervise();
  const added = await world.trade.events('RedFlagEvidenceAdded');
  expect(added.map(({ data }) => data.evidence.includes(amended.position))).toEqual([true]);
  expect(added[0]?.data.reason).toContain('7 USD per KGM in the export declaration as cleared');
});

it('forgets what was amended, called off or refused', async () => {
  await twenty();
  const { consignmentId } = (await world.trade.events('ConsignmentDeclared'))[0]?.data ?? {
    consignmentId: '',
  };
  // The lowest of them, 1.01, is now the highest, 5.00: of the twenty, 1.02 is the first.
  const lines = [goodsLine({ value: usd(500_000n) })];
  await world.told('consignment', consignmentId, 'ConsignmentAmended', {
    consignmentId,
    reason: 'a slip',
    lines,
  });
  const low = await one(101_900n, 'low');
  await world.supervise();
  expect((await kinds()).filter(([, id]) => id === low)).toEqual([['under-invoicing', low, 1]]);
  // Without both there are 19 left.
  await world.told('consignment', consignmentId, 'ConsignmentCancelled', { consignmentId, reason: 'x' });
  await world.told('consignment', low, 'ConsignmentCancelled', { consignmentId: low, reason: 'x' });
  const dear = await one(900_000n, 'dear');
  await world.supervise();
  expect((await kinds()).filter(([, id]) => id === dear)).toEqual([]);
});

it('leaves the parts of what was split out: their whole told the price', async () => {
  await twenty();
  const whole = await one(110_000n, 'whole');
  const firm = { exporter: 'demo-mill-whole', importer: 'demo-store-whole', partOf: whole };
  await world.declare({ ...firm, lines: [goodsLine({ value: usd(900_000n) })] });
  await world.supervise();
  expect(await kinds()).toEqual([]);
});

it('is cleared for good by its evidence, and raised again by another', async () => {
  await twenty();
  const dear = await one(900_000n, 'dear');
  await world.supervise();
  const flagId = (await raised())[0]?.data.flagId ?? '';
  const context = { actor: 'operator:demo-operator', correlationId: randomUUID() };
  const clearing = { flagId, reason: 'organic' };
  await world.aggregates.redFlags.handle(
    flagId,
    { type: 'ClearRedFlag', occurredAt: '2026-03-20T10:00:00+05:00', data: clearing },
    context,
  );
  await world.forget();
  await world.supervise();
  expect(await raised()).toHaveLength(1);
  const lines = [goodsLine({ value: usd(990_000n) })];
  await world.told('consignment', dear, 'ConsignmentAmended', { consignmentId: dear, reason: 'x', lines });
  await world.supervise();
  expect((await raised()).map(({ data }) => data.flagId)).toEqual([flagId, flagId]);
});

/** Lines as they are kept of an event, in place of the thousands of events that would tell as many. */
async function told(position: number, count: number, dollars: number, firm: string): Promise<void> {
  await world.trade.owner.query(
    `INSERT INTO payments.unit_values (hs6, told, from_country, to_country, unit, currency, demo, position, line_number, told_by,
       unit_value, exporter, importer)
     SELECT '520100', 'consigned', 'PK', 'KZ', 'KGM', 'USD', false, $1, line, gen_random_uuid(), $3::int * 1000000, $4, $4
     FROM generate_series(101, 100 + $2::int) AS line`,
    [position, count, dollars, firm],
  );
}

it('holds a price against the newest thousand alone: what was usual long ago is no measure', async () => {
  for (const n of [1, 2]) await one(100_000n, n, { hs6: '520300' });
  await told(1, 2_000, 1, 'demo-mill-old');
  await told(2, 1_000, 2, 'demo-mill-new');
  const cheap = await one(150_000n, 'cheap');
  await world.supervise();
  expect(await kinds()).toEqual([['under-invoicing', cheap, 1]]);
  expect((await raised())[0]?.data.reason).toContain('the 5th percentile, 2, of 1000 earlier lines');
});

it('sees those of others behind thousands of the same firm', async () => {
  for (const n of [1, 2]) await one(100_000n, n, { hs6: '520300' });
  await told(1, 20, 2, 'demo-mill-other');
  await told(2, 5_000, 1, 'demo-mill-own');
  const cheap = await one(150_000n, 'own');
  await world.supervise();
  expect(await kinds()).toEqual([['under-invoicing', cheap, 1]]);
});
