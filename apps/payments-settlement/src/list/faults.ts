import { knows, type RecordedEvent } from '@corridor/contracts';
import { isConflict, isOfDeployment, isPassing } from '@corridor/messaging';
import type pg from 'pg';

/** An event that a list may not go on without. */
export interface Stop {
  readonly event: RecordedEvent;
  readonly error: unknown;
}

/** An event that a list goes on without. */
export interface Aside {
  readonly event: RecordedEvent;
  readonly reason: string;
}

type Write = (client: pg.PoolClient, events: readonly RecordedEvent[]) => Promise<void>;

export interface Careful {
  readonly write: Write;
  readonly setsAside: (event: RecordedEvent) => boolean;
  /** Streams of which something is set aside, with the position of the first. */
  readonly broken: ReadonlyMap<string, number>;
}

const REASON_MAX = 2_000;

/** Whether what failed is for what an event says: not for a server, a deployment, or another process that was faster. */
export function isOfEvent(error: unknown): boolean {
  return !isPassing(error) && !isOfDeployment(error) && !isConflict(error);
}

/** As it is kept and told; PostgreSQL's text has no NUL. */
export function reasonOf(error: unknown): string {
  return String(error).replaceAll('\u0000', '\ufffd').slice(0, REASON_MAX);
}

/** Does it in a savepoint. @returns what is wrong with what it was done for. @throws whatever else fails. */
export async function tryIn(
  client: pg.ClientBase,
  work: () => Promise<void>,
): Promise<{ readonly error: unknown } | undefined> {
  await client.query('SAVEPOINT events');
  try {
    await work();
    await client.query('RELEASE SAVEPOINT events');
    return undefined;
  } catch (error) {
    if (!isOfEvent(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT events');
    return { error };
  }
}

/**
 * Applies events in order, but for those that cannot be applied, which it closes in on by halves, and those behind them in their streams. An event of
 * a version that this release does not know stops it always: a newer one can apply it.
 * @returns the event that the list stands still before, of which, and of what follows it, nothing is applied; and what it goes on without.
 */
export async function applyCarefully(
  client: pg.PoolClient,
  events: readonly RecordedEvent[],
  { write, setsAside, broken }: Careful,
): Promise<{ readonly stop?: Stop; readonly aside: readonly Aside[] }> {
  const first = new Map(broken);
  const aside: Aside[] = [];
  const apply = async (part: readonly RecordedEvent[]): Promise<Stop | undefined> => {
    const whole = part.filter(({ streamId }) => !first.has(streamId));
    const failed = whole.length === 0 ? undefined : await tryIn(client, () => write(client, whole));
    const [only] = part;
    if (!only || (failed && part.length > 1)) {
      const half = Math.ceil(part.length / 2);
      return only && ((await apply(part.slice(0, half))) ?? (await apply(part.slice(half))));
    }
    if (failed && !(setsAside(only) && knows(only))) return { event: only, ...failed };
    for (const event of part) {
      const behind = first.get(event.streamId);
      if (behind !== undefined) {
        aside.push({
          event,
          reason: `It stands in its stream behind position ${behind}, which is set aside.`,
        });
      } else if (failed) {
        first.set(event.streamId, event.position);
        aside.push({ event, reason: reasonOf(failed.error) });
      }
    }
    return undefined;
  };
  const stop = await apply(events);
  return { ...(stop && { stop }), aside };
}
