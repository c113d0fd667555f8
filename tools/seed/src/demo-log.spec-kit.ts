import type { EventDataOf, EventType } from '@corridor/contracts';
import { type DemoOptions, generateDemo } from './index.js';

/** An event of the demo as it will stand in the log, told apart by its type. */
export type DemoEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly data: EventDataOf<Type>;
    readonly position: number;
    readonly streamId: string;
    readonly version: number;
    readonly schemaVersion: number;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly actor: string;
    readonly correlationId: string;
    readonly causationId?: number;
    readonly participants: readonly string[];
    /** Position of the first event of the append that it came with. */
    readonly appendedAt: number;
  };
}[EventType];

export type DemoEventOf<Type extends EventType> = Extract<DemoEvent, { type: Type }>;

/** The whole demo as a log. @throws Error where an append expects another version than its stream has. */
export function demoLog(options: DemoOptions): readonly DemoEvent[] {
  const log: DemoEvent[] = [];
  const versions = new Map<string, number>();
  for (const { streams, demo, recordedAt, ...append } of generateDemo(options)) {
    if (!demo) throw new Error('not marked as demo data');
    const appendedAt = log.length + 1;
    for (const { streamId, expectedVersion, events } of streams) {
      let version = versions.get(streamId) ?? 0;
      if (version !== expectedVersion) throw new Error(`${streamId}: ${version}, not ${expectedVersion}`);
      for (const event of events) {
        version += 1;
        const recorded = {
          ...event,
          ...append,
          recordedAt,
          streamId,
          version,
          position: log.length + 1,
          appendedAt,
        };
        // What is not as it says is found by the test of the contracts.
        log.push(recorded as DemoEvent);
      }
      versions.set(streamId, version);
    }
  }
  return log;
}

export function ofType<Type extends EventType>(
  log: readonly DemoEvent[],
  type: Type,
): readonly DemoEventOf<Type>[] {
  return log.filter((event): event is DemoEventOf<Type> => event.type === type);
}
