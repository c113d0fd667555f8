import { type Caller, ProblemError } from '@corridor/nest-kit';
import { byClockOf, checkRateSource, RATE_SOURCES } from '@corridor/reference-data';
import { OFFICIAL_SOURCES, sourcesOf } from './rates.js';

/** The country whose clock a bank's rate goes by: both ends of the corridor have the same. */
const CLOCK_OF_BANKS = 'PK';

/**
 * Whose rate a caller posts: a bank its own, an operator that of a central bank, which it names.
 * @throws ProblemError 403 `not-your-source`; Rejection `rate-source-unknown`.
 */
export function sourceOf({ role, participant }: Caller, source: string | undefined): string {
  if (role === 'bank') {
    if (source === undefined || source === participant) return participant;
    const message = `A bank posts rates of its own; your key is of "${participant}", not of "${source}".`;
    throw new ProblemError(403, 'not-your-source', message, { pointer: '/source' });
  }
  return checkRateSource(source ?? '', '/source').code;
}

/** An instant by the clock of a source. */
export function byClockOfSource(source: string, ms: number): string {
  return byClockOf(RATE_SOURCES.find(source)?.country ?? CLOCK_OF_BANKS, new Date(ms).toISOString());
}

/** Whose rates a caller sees: those of the central banks, a bank its own too; `undefined` for all. */
export function sourcesSeenBy({ role, participant }: Caller): readonly string[] | undefined {
  if (role === 'operator') return undefined;
  return role === 'bank' ? sourcesOf(participant) : OFFICIAL_SOURCES;
}
