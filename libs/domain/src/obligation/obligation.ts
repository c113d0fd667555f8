import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, illegalStep, refuse } from '../checks.js';
import type { ObligationArisen, ObligationCommand, ObligationEvent } from './obligation.events.js';

export type ObligationState = { readonly status: 'unknown' } | RaisedObligation;

export interface RaisedObligation {
  readonly status: 'open' | 'settled';
  readonly obligation: ObligationArisen['data'];
  /** What is still owed, never below 0. */
  readonly outstanding: MoneyJson;
  /** Settlements that have paid a part of it. */
  readonly settlementIds: readonly string[];
  /** The latest value date of its payments: value dates may cross. */
  readonly paidOn?: string;
}

/** What a debtor owes for an invoice, from the day its terms are met to its payment in full. */
export const obligation: Decider<ObligationCommand, ObligationEvent, ObligationState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: ObligationCommand, state: ObligationState): readonly ObligationEvent[] {
  switch (command.type) {
    case 'RaiseObligation':
      // Both commands follow from events that arrive at least once: the second says nothing new.
      return state.status === 'unknown' ? raise(command) : [];
    case 'ApplyPayment':
      if (state.status === 'unknown') {
        throw illegalStep(command.type, 'obligation is unknown', ['RaiseObligation']);
      }
      return applyPayment(command, state);
    default:
      return never(command);
  }
}

function raise({
  occurredAt,
  data,
}: Extract<ObligationCommand, { type: 'RaiseObligation' }>): readonly ObligationEvent[] {
  checkPositive(data.amount, '/amount');
  checkLocalDate(data.termsStartedOn, '/termsStartedOn');
  checkLocalDate(data.dueOn, '/dueOn');
  if (data.dueOn < data.termsStartedOn) {
    const message = `${data.dueOn} lies before the terms start on ${data.termsStartedOn}.`;
    refuse('due-before-terms', message, '/dueOn');
  }
  return [{ type: 'ObligationArisen', occurredAt, data }];
}

function applyPayment(
  { occurredAt, data }: Extract<ObligationCommand, { type: 'ApplyPayment' }>,
  { obligation: owed, outstanding, settlementIds, paidOn }: RaisedObligation,
): readonly ObligationEvent[] {
  const { settlementId, amount, valueDate } = data;
  if (settlementIds.includes(settlementId)) return [];
  checkPositive(amount, '/amount');
  checkCurrency(amount, outstanding.currency, '/amount');
  checkLocalDate(valueDate, '/valueDate');
  const minor = toMoney(outstanding).minor - toMoney(amount).minor;
  if (minor < 0n) {
    const message = `${amount.amount} is more than the ${outstanding.amount} ${outstanding.currency} still owed.`;
    refuse('payment-exceeds-outstanding', message, '/amount/amount');
  }
  const { obligationId, invoiceId, consignmentId } = owed;
  const left = toMoneyJson({ minor, currency: outstanding.currency });
  const payment = {
    obligationId,
    invoiceId,
    consignmentId,
    settlementId,
    amount,
    outstanding: left,
    valueDate,
  };
  if (minor > 0n) return [{ type: 'ObligationPartSettled', occurredAt, data: payment }];
  const settledOn = laterDay(paidOn, valueDate);
  return [{ type: 'ObligationSettled', occurredAt, data: { ...payment, settledOn } }];
}

function evolve(state: ObligationState, event: ObligationEvent): ObligationState {
  switch (event.type) {
    case 'ObligationArisen': {
      const { data } = event;
      return { status: 'open', obligation: data, outstanding: data.amount, settlementIds: [] };
    }
    case 'ObligationPartSettled':
    case 'ObligationSettled': {
      if (state.status === 'unknown') throw new Error('A history begins with ObligationArisen.');
      const { settlementId, outstanding, valueDate } = event.data;
      const status = event.type === 'ObligationSettled' ? 'settled' : 'open';
      const paidOn = laterDay(state.paidOn, valueDate);
      return { ...state, status, outstanding, settlementIds: [...state.settlementIds, settlementId], paidOn };
    }
    default:
      return never(event);
  }
}

/** The later of two days, `YYYY-MM-DD`. */
function laterDay(before: string | undefined, day: string): string {
  return before !== undefined && before > day ? before : day;
}
