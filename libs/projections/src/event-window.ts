import type { RecordedEvent } from '@corridor/contracts';

/**
 * What the bus brought ahead of a projection, by position: an event twice is there once, and the order of delivery does not
 * matter. It holds at most `size` positions; what lies further ahead is only remembered to exist, and is in the log.
 */
export class EventWindow {
  private readonly events = new Map<number, RecordedEvent>();
  private applied = 0;
  private highestOffered = 0;

  constructor(private readonly size: number) {}

  offer(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      const { position } = event;
      if (position <= this.applied) continue;
      this.highestOffered = Math.max(this.highestOffered, position);
      if (position <= this.applied + this.size) this.events.set(position, event);
    }
  }

  /** The events that follow `applied` without a gap, at most `limit`. */
  next(applied: number, limit: number): readonly RecordedEvent[] {
    this.moveTo(applied);
    const run: RecordedEvent[] = [];
    for (let position = applied + 1; run.length < limit; position += 1) {
      const event = this.events.get(position);
      if (!event) break;
      run.push(event);
    }
    return run;
  }

  /** The highest position that the bus told of: what {@link next} does not give up to it is to be read from the log. */
  get highest(): number {
    return this.highestOffered;
  }

  private moveTo(applied: number): void {
    if (applied === this.applied) return;
    this.applied = applied;
    for (const position of this.events.keys()) if (position <= applied) this.events.delete(position);
  }
}
