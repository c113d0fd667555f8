import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenEvent } from './store.js';

/** Reads on behind the last position seen, and waits where there is nothing new. */
export async function poll(
  { idleMs }: { readonly idleMs: number },
  readBehind: (position: number) => Promise<readonly SeenEvent[]>,
  onEvents: (events: readonly SeenEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let position = 0;
  while (!signal.aborted) {
    const events = await readBehind(position);
    position = events.at(-1)?.position ?? position;
    if (events.length > 0) onEvents(events);
    // The signal that ends a wait is the end of the loop, too.
    else await sleep(idleMs, undefined, { signal }).catch(() => undefined);
  }
}
