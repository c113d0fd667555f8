import { clearance, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-12T08:00:00+05:00' };
const reason = { ...at, reason: 'order withdrawn' };

async function cleared(change: object = { flow: 'export', customsOffice: 'PKKHI' }) {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', {
    ...lodgement(consignmentId),
    ...change,
  });
  await world.done('customs', `declarations/${declarationId}/clearance`, clearance());
  const move = (step: string, body: object) =>
    world.done('exporter', `consignments/${consignmentId}/${step}`, { ...at, ...body });
  const cancel = () => world.post('exporter', `consignments/${consignmentId}/cancellation`, reason);
  const invalidate = () => world.post('customs', `declarations/${declarationId}/invalidation`, reason);
  return { consignmentId, declarationId, move, cancel, invalidate };
}

it('what was cleared for export is called off once customs has taken the clearance back', async () => {
  const { consignmentId, declarationId, cancel, invalidate } = await cleared();
  expect(await world.refused(cancel)).toMatchObject({
    status: 409,
    body: { code: 'declared-to-customs', detail: expect.stringContaining(declarationId) },
  });
  const { position } = (await invalidate()).body as { position: number };
  expect(await world.event(position)).toMatchObject({
    type: 'DeclarationInvalidated',
    participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
    data: {
      flow: 'export',
      reporter: 'PK',
      acceptedOn: '2026-03-10',
      reason: 'order withdrawn',
      replaced: [{ lineNumber: 1, netMassKg: '12000' }, { lineNumber: 2 }],
    },
  });
  expect(await world.refused(invalidate)).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
  expect((await cancel()).status).toBe(200);
  expect((await world.get('exporter', `consignments/${consignmentId}`)).body).toMatchObject({
    status: 'cancelled',
    declarations: [],
  });
});

it('what was only lodged is called off once the declaration is withdrawn', async () => {
  const consignmentId = await world.declared();
  const { declarationId } = await world.done('customs', 'declarations', lodgement(consignmentId));
  const cancel = () => world.post('exporter', `consignments/${consignmentId}/cancellation`, reason);
  expect(await world.refused(cancel)).toMatchObject({ status: 409, body: { code: 'declared-to-customs' } });
  const refusal = { ...at, reason: 'withdrawn', note: 'order withdrawn' };
  await world.done('customs', `declarations/${declarationId}/refusal`, refusal);
  expect((await cancel()).status).toBe(200);
});

it('what may have left is not taken back; what turned round at the frontier is', async () => {
  const { move, invalidate } = await cleared();
  await move('dispatch', { location: 'PKKHI', transportMode: 'road' });
  expect(await world.refused(invalidate)).toMatchObject({ status: 409, body: { code: 'goods-left' } });
  await move('checkpoints', { location: 'PKTOR', movement: 'arrived' });
  await move('return', { location: 'PKKHI', reason: 'road closed' });
  expect((await invalidate()).status).toBe(200);

  const abroad = await cleared();
  await abroad.move('dispatch', { location: 'PKKHI', transportMode: 'road' });
  await abroad.move('checkpoints', { location: 'AFRKH', movement: 'arrived' });
  await abroad.move('return', { location: 'PKKHI', reason: 'refused' });
  expect(await world.refused(abroad.invalidate)).toMatchObject({ status: 409, body: { code: 'goods-left' } });
});

it('what customs of the other country has a declaration of has left, until that one is refused', async () => {
  const { consignmentId, move, invalidate } = await cleared();
  const { declarationId } = await world.done('customs', 'declarations', lodgement(consignmentId));
  await move('dispatch', { location: 'PKKHI', transportMode: 'road' });
  await move('return', { location: 'PKKHI', reason: 'refused' });
  expect(await world.refused(invalidate)).toMatchObject({
    status: 409,
    body: { code: 'goods-left', detail: expect.stringContaining(`${declarationId}`) },
  });
  const refusal = { ...at, reason: 'withdrawn', note: 'order withdrawn' };
  await world.done('customs', `declarations/${declarationId}/refusal`, refusal);
  expect((await invalidate()).status).toBe(200);
});

it('one part that may have left keeps the declaration of the whole', async () => {
  const { consignmentId, invalidate } = await cleared();
  const half = [1, 2].map((lineNumber) => ({ lineNumber, quantity: '20000', netMassKg: '6000' }));
  const split = { ...at, location: 'PKKHI', parts: [{ lines: half }, { lines: half }] };
  const answer = await world.done('exporter', `consignments/${consignmentId}/split`, split);
  const [one = '', two = ''] = answer.parts as unknown as string[];
  const dispatch = { ...at, location: 'PKKHI', transportMode: 'road' };
  await world.done('exporter', `consignments/${one}/dispatch`, dispatch);
  expect(await world.refused(invalidate)).toMatchObject({ status: 409, body: { code: 'goods-left' } });
  await world.done('exporter', `consignments/${one}/return`, { ...at, location: 'PKKHI', reason: 'x' });
  expect((await invalidate()).status).toBe(200);
  for (const part of [one, two]) {
    expect((await world.get('exporter', `consignments/${part}`)).body.declarations).toEqual([]);
  }
});

it('an import is not taken back', async () => {
  const { invalidate } = await cleared({});
  expect(await world.refused(invalidate)).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: expect.arrayContaining(['AmendDeclaration']) },
  });
});
