import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { NpmStart, pathWithout } from './npm-start.spec-kit.js';

const MINUTES = 60_000;
const path = pathWithout('java', 'mvn');
const start = new NpmStart({ PATH: path });
let url: string;

beforeAll(async () => {
  ({ url } = await start.ready('--no-demo'));
}, 2 * MINUTES);
afterAll(async () => {
  await start.discard();
  rmSync(path, { recursive: true, force: true });
}, MINUTES);

interface Request {
  readonly role?: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends JSON, or a text as XML, to the one address. */
async function send({ role, path, body, headers = {} }: Request): Promise<Answer> {
  const json = typeof body === 'object';
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      ...(role !== undefined && { authorization: `Bearer ${start.keys()[role]}` }),
      'content-type': json ? 'application/json' : 'application/xml',
      ...headers,
    },
    body: json ? JSON.stringify(body) : String(body),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Answer['body'],
  };
}

const head = async (): Promise<number> =>
  (await start.ask<{ ledger: { head: number } }>(url, '{ ledger { head } }')).ledger.head;

/** Waits until the credit of this end-to-end id, which pays no invoice, is suspended: the last event that follows from it. */
async function suspended(endToEndId: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await fetch(`${url}/v1/settlements?endToEndId=${endToEndId}`, {
      headers: { authorization: `Bearer ${start.keys().bank}` },
    });
    const { items } = (await response.json()) as { items: readonly { status: string }[] };
    if (items[0]?.status === 'suspended') return;
    if (Date.now() > deadline) throw new Error(`not suspended: ${JSON.stringify(items)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A consignment that is taken; `line` changes its one line. */
const consignment = (line: object = {}) => ({
  occurredAt: '2026-03-02T10:00:00+05:00',
  exporter: { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles', country: 'PK' },
  importer: { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' },
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  lines: [
    {
      lineNumber: 1,
      hs6: '630260',
      description: 'Terry towels of cotton',
      countryOfOrigin: 'PK',
      netMassKg: '2000',
      quantity: '8000',
      unit: 'NAR',
      value: { amount: '10000.00', currency: 'USD' },
      ...line,
    },
  ],
});
const settlement = (amount: string) => ({
  account: 'PK36SCBL0000001123456702',
  amount: { amount, currency: 'USD' },
  bookedOn: '2026-03-20',
  valueDate: '2026-03-20',
  references: { endToEndId: 'INV-1', accountServicerReference: 'FT-1', remittance: [] },
});
const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';
// A billion letters, had the entities been taken in: ten to the ninth.
const entities = Array.from({ length: 9 }, (_, at) => {
  const inner = at === 0 ? 'x' : `&e${at - 1};`;
  return `<!ENTITY e${at} "${inner.repeat(10)}">`;
});
const bomb = `<?xml version="1.0"?><!DOCTYPE d [${entities.join('')}]><Document xmlns="${namespace}">&e8;</Document>`;
const tenMegabytes = 'x'.repeat(10 * 1024 * 1024);
const consignments = '/v1/consignments';
const iso20022 = '/v1/iso20022';

it.each<[name: string, request: Request, status: number, code: string, place: string | undefined]>([
  ['no key', { path: consignments, body: consignment() }, 401, 'key-missing', undefined],
  [
    'a key that nobody was given',
    { path: consignments, body: consignment(), headers: { authorization: 'Bearer nobody' } },
    401,
    'key-unknown',
    undefined,
  ],
  [
    'a key without the right',
    { role: 'reporter', path: consignments, body: consignment() },
    403,
    'right-missing',
    undefined,
  ],
  [
    'an unknown HS heading',
    { role: 'trader', path: consignments, body: consignment({ hs6: '631100' }) },
    422,
    'hs-code-unknown',
    '/lines/0/hs6',
  ],
  [
    'a reserved HS chapter',
    { role: 'trader', path: consignments, body: consignment({ hs6: '770110' }) },
    422,
    'hs-code-unknown',
    '/lines/0/hs6',
  ],
  [
    'a negative value',
    {
      role: 'trader',
      path: consignments,
      body: consignment({ value: { amount: '-1.00', currency: 'USD' } }),
    },
    422,
    'value-not-positive',
    '/lines/0/value/amount',
  ],
  [
    'an unknown currency',
    { role: 'trader', path: consignments, body: consignment({ value: { amount: '1.00', currency: 'XXQ' } }) },
    422,
    'unknown-currency',
    '/lines/0/value/currency',
  ],
  [
    'broken JSON',
    {
      role: 'bank',
      path: '/v1/settlements',
      body: '{',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    },
    400,
    'request-malformed',
    undefined,
  ],
  [
    'broken XML',
    { role: 'bank', path: iso20022, body: `<Document xmlns="${namespace}"><BkTo` },
    400,
    'xml-malformed',
    '/Document',
  ],
  ['an XML bomb', { role: 'bank', path: iso20022, body: bomb }, 400, 'xml-doctype', undefined],
  [
    // A file may be far larger; one text of it may not.
    '10 MB of XML that is one text',
    { role: 'bank', path: iso20022, body: `<Document xmlns="${namespace}">${tenMegabytes}` },
    400,
    'xml-too-large',
    undefined,
  ],
  [
    '10 MB of JSON',
    { role: 'trader', path: consignments, body: { tenMegabytes } },
    413,
    'body-too-large',
    undefined,
  ],
  [
    'a correlation id that is none',
    { role: 'trader', path: consignments, body: consignment(), headers: { 'x-correlation-id': 'x' } },
    422,
    'correlation-id-malformed',
    undefined,
  ],
])('%s is refused, and nothing of it is in the log', async (_, request, status, code, place) => {
  const before = await head();
  const answer = await send(request);
  expect(answer).toMatchObject({
    status,
    type: expect.stringMatching(/^application\/problem\+json/),
    body: { code },
  });
  if (place !== undefined) expect([answer.body.pointer, answer.body.xpath]).toContain(place);
  expect(await head()).toBe(before);
});

it('refuses an illegal step, and nothing of it is in the log', async () => {
  const { body } = await send({ role: 'trader', path: consignments, body: consignment() });
  const dispatch = {
    role: 'trader',
    path: `${consignments}/${body.consignmentId}/dispatch`,
    body: { occurredAt: '2026-03-03T10:00:00+05:00', location: 'PKLYP', transportMode: 'road' },
  };
  expect((await send(dispatch)).status).toBeLessThan(300);
  const before = await head();
  expect(await send(dispatch)).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
  expect(await head()).toBe(before);
});

it('gives the first answer to a repeated idempotency key, and refuses it for another body', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const request = { role: 'bank', path: '/v1/settlements', headers };
  const first = await send({ ...request, body: settlement('1.00') });
  expect(first.body).toMatchObject({ status: 'accepted' });
  await suspended('INV-1');
  const before = await head();
  expect((await send({ ...request, body: settlement('1.00') })).body).toEqual(first.body);
  expect(await send({ ...request, body: settlement('2.00') })).toMatchObject({
    status: 422,
    body: { code: 'idempotency-key-reused' },
  });
  expect(await head()).toBe(before);
});
