import { Readable } from 'node:stream';
import { uuidSchema } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { ProblemError, type Sent } from '@corridor/nest-kit';
import type { z } from 'zod';
import type { Clock } from '../tokens.js';

const DAY_MS = 86_400_000;

/**
 * The body of a command's request, by the schema that its route names.
 * @throws ZodError naming every field at fault; ProblemError 415 for what is no JSON; Rejection `occurred-in-future`.
 */
export function bodyOf<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
  { body, routeOptions }: Sent<Schema>,
  now: Clock,
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
export function checkNotAhead(moment: string, now: Clock, code: string, pointer: string): void {
  if (Date.parse(moment) <= now() + DAY_MS) return;
  const message = `${moment} lies more than a day ahead of the ledger's clock; send it when it has happened.`;
  throw new Rejection(code, message, { pointer });
}

/** The id in a path. @throws ProblemError 404 for one that nothing in the ledger can have. */
export function idOf(
  parameter: string,
  aggregate: 'consignment' | 'checkpoint' | 'declaration' | 'document' | 'guarantee' | 'transit',
): string {
  if (uuidSchema.safeParse(parameter).success) return parameter;
  throw new ProblemError(404, `${aggregate}-unknown`, `A ${aggregate} has a UUID in lower case for its id.`);
}

/**
 * A refusal of what the request does not hold itself points to `fallback`, the field that brought it about: nobody can
 * mend the consignment's lines in the body of a declaration that took them over.
 */
export function pointedInto(body: object, fallback: string | undefined, error: unknown): unknown {
  if (!(error instanceof Rejection) || error.details.pointer === undefined) return error;
  const { pointer, ...rest } = error.details;
  if (Object.hasOwn(body, pointer.split('/')[1] ?? '')) return error;
  const details = fallback === undefined ? rest : { ...rest, pointer: fallback };
  return new Rejection(error.code, error.message, details);
}
