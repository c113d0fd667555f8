import { EXPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement, saleContract } from './commitment.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });
const at = { occurredAt: '2026-03-02T10:00:00+05:00' };
const announced = async (change: object): Promise<string> =>
  (await world.done('commission', 'commitments', announcement(change))).commitmentId ?? '';
const pledge = () =>
  announced({
    kind: 'investment-pledge',
    parties: [{ part: 'investor', ...EXPORTER, ownership: 'private' }],
    value: usd('1000.00'),
  });
const report = (digit: string, change: object = {}) => ({
  ...at,
  kind: 'investment',
  amount: usd('1000.00'),
  reachedOn: '2026-03-01',
  evidence: { title: 'Certificate', sha256: digit.repeat(64) },
  note: 'x',
  ...change,
});
const reporting = (id: string, body: object) =>
  world.post('exporter', `commitments/${id}/realisations`, body);
const statusOf = async (id: string) =>
  (await world.get('council', `commitments/${id}`)).body.status as string;

describe('a paper', () => {
  it('shows what was reported of one commitment, whoever reports at once', async () => {
    const ids = [await pledge(), await pledge(), await pledge()];
    const answers = await Promise.all(ids.map((id) => reporting(id, report('a'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({
      code: 'evidence-used',
      pointer: '/evidence/sha256',
    });
  });

  it('is free for another one when the report is rejected', async () => {
    const [one, other] = [await pledge(), await pledge()];
    const { realisationId } = (await reporting(one, report('b'))).body;
    const path = `commitments/${one}/realisations/${realisationId}/rejection`;
    await world.done('council', path, { ...at, reason: 'of another firm' });
    expect(await reporting(other, report('b'))).toMatchObject({ status: 201 });
  });

  it('shows nothing of days ahead', async () => {
    const id = await pledge();
    const answer = await world.refused(() => reporting(id, report('c', { reachedOn: '2026-03-03' })));
    expect(answer).toMatchObject({ status: 422, body: { code: 'reached-ahead', pointer: '/reachedOn' } });
  });
});

it('what was verified is revoked by a second party, with its reason; the promise is open again, and the paper free', async () => {
  const [id, other] = [await pledge(), await pledge()];
  const { realisationId } = (await reporting(id, report('d'))).body;
  const path = `commitments/${id}/realisations/${realisationId}`;
  await world.done('bank', `${path}/verification`, { ...at, note: 'seen' });
  expect(await statusOf(id)).toBe('fulfilled');
  const body = { ...at, reason: 'The certificate is forged' };
  expect(await world.refused(() => world.post('exporter', `${path}/revocation`, body))).toMatchObject({
    status: 403,
    body: { code: 'right-missing' },
  });
  const answer = await world.post('customs', `${path}/revocation`, body);
  expect((await world.post('customs', `${path}/revocation`, body)).body).toEqual(answer.body);
  expect(await statusOf(id)).toBe('announced');
  const told = await world.log.readStream(`commitment-${id}`);
  expect(told.slice(-2)).toMatchObject([
    { type: 'RealisationRevoked', data: { revokedBy: 'demo-customs', reason: 'The certificate is forged' } },
    { type: 'CommitmentReopened', data: { basis: 'verified' } },
  ]);
  expect(await reporting(other, report('d'))).toMatchObject({ status: 201 });
});

it('reports are read by those who verify them, and by those who promised', async () => {
  const id = await pledge();
  const { realisationId } = (await reporting(id, report('e'))).body;
  for (const holder of ['bank', 'customs', 'council', 'reporter', 'exporter'] as const) {
    expect((await world.get(holder, `commitments/${id}`)).body).toMatchObject({
      realisations: [{ realisationId, status: 'reported' }],
    });
  }
  for (const holder of ['stranger', 'importer'] as const) {
    expect((await world.get(holder, `commitments/${id}`)).body).not.toHaveProperty('realisations');
  }
  for (const holder of ['bank', 'customs'] as const) {
    expect((await world.get(holder, `commitments/${id}`)).body).not.toHaveProperty('contracts');
  }
});

it('a firm sees and releases its own contracts, not those of another one that promised beside it', async () => {
  const stranger = { participantId: 'demo-carpets-lahore', name: 'Demo Carpets', country: 'PK' };
  const parties = [EXPORTER, stranger].map((firm) => ({ part: 'seller', ...firm, ownership: 'private' }));
  const id = await announced({ parties });
  const ofOne = await world.done('exporter', `commitments/${id}/contracts`, saleContract('S-1'));
  const theirs = saleContract('S-2', { exporter: stranger });
  const ofOther = await world.done('stranger', `commitments/${id}/contracts`, theirs);
  const contractsFor = async (holder: 'exporter' | 'stranger' | 'importer' | 'council') => {
    const { contracts } = (await world.get(holder, `commitments/${id}`)).body as {
      readonly contracts: readonly { readonly contractId: string }[];
    };
    return contracts.map(({ contractId }) => contractId);
  };
  expect(await contractsFor('exporter')).toEqual([ofOne.contractId]);
  expect(await contractsFor('stranger')).toEqual([ofOther.contractId]);
  for (const holder of ['importer', 'council'] as const) {
    expect(await contractsFor(holder)).toEqual([ofOne.contractId, ofOther.contractId]);
  }
  const release = `commitments/${id}/contracts/${ofOne.contractId}/release`;
  const body = { ...at, reason: 'x' };
  expect(await world.refused(() => world.post('stranger', release, body))).toMatchObject({
    status: 403,
    body: { code: 'not-a-party' },
  });
  const answer = await world.post('importer', release, body);
  expect(answer).toMatchObject({ status: 200 });
  for (const holder of ['exporter', 'importer'] as const) {
    expect(await world.post(holder, release, body)).toMatchObject({ status: 200, body: answer.body });
  }
  expect(await world.refused(() => world.post('stranger', release, body))).toMatchObject({ status: 403 });
});

it('jobs alone may be promised, and are fulfilled when they are verified', async () => {
  const id = await announced({ value: usd('0.00'), jobs: 40 });
  const body = report('f', { kind: 'jobs', jobs: 40 });
  const { amount: _, ...jobs } = body as typeof body & { readonly amount: object };
  const { realisationId } = (await reporting(id, jobs)).body;
  await world.done('council', `commitments/${id}/realisations/${realisationId}/verification`, {
    ...at,
    note: 'seen',
  });
  expect(await statusOf(id)).toBe('fulfilled');
});
