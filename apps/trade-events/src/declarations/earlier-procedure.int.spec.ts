import { clearance, declaration, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const forExport = { flow: 'export', customsOffice: 'PKKHI' };
const reason = { occurredAt: '2026-03-12T08:00:00+05:00', reason: 'order withdrawn' };

/** Lodges declarations of the same goods one after the other, by procedures as `10/00`, and clears those that are taken. */
async function lodgedInTurn(flow: object, ...procedures: readonly string[]) {
  const consignmentId = await world.declared();
  const statuses: (number | string)[] = [];
  for (const of of procedures) {
    const [requested, previous] = of.split('/');
    const body = { ...lodgement(consignmentId), ...flow, procedure: { requested, previous } };
    const answer = await world.post('customs', 'declarations', body);
    statuses.push(answer.status === 201 ? 201 : String(answer.body.code));
    if (answer.status !== 201) continue;
    await world.done('customs', `declarations/${answer.body.declarationId}/clearance`, clearance());
  }
  return { consignmentId, statuses };
}

it.each([[['10/00', '31/70', '10/40', '10/40']], [['31/70', '10/00', '31/53']], [['10/40', '10/40']]])(
  'goods leave once, whatever they were under before: %j',
  async (procedures) => {
    const { statuses } = await lodgedInTurn(forExport, ...procedures);
    expect(statuses).toEqual([201, ...procedures.slice(1).map(() => 'goods-declared-already')]);
  },
);

it('goods that left for a while may leave for good, once', async () => {
  expect((await lodgedInTurn(forExport, '23/00', '10/23')).statuses).toEqual([201, 201]);
  expect((await lodgedInTurn(forExport, '10/23', '10/23')).statuses).toEqual([201, 'goods-declared-already']);
});

it('goods that came in go from one procedure to the next; what no declaration told of is told by the first that does', async () => {
  expect((await lodgedInTurn({}, '70/00', '51/70', '40/51', '40/00')).statuses).toEqual([
    201,
    201,
    201,
    'goods-declared-already',
  ]);
  expect((await lodgedInTurn({}, '40/70', '40/70')).statuses).toEqual([201, 'goods-declared-already']);
  expect((await lodgedInTurn({}, '60/10', '60/10')).statuses).toEqual([201, 'goods-declared-already']);
});

it('what leaves again from a warehouse is not called off beside its declaration, nor lost to its parts', async () => {
  const { consignmentId } = await lodgedInTurn(forExport, '31/70');
  const cancel = () => world.post('exporter', `consignments/${consignmentId}/cancellation`, reason);
  expect(await world.refused(cancel)).toMatchObject({ status: 409, body: { code: 'declared-to-customs' } });
  const half = [1, 2].map((lineNumber) => ({ lineNumber, quantity: '20000', netMassKg: '6000' }));
  const split = {
    occurredAt: reason.occurredAt,
    location: 'PKKHI',
    parts: [{ lines: half }, { lines: half }],
  };
  const { parts } = await world.done('exporter', `consignments/${consignmentId}/split`, split);
  for (const part of parts as unknown as string[]) {
    expect((await world.get('exporter', `consignments/${part}`)).body.declarations).toHaveLength(1);
  }
});

it('a declaration that tells nothing new of the goods keeps its papers as it is amended', async () => {
  const { consignmentId } = await lodgedInTurn({}, '70/00');
  const used = { ...lodgement(consignmentId), procedure: { requested: '40', previous: '70' } };
  const { declarationId } = await world.done('customs', 'declarations', used);
  const { occurredAt } = reason;
  const step = (name: string, body: object) =>
    world.done('customs', `declarations/${declarationId}/${name}`, { occurredAt, ...body });
  const paper = { typeCode: '861', number: 'CO-1', issuer: 'Demo Chamber', issuedOn: '2026-03-01' };
  const papers = `consignments/${consignmentId}/documents`;
  const { documentId } = await world.done('exporter', papers, {
    occurredAt,
    ...paper,
    sha256: 'b'.repeat(64),
  });
  await step('document-requests', { typeCodes: ['861'], note: 'x' });
  await step('documents', { documentIds: [documentId] });
  await step('clearance', clearance());
  const [first, second] = declaration().lines;
  const lines = [{ ...first, netMassKg: '11000' }, second];
  await step('amendments', { reason: 'weighed', charges: used.charges, lines });
  const withdraw = () => world.post('exporter', `${papers}/${documentId}/withdrawal`, reason);
  expect(await world.refused(withdraw)).toMatchObject({ status: 409, body: { code: 'document-at-customs' } });
});
