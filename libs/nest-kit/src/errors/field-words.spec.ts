import { timestampSchema } from '@corridor/contracts';
import { z } from 'zod';
import { toProblem } from '../index.js';

const body = z.strictObject({
  note: z.string().min(1).max(3),
  days: z.int().min(1).max(500),
  of: z.enum(['sight', 'usance']),
  kind: z.union([z.literal('a'), z.strictObject({ b: z.string() })]),
  lines: z.array(z.string()).min(2).max(3),
  by: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('x') }),
    z.strictObject({ type: z.literal('y') }),
  ]),
  at: timestampSchema,
});
const right = {
  note: 'abc',
  days: 1,
  of: 'sight',
  kind: 'a',
  lines: ['1', '2'],
  by: { type: 'x' },
  at: '2026-03-01T10:00:00+05:00',
};

it.each([
  [{ note: undefined }, '/note: is required'],
  [{ note: 7 }, '/note: is text'],
  [{ note: '' }, '/note: is not empty'],
  [{ note: 'abcd' }, '/note: has at most 3 characters'],
  [{ days: '7' }, '/days: is a number'],
  [{ days: 1.5 }, '/days: is a whole number'],
  [{ days: 0 }, '/days: is at least 1'],
  [{ days: 501 }, '/days: is at most 500'],
  [{ of: 'other' }, '/of: is one of "sight", "usance"'],
  [{ of: undefined }, '/of: is required'],
  [{ kind: 'c' }, '/kind: has none of the forms that it may have'],
  [{ kind: undefined }, '/kind: is required'],
  [{ lines: ['1'] }, '/lines: has at least 2 items'],
  [{ lines: 'x' }, '/lines: is a list'],
  [{ by: { type: 'z' } }, '/by/type: is one of "x", "y"'],
  [{ by: [] }, '/by: is an object'],
  [{ at: '2026-03-01T10:00:00' }, '/at: is RFC 3339 with an offset, such as "2026-03-01T10:00:00+05:00"'],
  [
    { at: '2026-03-01T10:00:00 05:00' },
    '/at: is RFC 3339 with an offset, such as "2026-03-01T10:00:00+05:00"; in an address a "+" is written "%2B"',
  ],
])('says of %j what it has to be', (wrong, detail) => {
  const { error } = body.safeParse({ ...right, ...wrong });
  expect(toProblem(error).detail).toBe(detail);
});
