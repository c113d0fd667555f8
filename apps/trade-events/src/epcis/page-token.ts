import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parameterInvalid } from './epcis-problem.js';

const LIFE_MS = 3_600_000;

const schema = z.strictObject({
  /** Of the query that it goes on with. */
  query: z.string().length(22),
  /** Position up to which the first page saw the log: what came later belongs to no page of it. */
  asOf: z.int().min(0),
  /** The last event of the page before. */
  after: z.strictObject({
    /** RFC 3339 in UTC, to the microsecond; absent where positions are the order. */
    eventTime: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
      .exactOptional(),
    position: z.int().min(0),
  }),
  /** Of the events that a limit allows in all. */
  left: z.int().min(1).exactOptional(),
  /** Milliseconds since 1970. */
  expires: z.int().min(0),
});

/** Where the next page begins. It says nothing that its holder may not know, and grants nothing: who may see what is asked again. */
export type PageToken = z.infer<typeof schema>;

/** When a token that is made now ends, in milliseconds since 1970. */
export function expiryAt(now: number): number {
  return now + LIFE_MS;
}

export function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @throws ProblemError 400 for what is no token, one of another query, or one that has expired. */
export function readToken(text: string, query: string, now: number): PageToken {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    json = undefined;
  }
  const read = schema.safeParse(json);
  if (!read.success)
    throw parameterInvalid('nextPageToken', 'is none that was given out: take the address in Link as it is');
  if (read.data.query !== query) throw parameterInvalid('nextPageToken', 'belongs to another query');
  if (read.data.expires < now)
    throw parameterInvalid('nextPageToken', 'has expired: ask for the first page again');
  return read.data;
}

/** Tells queries apart, whatever the order of their parameters. */
export function fingerprintOf(parameters: object): string {
  const sorted = Object.entries(parameters)
    .filter(([name]) => name !== 'nextPageToken' && name !== 'perPage')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22);
}
