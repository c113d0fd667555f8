import type { RecordedEvent } from '@corridor/contracts';
import type {
  BookedSettlement,
  ObligationState,
  OpenObligation,
  RaisedObligation,
  SettlementState,
} from '@corridor/domain';
import type { Loaded } from '@corridor/event-store';
import { toMoney } from '@corridor/kernel';

/** A settlement with money left, or an obligation not paid yet, as the log has it, and when it came about. */
export interface Found<State> {
  readonly loaded: Loaded<State>;
  readonly occurredAt: string;
}

/** Whether it has money that may pay something: none while a person has to look at its parties. */
export function isPayable(loaded: Loaded<SettlementState>): loaded is Loaded<BookedSettlement> {
  const { state } = loaded;
  return state.status === 'booked' && state.screening !== 'held' && toMoney(state.unallocated).minor > 0n;
}

export function isOwed(loaded: Loaded<ObligationState>): loaded is Loaded<RaisedObligation> {
  return loaded.state.status === 'open';
}

export function openOf({ obligation, outstanding }: RaisedObligation): OpenObligation {
  return { ...obligation, outstanding };
}

/** The id of the stream's aggregate. */
export function idOf({ streamId }: RecordedEvent): string {
  return streamId.slice(streamId.indexOf('-') + 1);
}
