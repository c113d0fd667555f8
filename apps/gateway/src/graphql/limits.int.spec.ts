import { getIntrospectionQuery } from 'graphql';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const times = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');

/** `levels` of selections: ledger, fragments within it, head. */
const deep = (levels: number) =>
  `{ ledger { ${times(levels - 2, () => '... on Ledger {')} head ${times(levels - 2, () => '}')} } }`;
const aliased = (count: number) => `{ ledger { ${times(count, (at) => `a${at}: head`)} } }`;
const directed = (count: number) => `{ ledger { ${times(count, () => 'head @include(if: true)')} } }`;
/** 19 words and signs beside the statuses. */
const long = (tokens: number) =>
  `{ consignments(filter: { status: [${times(tokens - 19, () => 'DECLARED')}] }) { edges { cursor } } }`;
/**
 * 1 + 500 × (edge, node, history and 2 × 98 of its edges and cursors) = 1 + 500 × 199 = 99 501, and 1 + 2 × 249 = 499 more
 * make the 100 000 that are given at once.
 */
const costly = (more: string) =>
  `{ consignments(first: 500) { edges { node { history(first: 98) { edges { cursor } } } } }
    others: consignments(first: 249) { edges { cursor } ${more} } }`;

describe('what is within the limits is answered:', () => {
  it.each([
    ['10 levels', deep(10)],
    ['15 aliases', aliased(15)],
    ['20 directives', directed(20)],
    ['2 000 words and signs', long(2_000)],
    [
      'pages of 1 and of 500',
      '{ consignments(first: 1) { edges { cursor } } b: consignments(first: 500) { edges { cursor } } }',
    ],
    ["the console's own question for the schema", getIntrospectionQuery()],
  ])('%s', async (_, query) => {
    const { status, errors } = await gateway.ask(query);
    expect([status, errors]).toEqual([200, []]);
  });

  it('what costs all that may be asked for, and the cost is told', async () => {
    const { status, errors, extensions } = await gateway.ask(costly(''));
    expect([status, errors, extensions]).toEqual([200, [], { cost: { asked: 100_000, max: 100_000 } }]);
  });
});

describe('what goes beyond a limit is refused whole, before anything is read:', () => {
  const page = (first: number | string) => `{ consignments(first: ${first}) { edges { cursor } } }`;
  const byVariable = 'query ($n: Int) { consignments(first: $n) { edges { cursor } } }';

  it.each([
    ['11 levels', 'QUERY_TOO_DEEP', 'more than 10 levels', deep(11), {}],
    ['16 aliases', 'QUERY_TOO_ALIASED', 'More than 15', aliased(16), {}],
    [
      '200 aliases of __typename',
      'QUERY_TOO_ALIASED',
      'More than 15',
      `{ ${times(200, (at) => `a${at}: __typename`)} }`,
      {},
    ],
    [
      'aliases in a fragment',
      'QUERY_TOO_ALIASED',
      'More than 15',
      `query { ...F } fragment F on Query ${aliased(16)}`,
      {},
    ],
    ['21 directives', 'QUERY_TOO_DIRECTED', 'More than 20', directed(21), {}],
    ['2 001 words and signs', 'QUERY_TOO_LONG', 'More than 2000', long(2_001), {}],
    ['a page of 0', 'PAGE_TOO_LARGE', '1 to 500, not 0.', page(0), {}],
    ['a page of 501', 'PAGE_TOO_LARGE', '1 to 500, not 501.', page(501), {}],
    ['a page of 501 by a variable', 'PAGE_TOO_LARGE', '1 to 500, not 501.', byVariable, { n: 501 }],
    ['a page of 0 by a variable', 'PAGE_TOO_LARGE', '1 to 500, not 0.', byVariable, { n: 0 }],
    ['a page of null by a variable', 'PAGE_TOO_LARGE', '1 to 500, not null.', byVariable, { n: null }],
    [
      'a cost of 100 002',
      'QUERY_TOO_COSTLY',
      '100002 values, at most 100000',
      costly('pageInfo { hasNextPage }'),
      {},
    ],
  ])('%s', async (_, code, part, query, variables) => {
    gateway.statements();
    // A client that takes application/json alone looks at the status too.
    for (const accept of [undefined, 'application/json'] as const) {
      // Twice, since what was refused is remembered by its text.
      for (let time = 0; time < 2; time += 1) {
        const answer = await gateway.ask(query, { variables, ...(accept && { accept }) });
        expect([answer.status, answer.data]).toEqual([400, undefined]);
        expect(answer.errors).toEqual([{ code, message: expect.stringContaining(part) }]);
      }
    }
    expect(gateway.statements()).toEqual([]);
  });

  it('types within types within types', async () => {
    const lists = times(6, () => 'fields { type {');
    const { status, errors } = await gateway.ask(
      `{ __schema { types { ${lists} name ${times(12, () => '}')} } } }`,
    );
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { code: 'GRAPHQL_VALIDATION_FAILED', message: 'Maximum introspection depth exceeded' },
    ]);
  });
});
