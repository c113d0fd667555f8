import { isLoopbackAddress } from '../outgoing/delivery/addresses.js';
import { hostOf } from '../outgoing/delivery/target.js';
import type { ScreeningServiceOptions } from './screening-service.js';

/** In what the parties of credits are looked for: in one of the two, or in nothing. */
export interface ScreeningSettings {
  /** Path of a list. */
  readonly list?: string;
  /** Of an outside service. */
  readonly url?: string;
  /** How the service is called, where a test has clock and network of its own. */
  readonly calls?: Pick<ScreeningServiceOptions, 'deadline' | 'elapsed' | 'pauseMs'>;
}

/**
 * Reads what an operator set: `SCREENING_LIST`, a file, or `SCREENING_URL`, by HTTPS or on this machine.
 * @throws Error naming what is at fault.
 */
export function readScreeningSettings(
  environment: Readonly<Record<string, string | undefined>>,
): ScreeningSettings {
  const { SCREENING_LIST: list, SCREENING_URL: url } = environment;
  if (list && url) throw new Error('Set either SCREENING_LIST or SCREENING_URL.');
  if (url) checkUrl(url);
  return { ...(list && { list }), ...(url && { url }) };
}

function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : refuse('is a URL');
  const host = hostOf(url);
  const isLocal = host === 'localhost' || isLoopbackAddress(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
    refuse('begins with https://, or with http:// on this machine');
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    refuse('has no credentials and no fragment');
  }
}

/** The URL itself may hold what is nobody's business. */
function refuse(what: string): never {
  throw new Error(`SCREENING_URL ${what}.`);
}
