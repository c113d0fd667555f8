import type { RecordedEvent } from '@corridor/contracts';
import type { BatchHandler } from './bus.js';

interface Part {
  readonly events: readonly RecordedEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Brings what arrives side by side, a part for each partition, to a handler as one batch; what comes while that is at work waits
 * together for the next. A transaction costs the same for a few events as for many, and the parts of one delivery belong together.
 */
export class Gathering {
  private readonly waiting: Part[] = [];
  private isRunning = false;

  /**
   * @param eventsMax Events that a batch holds at most, and each part.
   * @param onError Told once of what the handler throws, for all parts of the batch.
   */
  constructor(
    private readonly handler: BatchHandler,
    private readonly eventsMax: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * Settles with the batch that the events went in; their order is kept.
   * @throws what the handler threw: nothing was applied then, and the part has to be brought again.
   */
  add(events: readonly RecordedEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      if (this.isRunning) return;
      this.isRunning = true;
      // The other parts of the same delivery are added in this turn of the event loop.
      setImmediate(() => this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.take();
      try {
        await this.handler(batch.flatMap(({ events }) => events));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.onError(error);
        for (const { reject } of batch) reject(error);
      }
    }
    this.isRunning = false;
  }

  private take(): readonly Part[] {
    let count = 0;
    const end = this.waiting.findIndex(({ events }, index) => {
      count += events.length;
      return index > 0 && count > this.eventsMax;
    });
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end);
  }
}
