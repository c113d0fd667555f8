import { uuidSchema } from '@corridor/contracts';
import { type CommandRequest, commandRequestOf, type HttpRequest, ProblemError } from '@corridor/nest-kit';
import { checkJson, keyMissing } from '../booking/json-request.js';

const OFFSET_MS = 5 * 3_600_000;

/** Now, as the clocks of both countries tell it: both are at UTC+5. */
export function byBothClocks(nowMs: number): string {
  return `${new Date(nowMs + OFFSET_MS).toISOString().slice(0, -1)}+05:00`;
}

/** @throws ProblemError where no `Idempotency-Key` comes with it: a match by hand has no name of its own. */
export function askedOf(request: HttpRequest): CommandRequest {
  checkJson(request.body);
  const asked = commandRequestOf(request);
  if (!asked.idempotency) throw keyMissing();
  return asked;
}

/** @throws ProblemError 404 for what is no id. */
export function knownId(id: string, of: 'settlement' | 'obligation' | 'service-contract'): string {
  if (uuidSchema.safeParse(id).success) return id;
  throw new ProblemError(404, `${of}-unknown`, `There is no ${of} with this id.`);
}
