import type { EventStore } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type { LogList } from './log-list.js';

const WAIT_MAX_MS = 5_000;

/**
 * Waits until a list holds whatever is in the log by now: whoever was told of something finds it.
 * @throws ProblemError 503 `index-behind` where it does not get there in time.
 */
export async function listAtHead(list: LogList, store: Pick<EventStore, 'head'>): Promise<void> {
  const head = await store.head();
  if (await list.waitFor(head, WAIT_MAX_MS)) return;
  const message = `The ${list.name} has not reached position ${head} yet. Ask again in a moment.`;
  throw new ProblemError(503, 'index-behind', message);
}
