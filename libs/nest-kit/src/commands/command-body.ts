import { Readable } from 'node:stream';
import { Rejection } from '@corridor/kernel';
import type { z } from 'zod';
import { ProblemError } from '../errors/problem.js';
import type { Sent } from '../rest/operation.js';

const DAY_MS = 86_400_000;

/**
 * The body of a command's request, by the schema that its route names.
 * @param now Milliseconds since 1970-01-01T00:00:00Z.
 * @throws ZodError naming every field at fault; ProblemError 415 for what is no JSON; Rejection `occurred-in-future`.
 */
export function bodyOf<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
  { body, routeOptions }: Sent<Schema>,
  now: () => number,
): z.infer<Schema> {
  // XML is for the banks' service, and lines are for bulk: as bytes or a stream they would pass for an object of a million fields.
  if (Buffer.isBuffer(body) || body instanceof Readable) {
    throw new ProblemError(415, 'media-type-unsupported', 'Send JSON, as application/json.');
  }
  const read = routeOptions.config.body.parse(body);
  checkNotAhead(read.occurredAt, now, 'occurred-in-future', '/occurredAt');
  return read;
}

/**
 * A day of tolerance: clocks differ, and a local day may be one ahead of the day in UTC. What lies further ahead is a
 * slip of the pen, and no amendment could take its date back.
 * @param moment RFC 3339 with offset, or a day `YYYY-MM-DD`.
 * @throws Rejection with `code` and `pointer` for one that lies more than a day ahead.
 */
export function checkNotAhead(moment: string, now: () => number, code: string, pointer: string): void {
  if (Date.parse(moment) <= now() + DAY_MS) return;
  const message = `${moment} lies more than a day ahead of the ledger's clock; send it when it has happened.`;
  throw new Rejection(code, message, { pointer });
}
