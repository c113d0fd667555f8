import { type FilledLedger, keyOf, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Head and position differ, so that it shows which of them was asked for. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.event();
  await ledger.event();
  await ledger.reach(1);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const post = async (body: unknown) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keyOf('reporter')}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: unknown }[] };
  return { status: response.status, data, codes: errors?.map(({ extensions }) => extensions) };
};

describe('a document with several operations', () => {
  const query = 'query Head { ledger { head } } query Reached { ledger { position } }';

  it('answers the one that is named, each time', async () => {
    for (const [operationName, data] of [
      ['Head', { ledger: { head: 2 } }],
      ['Reached', { ledger: { position: 1 } }],
      ['Head', { ledger: { head: 2 } }],
    ] as const) {
      expect(await gateway.ask(query, { operationName })).toMatchObject({ status: 200, errors: [], data });
    }
  });

  it.each([
    ['none is named', undefined, 'operationName'],
    ['another is named', 'Tail', 'no operation named "Tail"'],
    ['one without a name is named', '', 'no operation named ""'],
  ])('is refused where %s', async (_, operationName, part) => {
    const asked = { ...(operationName !== undefined && { operationName }) };
    for (const accept of [{}, { accept: 'application/json' }] as const) {
      const { status, errors } = await gateway.ask(query, { ...asked, ...accept });
      expect(status).toBe(400);
      expect(errors).toEqual([{ code: 'OPERATION_UNKNOWN', message: expect.stringContaining(part) }]);
    }
  });
});

it('answers a document that is known with the variables of each request', async () => {
  const query =
    'query ($asOf: Position) { bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01", asOf: $asOf) { asOf } }';
  for (const asOf of [0, 1, 0]) {
    expect((await gateway.ask(query, { variables: { asOf } })).data).toEqual({ bilateralTrade: { asOf } });
  }
});

it.each(['mutation', 'subscription'])('has no %s, and says how to change something', async (kind) => {
  for (const accept of [{}, { accept: 'application/json' }] as const) {
    const { status, errors } = await gateway.ask(`${kind} { declareConsignment }`, accept);
    expect(status).toBe(400);
    expect(errors).toEqual([{ code: 'OPERATION_UNSUPPORTED', message: expect.stringContaining('by REST') }]);
  }
});

describe('what is no question', () => {
  it.each([
    ['a batch of two', [{ query: '{ ledger { head } }' }, { query: '{ ledger { head } }' }]],
    ['a batch of one', [{ query: '{ ledger { head } }' }]],
    ['a query that is no text', { query: 5 }],
    ['variables in a list', { query: '{ ledger { head } }', variables: [] }],
    ['a member that is not known', { query: '{ ledger { head } }', file: 1 }],
  ])('is refused: %s', async (_, body) => {
    expect(await post(body)).toEqual({ status: 400, data: undefined, codes: [{ code: 'BAD_REQUEST' }] });
  });
});

describe('variables that do not fit', () => {
  const query =
    'query ($reporter: CountryCode!, $from: YearMonth = "2026-01") { bilateralTrade(reporter: $reporter, partner: "KZ", from: $from, to: "2026-01") { asOf } }';

  it.each([
    ['left out', {}, 'Variable "$reporter" of required type "CountryCode!" was not provided.'],
    ['null', { reporter: null }, 'Variable "$reporter" of non-null type "CountryCode!" must not be null.'],
    ['of another type', { reporter: 586 }, 'an ISO 3166-1 alpha-2 code in capitals such as "PK", not 586.'],
    ['no such value', { reporter: 'PK', from: '2026-13' }, 'a month such as "2026-03", not "2026-13".'],
  ])('are refused with their names: %s', async (_, variables, part) => {
    const answer = await gateway.ask(query, { variables });
    expect([answer.status, answer.data]).toEqual([400, undefined]);
    expect(answer.errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(part) }]);
    // GraphQL over HTTP has 200 here for clients that know application/json only.
    expect((await gateway.ask(query, { variables, accept: 'application/json' })).status).toBe(200);
  });

  it('are all named at once', async () => {
    const { errors } = await gateway.ask(query, { variables: { reporter: 'XX', from: 'x' } });
    expect(errors.map(({ code }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });
});

describe('a query that does not fit the schema', () => {
  it.each([
    ['GRAPHQL_VALIDATION_FAILED', 'Did you mean "ledger"?', '{ ledgr { head } }'],
    ['GRAPHQL_VALIDATION_FAILED', 'Did you mean "position"', '{ ledger { positio } }'],
    ['GRAPHQL_VALIDATION_FAILED', 'must have a selection of subfields', '{ ledger }'],
    ['GRAPHQL_VALIDATION_FAILED', 'within itself', '{ ledger { ...A } } fragment A on Ledger { ...A }'],
    [
      'GRAPHQL_VALIDATION_FAILED',
      'asOf: Position has to be a whole number from 0, not "x".',
      '{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01", asOf: "x") { asOf } }',
    ],
    [
      'GRAPHQL_VALIDATION_FAILED',
      'first: Int cannot represent non-integer value: "x"',
      '{ commitmentFunnel { commitments(first: "x") { edges { cursor } } } }',
    ],
    [
      'GRAPHQL_VALIDATION_FAILED',
      'reporter: CountryCode has to be an ISO 3166-1 alpha-2 code in capitals such as "PK", not PK.',
      '{ bilateralTrade(reporter: PK, partner: "KZ", from: "2026-01", to: "2026-01") { asOf } }',
    ],
    ['GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.', '{ ledger {'],
    ['GRAPHQL_PARSE_FAILED', 'Syntax Error', ''],
  ])('is told %s, and %s', async (code, part, query) => {
    const { status, data, errors } = await gateway.ask(query);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toEqual([{ code, message: expect.stringContaining(part) }]);
  });
});
