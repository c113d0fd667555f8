import type { RecordedEvent } from '@corridor/contracts';
import type { AppendContext } from '@corridor/event-store';
import type pg from 'pg';

const PROCESS = 'process:payments-settlement';

/** Whether the process manager told of it itself: what follows from it was done in the same transaction. */
export function isOwn({ actor }: RecordedEvent): boolean {
  return actor === PROCESS;
}

/** Who appends and why: what an event leads to carries its correlation, its position as the cause, and its demo mark. */
export function contextOf({ correlationId, position, demo }: RecordedEvent): AppendContext {
  return { actor: PROCESS, correlationId, causationId: position, demo };
}

/** The later of two instants, RFC 3339 with offset; of two equal ones the first. */
export function laterOf(a: string, b: string): string {
  return Date.parse(b) > Date.parse(a) ? b : a;
}

/**
 * One event at a time, whichever process of the service has it: of two that come together, such as a payment and what it
 * pays, the second has to see the first. Taken before the ledger's own lock, always, so that no two wait for each other.
 */
export async function oneAtATime(client: pg.ClientBase): Promise<void> {
  await client.query({
    name: 'payments-one-at-a-time',
    text: `SELECT pg_advisory_xact_lock(hashtext('payments process'), 0)`,
  });
}
