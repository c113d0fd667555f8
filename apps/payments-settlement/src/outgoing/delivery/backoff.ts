const FIRST_MS = 5_000;
const EACH_MAX_MS = 3_600_000;
const RETRY_AFTER_MAX_MS = 86_400_000;

/**
 * How long after a failed attempt the next one comes: twice as long each time up to an hour, of which half is left to chance, so that
 * receivers that failed together are not asked together.
 * @param attempts made so far, 1 or more. @param random from 0 to below 1.
 */
export function backoffMs(attempts: number, random: number): number {
  // 2^20 times five seconds is months: beyond that, a power would only overflow.
  const wholeMs = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), EACH_MAX_MS);
  return Math.round(wholeMs / 2 + (wholeMs / 2) * random);
}

/** What a Retry-After asks for (RFC 9110, 10.2.3), in seconds or as a date, at most a day; 0 where it asks for nothing. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  const text = header?.trim() ?? '';
  if (text === '') return 0;
  const askedMs = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : httpDateMs(text) - nowMs;
  return Math.max(0, Math.min(askedMs, RETRY_AFTER_MAX_MS));
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the form that senders have to use; minus infinity for anything else. */
function httpDateMs(text: string): number {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return Number.NEGATIVE_INFINITY;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}
