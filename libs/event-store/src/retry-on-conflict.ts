import { ConcurrencyConflict } from './errors.js';

const ATTEMPTS_MAX = 5;

/**
 * Runs an attempt that loads, decides and appends, on one stream or several; where another append came between, runs it
 * again on what then stands.
 * @param attemptsMax More than a few where many are known to want the same stream: each conflict lets one of them through.
 * @throws ConcurrencyConflict if others come between again and again; any other error at once.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>, attemptsMax = ATTEMPTS_MAX): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConcurrencyConflict) || tried >= attemptsMax) throw error;
    }
  }
}
