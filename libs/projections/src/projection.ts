import {
  type ContractRegistry,
  type EventOf,
  type EventType,
  PUBLISHED_CONTRACTS,
  type RecordedEvent,
} from '@corridor/contracts';
import type pg from 'pg';

export interface ApplyContext {
  /** Within the transaction that moves the checkpoint. */
  readonly client: pg.ClientBase;
  /** Which rows are its own: each of them carries this number. */
  readonly generation: number;
}

/**
 * A read model as a pure fold of the log: what `apply` leaves in the tables depends on the events and on what it left there
 * before, and on nothing else, so that two folds of one log are equal row for row, however the log was cut into batches.
 */
export interface Projection {
  /** Named by the question that it answers, e.g. `trade-facts`. */
  readonly name: string;
  /** With their schema; nobody else writes to them. Each has a column `generation`. */
  readonly tables: readonly string[];
  /** Types of events that add to it; all others pass by. */
  readonly handles: readonly EventType[];
  /**
   * Applies events of these types in order of position; a batch costs a few round trips, whatever its size. Others apply theirs beside it on the same
   * connection, and nothing that it asked may be under way any more when it settles, whichever way.
   * @throws where one of them cannot be applied: the projection then stands still before it, and says so.
   */
  apply(events: readonly RecordedEvent[], context: ApplyContext): Promise<void>;
}

/** A {@link Projection} whose `apply` knows the form of each event that it handles. */
export interface ProjectionOf<Type extends EventType> extends Omit<Projection, 'handles' | 'apply'> {
  readonly handles: readonly Type[];
  readonly apply: (events: readonly EventOf<Type>[], context: ApplyContext) => Promise<void>;
}

/**
 * Makes a projection: events reach it in the newest version of their type. An event in a version that is not published here
 * is one that it cannot apply.
 */
export function projectionOf<Type extends EventType>(
  projection: ProjectionOf<Type>,
  contracts: Pick<ContractRegistry<EventType>, 'upcast'> = PUBLISHED_CONTRACTS,
): Projection {
  return {
    ...projection,
    apply: async (events, context) => {
      // The data kept to its contract when it was appended; only a version that is not known could be misread.
      const upcast = events.map((event) => contracts.upcast(event));
      await projection.apply(upcast as readonly RecordedEvent[] as readonly EventOf<Type>[], context);
    },
  };
}
