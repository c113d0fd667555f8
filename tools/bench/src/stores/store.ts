import type { Append } from '../workload.js';

/** An event as a reader of a store gets it, its data parsed. */
export interface SeenEvent {
  readonly streamId: string;
  /** From 1, whatever the store counts from. */
  readonly version: number;
  /** Where it stands in the log, as the store counts. */
  readonly position: number;
  readonly data: unknown;
}

/** How a store is filled fastest without leaving its own API. */
export interface FillBy {
  readonly concurrency: number;
  /** Events an append; a divisor of 20. */
  readonly eventsAnAppend: number;
}

/** A store on a database of its own. What a store cannot do it leaves out. */
export interface Store {
  /** As the table names it. */
  readonly name: string;
  readonly fillBy: FillBy;
  /** Appends durably. @throws where the stream has not the expected version */
  append(append: Append): Promise<void>;
  /** A stream from its beginning, parsed. @returns how many events it has */
  readStream(streamId: string): Promise<number>;
  /** The whole log in its order, parsed, in batches. */
  readAll?(): AsyncIterable<readonly SeenEvent[]>;
  /**
   * Reads the log from its beginning and goes on as new events come, as a consumer of this store would, until the signal;
   * settles when it has ended.
   */
  follow?(onEvents: (events: readonly SeenEvent[]) => void, signal: AbortSignal): Promise<void>;
  /** Checks that the log is whole and unchanged. @returns how many events were checked */
  verify?(): Promise<number>;
  /** How many events the log has. */
  count(): Promise<number>;
  /** Tables of the log with their indexes. */
  bytesOnDisk(): Promise<number>;
  close(): Promise<void>;
}

export interface StoreKind<S extends Store = Store> {
  /** Brings an empty database to the store's schema. */
  install(connectionString: string): Promise<void>;
  /** Opens the store on a database that has it. */
  open(connectionString: string): S;
}
