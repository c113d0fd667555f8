import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@corridor/nest-kit';
import { checkDocumented, type FoundOperation, RestDocument } from '@corridor/testing';
import { type RunningPayments, startPayments } from './running-service.spec-kit.js';

const document = RestDocument.read();
const served = document.operationsOf('payments-settlement');
const rolesOf = ({ operation }: FoundOperation) =>
  operation.security.flatMap(({ key = [] }) => key) as Role[];
const jsonOf = ({ operation }: FoundOperation) => operation.requestBody?.content['application/json'];
const SOME_ID = '0191d8a0-5e10-7a00-8c11-4f6e2b9d0aff';
const KEYS: Readonly<Record<Role, string>> = {
  bank: 'karachi-key',
  trader: 'trader-key',
  customs: 'customs-key',
  reporter: 'reporter-key',
  operator: 'operator-key',
  commission: 'commission-key',
  council: 'council-key',
  consulate: 'consulate-key',
};

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

async function call({ method, path }: FoundOperation, key: string, init: RequestInit = {}) {
  const headers = { ...init.headers, authorization: `Bearer ${key}` };
  const url = path.replaceAll('{country}', 'PK').replaceAll(/\{[^}]+\}/g, SOME_ID);
  const response = await fetch(`${payments.url}${url}`, { ...init, method: method.toUpperCase(), headers });
  const text = await response.text();
  const { status, headers: answered } = response;
  checkDocumented(method, url, { status, type: answered.get('content-type'), text, headers: answered });
  return { status, body: JSON.parse(text) };
}

const operation = (id: string) => {
  const found = document.operations.find((each) => each.operation.operationId === id);
  if (!found) throw new Error(`The document has no ${id}.`);
  return found;
};
const exampleOf = ({ operation: { requestBody } }: FoundOperation, type: string) =>
  Object.values(requestBody?.content[type]?.examples ?? {})[0]?.value;

it('documents as many routes as stand in the sources', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.controller.ts'),
  );
  const routes = sources.flatMap(
    (file) =>
      readFileSync(join(folder, file), 'utf8').match(/^ {2}@(Get|Post|Put|Patch|Delete|All)\(/gm) ?? [],
  );
  expect(routes.length).toBeGreaterThan(40);
  expect(served).toHaveLength(routes.length);
});

const named = (operations: readonly FoundOperation[]) =>
  operations.map((found) => [`${found.method} ${found.path}`, found] as const);

it.each(named(served))(
  '%s is open to the roles that the document names, and to no others',
  async (_, found) => {
    const roles = rolesOf(found);
    expect(roles.length).toBeGreaterThan(0);
    for (const [role, key] of Object.entries(KEYS)) {
      const { body } = await call(found, key);
      expect([role, body.code === 'right-missing']).toEqual([role, !roles.includes(role as Role)]);
    }
  },
);

describe.each(named(served.filter(jsonOf)))('%s', (_, found) => {
  const [role = 'operator'] = rolesOf(found);
  const asked = (body: string, type = 'application/json') =>
    call(found, KEYS[role], { headers: { 'content-type': type, 'idempotency-key': 'a-2' }, body });

  it('refuses what is no JSON as it is documented', async () => {
    expect((await asked('{')).status).toBe(400);
    expect((await asked('<a/>', 'application/xml')).status).toBe(415);
  });

  it('refuses an empty body for the fields that the document requires, or knows nothing of whose it is', async () => {
    const { status, body } = await asked('{}');
    const { required = [] }: { readonly required?: readonly string[] } = jsonOf(found)?.schema ?? {};
    if (required.length === 0 || status === 404) return;
    const told = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer.slice(1));
    expect([status, told.sort()]).toEqual([422, [...required].sort()]);
  });
});

describe('a settlement', () => {
  const book = operation('settlement_book');
  const send = (body: unknown, headers: Record<string, string> = { 'idempotency-key': 'a-1' }) =>
    call(book, KEYS.bank, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('is refused with an empty body for the very fields that the document requires', async () => {
    const { status, body } = await send({});
    const { required }: { readonly required?: readonly string[] } =
      book.operation.requestBody?.content['application/json']?.schema ?? {};
    const told = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer.slice(1));
    expect([status, told.sort()]).toEqual([422, [...(required ?? [])].sort()]);
  });

  it('needs the header that the document requires', async () => {
    expect(await send({}, {})).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
    const { parameters }: { readonly parameters?: readonly { readonly $ref?: string }[] } =
      book.operation as object;
    expect(parameters).toContainEqual({ $ref: '#/components/parameters/RequiredIdempotencyKey' });
  });

  it('is booked as the example of the document has it, and listed', async () => {
    const example = exampleOf(book, 'application/json');
    expect(await send(example)).toMatchObject({ status: 201, body: { status: 'accepted' } });
    expect(await send(example)).toMatchObject({ status: 200 });
    const { body } = await call(operation('settlementList_list'), KEYS.bank);
    expect(body.items).toHaveLength(1);
  });
});

it.each(['application/xml', 'text/xml'])('takes the file of the document as %s', async (type) => {
  const take = operation('iso20022_take');
  const body = String(exampleOf(take, type));
  const answer = await call(take, KEYS.bank, { headers: { 'content-type': type }, body });
  expect(answer.status).toBe(200);
  expect(answer.body.results.length).toBeGreaterThan(0);
  for (const { status } of answer.body.results) expect(['accepted', 'duplicate']).toContain(status);
});
