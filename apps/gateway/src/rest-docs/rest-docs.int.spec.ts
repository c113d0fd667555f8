import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { RestDocument } from '@corridor/testing';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { type HttpAnswer, type HttpQuestion, send } from '../spec-kit/http-client.js';
import { type ServiceDouble, startServiceDouble } from '../spec-kit/service-double.js';

let ledger: FilledLedger;
let service: ServiceDouble;
let gateway: GatewayUnderTest;

const document = RestDocument.read();

beforeAll(async () => {
  [ledger, service] = await Promise.all([startFilledLedger(), startServiceDouble()]);
  gateway = await startGatewayUnderTest(ledger.url, {
    tradeEventsUrl: service.url,
    paymentsSettlementUrl: service.url,
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([ledger.stop(), service.stop()]);
});

const ask = (path: string, question: HttpQuestion = {}) => send([gateway.url, path], question);
const faultsOf = (path: string, { status, headers, body }: HttpAnswer) =>
  document.faultsOf('GET', path, {
    status,
    type: headers['content-type'] ?? null,
    text: body.toString(),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });

describe('the document', () => {
  it('is the one that was generated, for everybody', async () => {
    const answer = await ask('/v1/openapi.json');
    const file = readFileSync(new URL('../../../../docs/rest/openapi.json', import.meta.url));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(answer.body.equals(file)).toBe(true);
    const digest = createHash('sha256').update(file).digest('base64url');
    expect(answer.headers.etag).toBe(`"${digest}"`);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await ask('/v1/openapi.json');
    for (const tag of [headers.etag, `"another", W/${headers.etag}`, '*']) {
      const answer = await ask('/v1/openapi.json', { headers: { 'if-none-match': tag } });
      expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, headers.etag]);
      expect(faultsOf('/v1/openapi.json', answer)).toEqual([]);
    }
    const changed = await ask('/v1/openapi.json', { headers: { 'if-none-match': '"another"' } });
    expect(changed.status).toBe(200);
  });

  it('tells what the gateway itself answers', async () => {
    for (const path of ['/', '/health/live', '/health/ready', '/v1/openapi.json']) {
      const answer = await ask(path);
      expect([path, answer.status, faultsOf(path, answer)]).toEqual([path, 200, []]);
    }
    service.answer((_request, response) => response.writeHead(503).end());
    const notReady = await ask('/health/ready');
    service.answer((request, response) => request.once('end', () => response.end()));
    expect([notReady.status, faultsOf('/health/ready', notReady)]).toEqual([503, []]);
    const odd = await ask('/', { headers: { 'x-correlation-id': 'odd' } });
    expect([odd.status, faultsOf('/', odd)]).toEqual([422, []]);
  });
});

const own = [
  ...['/', '/health/live', '/health/ready', '/v1/openapi.json', '/v1/projections'],
  ...['/v1/reports/progress', '/v1/reports/key', '/v1/exports/{name}'],
];
it.each(
  document.operations.flatMap(({ method, path }) =>
    own.includes(path) ? [] : [[method.toUpperCase(), path]],
  ),
)('%s %s comes through to the service', async (method = '', path = '') => {
  service.requests();
  await ask(path.replaceAll(/\{[^}]+\}/g, '1'), { method });
  expect(service.requests().map((request) => request.method)).toEqual([method]);
});

describe('the page', () => {
  it('takes everything from this address, and cannot take anything from elsewhere', async () => {
    const { status, headers, body } = await ask('/docs/rest');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(policy.join()).not.toMatch(/unsafe|\*|http/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    const html = body.toString();
    // Nothing that the policy would stop: no script or style of its own.
    expect(html).not.toMatch(/<style|style=|<script>|onload=|https?:/);
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source);
    const files = sources.filter((source) => source !== 'data:,');
    expect(files).toHaveLength(3);
    for (const file of files) {
      const found = await ask(file);
      expect([file, found.status]).toEqual([file, 200]);
      expect(found.headers['content-type']).toMatch(
        file.endsWith('css') ? /^text\/css/ : /^text\/javascript/,
      );
    }
    expect((await ask('/docs/rest/start.js')).body.toString()).toContain("url: '/v1/openapi.json'");
  });

  it('is sent small, and once', async () => {
    const path = '/docs/rest/swagger-ui-bundle.js';
    const whole = await ask(path);
    const zipped = await ask(path, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.body.length).toBeLessThan(500_000);
    expect(gunzipSync(zipped.body).equals(whole.body)).toBe(true);
    const again = await ask(path, { headers: { 'if-none-match': whole.headers.etag } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('has no other files', async () => {
    for (const path of ['/docs', '/docs/rest/index.html', '/docs/rest/..%2fpackage.json']) {
      expect((await ask(path)).status).toBe(404);
    }
  });
});
