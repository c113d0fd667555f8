import type { MoneyJson } from '@corridor/kernel';
import type { AllocatedPart, SettlementBooked } from './settlement.events.js';

export type SettlementState = { readonly status: 'unknown' } | BookedSettlement;

export interface BookedSettlement {
  readonly status: 'booked';
  readonly settlement: SettlementBooked['data'];
  /** What of it pays nothing yet, suspended or not; never below 0. */
  readonly unallocated: MoneyJson;
  /** Obligations that it has ever paid, in part or in full, also where it was taken back. */
  readonly obligationIds: readonly string[];
  /** What it pays, in the order in which it came to pay it. With `unallocated` and `returned` it is the amount booked. */
  readonly allocations: readonly AllocatedPart[];
  /** What the bank has given back. */
  readonly returned: MoneyJson;
  readonly returnIds: readonly string[];
  /** What was last put into suspense and is not returned; a later allocation takes it out again. */
  readonly suspended?: MoneyJson;
  /** It names more than one creditor: nothing that comes later tells which was meant, so it waits for a person. */
  readonly ambiguous?: true;
  /** A person has to look at its parties before it pays anything, or has looked. */
  readonly screening?: 'held' | 'released';
  /** Obligations that a person found it not to pay: it pays them only where a person says so. */
  readonly unmatchedIds: readonly string[];
  /** The messages that told of it or of its returns, by {@link tellingKey}. */
  readonly toldBy: readonly string[];
}

/** Names a message, and the return that it told of where it was one. */
export function tellingKey(told: {
  readonly format: string;
  readonly messageId?: string;
  readonly returnId?: string;
}): string {
  return JSON.stringify([told.format, told.messageId ?? null, told.returnId ?? null]);
}
