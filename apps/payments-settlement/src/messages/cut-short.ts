import { Overloaded } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';

/**
 * Passes on what is told of a file. A file is many appends: where the queue has no room for one of them, those before it stand.
 * @throws ProblemError 503 `overloaded` instead of Overloaded, which knows of its own append alone.
 */
export async function* orSayWhatStands<Told>(told: AsyncIterable<Told>): AsyncGenerator<Told, void> {
  try {
    yield* told;
  } catch (error) {
    if (!(error instanceof Overloaded)) throw error;
    const detail =
      'The ledger is busy: too many appends wait. Of the file some may be recorded, and stays. Send the same file again in a moment: that is answered as told before, and the rest is taken.';
    throw new ProblemError(503, 'overloaded', detail);
  }
}
