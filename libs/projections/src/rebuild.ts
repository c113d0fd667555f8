import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { GenerationWriter } from './generation-writer.js';
import { newGeneration } from './generations.js';
import type { Projection } from './projection.js';

export interface RebuildOptions {
  readonly projection: Projection;
  readonly pool: pg.Pool;
  readonly store: Pick<EventStore, 'head' | 'readLogBatches'>;
  /** Up to and with this position; the head of the log as it is now where absent. */
  readonly to?: number;
  /** Events that a transaction holds at most (default 2 000). */
  readonly batchMax?: number;
}

/**
 * Folds the log into a new generation beside the live one, which stays as it is.
 * @returns the number of the new generation, in state `building`.
 * @throws ProjectionStopped for an event that cannot be applied; RangeError for a position that the log has not reached.
 */
export async function rebuild(options: RebuildOptions): Promise<number> {
  const { projection, pool, store, batchMax = 2_000 } = options;
  const head = await store.head();
  const to = options.to ?? head;
  if (!Number.isSafeInteger(to) || to < 0 || to > head) {
    throw new RangeError(
      `A rebuild goes to a position from 0 to ${head}, the last one of the log, not to ${to}.`,
    );
  }
  const generation = await newGeneration(pool, projection.name);
  const writer = new GenerationWriter({ pool, projection, generation, position: 0, batchMax });
  for await (const page of store.readLogBatches({ to, batchSize: batchMax })) {
    // Where one of them cannot be applied, fewer at a time find out which.
    for (let done = 0; done < page.length; )
      done += await writer.apply(page.slice(done, done + writer.wanted));
  }
  return generation;
}
