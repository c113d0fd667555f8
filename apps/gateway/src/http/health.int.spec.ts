import { type DatabaseLink, startDatabaseLink } from '../spec-kit/database-link.js';
import { type FilledLedger, keyOf, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { problemOf, send } from '../spec-kit/http-client.js';
import { type ServiceDouble, startServiceDouble } from '../spec-kit/service-double.js';

let ledger: FilledLedger;
let link: DatabaseLink;
let tradeEvents: ServiceDouble;
let payments: ServiceDouble;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  [ledger, tradeEvents, payments] = await Promise.all([
    startFilledLedger(),
    startServiceDouble(),
    startServiceDouble(),
  ]);
  link = await startDatabaseLink(ledger.url);
  gateway = await startGatewayUnderTest(link.url, {
    tradeEventsUrl: tradeEvents.url,
    paymentsSettlementUrl: payments.url,
  });
});
afterAll(async () => {
  await gateway.stop();
  await link.stop();
  await Promise.all([ledger.stop(), tradeEvents.stop(), payments.stop()]);
});
beforeEach(() => {
  for (const service of [tradeEvents, payments]) {
    service.requests();
    service.answer((_request, response) => response.end('{}'));
  }
});

const ready = () => send([gateway.url, '/health/ready']);
const notReady = async () => {
  const answer = await ready();
  const { status, code, detail } = problemOf(answer);
  expect([status, code, answer.headers['retry-after']]).toEqual([503, 'not-ready', '1']);
  return detail;
};

it('is ready while the database and both services are, as they say themselves', async () => {
  const answer = await ready();
  expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([
    200,
    {
      status: 'ready',
      database: 'ready',
      services: { 'trade-events': 'ready', 'payments-settlement': 'ready' },
    },
  ]);
  for (const service of [tradeEvents, payments]) {
    expect(service.requests().map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /health/ready']);
  }
});

it('is not ready while a service says that it is not', async () => {
  payments.answer((_request, response) => response.writeHead(503).end('{}'));
  expect(await notReady()).toContain(': payments-settlement is not ready.');
});

it('is not ready while a service does not answer', async () => {
  tradeEvents.answer(() => undefined);
  expect(await notReady()).toContain(': trade-events is unreachable.');
});

it('is not ready while a service cannot be reached, but lives', async () => {
  payments.answer(({ socket }) => socket.destroy());
  expect(await notReady()).toContain(': payments-settlement is unreachable.');
  expect(await send([gateway.url, '/health/live'])).toMatchObject({
    status: 200,
    body: Buffer.from('{"status":"live"}'),
  });
});

describe('without the database', () => {
  beforeAll(() => link.cut());
  afterAll(() => link.mend());

  it('is not ready, but lives', async () => {
    expect(await notReady()).toContain(': database is unreachable.');
    expect((await send([gateway.url, '/health/live'])).status).toBe(200);
  });

  it('cannot look a key up, and says so without telling of the inside', async () => {
    const answer = await send([gateway.url, '/graphql'], {
      method: 'POST',
      headers: { authorization: `Bearer ${keyOf('customs')}`, 'content-type': 'application/json' },
      body: '{"query":"{ ledger { head } }"}',
    });
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'database-unreachable' });
    expect(answer.body.toString()).not.toMatch(/ECONN|127\.0\.0\.1|api_keys/);
  });
});

it('is ready again once the database is', async () => {
  expect((await ready()).status).toBe(200);
  expect((await gateway.ask('{ ledger { head } }', { role: 'customs' })).errors).toEqual([]);
});
