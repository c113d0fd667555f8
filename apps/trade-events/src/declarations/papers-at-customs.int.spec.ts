import { clearance, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-12T08:00:00+05:00' };
const ask = { ...at, typeCodes: ['861'], note: 'Certificate of origin' };

/** A consignment whose certificate customs asked for. */
async function asked() {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', lodgement(consignmentId));
  const papers = `consignments/${consignmentId}/documents`;
  const step = (name: string, body: object = {}) =>
    world.done('customs', `declarations/${declarationId}/${name}`, { ...at, ...body });
  const attach = async (number: string) => {
    const paper = {
      typeCode: '861',
      number,
      issuer: 'Demo Chamber',
      issuedOn: '2026-03-01',
      sha256: 'b'.repeat(64),
    };
    return (await world.done('exporter', papers, { ...at, ...paper })).documentId ?? '';
  };
  const withdrawal = (documentId: string) => `${papers}/${documentId}/withdrawal`;
  await step('document-requests', ask);
  return { consignmentId, declarationId, step, attach, withdrawal };
}
const reason = { ...at, reason: 'not genuine' };
const atCustoms = (declarationId: string) => ({
  status: 409,
  body: { code: 'document-at-customs', detail: expect.stringContaining(declarationId) },
});

it.each(['before', 'behind'])(
  'what customs got stays %s the clearance, until it has a newer one',
  async (when) => {
    const { consignmentId, declarationId, step, attach, withdrawal } = await asked();
    const first = await attach('CO-1');
    const before = await world.log.head();
    await step('documents', { documentIds: [first] });
    // The declaration and its consignment know of it from one append on.
    expect(await world.log.head()).toBe(before + 2);
    if (when === 'behind') await step('clearance', clearance());
    const withdraw = () => world.post('exporter', withdrawal(first), reason);
    expect(await world.refused(withdraw)).toMatchObject(atCustoms(declarationId));

    // The chamber took it back: customs asks again, and gets what was issued in its place.
    const second = await attach('CO-1a');
    expect(await world.refused(withdraw)).toMatchObject(atCustoms(declarationId));
    await step('document-requests', { ...ask, note: 'The chamber took it back' });
    await step('documents', { documentIds: [second] });
    await world.done('exporter', withdrawal(first), reason);
    const { documents, presented } = (await world.get('exporter', `consignments/${consignmentId}`)).body;
    expect(documents).toMatchObject([{ documentId: second }]);
    expect(presented).toEqual([{ declarationId, documentId: second, typeCode: '861' }]);
    expect(await world.refused(() => world.post('customs', withdrawal(second), reason))).toMatchObject(
      atCustoms(declarationId),
    );
  },
);

it('a refused declaration lets its papers go', async () => {
  const { step, attach, withdrawal } = await asked();
  const documentId = await attach('CO-1');
  await step('documents', { documentIds: [documentId] });
  await step('refusal', { reason: 'documents', note: 'x' });
  await world.done('exporter', withdrawal(documentId), reason);
});

it('of a paper that is brought and withdrawn at once, one is done', async () => {
  const { declarationId, attach, withdrawal } = await asked();
  const documentId = await attach('CO-1');
  const answers = await Promise.all([
    world.post('customs', `declarations/${declarationId}/documents`, { ...at, documentIds: [documentId] }),
    world.post('exporter', withdrawal(documentId), reason),
  ]);
  const codes = answers.map(({ status, body }) => (status === 200 ? 'done' : body.code)).sort();
  expect([
    ['document-at-customs', 'done'],
    ['document-unknown', 'done'],
  ]).toContainEqual(codes);
});
