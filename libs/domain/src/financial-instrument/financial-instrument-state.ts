import { never, toMoney } from '@corridor/kernel';
import type { InstrumentEvent, InstrumentRegistered, InstrumentTied } from './financial-instrument.events.js';

export type InstrumentState = UnknownInstrument | KnownInstrument;

export interface UnknownInstrument {
  readonly status: 'unknown';
}

/** Amounts are minor units of the currency of `registered.amount`. */
export interface KnownInstrument {
  readonly status: 'open' | 'closed' | 'cancelled';
  readonly registered: InstrumentRegistered['data'];
  /** As registered, or as it was amended last. */
  readonly amount: bigint;
  readonly ties: readonly Omit<InstrumentTied['data'], 'instrumentId'>[];
  /** What came for each invoice, and the version of its obligation that told so. */
  readonly received: readonly Received[];
  readonly startedOn?: string;
  readonly dueOn?: string;
  /** The day that an extension allowed, where there was one. */
  readonly extendedTo?: string;
  /** The last days that were told to have passed. */
  readonly missed: readonly string[];
}

export interface Received {
  readonly invoiceId: string;
  readonly obligationVersion: number;
  readonly paid: bigint;
}

/** What has come, of every invoice. */
export function realisedOf({ received }: KnownInstrument): bigint {
  return received.reduce((total, { paid }) => total + paid, 0n);
}

/** What is still to come; 0 where more came than was declared. */
export function stillToCome(state: KnownInstrument): bigint {
  const left = state.amount - realisedOf(state);
  return left > 0n ? left : 0n;
}

export function evolve(state: InstrumentState, event: InstrumentEvent): InstrumentState {
  if (event.type === 'InstrumentRegistered') {
    const { data } = event;
    return {
      status: 'open',
      registered: data,
      amount: toMoney(data.amount).minor,
      ties: [],
      received: [],
      missed: [],
    };
  }
  const before = known(state);
  switch (event.type) {
    case 'InstrumentTied': {
      const { instrumentId: _, ...tie } = event.data;
      return { ...before, ties: [...before.ties, tie] };
    }
    case 'RepatriationTermStarted': {
      const { startedOn, dueOn } = event.data;
      return { ...before, startedOn, dueOn };
    }
    case 'ProceedsRealised':
      return withReceived(before, event.data, toMoney(event.data.amount).minor);
    case 'ProceedsTakenBack': {
      const after = withReceived(before, event.data, -toMoney(event.data.amount).minor);
      return stillToCome(after) > 0n ? { ...after, status: 'open' } : after;
    }
    case 'InstrumentClosed':
      return { ...before, status: 'closed' };
    case 'InstrumentAmountAmended': {
      const after: KnownInstrument = { ...before, amount: toMoney(event.data.amount).minor };
      return stillToCome(after) > 0n ? { ...after, status: 'open' } : after;
    }
    case 'RepatriationTermExtended':
      return { ...before, dueOn: event.data.dueOn, extendedTo: event.data.dueOn };
    case 'ProceedsOverdue':
      return { ...before, missed: [...before.missed, event.data.dueOn] };
    case 'InstrumentCancelled':
      return { ...before, status: 'cancelled' };
    default:
      return never(event);
  }
}

function withReceived(
  before: KnownInstrument,
  { invoiceId, obligationVersion }: Pick<Received, 'invoiceId' | 'obligationVersion'>,
  change: bigint,
): KnownInstrument {
  const paid = (receivedOf(before, invoiceId)?.paid ?? 0n) + change;
  const others = before.received.filter((each) => each.invoiceId !== invoiceId);
  return { ...before, received: [...others, { invoiceId, obligationVersion, paid }] };
}

export function receivedOf({ received }: KnownInstrument, invoiceId: string): Received | undefined {
  return received.find((each) => each.invoiceId === invoiceId);
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: InstrumentState): KnownInstrument {
  if (state.status === 'unknown') {
    throw new Error('The history of an instrument begins with InstrumentRegistered.');
  }
  return state;
}
