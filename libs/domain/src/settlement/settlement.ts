import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositive, illegalStep } from '../checks.js';
import { withoutTakenBack, withPart } from './allocated-parts.js';
import { allocated, unmatched } from './allocating.js';
import { confirmed, withConfirmation } from './confirming.js';
import { returned } from './returning.js';
import { matchedToServices, unmatchedFromServices, withoutServicePart } from './service-parts.js';
import type { SettlementCommand } from './settlement.commands.js';
import type { SettlementEvent, SuspenseReason } from './settlement.events.js';
import { postingsOfBooking } from './settlement-postings.js';
import {
  type BookedSettlement,
  legalForSettlement,
  paysAnything,
  reasonsBehindMatch,
  type SettlementState,
  tellingKey,
} from './settlement-state.js';

/** Money that a bank has booked to a creditor, and which obligations it pays. */
export const settlement: Decider<SettlementCommand, SettlementEvent, SettlementState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

/** All commands come at least once, from banks and from the bus: what is known already leads to nothing. */
function decide(command: SettlementCommand, state: SettlementState): readonly SettlementEvent[] {
  const { occurredAt } = command;
  if (command.type === 'BookSettlement') {
    if (state.status !== 'unknown') return [];
    const { bank, amount, bookedOn, valueDate } = command.data;
    checkPositive(amount, '/amount');
    checkLocalDate(bookedOn, '/bookedOn');
    checkLocalDate(valueDate, '/valueDate');
    const data = { ...command.data, postings: postingsOfBooking(bank, amount) };
    return [{ type: 'SettlementBooked', occurredAt, data }];
  }
  if (state.status === 'unknown')
    throw illegalStep(command.type, 'settlement is unknown', ['BookSettlement']);
  const { settlementId, bank } = state.settlement;
  switch (command.type) {
    case 'ConfirmSettlement':
      return confirmed(occurredAt, command.data, state);
    case 'HoldSettlement':
      // Held since nobody could say, it is held anew for what was found; whatever else was said of it stands.
      if (state.screening && !(state.unscreened && command.data.hits.length > 0)) return [];
      return [{ type: 'SettlementHeld', occurredAt, data: { settlementId, bank, ...command.data } }];
    case 'ReleaseSettlement':
      if (state.screening === 'released') return [];
      if (!state.screening) {
        throw illegalStep(command.type, 'settlement is not held', legalForSettlement(state));
      }
      return [{ type: 'SettlementReleased', occurredAt, data: { settlementId, bank, ...command.data } }];
    case 'AllocateSettlement':
      checkNotHeld(command.type, state);
      return allocated(occurredAt, command.data, state);
    case 'MatchServiceContract':
      checkNotHeld(command.type, state);
      return matchedToServices(occurredAt, command.data, state);
    case 'UnmatchServiceContract':
      checkLocalDate(command.data.takenBackOn, '/takenBackOn');
      return unmatchedFromServices(occurredAt, command.data, state);
    case 'UnmatchSettlement':
      return unmatched(occurredAt, command.data, state);
    case 'SuspendSettlement':
      return suspended(occurredAt, command.data.because, state);
    case 'ReturnSettlement':
      return returned(occurredAt, command.data, state);
    default:
      return never(command);
  }
}

/** Whose parties a person has to look at first pays nothing. */
function checkNotHeld(type: SettlementCommand['type'], { screening }: BookedSettlement): void {
  if (screening !== 'held') return;
  throw illegalStep(type, 'settlement is held', ['ReleaseSettlement', 'ReturnSettlement']);
}

function suspended(
  occurredAt: string,
  because: SuspenseReason | undefined,
  state: BookedSettlement,
): readonly SettlementEvent[] {
  const { unallocated, suspended: before, suspendedFor } = state;
  const { settlementId, bank } = state.settlement;
  const { minor } = toMoney(unallocated);
  const news = because !== undefined && !suspendedFor.includes(because);
  if (minor === 0n || (!news && before && toMoney(before).minor === minor)) return [];
  const rest = paysAnything(state) ? 'overpaid' : 'no-open-obligation';
  const data = { settlementId, bank, reason: because ?? rest, amount: unallocated } as const;
  return [{ type: 'SettlementSuspended', occurredAt, data }];
}

function evolve(state: SettlementState, event: SettlementEvent): SettlementState {
  if (event.type === 'SettlementBooked') {
    const { data } = event;
    return {
      status: 'booked',
      settlement: data,
      unallocated: data.amount,
      obligationIds: [],
      allocations: [],
      serviceParts: [],
      serviceContractIds: [],
      returned: toMoneyJson({ minor: 0n, currency: data.amount.currency }),
      returnIds: [],
      unmatchedIds: [],
      suspendedFor: [],
      toldBy: [tellingKey(data)],
    };
  }
  if (state.status === 'unknown') throw new Error('A history begins with SettlementBooked.');
  switch (event.type) {
    case 'SettlementConfirmed':
      return withConfirmation(state, event.data);
    case 'SettlementHeld': {
      const { unscreened: _, ...before } = state;
      return { ...before, screening: 'held', ...(event.data.hits.length === 0 && { unscreened: true }) };
    }
    case 'SettlementReleased': {
      const { unscreened: _, ...before } = state;
      return { ...before, screening: 'released' };
    }
    case 'SettlementMatched': {
      const { obligationId, invoiceId, consignmentId, amount, settled, fees, by, unallocated } = event.data;
      const obligationIds = [...new Set([...state.obligationIds, obligationId])];
      const part = { obligationId, invoiceId, consignmentId, amount, settled, ...(fees && { fees }) };
      const unmatchedIds = state.unmatchedIds.filter((id) => id !== obligationId);
      return {
        ...state,
        unallocated,
        obligationIds,
        allocations: withPart(state.allocations, part),
        unmatchedIds,
        suspendedFor: reasonsBehindMatch(state.suspendedFor, by),
      };
    }
    case 'SettlementUnmatched': {
      const { obligationId, unallocated, because } = event.data;
      return {
        ...state,
        unallocated,
        allocations: withoutTakenBack(state.allocations, [event.data]),
        // What the ledger took back, since less came, may be paid by what came.
        ...(because === 'person' && { unmatchedIds: [...state.unmatchedIds, obligationId] }),
      };
    }
    case 'SettlementMatchedToServiceContract': {
      const { serviceContractId, provider, amount, usd, valueDate, unallocated } = event.data;
      const part = { serviceContractId, provider, amount, ...(usd && { usd }), valueDate };
      const matchedAt = event.occurredAt;
      return {
        ...state,
        unallocated,
        serviceParts: [...state.serviceParts, { ...part, matchedAt }],
        serviceContractIds: [...new Set([...state.serviceContractIds, serviceContractId])],
        suspendedFor: reasonsBehindMatch(state.suspendedFor, 'manual'),
      };
    }
    case 'SettlementUnmatchedFromServiceContract': {
      const { unallocated } = event.data;
      return { ...state, unallocated, serviceParts: withoutServicePart(state.serviceParts, event.data) };
    }
    case 'SettlementSuspended': {
      const { amount, reason } = event.data;
      return { ...state, suspended: amount, suspendedFor: [...new Set([...state.suspendedFor, reason])] };
    }
    case 'SettlementReturned': {
      const { returnId, amount, unallocated, takenBack } = event.data;
      return {
        ...state,
        unallocated,
        allocations: withoutTakenBack(state.allocations, takenBack),
        returned: plus(state.returned, amount),
        returnIds: [...state.returnIds, returnId],
        toldBy: [...state.toldBy, tellingKey(event.data)],
        // What waits is less now, and is known to wait.
        ...(state.suspended && { suspended: unallocated }),
      };
    }
    default:
      return never(event);
  }
}

function plus(a: MoneyJson, b: MoneyJson): MoneyJson {
  return toMoneyJson({ minor: toMoney(a).minor + toMoney(b).minor, currency: a.currency });
}
