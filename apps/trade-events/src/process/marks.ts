import { randomUUID } from 'node:crypto';
import type { EventStore, StreamAppend } from '@corridor/event-store';
import { byClockOf } from '@corridor/reference-data';

/** Who says what follows from events elsewhere, or from time alone. */
export const PROCESS_ACTOR = 'process:trade-events';

/** By whose clock days pass for both sides: Pakistan and Kazakhstan have the same. */
const PLACE = 'PKISB';

/** An instant by the clock of the corridor, with its offset. @param nowMs since 1970. */
export function corridorTime(nowMs: number): string {
  return byClockOf(PLACE, new Date(nowMs).toISOString());
}

/** The day of it, `YYYY-MM-DD`. */
export function corridorDay(nowMs: number): string {
  return corridorTime(nowMs).slice(0, 10);
}

/** What a mark follows from: its position, and whether it was made by the demo generator. */
export interface MarkCause {
  readonly position: number | string;
  readonly demo: boolean;
  /** That of the event that it goes on from; a new one where it follows from time alone. */
  readonly correlationId?: string | undefined;
}

/**
 * Appends what time brought about.
 * @param stream `undefined` where there is nothing to say any more.
 * @returns whether there was something to append.
 */
export async function appendMark(
  store: Pick<EventStore, 'append'>,
  stream: StreamAppend | undefined,
  { position, demo, correlationId = randomUUID() }: MarkCause,
): Promise<boolean> {
  if (!stream) return false;
  await store.append({
    streams: [stream],
    actor: PROCESS_ACTOR,
    correlationId,
    causationId: Number(position),
    demo,
  });
  return true;
}
