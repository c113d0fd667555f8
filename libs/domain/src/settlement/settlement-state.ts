import { type MoneyJson, toMoney } from '@corridor/kernel';
import type {
  AllocatedPart,
  MatchedBy,
  ServicePart,
  SettlementBooked,
  SuspenseReason,
} from './settlement.events.js';

export type SettlementState = { readonly status: 'unknown' } | BookedSettlement;

export interface BookedSettlement {
  readonly status: 'booked';
  readonly settlement: SettlementBooked['data'];
  /** What of it pays nothing yet, suspended or not; never below 0. */
  readonly unallocated: MoneyJson;
  /** Obligations that it has ever paid, in part or in full, also where it was taken back. */
  readonly obligationIds: readonly string[];
  /** What it pays, in the order in which it came to pay it. With `serviceParts`, `unallocated` and `returned` it is the amount booked. */
  readonly allocations: readonly AllocatedPart[];
  /** What it pays for services, in the order in which it was said; all of one provider. */
  readonly serviceParts: readonly StandingServicePart[];
  /** Contracts of services under which it has ever paid, also where that was taken back. */
  readonly serviceContractIds: readonly string[];
  /** What the bank has given back. */
  readonly returned: MoneyJson;
  readonly returnIds: readonly string[];
  /** What was last put into suspense and is not returned; a later allocation takes it out again. */
  readonly suspended?: MoneyJson;
  /** Why it was said to wait, each once, until a person matched it; that it waits for one, until anything did. */
  readonly suspendedFor: readonly SuspenseReason[];
  /** A person has to look at its parties before it pays anything, or has looked. */
  readonly screening?: 'held' | 'released';
  /** It is held since what looks for its parties did not answer. */
  readonly unscreened?: true;
  /** Obligations that a person found it not to pay: it pays them only where a person says so. */
  readonly unmatchedIds: readonly string[];
  /** The messages that told of it or of its returns, by {@link tellingKey}. */
  readonly toldBy: readonly string[];
}

/** What still pays for services, and when it was matched, RFC 3339. */
export type StandingServicePart = ServicePart & { readonly matchedAt: string };

/** Why a person has to say what it pays, unless what is told later does. */
const FOR_PERSON: readonly SuspenseReason[] = ['ambiguous', 'unsure'];

/** Whether nothing that becomes of what is open tells which of several obligations that are about as like to it was meant, or which creditor: a match does. */
export function waitsForPerson({ suspendedFor }: BookedSettlement): boolean {
  return suspendedFor.some((reason) => FOR_PERSON.includes(reason));
}

/** Whether it names several creditors, so that only an instruction of it tells which was meant. */
export function namesSeveralCreditors({ suspendedFor }: BookedSettlement): boolean {
  return suspendedFor.includes('ambiguous');
}

/** Why it still waits behind a match: whose money it is has been said. */
export function reasonsBehindMatch(
  suspendedFor: readonly SuspenseReason[],
  by: MatchedBy,
): readonly SuspenseReason[] {
  return by === 'manual' ? [] : suspendedFor.filter((reason) => !FOR_PERSON.includes(reason));
}

/** Types of commands that are legal. */
export function legalForSettlement(state: SettlementState): readonly string[] {
  if (state.status === 'unknown') return ['BookSettlement'];
  const { unallocated, allocations, serviceParts, screening, unscreened } = state;
  const waits = toMoney(unallocated).minor > 0n;
  return [
    'ConfirmSettlement',
    ...(screening && !unscreened ? [] : ['HoldSettlement']),
    ...(screening === 'held' ? ['ReleaseSettlement'] : []),
    ...(waits && screening !== 'held'
      ? ['AllocateSettlement', 'MatchServiceContract', 'SuspendSettlement']
      : []),
    ...(allocations.length > 0 ? ['UnmatchSettlement'] : []),
    ...(serviceParts.length > 0 ? ['UnmatchServiceContract'] : []),
    ...(waits || paysAnything(state) ? ['ReturnSettlement'] : []),
  ];
}

/** Whether any of it pays what is owed, or for services. */
export function paysAnything({
  allocations,
  serviceParts,
}: Pick<BookedSettlement, 'allocations' | 'serviceParts'>): boolean {
  return allocations.length > 0 || serviceParts.length > 0;
}

/** How far it has come, by one word. */
export function standingOfSettlement(
  state: SettlementState,
): 'unknown' | 'held' | 'returned' | 'matched' | 'suspended' | 'booked' {
  if (state.status === 'unknown') return 'unknown';
  const { unallocated, suspended, screening } = state;
  if (screening === 'held') return 'held';
  if (toMoney(unallocated).minor === 0n) return paysAnything(state) ? 'matched' : 'returned';
  return suspended ? 'suspended' : 'booked';
}

/** Names a message, and the return that it told of where it was one. */
export function tellingKey(told: {
  readonly format: string;
  readonly messageId?: string;
  readonly returnId?: string;
}): string {
  return JSON.stringify([told.format, told.messageId ?? null, told.returnId ?? null]);
}
