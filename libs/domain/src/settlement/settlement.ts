import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, illegalStep, refuse } from '../checks.js';
import { returned, withoutTakenBack } from './returning.js';
import type { SettlementCommand, SettlementEvent } from './settlement.events.js';
import type { SettlementState } from './settlement-state.js';

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
    checkPositive(command.data.amount, '/amount');
    checkLocalDate(command.data.bookedOn, '/bookedOn');
    checkLocalDate(command.data.valueDate, '/valueDate');
    return [{ type: 'SettlementBooked', occurredAt, data: command.data }];
  }
  if (state.status === 'unknown')
    throw illegalStep(command.type, 'settlement is unknown', ['BookSettlement']);
  const { unallocated, obligationIds, suspended, ambiguous } = state;
  const { settlementId, bank } = state.settlement;
  switch (command.type) {
    case 'AllocateSettlement': {
      const { again, ...data } = command.data;
      if (obligationIds.includes(data.obligationId) && !again) return [];
      checkPositive(data.amount, '/amount');
      checkCurrency(data.amount, unallocated.currency, '/amount');
      const minor = toMoney(unallocated).minor - toMoney(data.amount).minor;
      if (minor < 0n) {
        const message = `${data.amount.amount} is more than the ${unallocated.amount} ${unallocated.currency} not allocated yet.`;
        refuse('allocation-exceeds-unallocated', message, '/amount/amount');
      }
      const left = toMoneyJson({ minor, currency: unallocated.currency });
      const matched = { settlementId, bank, ...data, unallocated: left };
      return [{ type: 'SettlementMatched', occurredAt, data: matched }];
    }
    case 'SuspendSettlement': {
      const minor = toMoney(unallocated).minor;
      const news = command.data.ambiguous && !ambiguous;
      if (minor === 0n || (!news && suspended && toMoney(suspended).minor === minor)) return [];
      const rest = obligationIds.length > 0 ? 'overpaid' : 'no-open-obligation';
      const reason = command.data.ambiguous ? 'ambiguous' : rest;
      const data = { settlementId, bank, reason, amount: unallocated } as const;
      return [{ type: 'SettlementSuspended', occurredAt, data }];
    }
    case 'ReturnSettlement':
      return returned(occurredAt, command.data, state);
    default:
      return never(command);
  }
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
      returned: toMoneyJson({ minor: 0n, currency: data.amount.currency }),
      returnIds: [],
    };
  }
  if (state.status === 'unknown') throw new Error('A history begins with SettlementBooked.');
  switch (event.type) {
    case 'SettlementMatched': {
      const { obligationId, invoiceId, consignmentId, amount, unallocated } = event.data;
      const obligationIds = [...new Set([...state.obligationIds, obligationId])];
      const allocations = [...state.allocations, { obligationId, invoiceId, consignmentId, amount }];
      return { ...state, unallocated, obligationIds, allocations };
    }
    case 'SettlementSuspended': {
      const { amount, reason } = event.data;
      return { ...state, suspended: amount, ...(reason === 'ambiguous' && { ambiguous: true }) };
    }
    case 'SettlementReturned': {
      const { returnId, amount, unallocated, takenBack } = event.data;
      return {
        ...state,
        unallocated,
        allocations: withoutTakenBack(state.allocations, takenBack),
        returned: plus(state.returned, amount),
        returnIds: [...state.returnIds, returnId],
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
