import { type DatabaseLink, startDatabaseLink } from '../spec-kit/database-link.js';
import { type FilledLedger, keyOf, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { problemOf, send } from '../spec-kit/http-client.js';
import { type ServiceDouble, startServiceDouble } from '../spec-kit/service-double.js';

let ledger: FilledLedger;
let link: DatabaseLink;
let tradeEvents: ServiceDouble;
let payments: ServiceDouble;
let reporting: ServiceDouble;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  [ledger, tradeEvents, payments, reporting] = await Promise.all([
    startFilledLedger(),
    startServiceDouble(),
    startServiceDouble(),
    startServiceDouble(),
  ]);
  link = await startDatabaseLink(ledger.url);
  gateway = await startGatewayUnderTest(link.url, {
    tradeEventsUrl: tradeEvents.url,
    paymentsSettlementUrl: payments.url,
    reportingUrl: reporting.url,
  });
});
afterAll(async () => {
  await gateway.stop();
  await link.stop();
  await Promise.all([ledger.stop(), tradeEvents.stop(), payments.stop(), reporting.stop()]);
});
beforeEach(() => {
  for (const service of [tradeEvents, payments, reporting]) {
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
      reporting: { status: 'ready', behind: 0 },
    },
  ]);
  for (const service of [tradeEvents, payments, reporting]) {
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

it.each([
  ['cannot be reached', 'unreachable', () => reporting.answer(({ socket }) => socket.destroy())],
  [
    'is not ready',
    'not ready',
    () => reporting.answer((_request, response) => response.writeHead(503).end()),
  ],
])('tells that reporting %s, and is ready: all but newer figures is there', async (_, status, break_) => {
  break_();
  const answer = await ready();
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString()).reporting).toEqual({ status, behind: 0 });
});

it('tells how far the figures are behind the log, and that one of them stands still', async () => {
  await ledger.event();
  const head = await ledger.event();
  await ledger.reach(head - 2);
  const told = async () => JSON.parse((await ready()).body.toString()).reporting;
  expect(await told()).toEqual({ status: 'ready', behind: 2 });
  await ledger.owner.query(`UPDATE reporting.projections SET error = 'TypeError: x' WHERE name = 'targets'`);
  expect(await told()).toEqual({ status: 'stands still', behind: 2 });
  await ledger.owner.query(`UPDATE reporting.projections SET error = NULL`);
  await ledger.reach(head);
  expect(await told()).toEqual({ status: 'ready', behind: 0 });
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
