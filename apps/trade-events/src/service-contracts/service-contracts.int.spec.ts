import { randomUUID } from 'node:crypto';
import { EXPORTER, type Holder, IMPORTER, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-07-01T12:00:00Z'));
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state) VALUES ('services-trade', 1, 'live')`,
  );
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-07-01T10:00:00+05:00' };
const agreed = { occurredAt: '2026-01-10T23:30:00Z' };
const terms = {
  subject: 'Upkeep of software',
  modeOfSupply: 1,
  startsOn: '2026-01-01',
  value: { amount: '96000.00', currency: 'USD' },
  providerBank: 'demo-bank-karachi',
};
let numbers = 0;
const contract = (change: object = {}) => {
  numbers += 1;
  return {
    ...{ ...agreed, contractNumber: `DS/${numbers}`, provider: EXPORTER, customer: IMPORTER },
    ...{ service: 'SI21', terms, ...change },
  };
};
const register = async (change: object = {}) => {
  const { serviceContractId = '' } = await world.done('exporter', 'service-contracts', contract(change));
  return String(serviceContractId);
};
const refused = async (holder: Holder, path: string, body: object) => {
  const { status, body: problem } = await world.refused(() => world.post(holder, path, body));
  return [status, problem.code, problem.pointer];
};

it('is told by its provider, once, and read by both firms, the bank of the provider and who sees all', async () => {
  const told = contract();
  const { serviceContractId, position } = await world.done('exporter', 'service-contracts', told);
  const again = await world.post('exporter', 'service-contracts', told);
  expect(again.body).toEqual({ serviceContractId, position });
  const path = `service-contracts/${serviceContractId}`;
  const { body } = await world.get('exporter', path);
  expect(body).toEqual({
    serviceContractId,
    contractNumber: told.contractNumber,
    provider: EXPORTER,
    customer: IMPORTER,
    service: 'SI21',
    terms,
    status: 'running',
    // By the clock of the provider's country.
    registeredAt: '2026-01-11T04:30:00+05:00',
    version: 1,
    legalNow: [
      'AmendServiceContract',
      'ReclassifyServiceContract',
      'WithdrawServiceContract',
      'CompleteServiceContract',
      'TerminateServiceContract',
    ],
  });
  for (const holder of ['importer', 'bank', 'reporter', 'commission', 'council', 'operator'] as const) {
    expect((await world.get(holder, path)).status).toBe(200);
  }
  expect((await world.get('bank', path)).body.legalNow).toEqual([]);
  for (const holder of ['stranger', 'insurer'] as const) {
    expect((await world.refused(() => world.get(holder, path))).body.code).toBe('service-contract-unknown');
  }
  const [event] = await world.log.readStream(`servicecontract-${serviceContractId}`);
  expect(event?.participants.toSorted()).toEqual(
    [EXPORTER.participantId, IMPORTER.participantId, 'demo-bank-karachi'].sort(),
  );
});

it('goes its way to its end, and may be mended behind that', async () => {
  const path = `service-contracts/${await register()}`;
  const endless = { ...terms, subject: 'More of it' };
  await world.done('exporter', `${path}/amendments`, { ...at, terms: endless, reason: 'more' });
  await world.done('exporter', `${path}/reclassifications`, { ...at, to: 'SI22', reason: 'it is upkeep' });
  await world.done('exporter', `${path}/completion`, { ...at, completedOn: '2026-06-30' });
  expect((await world.get('importer', path)).body).toMatchObject({
    service: 'SI22',
    terms: endless,
    status: 'completed',
    completed: { completedOn: '2026-06-30' },
  });
  const late = { ...at, terms: { ...endless, providerBank: 'demo-insurer-lahore' }, reason: 'another bank' };
  await world.done('exporter', `${path}/amendments`, late);
  expect((await world.get('insurer', path)).status).toBe(200);
  const ended = { ...at, terminatedOn: '2026-06-30', reason: 'x' };
  expect(await refused('exporter', `${path}/termination`, ended)).toEqual([409, 'illegal-step', undefined]);
  await world.done('exporter', `${path}/withdrawal`, { ...at, reason: 'told twice' });
  expect((await world.get('importer', path)).body).toMatchObject({ status: 'withdrawn', legalNow: [] });
  const other = `service-contracts/${await register()}`;
  await world.done('operator', `${other}/termination`, ended);
  expect((await world.get('exporter', other)).body).toMatchObject({ terminated: { reason: 'x' } });
});

it('is refused where it cannot be, by the field at fault', async () => {
  const path = 'service-contracts';
  const told = async (change: object, holder: Holder = 'exporter') => refused(holder, path, contract(change));
  expect(await told({ service: 'SI9' })).toEqual([422, 'service-unknown', '/service']);
  expect(await told({ service: '62' })).toEqual([422, 'content-invalid', '/service']);
  expect(await told({ terms: { ...terms, modeOfSupply: 5 } })).toEqual([
    422,
    'content-invalid',
    '/terms/modeOfSupply',
  ]);
  expect(await told({ customer: { ...IMPORTER, country: 'PK' } })).toEqual([
    422,
    'not-across-border',
    '/customer/country',
  ]);
  expect(await told({ customer: { ...IMPORTER, country: 'XX' } })).toEqual([
    422,
    'country-unknown',
    '/customer/country',
  ]);
  expect(await told({ terms: { ...terms, commitmentId: randomUUID() } })).toEqual([
    404,
    'commitment-unknown',
    '/terms/commitmentId',
  ]);
  expect(await told({}, 'importer')).toEqual([403, 'not-the-provider', '/provider/participantId']);
  expect((await world.post('bank', path, contract())).status).toBe(403);
  const first = contract();
  await world.done('exporter', path, first);
  const other = { ...first, contractNumber: first.contractNumber.toLowerCase(), service: 'SI1' };
  expect(await refused('exporter', path, other)).toEqual([409, 'contract-number-used', '/contractNumber']);
  const mine = `${path}/${await register()}`;
  const step = { ...at, reason: 'x' };
  expect(await refused('importer', `${mine}/withdrawal`, step)).toEqual([403, 'not-the-provider', undefined]);
  expect(await refused('stranger', `${mine}/withdrawal`, step)).toEqual([
    404,
    'service-contract-unknown',
    undefined,
  ]);
  expect(await refused('exporter', `${path}/nothing/withdrawal`, step)).toEqual([
    404,
    'service-contract-unknown',
    undefined,
  ]);
});

it('is listed by the read model, to each its own', async () => {
  const id = randomUUID();
  await world.owner.query(
    `INSERT INTO reporting.service_contracts VALUES (1, $1, 900, '2026-01-10T10:00:00Z', '2026-01-10T15:00:00+05:00', 'DS/900', $2, $3, $4, $5,
       'PK', 'KZ', 'demo-bank-karachi', '{"subject": "x"}', 'SI21', 'SI22', 'running', false)`,
    [id, JSON.stringify(EXPORTER), JSON.stringify(IMPORTER), EXPORTER.participantId, IMPORTER.participantId],
  );
  const ids = async (holder: Holder, query = '') =>
    (
      (await world.get(holder, `service-contracts${query}`)).body.items as { serviceContractId: string }[]
    ).map(({ serviceContractId }) => serviceContractId);
  for (const holder of ['exporter', 'importer', 'bank', 'reporter'] as const) {
    expect(await ids(holder)).toEqual([id]);
  }
  for (const holder of ['stranger', 'insurer'] as const) expect(await ids(holder)).toEqual([]);
  expect(await ids('reporter', '?service=SI&status=running')).toEqual([id]);
  expect(await ids('reporter', '?service=SI21')).toEqual([]);
  expect(await ids('reporter', '?status=withdrawn')).toEqual([]);
  const [item] = (await world.get('bank', 'service-contracts')).body.items as object[];
  expect(item).toEqual({
    serviceContractId: id,
    contractNumber: 'DS/900',
    provider: EXPORTER,
    customer: IMPORTER,
    service: 'SI22',
    terms: { subject: 'x' },
    status: 'running',
    registeredAt: '2026-01-10T15:00:00+05:00',
    demo: false,
  });
});
