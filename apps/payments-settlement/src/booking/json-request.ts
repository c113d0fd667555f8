import { ProblemError } from '@corridor/nest-kit';

/** @throws ProblemError 415 for a body that is no JSON. */
export function checkJson(body: unknown): void {
  if (!Buffer.isBuffer(body)) return;
  const message = 'Send JSON, as application/json; files of ISO 20022 go to /v1/iso20022.';
  throw new ProblemError(415, 'media-type-unsupported', message);
}

export function keyMissing(): ProblemError {
  const message =
    'Send an Idempotency-Key of your own for each request, and the same one when you send that again.';
  return new ProblemError(400, 'idempotency-key-missing', message);
}
