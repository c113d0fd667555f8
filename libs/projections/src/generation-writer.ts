import { knows, type OnUnknownEvent, type RecordedEvent } from '@corridor/contracts';
import { isPassing } from '@corridor/messaging';
import pg from 'pg';
import { type Checkpoints, CheckpointTaken, OwnCheckpoints } from './checkpoints.js';
import { CHANGED_RESULT } from './prepared.js';
import type { Projection } from './projection.js';

/**
 * An event that the projection cannot apply. It stands still before it, with this message in its status: a figure that
 * skips an event would be wrong and look right, one that stands still says up to where it holds.
 */
export class ProjectionStopped extends Error {
  override readonly name = 'ProjectionStopped';
}

export interface GenerationWriterOptions {
  readonly pool: pg.Pool;
  readonly projection: Projection;
  readonly generation: number;
  /** Up to where it has been applied. */
  readonly position: number;
  /** Events that a transaction holds at most. */
  readonly batchMax: number;
  /** Of several projections; each has its own where it is absent. */
  readonly checkpoints?: Checkpoints;
  /** Told of each event that was passed by because this build does not know its type or version. */
  readonly onUnknown?: OnUnknownEvent;
}

/** Applies the log to one generation of a projection, in order, a batch a transaction together with its checkpoint. */
export class GenerationWriter {
  readonly generation: number;
  private readonly handles: ReadonlySet<string>;
  private readonly checkpoints: Checkpoints;
  private applied: number;
  private limit: number;

  constructor(private readonly options: GenerationWriterOptions) {
    this.generation = options.generation;
    this.handles = new Set(options.projection.handles);
    this.checkpoints = options.checkpoints ?? new OwnCheckpoints(options.pool);
    this.applied = options.position;
    this.limit = options.batchMax;
  }

  /** Every event up to here has been applied. */
  get position(): number {
    return this.applied;
  }

  /** How many events it takes at once: fewer while it closes in on one that cannot be applied. */
  get wanted(): number {
    return this.limit;
  }

  /**
   * Applies the events that follow its position without a gap, or none of them.
   * @returns how many were applied: 0 where one of several cannot be, which fewer at once will find.
   * @throws ProjectionStopped for an event that cannot be applied, CheckpointTaken where another process is at it, and
   *   the error of a server that cannot be reached. Nothing was applied then.
   */
  async apply(events: readonly RecordedEvent[]): Promise<number> {
    const first = events[0];
    const last = events.at(-1);
    if (!first || !last) return 0;
    if (first.position !== this.applied + 1 || last.position !== this.applied + events.length) {
      throw new RangeError(
        `${first.position} to ${last.position} do not follow ${this.applied} without a gap.`,
      );
    }
    try {
      await this.commit(events, last.position);
    } catch (error) {
      if (error instanceof CheckpointTaken || isPassing(error) || isTriedAgain(error)) throw error;
      if (events.length > 1) {
        this.limit = Math.ceil(events.length / 2);
        return 0;
      }
      throw await this.stop(first, error as Error);
    }
    this.tellOfUnknown(events);
    this.applied = last.position;
    this.limit = Math.min(this.limit * 2, this.options.batchMax);
    return events.length;
  }

  private commit(events: readonly RecordedEvent[], to: number): Promise<void> {
    const { projection } = this.options;
    const { generation, applied: after } = this;
    const handled = events.filter((event) => this.handles.has(event.type));
    return this.checkpoints.commit({
      ...{ name: projection.name, generation, after, to },
      ...(handled.length > 0 && { apply: (client) => projection.apply(handled, { client, generation }) }),
    });
  }

  private tellOfUnknown(events: readonly RecordedEvent[]): void {
    const { onUnknown } = this.options;
    if (onUnknown) for (const event of unknownAmong(events)) onUnknown(event);
  }

  /** Writes down why it stands still. */
  private async stop(event: RecordedEvent, cause: Error): Promise<ProjectionStopped> {
    const { pool, projection, generation } = this.options;
    const { position, type, streamId } = event;
    const message = `Position ${position}, ${type} of ${streamId}, cannot be applied: ${cause.message}`;
    await pool.query(
      `UPDATE reporting.projections SET error = $4, updated_at = now()
       WHERE name = $1 AND generation = $2 AND position = $3`,
      [projection.name, generation, position - 1, message],
    );
    return new ProjectionStopped(message, { cause });
  }
}

/** Of events that several projections are offered, so that they are looked through once. */
const unknown = new WeakMap<readonly RecordedEvent[], readonly RecordedEvent[]>();

function unknownAmong(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const known = unknown.get(events);
  if (known) return known;
  const found = events.filter((event) => !knows(event));
  unknown.set(events, found);
  return found;
}

/** A deadlock, and a statement that has to be prepared anew. */
function isTriedAgain(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    ((error.code ?? '').startsWith('40') || error.code === CHANGED_RESULT)
  );
}
