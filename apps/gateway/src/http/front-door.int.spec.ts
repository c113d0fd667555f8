import { createHash } from 'node:crypto';
import { type FilledLedger, keyOf, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { problemOf, send } from '../spec-kit/http-client.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JSON_TYPE = { 'content-type': 'application/json' };
const QUESTION = JSON.stringify({ query: '{ ledger { head } }' });

beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.insert('access.api_keys', {
    key_hash: createHash('sha256').update('revoked-key').digest(),
    participant: 'demo-reporter',
    role: 'reporter',
    label: 'test',
    revoked_at: '2026-01-01T00:00:00Z',
  });
  gateway = await startGatewayUnderTest(ledger.url, { limits: { bodyMaxBytes: 10_000 } });
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const post = (headers: Record<string, string>, body = QUESTION) =>
  send([gateway.url, '/graphql'], { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });
const get = (path: string, headers: Record<string, string> = {}) => send([gateway.url, path], { headers });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('a key', () => {
  it.each([
    ['key-missing', {}],
    ['key-missing', { authorization: keyOf('reporter') }],
    ['key-missing', { authorization: 'Bearer ' }],
    ['key-missing', { authorization: `Basic ${keyOf('reporter')}` }],
    ['key-unknown', bearer('no-such-key')],
    ['key-unknown', bearer(keyOf('reporter').toUpperCase())],
    ['key-unknown', bearer('revoked-key')],
  ])('is needed to ask: %s with %j', async (code, headers) => {
    const byPost = await post(headers);
    const byGet = await get('/graphql?query=%7B%20ledger%20%7B%20head%20%7D%20%7D', headers);
    for (const answer of [byPost, byGet]) {
      expect(problemOf(answer)).toMatchObject({ status: 401, code });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.body.toString()).not.toContain('"data"');
    }
  });

  it('is needed before the query is looked at', async () => {
    expect(problemOf(await post({}, '{')).status).toBe(401);
    // Only a page is given without one, not an answer: the way to ask is POST.
    expect(problemOf(await post({ accept: 'text/html' })).status).toBe(401);
  });

  it('opens GraphQL by POST and by GET', async () => {
    for (const answer of [
      await post(bearer(keyOf('reporter'))),
      await get('/graphql?query=%7B%20ledger%20%7B%20head%20%7D%20%7D', bearer(keyOf('reporter'))),
    ]) {
      expect([answer.status, JSON.parse(answer.body.toString()).data]).toEqual([
        200,
        { ledger: { head: 0 } },
      ]);
    }
  });
});

describe('a question that is no JSON', () => {
  it.each([
    'text/plain',
    'application/xml',
    'application/graphql',
    'application/jsonx',
    'multipart/form-data; boundary=x',
  ])('is not read as %s', async (type) => {
    const answer = await post({ ...bearer(keyOf('reporter')), 'content-type': type });
    expect(problemOf(answer)).toMatchObject({ status: 415, code: 'media-type-unsupported' });
  });

  it.each(['{ "query"', ''])('is told to be none: %j', async (body) => {
    const answer = await post(bearer(keyOf('reporter')), body);
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'request-malformed' });
  });

  it('may name its character set', async () => {
    const type = 'Application/JSON; charset=utf-8';
    expect((await post({ ...bearer(keyOf('reporter')), 'content-type': type })).status).toBe(200);
  });
});

it('refuses a question that is too large', async () => {
  const answer = await post(bearer(keyOf('reporter')), JSON.stringify({ query: '#'.repeat(10_000) }));
  expect(problemOf(answer)).toMatchObject({ status: 413, code: 'body-too-large' });
});

describe('the correlation id', () => {
  const PATHS = ['/', '/health/live', '/graphql', '/v1/targets', '/nowhere'];
  const given = '0a1b2c3d-1111-4222-8333-444455556666';

  it.each(PATHS)('of a request to %s stands in its answer', async (path) => {
    expect((await get(path, { 'x-correlation-id': given })).headers['x-correlation-id']).toBe(given);
  });

  it.each(PATHS)('of a request to %s is made where there is none', async (path) => {
    const [first, second] = [await get(path), await get(path)];
    expect(first.headers['x-correlation-id']).toMatch(UUID);
    expect(second.headers['x-correlation-id']).toMatch(UUID);
    expect(first.headers['x-correlation-id']).not.toBe(second.headers['x-correlation-id']);
  });

  it.each([
    ...PATHS.map((path) => [path, 'no-uuid']),
    ['/health/live', given.toUpperCase()],
    ['/health/live', `${given} `.repeat(2).trim()],
    ['/health/live', ''],
  ])('of a request to %s is not %j', async (path = '', id = '') => {
    const answer = await get(path, { 'x-correlation-id': id, ...bearer(keyOf('reporter')) });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'correlation-id-malformed' });
  });
});

describe('a browser', () => {
  const ACCEPT = 'text/html,application/xhtml+xml,*/*;q=0.8';

  it('gets the console without a key, and no data with it', async () => {
    gateway.statements();
    const answer = await get('/graphql?query=%7B%20ledger%20%7B%20head%20%7D%20%7D', { accept: ACCEPT });
    const page = answer.body.toString();
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html']);
    expect(page).toContain('<title>Corridor Ledger</title>');
    // The first example, and where the key goes.
    expect(page).toContain('query Target');
    expect(page).toContain('Bearer <your key>');
    expect(page).not.toContain('"data"');
    expect(gateway.statements()).toEqual([]);
  });

  it('is told at the address itself where to go', async () => {
    const answer = await get('/', { accept: ACCEPT });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([
      200,
      {
        name: 'Corridor Ledger',
        graphql: expect.stringContaining('/graphql'),
        rest: [
          '/v1/consignments',
          '/v1/declarations',
          '/v1/invoices',
          '/v1/targets',
          '/v1/commitments',
          '/v1/meetings',
          '/v1/actions',
          '/v1/cases',
          '/v1/service-levels',
          '/v1/firms',
          '/v1/services',
          '/v1/milestones',
          '/v1/official-statistics',
          '/v1/release-calendars',
          '/v1/guarantees',
          '/v1/transits',
          '/v1/routes',
          '/v1/visas',
          '/v1/engagements',
          '/v1/leads',
          '/v1/needs',
          '/v1/matches',
          '/v1/service-contracts',
          '/epcis',
          '/v1/settlements',
          '/v1/iso20022',
          '/v1/letters-of-credit',
          '/v1/rates',
          '/v1/bank-calendars',
          '/v1/outgoing',
          '/v1/webhooks',
          '/v1/instruments',
          '/v1/red-flags',
          '/v1/payments',
          '/v1/recalls',
          '/v1/collections',
          '/v1/obligations',
          '/v1/work-lists',
          '/v1/reports',
          '/v1/exports',
        ],
        document: expect.stringContaining('/v1/openapi.json'),
        health: ['/health/live', '/health/ready'],
        key: expect.stringContaining('Authorization: Bearer'),
      },
    ]);
  });
});

it.each(['/graphql/', '/graphql/x', '/GraphQL', '//graphql', '/health', '/nowhere'])(
  'has nothing at %s',
  async (path) => {
    const answer = await send([gateway.url, path], { method: 'POST', headers: JSON_TYPE, body: QUESTION });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not-found' });
  },
);
