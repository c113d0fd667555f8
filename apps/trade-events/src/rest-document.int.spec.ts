import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@corridor/nest-kit';
import { checkDocumented, type FoundOperation, RestDocument } from '@corridor/testing';
import { type Holder, TradeWorld } from './trade-events.spec-kit.js';

const NOW = Date.parse('2026-03-31T12:00:00Z');
const SOME_ID = '0191d8a0-5e10-7a00-8c11-4f6e2b9d0aff';
const HOLDERS: Readonly<Record<Role, Holder>> = {
  bank: 'bank',
  trader: 'exporter',
  customs: 'customs',
  reporter: 'reporter',
  operator: 'operator',
  commission: 'commission',
  council: 'council',
  consulate: 'consulate',
};

const document = RestDocument.read();
const served = document.operationsOf('trade-events');
const rolesOf = ({ operation }: FoundOperation) =>
  operation.security.flatMap(({ key = [] }) => key) as Role[];
const jsonOf = ({ operation }: FoundOperation) => operation.requestBody?.content['application/json'];
const named = (operations: readonly FoundOperation[]) =>
  operations.map((found) => [`${found.method} ${found.path}`, found] as const);

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => NOW);
});
afterAll(() => world.stop());

/** Sends to an operation; an answer that the document does not have fails the test. */
async function call({ method, path }: FoundOperation, holder: Holder | undefined, init: RequestInit = {}) {
  const url = path.replaceAll(/\{[^}]+\}/g, SOME_ID);
  const headers = new Headers(init.headers);
  if (holder) headers.set('authorization', `Bearer ${holder}`);
  const response = await fetch(`${world.service.url}${url}`, {
    ...init,
    method: method.toUpperCase(),
    headers,
  });
  const text = await response.text();
  const { status, headers: answered } = response;
  checkDocumented(method, url, { status, type: answered.get('content-type'), text, headers: answered });
  return { status, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

const asJson = (body: string): RequestInit => ({ headers: { 'content-type': 'application/json' }, body });

it('documents as many routes as stand in the sources', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.controller.ts'),
  );
  const routes = sources.flatMap(
    (file) =>
      readFileSync(join(folder, file), 'utf8').match(/^ {2}@(Get|Post|Put|Patch|Delete|Options|All)\(/gm) ??
      [],
  );
  expect(routes.length).toBeGreaterThan(50);
  expect(served).toHaveLength(routes.length);
});

describe.each(named(served))('%s', (_name, found) => {
  it('is open to the roles that the document names, and to no others', async () => {
    const roles = rolesOf(found);
    expect(roles.length).toBeGreaterThan(0);
    for (const [role, holder] of Object.entries(HOLDERS)) {
      const { body } = await call(found, holder);
      expect([role, body.code === 'right-missing']).toEqual([role, !roles.includes(role as Role)]);
    }
    expect(await call(found, undefined)).toMatchObject({ status: 401, body: { code: 'key-missing' } });
  });
});

describe.each(named(served.filter(jsonOf)))('%s', (_name, found) => {
  const [role = 'operator'] = rolesOf(found);

  it('refuses an empty body for the very fields that the document requires', async () => {
    const { status, body } = await call(found, HOLDERS[role], asJson('{}'));
    const { required }: { readonly required?: readonly string[] } = jsonOf(found)?.schema ?? {};
    const isOfEpcis = found.path.startsWith('/epcis');
    expect(status).toBe(isOfEpcis ? 400 : 422);
    expect(body.code).toBe('content-invalid');
    const told = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer.slice(1));
    // Of bodies that are of several kinds, the field that tells them apart is asked for first; EPCIS is read outside in.
    if (required && !isOfEpcis) expect(told.sort()).toEqual([...required].sort());
    else expect(told.length).toBeGreaterThan(0);
  });

  it('refuses what is no JSON as it is documented', async () => {
    expect((await call(found, HOLDERS[role], asJson('{'))).status).toBe(400);
    const xml = { headers: { 'content-type': 'application/xml' }, body: '<a/>' };
    expect((await call(found, HOLDERS[role], xml)).status).toBe(415);
  });
});

describe('an example of the document', () => {
  const exampleOf = (id: string, type = 'application/json') => {
    const found = document.operations.find(({ operation }) => operation.operationId === id);
    const [example] = Object.values(found?.operation.requestBody?.content[type]?.examples ?? {});
    if (!found || !example) throw new Error(`${id} has no example`);
    return [found, example.value as object] as const;
  };
  const take = async (id: string, change: object = {}) => {
    const [found, value] = exampleOf(id);
    return call(found, 'operator', asJson(JSON.stringify({ ...value, ...change })));
  };

  it('is taken as it stands: goods, their declaration, their invoice, and a scan', async () => {
    const declared = await take('consignment_declare');
    expect(declared).toMatchObject({ status: 201, body: { position: expect.any(Number) } });
    const { consignmentId } = declared.body;
    expect(await take('declaration_lodge', { consignmentId })).toMatchObject({ status: 201 });
    expect(await take('invoice_register', { consignmentId })).toMatchObject({ status: 201 });
    expect(await take('capture_capture')).toMatchObject({ status: 202 });
  });

  it('is taken as it stands: a guarantee, and a transit against it', async () => {
    const { status, body } = await take('guarantee_issue');
    expect(status).toBe(201);
    expect(await take('transit_open', { guaranteeId: body.guaranteeId })).toMatchObject({ status: 201 });
  });

  it.each(['engagement_plan', 'need_post'])('is taken as it stands: %s', async (id) => {
    expect(await take(id)).toMatchObject({ status: 201, body: { position: expect.any(Number) } });
  });

  it.each(['application/x-ndjson', 'text/csv'])(
    'is taken as it stands: a consignment in bulk as %s',
    async (type) => {
      const [found, value] = exampleOf('bulk_declare', type);
      const body = typeof value === 'string' ? value : JSON.stringify(value);
      const answer = await call(found, 'operator', { headers: { 'content-type': type }, body });
      expect(answer.body).toMatchObject({
        reference: 'A-1',
        status: expect.stringMatching(/accepted|duplicate/),
      });
    },
  );
});

describe('the parameters of a query of EPCIS events', () => {
  interface Parameter {
    readonly name: string;
    readonly in?: string;
    readonly example?: string;
    readonly schema: { readonly type?: string };
  }
  const found = document.find('get', '/epcis/events');
  const { parameters: all = [] } = (found?.operation ?? {}) as { readonly parameters?: readonly Parameter[] };
  const parameters = all.filter((one) => one.in === 'query' && one.name !== 'nextPageToken');
  const ask = (query: string) =>
    fetch(`${world.service.url}/epcis/events?${query}`, { headers: { authorization: 'Bearer operator' } });

  it.each(parameters.map((one) => [one.name, one] as const))('has %s', async (name, { example, schema }) => {
    const value = schema.type === 'object' ? 'urn:epcglobal:cbv:bt:1:po-1' : (example ?? '');
    const parameter = schema.type === 'object' ? `${name}_po` : name;
    const query = new URLSearchParams({
      [parameter]: value,
      ...(name === 'eventCountLimit' && { orderBy: 'eventTime' }),
    });
    const problem = (await (await ask(query.toString())).json()) as { code?: string };
    // The list of events is made by another service: without it, what was asked is told to be sound by that.
    expect(problem.code ?? 'read-model-not-ready').toBe('read-model-not-ready');
  });

  it('and no other', async () => {
    expect((await ask('EQ_weather=fair')).status).toBe(400);
    expect(parameters).toHaveLength(21);
  });
});
