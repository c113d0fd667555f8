import type { Role } from '@corridor/nest-kit';
import { checkDocumented, type FoundOperation, RestDocument } from '@corridor/testing';
import { type RunningPayments, startPayments } from './running-service.spec-kit.js';

const document = RestDocument.read();
const served = document.operations.filter(({ path }) => /^\/v1\/(settlements|iso20022)$/.test(path));
const rolesOf = ({ operation }: FoundOperation) =>
  operation.security.flatMap(({ key = [] }) => key) as Role[];
const KEYS: Readonly<Record<Role, string>> = {
  bank: 'karachi-key',
  trader: 'trader-key',
  customs: 'customs-key',
  reporter: 'reporter-key',
  operator: 'operator-key',
};

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

async function call({ method, path }: FoundOperation, key: string, init: RequestInit = {}) {
  const headers = { ...init.headers, authorization: `Bearer ${key}` };
  const response = await fetch(`${payments.url}${path}`, { ...init, method: method.toUpperCase(), headers });
  const text = await response.text();
  const { status, headers: answered } = response;
  checkDocumented(method, path, { status, type: answered.get('content-type'), text, headers: answered });
  return { status, body: JSON.parse(text) };
}

const operation = (id: string) => {
  const found = document.operations.find((each) => each.operation.operationId === id);
  if (!found) throw new Error(`The document has no ${id}.`);
  return found;
};
const exampleOf = ({ operation: { requestBody } }: FoundOperation, type: string) =>
  Object.values(requestBody?.content[type]?.examples ?? {})[0]?.value;

it('documents the three routes of the service, each open to the roles that it names', async () => {
  expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'get /v1/settlements',
    'post /v1/iso20022',
    'post /v1/settlements',
  ]);
  for (const found of served) {
    for (const [role, key] of Object.entries(KEYS)) {
      const { body } = await call(found, key);
      const isOpen = rolesOf(found).includes(role as Role);
      expect([found.path, role, body.code === 'right-missing']).toEqual([found.path, role, !isOpen]);
    }
  }
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
