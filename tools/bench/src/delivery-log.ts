import type { SeenEvent } from './stores/store.js';

/** Holds what a reader received against what writers were told is in the log. */
export class DeliveryLog {
  private readonly acknowledgedKeys = new Set<string>();
  private readonly receivedKeys = new Set<string>();
  private readonly versions = new Map<string, number>();
  private position = 0;
  private lastMs = performance.now();
  private waiting = 0;

  /** Events that came once more. */
  repeated = 0;
  /** Events whose position is not above, or whose version does not follow, that of the one before. */
  outOfOrder = 0;

  acknowledge(streamId: string, version: number): void {
    const key = `${streamId}/${version}`;
    this.acknowledgedKeys.add(key);
    if (!this.receivedKeys.has(key)) this.waiting += 1;
    this.lastMs = performance.now();
  }

  receive(events: readonly SeenEvent[]): void {
    for (const { streamId, version, position } of events) {
      const key = `${streamId}/${version}`;
      if (this.receivedKeys.has(key)) {
        this.repeated += 1;
        continue;
      }
      this.receivedKeys.add(key);
      if (this.acknowledgedKeys.has(key)) this.waiting -= 1;
      const inOrder = position > this.position && version === (this.versions.get(streamId) ?? 0) + 1;
      if (!inOrder) this.outOfOrder += 1;
      this.position = position;
      this.versions.set(streamId, version);
    }
    this.lastMs = performance.now();
  }

  /** Events that writers were told are in the log. */
  get acknowledged(): number {
    return this.acknowledgedKeys.size;
  }

  /** Those of them that have not been received. */
  get missing(): number {
    return this.waiting;
  }

  /** For how long nothing has been acknowledged or received. */
  get quietMs(): number {
    return performance.now() - this.lastMs;
  }

  /** The share of what was acknowledged that came exactly once and in order; 0 where nothing was. */
  get share(): number {
    if (this.acknowledged === 0) return 0;
    return (
      Math.max(0, this.acknowledged - this.missing - this.repeated - this.outOfOrder) / this.acknowledged
    );
  }
}
