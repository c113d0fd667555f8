import http from 'node:http';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { problemOf, send } from '../spec-kit/http-client.js';
import { type ServiceDouble, startServiceDouble } from '../spec-kit/service-double.js';

let ledger: FilledLedger;
let service: ServiceDouble;
let gateway: GatewayUnderTest;

const BODY_MAX = 1_000;

beforeAll(async () => {
  [ledger, service] = await Promise.all([startFilledLedger(), startServiceDouble()]);
  // payments-settlement is not there at all.
  gateway = await startGatewayUnderTest(ledger.url, {
    tradeEventsUrl: service.url,
    limits: { serviceAnswerMaxMs: 500, bodyMaxBytes: BODY_MAX },
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([ledger.stop(), service.stop()]);
});
beforeEach(() => {
  service.requests();
  service.answer((request, response) => request.once('end', () => response.end()));
});

const bytes = (count: number) => Buffer.alloc(count, 'x');
const post = (body: Buffer | readonly Buffer[]) =>
  send([gateway.url, '/v1/consignments'], { method: 'POST', headers: { 'content-type': 'text/csv' }, body });

describe('a body', () => {
  it.each([
    ['with its length told', bytes(BODY_MAX)],
    ['in parts', [bytes(400), bytes(600)]],
  ])('of all that is allowed goes through %s', async (_, body) => {
    expect((await post(body)).status).toBe(200);
    expect(service.requests()).toMatchObject([{ body: bytes(BODY_MAX), whole: true }]);
  });

  it('of one byte more, with its length told, does not reach the service, however slowly it comes', async () => {
    const begun: unknown[] = [];
    service.answer((request, response) => {
      begun.push(request.url);
      request.once('end', () => response.end());
    });
    const headers = { 'content-length': BODY_MAX + 1 };
    const request = http.request(`${gateway.url}/v1/consignments`, { method: 'POST', headers, agent: false });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    await new Promise((resolve) => request.write(bytes(400), resolve));
    // Another one, which comes later, is through by the time that the rest is sent.
    await send([gateway.url, '/v1/targets']);
    request.end(bytes(601));
    const answer = await answered;
    const text = Buffer.concat(await answer.toArray()).toString();
    expect([answer.statusCode, JSON.parse(text)]).toEqual([
      413,
      expect.objectContaining({ code: 'body-too-large', detail: expect.stringContaining('1000 bytes') }),
    ]);
    expect(begun).toEqual(['/v1/targets']);
  });

  it('of one byte more on a path of EPCIS is told as its standard has it', async () => {
    const answer = await send([gateway.url, '/epcis/capture'], { method: 'POST', body: bytes(BODY_MAX + 1) });
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      status: 413,
      code: 'body-too-large',
      type: 'epcisException:CaptureLimitExceededException',
    });
  });

  it('of one byte more, in parts, never comes to its end at the service', async () => {
    const reached = new Promise<void>((resolve) => service.answer(() => resolve()));
    const ended = service.next();
    // The last part is not sent before the service is asked, so that it has to be broken off under way.
    const request = http.request(`${gateway.url}/v1/consignments`, { method: 'POST', agent: false });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    request.write(bytes(400));
    await reached;
    request.end(bytes(601));
    const answer = await answered;
    const parts = await answer.toArray();
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      413,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(Buffer.concat(parts).toString())).toMatchObject({ code: 'body-too-large' });
    const { whole, body } = await ended;
    expect(whole).toBe(false);
    expect(body.length).toBeLessThanOrEqual(BODY_MAX);
  });

  it('far too large, in parts, is answered to a client that sends all of it first', async () => {
    const answer = await post(Array.from({ length: 64 }, () => bytes(64 * 1024)));
    expect(problemOf(answer)).toMatchObject({ status: 413, code: 'body-too-large' });
    for (const { whole } of service.requests()) expect(whole).toBe(false);
  });

  it('that the client breaks off does not look whole to the service', async () => {
    const reached = new Promise<void>((resolve) => service.answer(() => resolve()));
    const ended = service.next();
    const request = http.request(`${gateway.url}/v1/consignments`, { method: 'POST', agent: false });
    request.on('error', () => undefined);
    request.write(bytes(10));
    await reached;
    request.destroy();
    expect((await ended).whole).toBe(false);
  });
});

describe('a service', () => {
  it('that is down is a 502', async () => {
    const answer = await send([gateway.url, '/v1/settlements'], { method: 'POST', body: bytes(10) });
    expect(problemOf(answer)).toMatchObject({ status: 502, code: 'service-unreachable' });
    expect(problemOf(answer).detail).toContain('payments-settlement cannot be reached.');
    expect(answer.body.toString()).not.toMatch(/ECONN|127\.0\.0\.1/);
  });

  it.each(['GET', 'POST'])(
    'that ends the connection instead of answering a %s is asked once',
    async (method) => {
      service.answer(({ socket }) => socket.destroy());
      const answer = await send([gateway.url, '/v1/consignments'], { method });
      expect(problemOf(answer)).toMatchObject({ status: 502, code: 'service-unreachable' });
      expect(service.requests()).toHaveLength(1);
    },
  );

  it('that does not answer in time is a 504, which tells how to ask again safely', async () => {
    service.answer(() => undefined);
    const answer = await post(bytes(10));
    expect(problemOf(answer)).toMatchObject({ status: 504, code: 'service-too-slow' });
    expect(problemOf(answer).detail).toContain('Idempotency-Key');
    expect(service.requests()).toHaveLength(1);
  });

  it('that speaks no HTTP is a 502', async () => {
    service.answer(({ socket }) => socket.end('SSH-2.0-OpenSSH\r\n'));
    const answer = await send([gateway.url, '/v1/consignments']);
    expect(problemOf(answer)).toMatchObject({ status: 502, code: 'service-unreachable' });
  });

  it.each([
    ['breaks off', (socket: { destroy(): void }) => socket.destroy()],
    ['stands still', () => undefined],
  ])('whose answer %s within does not look as if it had ended', async (_, then) => {
    service.answer((_request, response) => {
      response.write('{"half":', () => then(response));
    });
    await expect(send([gateway.url, '/v1/consignments'])).rejects.toThrow('aborted');
  });

  it.each(['GET', 'POST'])(
    'that is busy is asked once by a %s, and its word on when to come again goes through',
    async (method) => {
      service.answer((_request, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'));
      const answer = await send([gateway.url, '/v1/consignments'], { method });
      expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([
        503,
        '7',
        'busy',
      ]);
      expect(service.requests()).toHaveLength(1);
    },
  );

  it('that answers before it has read the body is heard', async () => {
    service.answer((_request, response) => response.writeHead(403).end('no'));
    const answer = await post([bytes(500), bytes(400)]);
    expect([answer.status, answer.body.toString()]).toEqual([403, 'no']);
  });
});
