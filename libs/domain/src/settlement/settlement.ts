import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, illegalStep, refuse } from '../checks.js';
import type { SettlementBooked, SettlementCommand, SettlementEvent } from './settlement.events.js';

export type SettlementState = { readonly status: 'unknown' } | BookedSettlement;

export interface BookedSettlement {
  readonly status: 'booked';
  readonly settlement: SettlementBooked['data'];
  /** What of it pays nothing yet, suspended or not; never below 0. */
  readonly unallocated: MoneyJson;
  /** Obligations that it has paid, in part or in full. */
  readonly obligationIds: readonly string[];
  /** What was last put into suspense; a later allocation takes it out again. */
  readonly suspended?: MoneyJson;
  /** It names more than one creditor: nothing that comes later tells which was meant, so it waits for a person. */
  readonly ambiguous?: true;
}

/** Money that a bank has booked to a creditor, and which obligations it pays. */
export const settlement: Decider<SettlementCommand, SettlementEvent, SettlementState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

/** All three commands come at least once, from banks and from the bus: what is known already leads to nothing. */
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
      const { data } = command;
      if (obligationIds.includes(data.obligationId)) return [];
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
    default:
      return never(command);
  }
}

function evolve(state: SettlementState, event: SettlementEvent): SettlementState {
  if (event.type === 'SettlementBooked') {
    const { data } = event;
    return { status: 'booked', settlement: data, unallocated: data.amount, obligationIds: [] };
  }
  if (state.status === 'unknown') throw new Error('A history begins with SettlementBooked.');
  switch (event.type) {
    case 'SettlementMatched': {
      const { obligationId, unallocated } = event.data;
      return { ...state, unallocated, obligationIds: [...state.obligationIds, obligationId] };
    }
    case 'SettlementSuspended': {
      const { amount, reason } = event.data;
      return { ...state, suspended: amount, ...(reason === 'ambiguous' && { ambiguous: true }) };
    }
    default:
      return never(event);
  }
}
