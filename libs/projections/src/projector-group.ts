import type { RecordedEvent } from '@corridor/contracts';
import type { Projector } from './projector.js';

/** Who is further behind the others than so many positions goes its own way. */
const BEHIND_MAX = 2_000;
/** So many go their own way at a time where others follow live, for which connections are to be left. */
const APART_MAX = 4;

/**
 * Projectors of one process that go over the log in rounds: each takes its next batch at the same time, so that what follows live stands at one position and its
 * transactions can be one (`CheckpointsTogether`). One that is being built or is far behind goes on by itself, batch after batch, and holds up nobody: its batches are long.
 */
export class ProjectorGroup {
  private readonly apart = new Map<Projector, Promise<void>>();
  /** What those came to that go their own way, until a step tells it. */
  private apartDone = 0;
  private failure: { readonly error: unknown } | undefined;
  private pausing = false;

  constructor(private readonly projectors: readonly Projector[]) {}

  /** Whether none of them has a use for what the bus delivers now: each goes over the log, whole pages behind its end. */
  get isBehind(): boolean {
    return this.projectors.every(({ isBehind }) => isBehind);
  }

  offer(events: readonly RecordedEvent[]): void {
    for (const projector of this.projectors) projector.offer(events);
  }

  /**
   * Takes each of them a step further.
   * @returns how many events were at work where most were; 0 where there is nothing to do for now.
   * @throws the error of a server that cannot be reached; the others went on.
   */
  async step(): Promise<number> {
    const free = this.projectors.filter((projector) => !this.apart.has(projector));
    const together = free.filter((projector) => this.isAbreast(projector));
    const places = together.length === 0 ? free.length : Math.max(0, APART_MAX - this.apart.size);
    const round = together.map((projector) => projector.step());
    for (const projector of free.filter((each) => !together.includes(each)).slice(0, places)) {
      this.goApart(projector);
    }
    // Without a round there is nothing to do but to wait for whoever is first.
    if (round.length === 0) await Promise.race(this.apart.values());
    const done = await Promise.allSettled(round);
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const { failure, apartDone } = this;
    this.failure = undefined;
    this.apartDone = 0;
    if (failure) throw failure.error;
    return Math.max(apartDone, ...done.map((each) => (each.status === 'fulfilled' ? each.value : 0)));
  }

  /** Settles once no step is under way any more; what goes its own way goes on with the next step. */
  async idle(): Promise<void> {
    this.pausing = true;
    await Promise.all(this.apart.values());
    this.pausing = false;
  }

  /** Whether it stands about where the furthest of those stands that follow live. */
  private isAbreast({ livePosition }: Projector): boolean {
    if (livePosition === undefined) return false;
    const furthest = Math.max(...this.projectors.map((projector) => projector.livePosition ?? 0));
    return livePosition >= furthest - BEHIND_MAX;
  }

  private goApart(projector: Projector): void {
    const going = this.untilAbreast(projector)
      .catch((error) => {
        this.failure = { error };
      })
      .finally(() => this.apart.delete(projector));
    this.apart.set(projector, going);
  }

  private async untilAbreast(projector: Projector): Promise<void> {
    for (let count = 1; count > 0 && !this.pausing; ) {
      count = await projector.step();
      this.apartDone = Math.max(this.apartDone, count);
      if (this.isAbreast(projector)) return;
    }
  }
}
