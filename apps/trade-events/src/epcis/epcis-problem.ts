import type { DocumentFault } from '@corridor/epcis';
import { ProblemError } from '@corridor/nest-kit';

/** A body that is no document, with every field that is at fault. */
export function contentInvalid({ faults, message }: DocumentFault): ProblemError {
  return new ProblemError(400, 'content-invalid', message, { pointer: faults[0].pointer, errors: faults });
}

/** @param name of the parameter at fault. */
export function parameterInvalid(name: string, detail: string): ProblemError {
  return new ProblemError(400, 'query-parameter-invalid', `${name} ${detail}`);
}

/** Which status an event is refused with, by the code of its error. */
export function statusOf(code: string): number {
  if (code === 'event-id-reused') return 409;
  return code === 'event-not-yours' ? 403 : 400;
}
