import { uuidSchema } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { ProblemError, type Sent } from '@corridor/nest-kit';
import { z } from 'zod';
import type { Clock } from '../tokens.js';

const DAY_MS = 86_400_000;

/**
 * The body of a command's request, by the schema that its route names.
 * @throws ZodError naming every field at fault; ProblemError 415 for what is no JSON; Rejection `occurred-in-future` for what lies more than a
 *   day ahead: clocks differ, and a local day may be one ahead of the day in UTC.
 */
export function commandBody<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
  { body, routeOptions }: Sent<Schema>,
  now: Clock,
): z.infer<Schema> {
  if (Buffer.isBuffer(body)) {
    throw new ProblemError(415, 'media-type-unsupported', 'Send JSON, as application/json.');
  }
  const read = routeOptions.config.body.parse(body);
  if (Date.parse(read.occurredAt) <= now() + DAY_MS) return read;
  const message = `${read.occurredAt} lies more than a day ahead of the ledger's clock; send it when it has happened.`;
  throw new Rejection('occurred-in-future', message, { pointer: '/occurredAt' });
}

/** The id in a path. @throws ProblemError 404 for one that nothing in the ledger can have. */
export function pathId(parameter: string, thing: 'instrument' | 'red-flag'): string {
  if (uuidSchema.safeParse(parameter).success) return parameter;
  throw new ProblemError(404, `${thing}-unknown`, `The id in the path is a UUID in lower case.`);
}

/** What the answer to a command tells beside its ids. */
export const recorded = {
  position: z
    .int()
    .min(1)
    .exactOptional()
    .describe('The place in the ledger of what was recorded; absent where nothing new was.'),
};

/** What an answer tells of the state of an aggregate. */
export const standing = {
  version: z.int().min(1).describe('How many events made it so.'),
  legalNow: z.array(z.string()).describe('The commands that are possible now.'),
};
