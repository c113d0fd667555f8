import { gzipSync } from 'node:zlib';
import { type FilledLedger, keyOf, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { problemOf, send } from '../spec-kit/http-client.js';
import { type ServiceDouble, startServiceDouble } from '../spec-kit/service-double.js';

let ledger: FilledLedger;
let tradeEvents: ServiceDouble;
let payments: ServiceDouble;
let gateway: GatewayUnderTest;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CORRELATION = '11111111-2222-4333-8444-555555555555';
/** Every byte there is: no text in any encoding. */
const BYTES = Buffer.from(Array.from({ length: 4 * 256 }, (_, at) => at % 256));

beforeAll(async () => {
  [ledger, tradeEvents, payments] = await Promise.all([
    startFilledLedger(),
    startServiceDouble(),
    startServiceDouble(),
  ]);
  gateway = await startGatewayUnderTest(ledger.url, {
    tradeEventsUrl: tradeEvents.url,
    paymentsSettlementUrl: payments.url,
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([ledger.stop(), tradeEvents.stop(), payments.stop()]);
});
beforeEach(() => {
  for (const service of [tradeEvents, payments]) {
    service.requests();
    service.answer((request, response) => request.once('end', () => response.end()));
  }
});

describe('a request', () => {
  it('reaches the service with its method, path, query, headers and bytes', async () => {
    const headers = {
      authorization: `Bearer ${keyOf('bank')}`,
      'idempotency-key': 'a-1~/2',
      'x-correlation-id': CORRELATION,
      'content-type': 'application/xml; charset="UTF-8"',
      accept: 'application/json;q=0.5, */*',
      'user-agent': 'a bank',
      'x-own': 'is, kept',
    };
    const path = '/v1/iso20022/a%2Fb/%D1%81?at=a+b%20c&x=1&x=2&empty=';
    await send([gateway.url, path], { method: 'POST', headers, body: BYTES });
    expect(payments.requests()).toEqual([
      {
        method: 'POST',
        url: path,
        headers: expect.objectContaining({
          ...headers,
          host: new URL(payments.url).host,
          'content-length': '1024',
        }),
        body: BYTES,
        whole: true,
      },
    ]);
  });

  it('is no affair of the gateway where its JSON is at fault, or oddly written', async () => {
    for (const body of ['{ "amount" : 1.50,\r\n "amount":1e2 }', '{"amount":', '']) {
      const headers = { 'content-type': 'application/json' };
      expect(await send([gateway.url, '/v1/targets'], { method: 'POST', headers, body })).toMatchObject({
        status: 200,
      });
      expect(tradeEvents.requests()).toMatchObject([{ body: Buffer.from(body) }]);
    }
  });

  it('may have no length told and no key: the service has the say', async () => {
    tradeEvents.answer((request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer' });
      request.once('end', () => response.end('who?'));
    });
    const body = [Buffer.from('first, '), Buffer.from('second')];
    const answer = await send([gateway.url, '/v1/invoices'], { method: 'POST', body });
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    const [received] = tradeEvents.requests();
    expect(received).toMatchObject({ body: Buffer.from('first, second'), whole: true });
    expect(received?.headers.authorization).toBeUndefined();
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('may be a %s', async (method) => {
    expect((await send([gateway.url, '/v1/targets/t-1'], { method })).status).toBe(200);
    expect(tradeEvents.requests()).toMatchObject([{ method, url: '/v1/targets/t-1' }]);
  });

  it('that waits to be told to go on is told so by the gateway', async () => {
    const headers = { expect: '100-continue', 'content-length': '5' };
    const { status } = await send([gateway.url, '/v1/targets'], { method: 'PUT', headers, body: 'whole' });
    const [received] = tradeEvents.requests();
    expect([status, received?.body.toString(), received?.headers.expect]).toEqual([200, 'whole', undefined]);
  });

  it('leaves behind the headers that concern its own connection', async () => {
    const headers = {
      connection: 'close, X-Mine',
      'x-mine': '1',
      'keep-alive': 'timeout=5',
      te: 'trailers',
      'proxy-authorization': 'Basic eA==',
      'proxy-connection': 'keep-alive',
      'x-other': '2',
    };
    await send([gateway.url, '/v1/targets'], { headers });
    const [received] = tradeEvents.requests();
    expect(Object.keys(received?.headers ?? {}).sort()).toEqual([
      // Its own towards the service.
      'connection',
      'host',
      'x-correlation-id',
      'x-other',
    ]);
    expect(received?.headers.connection).toBe('keep-alive');
  });
});

describe('the correlation id', () => {
  it('is made where the caller has none, and goes to the service and back', async () => {
    const ids = [];
    for (let count = 0; count < 2; count += 1) {
      const { headers } = await send([gateway.url, '/v1/targets']);
      const [received] = tradeEvents.requests();
      expect(headers['x-correlation-id']).toMatch(UUID);
      expect(received?.headers['x-correlation-id']).toBe(headers['x-correlation-id']);
      ids.push(headers['x-correlation-id']);
    }
    expect(new Set(ids).size).toBe(2);
  });

  it('is refused where it is malformed, and nothing is passed on', async () => {
    const headers = { 'x-correlation-id': CORRELATION.replaceAll('2', 'A') };
    const answer = await send([gateway.url, '/v1/targets'], { headers });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'correlation-id-malformed' });
    expect(tradeEvents.requests()).toEqual([]);
  });
});

describe('an answer', () => {
  it('comes back with its status, headers and bytes', async () => {
    const body = gzipSync(BYTES);
    const headers = {
      'content-type': 'application/pain; version=1',
      'content-encoding': 'gzip',
      'content-length': String(body.length),
      location: '/v1/consignments/c-1',
      etag: '"7"',
      'retry-after': '3',
      'x-ledger-position': '42',
      'set-cookie': ['a=1', 'b=2'],
      date: 'Sun, 01 Mar 2026 10:00:00 GMT',
    };
    tradeEvents.answer((_request, response) => response.writeHead(201, headers).end(body));
    const answer = await send([gateway.url, '/v1/consignments'], { method: 'POST' });
    expect(answer).toMatchObject({ status: 201, headers });
    expect(answer.body.equals(body)).toBe(true);
  });

  it('that is a problem is kept word for word', async () => {
    const body = '{"type":"urn:x", "status":409,\n"code":"illegal-step","legalNow":["CancelConsignment"]}';
    const headers = { 'content-type': 'application/problem+json' };
    tradeEvents.answer((_request, response) => response.writeHead(409, headers).end(body));
    const answer = await send([gateway.url, '/v1/consignments/c-1/dispatch'], { method: 'POST' });
    expect([answer.status, answer.headers['content-type'], answer.body.toString()]).toEqual([
      409,
      'application/problem+json',
      body,
    ]);
  });

  it.each([204, 304])('%d has no body', async (status) => {
    tradeEvents.answer((_request, response) => response.writeHead(status).end());
    const answer = await send([gateway.url, '/v1/consignments']);
    expect([answer.status, answer.body.length]).toEqual([status, 0]);
  });

  it('leaves behind the headers that concern the connection to the service', async () => {
    const headers = {
      connection: 'close, x-hop',
      'x-hop': '1',
      'keep-alive': 'timeout=1',
      'proxy-authenticate': 'Basic',
      trailer: 'x-sum',
      'x-end-to-end': '2',
    };
    tradeEvents.answer((_request, response) => response.writeHead(200, headers).end('{}'));
    const answer = await send([gateway.url, '/v1/consignments'], { headers: { connection: 'keep-alive' } });
    expect(answer.headers).toMatchObject({ connection: 'keep-alive', 'x-end-to-end': '2' });
    for (const name of ['x-hop', 'proxy-authenticate', 'trailer'])
      expect(answer.headers).not.toHaveProperty(name);
    expect(answer.headers['keep-alive']).not.toBe('timeout=1');
  });

  it('begins to come before the service has ended it', async () => {
    let end: (() => void) | undefined;
    tradeEvents.answer((_request, response) => {
      end = () => response.end('second');
      response.write('first, ');
    });
    const response = await fetch(`${gateway.url}/v1/consignments`);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('first, ');
    end?.();
    const second = await reader?.read();
    expect(Buffer.from(second?.value ?? []).toString()).toBe('second');
  });
});

describe('the way', () => {
  it.each([
    ['/v1/consignments', 'trade-events'],
    ['/v1/consignments/c-1/checkpoints', 'trade-events'],
    ['/v1/declarations/d-1/holds', 'trade-events'],
    ['/v1/invoices', 'trade-events'],
    ['/v1/targets?reporter=PK', 'trade-events'],
    ['/v1/routes?status=open', 'trade-events'],
    ['/v1/routes/r-1/tariffs', 'trade-events'],
    ['/epcis', 'trade-events'],
    ['/epcis/capture/c-1', 'trade-events'],
    ['/epcis/events?EQ_bizStep=arriving%7Cdeparting', 'trade-events'],
    ['/epcis/events/ni%3A%2F%2F%2Fsha-256%3Ba%3Fver%3DCBV2.0', 'trade-events'],
    ['/v1/settlements?endToEndId=INV-1', 'payments-settlement'],
    ['/v1/obligations/i-1/withdrawal', 'payments-settlement'],
    ['/v1/iso20022', 'payments-settlement'],
  ])('of %s leads to %s', async (path, service) => {
    expect((await send([gateway.url, path])).status).toBe(200);
    const got = (double: ServiceDouble) => double.requests().map(({ url }) => url);
    expect([got(tradeEvents), got(payments)]).toEqual(
      service === 'trade-events' ? [[path], []] : [[], [path]],
    );
  });

  it.each([
    ['/v1', 404],
    ['/v1/consignmentsx', 404],
    ['/v1/obligationsx', 404],
    ['/v2/consignments', 404],
    ['/epcisx', 404],
    ['/epcis/../health/ready', 400],
    // Out of the paths that are open, to what the service has beside them.
    ['/v1/consignments/../../health/ready', 400],
    ['/v1/consignments/%2e%2e/%2e%2e/health/ready', 400],
    ['/v1/consignments/%zz', 400],
  ])('of %s ends here with %d', async (path, status) => {
    expect(problemOf(await send([gateway.url, path])).status).toBe(status);
    expect([...tradeEvents.requests(), ...payments.requests()]).toEqual([]);
  });
});

it('serves others while a service keeps one waiting', async () => {
  let free: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    tradeEvents.answer(({ url }, response) => {
      if (url !== '/v1/consignments/slow') return response.end('quick');
      free = () => response.end('slow');
      resolve();
    });
  });
  const slow = send([gateway.url, '/v1/consignments/slow']);
  await asked;
  expect((await send([gateway.url, '/v1/consignments/quick'])).body.toString()).toBe('quick');
  free?.();
  expect((await slow).body.toString()).toBe('slow');
});
