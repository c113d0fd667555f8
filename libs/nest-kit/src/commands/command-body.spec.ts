import { rejectionOf } from '@corridor/testing';
import { z } from 'zod';
import { ProblemError } from '../errors/problem.js';
import { bodyOf } from './command-body.js';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const schema = z.strictObject({ occurredAt: z.string() });
const read = (body: unknown) =>
  bodyOf(
    { method: 'POST', url: '/', headers: {}, body, routeOptions: { config: { body: schema } } },
    () => NOW,
  );

describe('a body', () => {
  it.each(['2026-04-02T00:00:00Z', '2026-04-02T05:00:00+05:00', '1998-01-01T00:00:00Z'])(
    'may tell of %s, a day ahead at most',
    (occurredAt) => {
      expect(read({ occurredAt })).toEqual({ occurredAt });
    },
  );

  it.each(['2026-04-02T00:00:01Z', '2026-04-01T23:00:00-02:00', '9999-12-31T23:59:59Z'])(
    'must not tell of %s',
    (occurredAt) => {
      const { code, details } = rejectionOf(() => read({ occurredAt }));
      expect({ code, details }).toEqual({
        code: 'occurred-in-future',
        details: { pointer: '/occurredAt' },
      });
    },
  );

  it('is JSON', () => {
    expect(() => read(Buffer.from('<a/>'))).toThrow(ProblemError);
    expect(() => read(undefined)).toThrow(z.ZodError);
  });
});
