import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, illegalStep, refuse } from '../checks.js';
import type { ObligationArisen, ObligationCommand, ObligationEvent } from './obligation.events.js';
import {
  laterDay,
  type Payment,
  paidOn,
  paymentReturned,
  paymentUnmatched,
  withPayment,
  withReturn,
} from './payments.js';

export type ObligationState = { readonly status: 'unknown' } | RaisedObligation;

export interface RaisedObligation {
  readonly status: 'open' | 'settled';
  readonly obligation: ObligationArisen['data'];
  /** What is still owed, never below 0. */
  readonly outstanding: MoneyJson;
  /** What was paid and not returned, in the order in which each settlement first paid. With `outstanding` it is the amount. */
  readonly payments: readonly Payment[];
  /**
   * Settlements that have paid a part of it since it was last opened. Each pays once; after a return any of them may pay
   * again, since more is owed than they knew of: what is left of an overpayment pays what another payment no longer does.
   */
  readonly settlementIds: readonly string[];
  readonly returnIds: readonly string[];
}

/** Types of commands that are legal. */
export function legalForObligation(state: ObligationState): readonly string[] {
  if (state.status === 'unknown') return ['RaiseObligation'];
  return [
    ...(state.status === 'open' ? ['ApplyPayment'] : []),
    ...(state.payments.length > 0 ? ['ReturnPayment', 'UnmatchPayment'] : []),
  ];
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
      // All commands follow from what arrives at least once: the second says nothing new.
      return state.status === 'unknown' ? raise(command) : [];
    case 'ApplyPayment':
      if (state.status === 'unknown') {
        throw illegalStep(command.type, 'obligation is unknown', ['RaiseObligation']);
      }
      return applyPayment(command, state);
    case 'ReturnPayment':
      if (state.status === 'unknown') {
        throw illegalStep(command.type, 'obligation is unknown', ['RaiseObligation']);
      }
      return paymentReturned(command.occurredAt, command.data, state);
    case 'UnmatchPayment':
      if (state.status === 'unknown') {
        throw illegalStep(command.type, 'obligation is unknown', ['RaiseObligation']);
      }
      return paymentUnmatched(command.occurredAt, command.data, state);
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
  { obligation: owed, outstanding, settlementIds, payments }: RaisedObligation,
): readonly ObligationEvent[] {
  const { settlementId, amount, fees, valueDate, again } = data;
  if (settlementIds.includes(settlementId) && !again) return [];
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
    ...(fees && { fees }),
    outstanding: left,
    valueDate,
  };
  if (minor > 0n) return [{ type: 'ObligationPartSettled', occurredAt, data: payment }];
  const settledOn = laterDay(paidOn(payments), valueDate);
  return [{ type: 'ObligationSettled', occurredAt, data: { ...payment, settledOn } }];
}

function evolve(state: ObligationState, event: ObligationEvent): ObligationState {
  switch (event.type) {
    case 'ObligationArisen': {
      const { data } = event;
      const nothingYet = { payments: [], settlementIds: [], returnIds: [] };
      return { status: 'open', obligation: data, outstanding: data.amount, ...nothingYet };
    }
    case 'ObligationPartSettled':
    case 'ObligationSettled': {
      const before = raised(state);
      const { settlementId, outstanding } = event.data;
      const status = event.type === 'ObligationSettled' ? 'settled' : 'open';
      const payments = withPayment(before.payments, event.data);
      const settlementIds = [...new Set([...before.settlementIds, settlementId])];
      return { ...before, status, outstanding, payments, settlementIds };
    }
    case 'PaymentReturned': {
      const before = raised(state);
      const { returnId, outstanding } = event.data;
      const payments = withReturn(before.payments, event.data);
      const returnIds = [...before.returnIds, returnId];
      return { ...before, status: 'open', outstanding, payments, settlementIds: [], returnIds };
    }
    case 'PaymentUnmatched': {
      const before = raised(state);
      const payments = withReturn(before.payments, event.data);
      return { ...before, status: 'open', outstanding: event.data.outstanding, payments, settlementIds: [] };
    }
    default:
      return never(event);
  }
}

function raised(state: ObligationState): RaisedObligation {
  if (state.status === 'unknown') throw new Error('A history begins with ObligationArisen.');
  return state;
}
