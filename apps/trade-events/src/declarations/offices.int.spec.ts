import { type Holder, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-12T08:00:00+05:00' };
const hold = { ...at, reason: 'sanitary', note: 'Sampled' };
const elsewhere = (pointer?: string) => ({
  status: 403,
  body: { code: 'not-your-office', ...(pointer !== undefined && { pointer }) },
});

describe('a customs key', () => {
  it.each<[Holder, string]>([
    ['khorgos', 'KZALA'],
    ['pakistan', 'KZALA'],
    ['nowhere', 'KZHOR'],
  ])('of %s does not lodge at %s', async (holder, customsOffice) => {
    const body = { ...lodgement(await world.declared()), customsOffice };
    expect(await world.refused(() => world.post(holder, 'declarations', body))).toMatchObject(
      elsewhere('/customsOffice'),
    );
  });

  it('acts for its own office, and for those of its country', async () => {
    const consignmentId = await world.declared();
    const body = lodgement(consignmentId);
    const atKhorgos = { ...body, customsOffice: 'KZHOR' };
    const { declarationId } = await world.done('khorgos', 'declarations', atKhorgos);
    const path = `declarations/${declarationId}`;
    await world.done('khorgos', `${path}/inspections`, {
      ...at,
      kind: 'scan',
      result: 'conforming',
      note: 'x',
    });
    expect(await world.refused(() => world.post('pakistan', `${path}/holds`, hold))).toMatchObject(
      elsewhere(),
    );
    const exported = { ...body, flow: 'export', customsOffice: 'PKTOR' };
    await world.done('pakistan', 'declarations', exported);
    // A trader declares wherever its goods go, and an operator acts for all.
    await world.done('operator', `${path}/holds`, hold);
    await world.done('importer', 'declarations', lodgement(await world.declared()));
  });

  it('that a hold names lifts it at any office, and does nothing else there', async () => {
    const consignmentId = await world.declared();
    const { declarationId } = await world.done('customs', 'declarations', lodgement(consignmentId));
    const path = `declarations/${declarationId}`;
    const named = { ...hold, liftableBy: 'demo-customs-khorgos' };
    const { holdId } = await world.done('customs', `${path}/holds`, named);
    const refusal = { ...at, reason: 'sanitary', note: 'x' };
    expect(await world.refused(() => world.post('khorgos', `${path}/refusal`, refusal))).toMatchObject(
      elsewhere(),
    );
    await world.done('khorgos', `${path}/holds/${holdId}/release`, at);
    // Lifted, it is no reason to act any more.
    expect(await world.refused(() => world.post('khorgos', `${path}/holds`, hold))).toMatchObject(
      elsewhere(),
    );
  });
});
