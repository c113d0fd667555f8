import { setImmediate as others } from 'node:timers/promises';
import { fieldError } from '../graphql/errors.js';

/** How long one question may hold up all others, and how long it may compute in all. */
const TURN_MS = 20;
const MOST_MS = 5_000;

/**
 * Does something with each, one behind the other, and lets others have their turn in between.
 * @throws GraphQLError `TIMEOUT` where it takes too long in all
 */
export async function inTurns<Each>(all: Iterable<Each>, work: (each: Each) => void): Promise<void> {
  let [spentMs, began] = [0, performance.now()];
  for (const each of all) {
    work(each);
    const turnMs = performance.now() - began;
    if (turnMs < TURN_MS) continue;
    spentMs += turnMs;
    if (spentMs > MOST_MS)
      throw fieldError(
        'TIMEOUT',
        'What had happened by the instant of occurredUntil takes too long to work out. Ask for fewer months, or for what was known then, with knownAt.',
      );
    await others();
    began = performance.now();
  }
}
