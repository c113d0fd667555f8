import { GraphQLError } from 'graphql';
import { cursorOf, pageOf, positionOf } from './paging.js';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([0, 1, 9_007_199_254_740_991])('names position %d of its list', (position) => {
    expect(positionOf('consignment', cursorOf('consignment', position))).toBe(position);
  });

  it('fits into an address as it is', () => {
    expect(cursorOf('consignment-event', 12_345)).toMatch(/^[\w-]+$/);
  });

  it('is left out for the first page', () => {
    expect(positionOf('consignment', undefined)).toBeUndefined();
    expect(positionOf('consignment', null)).toBeUndefined();
  });

  it.each([
    ['of another list', cursorOf('trade-event', 1)],
    ['of a list whose name begins alike', cursorOf('consignment-event', 1)],
    ['of a list whose name ends alike', cursorOf('open-consignment', 1)],
    ['with a position below 0', base64url('consignment:-1')],
    ['with a position that is no number', base64url('consignment:x')],
    ['with more behind it', base64url('consignment:1 OR true')],
    ['with more lines', base64url('consignment:1\nx')],
    ['with more digits than positions have', base64url(`consignment:${'1'.repeat(17)}`)],
    ['that is empty', ''],
    ['that is a bare position', '1'],
  ])('%s is refused', (_, after) => {
    const refused = new GraphQLError(
      `after: "${after}" is no cursor of this list. Give the endCursor of the page before.`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
    expect(() => positionOf('consignment', after)).toThrow(refused);
  });
});

describe('a page', () => {
  const cursor = (row: number) => `c${row}`;

  it('holds what was asked for, though one row more was read', () => {
    expect(pageOf([1, 2, 3], { first: 2 }, cursor)).toEqual({
      edges: [
        { cursor: 'c1', node: 1 },
        { cursor: 'c2', node: 2 },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'c1', endCursor: 'c2' },
    });
  });

  it('is the last one where no further row was found, also where it is full', () => {
    expect(pageOf([3, 4], { first: 2, after: 'c2' }, cursor).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: 'c3',
      endCursor: 'c4',
    });
  });

  it('may be empty', () => {
    expect(pageOf([], { first: 2, after: null }, cursor)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
