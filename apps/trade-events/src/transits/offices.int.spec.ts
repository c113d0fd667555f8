import { type Holder, TradeWorld } from '../trade-events.spec-kit.js';
import { guarantee, transit } from './transit.spec-kit.js';

let world: TradeWorld;
let guaranteeId: string;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  guaranteeId = (await world.done('operator', 'guarantees', guarantee())).guaranteeId ?? '';
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-30T08:00:00+05:00' };
const refusal = async (holder: Holder, path: string, body: unknown) => {
  const answer = await world.refused(() => world.post(holder, path, body));
  return [answer.status, answer.body.code, answer.body.pointer];
};

/** From Karachi to Almaty, by Torkham and Hairatan. */
it('customs acts at its own places, and the office of departure for the whole', async () => {
  const opening = transit(guaranteeId);
  expect(await refusal('khorgos', 'transits', opening)).toEqual([
    403,
    'not-your-office',
    '/officeOfDeparture',
  ]);
  const { transitId } = await world.done('pakistan', 'transits', opening);
  const path = `transits/${transitId}`;
  const passage = (location: string) => ({ ...at, location, movement: 'entered' });
  await world.done('pakistan', `${path}/passages`, passage('PKTOR'));
  expect(await refusal('pakistan', `${path}/passages`, passage('KZHOR'))).toEqual([
    403,
    'not-your-office',
    '/location',
  ]);
  // Off its way, and told by the office where it is.
  await world.done('khorgos', `${path}/passages`, passage('KZHOR'));
  const seal = { ...at, action: 'affixed', sealNumber: 'PK-1', by: 'Customs', location: 'PKTOR' };
  expect(await refusal('khorgos', `${path}/seals`, seal)).toEqual([403, 'not-your-office', '/location']);
  const irregularity = { ...at, code: 'documents', note: 'x' };
  expect(await refusal('khorgos', `${path}/irregularities`, irregularity)).toEqual([
    403,
    'not-your-office',
    undefined,
  ]);
  await world.done('pakistan', `${path}/irregularities`, irregularity);
  const extension = { ...at, dueBy: '2026-04-25T18:00:00+05:00', reason: 'x' };
  expect(await refusal('khorgos', `${path}/extensions`, extension)).toEqual([
    403,
    'not-your-office',
    undefined,
  ]);
  const termination = { ...at, office: 'KZALA' };
  expect(await refusal('pakistan', `${path}/termination`, termination)).toEqual([
    403,
    'not-your-office',
    '/office',
  ]);
  await world.done('customs', `${path}/termination`, termination);
  expect(await refusal('khorgos', `${path}/discharge`, at)).toEqual([403, 'not-your-office', undefined]);
  await world.done('pakistan', `${path}/discharge`, at);
});
