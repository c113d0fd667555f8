import type { RecordedEvent } from '@corridor/contracts';
import { AskedTogether } from '@corridor/event-store';
import type { BatchHandler } from './bus.js';

/**
 * Brings what arrives side by side, a part for each partition, to a handler as one batch; what comes while that is at work waits
 * together for the next. A transaction costs the same for a few events as for many, and the parts of one delivery belong together.
 */
export class Gathering {
  private readonly parts: AskedTogether<readonly RecordedEvent[], undefined>;

  /**
   * @param eventsMax Events that a batch holds at most, and each part.
   * @param onError Told once of what the handler throws, for all parts of the batch.
   */
  constructor(handler: BatchHandler, eventsMax: number, onError: (error: unknown) => void) {
    this.parts = new AskedTogether({
      togetherMax: eventsMax,
      sizeOf: (events) => events.length,
      inFlightMax: 1,
      ask: async (parts) => {
        try {
          await handler(parts.flat());
        } catch (error) {
          onError(error);
          throw error;
        }
        return parts.map(() => undefined);
      },
    });
  }

  /**
   * Settles with the batch that the events went in; their order is kept.
   * @throws what the handler threw: nothing was applied then, and the part has to be brought again.
   */
  add(events: readonly RecordedEvent[]): Promise<void> {
    return this.parts.ask(events);
  }
}
