import type { OnUnknownEvent, RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { type Checkpoints, CheckpointTaken, OwnCheckpoints } from './checkpoints.js';
import { EventWindow } from './event-window.js';
import { GenerationWriter, ProjectionStopped } from './generation-writer.js';
import { currentGeneration, goLive } from './generations.js';
import type { Projection } from './projection.js';

export interface ProjectorOptions {
  readonly projection: Projection;
  /** Connections that may write the projection's tables and read `read.events`. */
  readonly pool: pg.Pool;
  readonly store: Pick<EventStore, 'readAll'>;
  /** Events that a transaction holds at most (default 2 000). */
  readonly batchMax?: number;
  /** Positions ahead for which events from the bus are kept (default 5 000). */
  readonly windowSize?: number;
  /** The log is read this often where the bus says nothing, milliseconds (default 3 000). */
  readonly pollMs?: number;
  /** The bus, which brings a part of the events at a time, may close a gap for so long, milliseconds (default 100). */
  readonly gapMs?: number;
  /** An event that cannot be applied is tried again this often, milliseconds (default 30 000). */
  readonly retryMs?: number;
  /** Of several projections; each has its own where it is absent. */
  readonly checkpoints?: Checkpoints;
  /** Milliseconds of a steady clock. */
  readonly now?: () => number;
  /** Told once of each reason to stand still. */
  readonly onStopped?: (error: ProjectionStopped) => void;
  /** Told of each event that was passed by because this build does not know its type or version. */
  readonly onUnknown?: OnUnknownEvent;
}

/**
 * Keeps the generation of a projection that readers see up to date. Events come from the bus as long as they follow each
 * other; whenever one is missing (a gap that it does not close, a start behind the head, more than the window holds, a bus that is down) the
 * log is read instead: live, catch-up and the first build are the same code.
 */
export class Projector {
  private readonly options: Required<ProjectorOptions>;
  private readonly window: EventWindow;
  private writer: GenerationWriter | undefined;
  private building = false;
  private behind = false;
  private readLogAt = 0;
  /** Behind which position an event is missing of those that the bus brought, and since when. */
  private gap: { readonly behind: number; readonly since: number } | undefined;
  private retryAt = 0;
  private reason: string | undefined;

  constructor(options: ProjectorOptions) {
    this.options = {
      batchMax: 2_000,
      windowSize: 5_000,
      pollMs: 3_000,
      gapMs: 100,
      retryMs: 30_000,
      now: () => performance.now(),
      onStopped: () => undefined,
      onUnknown: () => undefined,
      checkpoints: new OwnCheckpoints(options.pool),
      ...options,
    };
    this.window = new EventWindow(this.options.windowSize);
  }

  /** Up to where what readers see has been applied, as far as it knows; `undefined` while it is being built, or finds out what there is. */
  get livePosition(): number | undefined {
    return this.building ? undefined : this.writer?.position;
  }

  /** Whether the log had a whole page more when it was last read: what the bus brings lies far ahead, and is read from the log anyway. */
  get isBehind(): boolean {
    return this.behind;
  }

  /** Takes in what the bus delivers and the log holds (see `standing`); nothing waits for its being applied. */
  offer(events: readonly RecordedEvent[]): void {
    this.window.offer(events);
  }

  /**
   * Applies the next batch.
   * @returns 0 where there is nothing to do for now.
   * @throws the error of a server that cannot be reached; nothing was applied then.
   */
  async step(): Promise<number> {
    if (this.options.now() < this.retryAt) return 0;
    try {
      this.writer ??= await this.openWriter();
      return await this.advance(this.writer);
    } catch (error) {
      // What was committed is not sure, or it was another process: the checkpoint tells.
      this.writer = undefined;
      if (error instanceof CheckpointTaken) return 0;
      if (!(error instanceof ProjectionStopped)) throw error;
      this.standStill(error);
      return 0;
    }
  }

  private async openWriter(): Promise<GenerationWriter> {
    const { projection, pool, batchMax, checkpoints, onUnknown } = this.options;
    const { generation, state, position } = await currentGeneration(pool, projection.name);
    this.building = state === 'building';
    const of = { projection, generation, position };
    // Its batches are long: nobody is to wait for them.
    const alone = this.building ? undefined : { checkpoints };
    return new GenerationWriter({ ...of, pool, batchMax, onUnknown, ...alone });
  }

  private async advance(writer: GenerationWriter): Promise<number> {
    const { position, wanted } = writer;
    const { batchMax } = this.options;
    const delivered = this.building ? [] : this.window.next(position, wanted);
    if (delivered.length > 0) return this.apply(writer, delivered);
    if (this.mayWait(position)) return 0;
    // Pages end at the same positions for all projections, so that one that is some events behind reads with the others again.
    const limit = Math.min(wanted, batchMax - (position % batchMax));
    const events = await this.options.store.readAll({ after: position, limit });
    const count = await this.apply(writer, events);
    const isLastPage = events.length < limit && writer.position === (events.at(-1)?.position ?? position);
    if (isLastPage) await this.caughtUp(writer);
    else if (events.length === limit && limit === wanted) this.behind = true;
    return count;
  }

  private mayWait(position: number): boolean {
    const { building, behind } = this;
    return !building && !behind && this.options.now() < this.readLogAt && this.mayStillCome(position);
  }

  /** Whether what follows the position is not known to be there, or so newly that the bus may be about to bring it. */
  private mayStillCome(position: number): boolean {
    if (this.window.highest <= position) return true;
    const now = this.options.now();
    if (this.gap?.behind !== position) this.gap = { behind: position, since: now };
    return now - this.gap.since < this.options.gapMs;
  }

  /** @returns how many events were at work, applied or not: there is more to do. */
  private async apply(writer: GenerationWriter, events: readonly RecordedEvent[]): Promise<number> {
    if ((await writer.apply(events)) > 0) this.reason = undefined;
    return events.length;
  }

  private async caughtUp(writer: GenerationWriter): Promise<void> {
    const { projection, pool, now, pollMs } = this.options;
    // What passed by meanwhile may lie behind what was just read: it reads on once more.
    this.readLogAt = this.behind ? 0 : now() + pollMs;
    this.behind = false;
    if (this.building) {
      await goLive(pool, projection.name, writer.generation);
      this.writer = undefined;
    }
  }

  private standStill(error: ProjectionStopped): void {
    const { now, retryMs, onStopped } = this.options;
    this.retryAt = now() + retryMs;
    if (error.message !== this.reason) onStopped(error);
    this.reason = error.message;
  }
}
