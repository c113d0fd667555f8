import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';
import { CONSULATE, FIRM } from './visa.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-07-01T00:00:00Z'));
});
afterAll(() => world.stop());

const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const insert = (table: string, row: object) =>
  world.owner.query(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')})
     SELECT ${Object.keys(row).join(', ')} FROM json_populate_record(NULL::${table}, $1::json)`,
    [JSON.stringify(row)],
  );
const visa = (n: number, change: object = {}) => ({
  generation: 2,
  visa_id: idOf(n),
  firm: FIRM,
  purpose: 'negotiation',
  nationality: 'PK',
  destination: 'KZ',
  intended_from: '2026-05-11',
  intended_until: '2026-05-20',
  delegation_id: null,
  case_id: null,
  status: 'requested',
  demo: false,
  first_position: n,
  last_position: n,
  ...change,
});
const list = async (holder: Holder, query = '') => (await world.get(holder, `visas${query}`)).body;
const idsOf = async (holder: Holder, query = ''): Promise<readonly string[]> =>
  ((await list(holder, query)).items as readonly { visaId: string }[]).map(({ visaId }) => visaId);

it('says that it is not ready before its read model is', async () => {
  expect(await world.get('council', 'visas')).toMatchObject({
    status: 503,
    body: { code: 'read-model-not-ready' },
  });
});

it('holds for each what it may see of the live read model, page by page, as far as each is', async () => {
  await insert('reporting.projections', {
    name: 'visa-applications',
    generation: 2,
    state: 'live',
    position: 7,
    updated_at: '2026-06-01T00:00:00Z',
  });
  expect(await list('council')).toEqual({ items: [], asOf: 7 });
  const decided = {
    consulate: CONSULATE,
    place: 'PKISB',
    submitted_on: '2026-04-06',
    decided_on: '2026-04-20',
  };
  const refused = { ...decided, status: 'refused', days_taken: 14, reason: 'documents' };
  await insert(
    'reporting.visa_applications',
    visa(1, { ...refused, delegation_id: idOf(9), case_id: idOf(8) }),
  );
  await insert('reporting.visa_applications', visa(2, { firm: 'demo-carpets-lahore' }));
  await insert('reporting.visa_applications', visa(3));
  await insert(
    'reporting.visa_applications',
    visa(4, { consulate: 'demo-consulate-almaty', status: 'submitted' }),
  );
  await insert('reporting.visa_applications', visa(5, { generation: 1 }));

  expect(await list('council', '?limit=1')).toEqual({
    items: [
      {
        visaId: idOf(1),
        firm: FIRM,
        purpose: 'negotiation',
        nationality: 'PK',
        destination: 'KZ',
        intendedFrom: '2026-05-11',
        intendedUntil: '2026-05-20',
        delegationId: idOf(9),
        caseId: idOf(8),
        status: 'refused',
        consulate: CONSULATE,
        submittedOn: '2026-04-06',
        decidedOn: '2026-04-20',
        daysTaken: 14,
        demo: false,
      },
    ],
    next: idOf(1),
    asOf: 7,
  });
  for (const holder of ['council', 'commission', 'reporter', 'operator'] as const) {
    expect(await idsOf(holder)).toEqual([1, 2, 3, 4].map(idOf));
  }
  expect(await idsOf('exporter')).toEqual([1, 3, 4].map(idOf));
  expect(await idsOf('stranger')).toEqual([idOf(2)]);
  expect(await idsOf('consulate')).toEqual([idOf(1)]);
  expect(await idsOf('council', `?after=${idOf(2)}`)).toEqual([3, 4].map(idOf));
  expect(await idsOf('exporter', `?after=${idOf(1)}&limit=1`)).toEqual([idOf(3)]);
  expect(await idsOf('council', '?status=requested')).toEqual([2, 3].map(idOf));
  expect(await idsOf('council', `?delegationId=${idOf(9)}`)).toEqual([idOf(1)]);
  expect(await idsOf('stranger', `?delegationId=${idOf(9)}`)).toEqual([]);
});
