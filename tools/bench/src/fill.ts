import type { Progress } from './progress.js';
import type { Store } from './stores/store.js';
import { EVENTS_A_STREAM, eventAt, streamIdAt } from './workload.js';

/**
 * Fills an empty store with so many events in streams of 20, the way it takes them fastest. The events and the streams
 * are the same for every store; in which order streams come does not matter.
 */
export async function fill(store: Store, events: number, progress: Progress): Promise<void> {
  const { concurrency, eventsAnAppend } = store.fillBy;
  const text = `filling ${store.name} with ${events.toLocaleString('en-GB')} events`;
  progress.step(text);
  let stream = 0;
  let filled = 0;
  const work = async (): Promise<void> => {
    for (let index = stream++; index * EVENTS_A_STREAM < events; index = stream++) {
      const first = index * EVENTS_A_STREAM;
      for (let version = 0; version < EVENTS_A_STREAM; version += eventsAnAppend) {
        const batch = Array.from({ length: eventsAnAppend }, (_, n) => eventAt(first + version + n));
        await store.append({ streamId: streamIdAt(index), expectedVersion: version, events: batch });
        filled += batch.length;
      }
      progress.share(text, filled / events);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** How many events such a filling has: whole streams. */
export const filledEvents = (events: number): number => Math.ceil(events / EVENTS_A_STREAM) * EVENTS_A_STREAM;
