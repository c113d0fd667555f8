import { type HttpRequest, ProblemError } from '@corridor/nest-kit';
import type { ErrorBehaviour } from './capture.handler.js';

/** Events of one document. */
export const CAPTURE_EVENTS_MAX = 500;
/** Of a request's body, as the service's host holds it. */
const CAPTURE_BYTES_MAX = 5 * 1024 * 1024;

/** What of a reply is set here; Fastify's replies have this form. */
export interface Reply {
  header(name: string, value: string): unknown;
}

const VERSIONS = { 'GS1-EPCIS-Version': '2.0', 'GS1-CBV-Version': '2.0' };

/** In every answer: which version of the standards it follows. */
export function tellVersions(reply: Reply): void {
  for (const [name, value] of Object.entries(VERSIONS)) reply.header(name, value);
}

/** What one capture may bring, and what it does with errors. */
export function tellCaptureLimits(reply: Reply): void {
  tellVersions(reply);
  reply.header('GS1-EPCIS-Capture-Limit', String(CAPTURE_EVENTS_MAX));
  reply.header('GS1-EPCIS-Capture-File-Size-Limit', String(CAPTURE_BYTES_MAX));
}

/** @throws ProblemError 406 for a version of EPCIS or CBV that is not spoken here. */
export function checkVersions({ headers }: HttpRequest): void {
  for (const name of Object.keys(VERSIONS)) {
    const asked = headers[name.toLowerCase()];
    if (asked === undefined || (typeof asked === 'string' && /^2\.0(?:\.\d+)?$/.test(asked))) continue;
    throw new ProblemError(406, 'version-not-supported', `${name} is 2.0 here.`);
  }
}

/** What to do about errors: `rollback` where nothing else is asked. @throws ProblemError 400 for anything else. */
export function errorBehaviourOf({ headers }: HttpRequest): ErrorBehaviour {
  const asked = headers['gs1-capture-error-behaviour'] ?? 'rollback';
  if (asked === 'rollback' || asked === 'proceed') return asked;
  const message = 'GS1-Capture-Error-Behaviour is "rollback" or "proceed".';
  throw new ProblemError(400, 'error-behaviour-unknown', message);
}
