import type { RecordedEvent } from '@corridor/contracts';
import type { Projector } from './projector.js';

/**
 * Projectors of one process that go over the log in rounds: each takes its next batch at the same time, so that what follows live stands at one position and its
 * transactions can be one (`CheckpointsTogether`). One that is being built holds up nobody: its batches are long, and readers do not see it yet.
 */
export class ProjectorGroup {
  private readonly apart = new Map<Projector, Promise<void>>();
  /** What those came to that go their own way, until the next step tells it. */
  private apartDone = 0;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly projectors: readonly Projector[]) {}

  offer(events: readonly RecordedEvent[]): void {
    for (const projector of this.projectors) projector.offer(events);
  }

  /**
   * Takes each of them a step further.
   * @returns how many events were at work where most were; 0 where there is nothing to do for now.
   * @throws the error of a server that cannot be reached.
   */
  async step(): Promise<number> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure.error;
    const round: Promise<number>[] = [];
    for (const projector of this.projectors) {
      if (this.apart.has(projector)) continue;
      if (projector.isLive) round.push(projector.step());
      else this.goApart(projector);
    }
    const done = await Promise.allSettled(round);
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const { apartDone } = this;
    this.apartDone = 0;
    return Math.max(apartDone, ...done.map((each) => (each.status === 'fulfilled' ? each.value : 0)));
  }

  /** Settles once no step is under way any more. */
  async idle(): Promise<void> {
    await Promise.all(this.apart.values());
  }

  private goApart(projector: Projector): void {
    const settled = projector
      .step()
      .then(
        (count) => {
          this.apartDone = Math.max(this.apartDone, count);
        },
        (error) => {
          this.failure = { error };
        },
      )
      .finally(() => this.apart.delete(projector));
    this.apart.set(projector, settled);
  }
}
