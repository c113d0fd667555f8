import { buildSchema, getOperationAST, parse } from 'graphql';
import { costOf } from './cost.js';

const schema = buildSchema(`
  type Query {
    one: Thing
    many: [Thing!]!
    page(first: Int! = 50, after: String): Page
    node: Node
  }
  interface Node { id: ID! }
  type Thing implements Node {
    id: ID!
    name: String!
    tags: [String!]!
    inner(first: Int! = 50): Page
  }
  type Page { edges: [Edge!]! info: Info! }
  type Edge { node: Thing! }
  type Info { last: Boolean! }
`);

function cost(query: string, variables: Record<string, unknown> = {}, name?: string): number {
  const document = parse(query);
  const operation = getOperationAST(document, name);
  if (!operation) throw new Error('no such operation');
  return costOf(schema, document, operation, variables);
}

it.each([
  ['a field counts 1', '{ one { id name } }', 1 + 2],
  ['a list without pages counts as 10 rows', '{ many { id } }', 10 * (1 + 1)],
  ['and so does a list within', '{ many { tags } }', 10 * (1 + 10 * 1)],
  [
    'a page counts its rows as often as asked for, what stands beside them once',
    '{ page(first: 3) { edges { node { id name } } info { last } } }',
    // page, three rows of edges + node + id + name, info + last
    1 + 3 * (1 + 1 + 2) + 2,
  ],
  ['a page that does not say how many has 50', '{ page { edges { node { id } } } }', 1 + 50 * 3],
  [
    'pages within pages multiply',
    '{ page(first: 2) { edges { node { inner(first: 3) { edges { node { id } } } } } } }',
    1 + 2 * (1 + 1 + (1 + 3 * 3)),
  ],
  [
    'the rows of a page do not count for what is no row',
    '{ page(first: 2) { edges { node { tags } } } }',
    1 + 2 * (2 + 10),
  ],
  ['an alias counts like its field', '{ a: one { id } b: one { id } }', 2 + 2],
  ['a field written twice counts twice', '{ one { id id } }', 3],
  ['an inline fragment counts what it holds', '{ one { ... on Thing { id } ... { name } } }', 3],
  ['fields of an interface count', '{ node { id ... on Thing { name } } }', 3],
  [
    'a fragment counts by where it is used',
    'query { small: page(first: 2) { ...P } large: page(first: 5) { ...P } } fragment P on Page { edges { node { id } } }',
    1 + 2 * 3 + (1 + 5 * 3),
  ],
  [
    'introspection is free',
    '{ __typename __schema { types { name fields { name } } } one { __typename id } }',
    2,
  ],
])('%s', (_, query, expected) => {
  expect(cost(query)).toBe(expected);
});

describe('the size of a page', () => {
  const query = 'query ($n: Int) { page(first: $n) { edges { node { id } } } }';

  it('comes from a variable', () => {
    expect(cost(query, { n: 7 })).toBe(1 + 7 * 3);
  });
  it('is the default where the variable is left out', () => {
    expect(cost(query)).toBe(1 + 50 * 3);
  });

  it.each([1, 500])('may be %d', (n) => {
    expect(cost(query, { n })).toBe(1 + n * 3);
  });
  it.each([0, 501, -1, 2_147_483_647, null])('is not %p', (n) => {
    expect(() => cost(query, { n })).toThrow(`page: first has to be 1 to 500, not ${n}.`);
    expect(() => cost(`{ page(first: ${n}) { info { last } } }`)).toThrow(
      expect.objectContaining({ extensions: { code: 'PAGE_TOO_LARGE', http: { status: 400, spec: false } } }),
    );
  });
});

it('takes of several operations the one that runs', () => {
  const query = 'query Small { one { id } } query Large { page { edges { node { id } } } }';
  expect([cost(query, {}, 'Small'), cost(query, {}, 'Large')]).toEqual([2, 151]);
});

it('walks a fragment once, however often fragments multiply it', () => {
  // Thirty times doubled: walked each time, this would take minutes.
  const doubled = Array.from(
    { length: 30 },
    (_, at) => `fragment F${at + 1} on Thing { ...F${at} ...F${at} }`,
  );
  expect(cost(`{ one { ...F30 } } fragment F0 on Thing { id } ${doubled.join(' ')}`)).toBe(1 + 2 ** 30);
});

it('counts a field that reads much by what it says that it costs', () => {
  const { extensions } = schema.getQueryType()?.getFields().one ?? {};
  Object.assign(extensions ?? {}, { complexity: 500 });
  expect(cost('{ one { id } many { id } }')).toBe(500 + 1 + 10 * (1 + 1));
});
