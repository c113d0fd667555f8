import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, illegalStep, refuse } from '../checks.js';
import type {
  InvoiceWithdrawn,
  ObligationArisen,
  ObligationCommand,
  ObligationEvent,
} from './obligation.events.js';
import {
  laterDay,
  type Payment,
  paidOn,
  paymentReturned,
  paymentUnmatched,
  withPayment,
  withReturn,
} from './payments.js';
import { withdrawn } from './withdrawing.js';

export type ObligationState = { readonly status: 'unknown' } | RaisedObligation | WithdrawnInvoice;

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

export interface WithdrawnInvoice {
  readonly status: 'withdrawn';
  readonly withdrawal: InvoiceWithdrawn['data'];
  /** What was owed till then, and nothing of it paid; absent where its terms were not met. */
  readonly owed?: RaisedObligation;
}

/** What is owed of an invoice, or was until it was withdrawn. */
export function everOwed(state: ObligationState): RaisedObligation | undefined {
  return state.status === 'withdrawn' ? state.owed : isRaised(state) ? state : undefined;
}

/** Whose it is, by participant ids; `undefined` before anything is told of it. */
export function partiesOfObligation(
  state: ObligationState,
): Pick<ObligationArisen['data'], 'creditor' | 'debtor' | 'creditorBank'> | undefined {
  return state.status === 'withdrawn' ? state.withdrawal : everOwed(state)?.obligation;
}

/** Whether its terms were met, and it was not withdrawn. */
export function isRaised(state: ObligationState): state is RaisedObligation {
  return state.status === 'open' || state.status === 'settled';
}

/** Types of commands that are legal. */
export function legalForObligation(state: ObligationState): readonly string[] {
  if (state.status === 'unknown') return ['RaiseObligation', 'WithdrawInvoice'];
  if (!isRaised(state)) return [];
  return [
    ...(state.status === 'open' ? ['ApplyPayment'] : []),
    ...(state.payments.length > 0 ? ['ReturnPayment', 'UnmatchPayment'] : ['WithdrawInvoice']),
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
      return applyPayment(command, raisedFor(command.type, state));
    case 'ReturnPayment':
      return paymentReturned(command.occurredAt, command.data, paidOf(command.type, state));
    case 'UnmatchPayment':
      return paymentUnmatched(command.occurredAt, command.data, paidOf(command.type, state));
    case 'WithdrawInvoice':
      if (state.status === 'withdrawn') return [];
      return withdrawn(command.occurredAt, command.data, isRaised(state) ? state : undefined);
    default:
      return never(command);
  }
}

/** @throws Rejection `illegal-step` where nothing is owed, or no more. */
function raisedFor(type: ObligationCommand['type'], state: ObligationState): RaisedObligation {
  if (isRaised(state)) return state;
  const legalNow = state.status === 'unknown' ? ['RaiseObligation'] : [];
  throw illegalStep(type, `obligation is ${state.status}`, legalNow);
}

/** Of what is withdrawn nothing is paid: what is told again of it is no news. @throws Rejection `illegal-step` where nothing was ever owed. */
function paidOf(type: ObligationCommand['type'], state: ObligationState): RaisedObligation {
  return everOwed(state) ?? raisedFor(type, state);
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
    case 'InvoiceWithdrawn':
      return { status: 'withdrawn', withdrawal: event.data, ...(isRaised(state) && { owed: state }) };
    default:
      return never(event);
  }
}

function raised(state: ObligationState): RaisedObligation {
  if (!isRaised(state)) throw new Error(`Nothing is paid of an obligation that is ${state.status}.`);
  return state;
}
