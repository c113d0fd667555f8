import { EXPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement } from '../commitments/commitment.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  await world.done('council', 'firms', {
    ...at,
    ...EXPORTER,
    nationalIds: [{ scheme: 'PK-NTN', number: '7654321-0' }],
    ownership: 'private',
    sectors: ['textiles'],
  });
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-01T10:00:00+05:00' };
const moved = { ...EXPORTER, country: 'KZ' };
const refused = async (holder: 'exporter' | 'commission', path: string, body: object) =>
  (await world.refused(() => world.post(holder, path, body))) as object;
const differs = (pointer: string) => ({ status: 422, body: { code: 'country-differs', pointer } });

it('a need has a registered firm in the country of the register', async () => {
  const need = {
    ...at,
    side: 'offer',
    hs: '6302',
    country: 'PK',
    description: 'Bed linen',
    quantity: '10',
    unit: 'TNE',
    per: 'monthly',
    validUntil: '2026-12-31',
  };
  expect(await refused('exporter', 'needs', { ...need, firm: moved })).toMatchObject(
    differs('/firm/country'),
  );
  await world.done('exporter', 'needs', { ...need, firm: EXPORTER });
});

it('so has a forum, and a promise', async () => {
  const { engagementId } = await world.done('council', 'engagements', {
    ...at,
    kind: 'forum',
    name: 'Business Forum',
    city: 'KZALA',
    organiser: 'demo-council',
    startsOn: '2026-05-12',
    endsOn: '2026-05-13',
    sectors: ['textiles'],
  });
  const path = `engagements/${engagementId}/registrations`;
  expect(await refused('exporter', path, { ...at, firm: moved, people: 2 })).toMatchObject(
    differs('/firm/country'),
  );
  await world.done('exporter', path, { ...at, firm: EXPORTER, people: 2 });

  const told = (country: string) =>
    announcement({
      parties: [
        { part: 'buyer', name: 'Demo Trading', country: 'KZ', ownership: 'mixed' },
        { part: 'seller', ...EXPORTER, country, ownership: 'private' },
      ],
    });
  expect(await refused('commission', 'commitments', told('UZ'))).toMatchObject(
    differs('/terms/parties/1/country'),
  );
  await world.done('commission', 'commitments', told('PK'));
});
