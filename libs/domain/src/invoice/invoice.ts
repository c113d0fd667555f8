import type { Decider } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositive, checkStep, refuse } from '../checks.js';
import {
  type InvoiceCommand,
  type InvoiceEvent,
  type InvoiceRegistered,
  type PaymentMethod,
  TERMS_TRIGGERS,
  type TermsTrigger,
} from './invoice.events.js';

export const TERMS_DAYS_MAX = 365;

/** What may start the clock of each way to pay; the first is what does where nothing else was agreed. */
export const TRIGGERS_OF: Readonly<Record<PaymentMethod, readonly [TermsTrigger, ...TermsTrigger[]]>> = {
  advance: ['invoice-date'],
  'open-account': ['invoice-date', 'transport-document', 'dispatch', 'import-clearance', 'delivery'],
  'documents-against-payment': ['complying-presentation'],
  'documents-against-acceptance': ['acceptance', 'transport-document'],
  'letter-of-credit': ['complying-presentation', 'acceptance', 'transport-document'],
};

export type InvoiceState =
  | { readonly status: 'unknown' }
  | { readonly status: 'registered'; readonly invoice: InvoiceRegistered['data'] };

/** An invoice is registered once; what becomes of it is told by its obligation. */
export const invoice: Decider<InvoiceCommand, InvoiceEvent, InvoiceState> = {
  initialState: { status: 'unknown' },
  decide({ type, occurredAt, data }, state) {
    checkStep(type, `invoice is ${state.status}`, state.status === 'unknown' ? ['RegisterInvoice'] : []);
    checkPositive(data.amount, '/amount');
    checkLocalDate(data.issuedOn, '/issuedOn');
    if (data.creditor.participantId === data.debtor.participantId) {
      refuse('debtor-is-creditor', 'Nobody owes to himself.', '/debtor/participantId');
    }
    const { method, letterOfCreditId, trigger, days } = data.terms;
    if (!TERMS_TRIGGERS.includes(trigger)) {
      const message = `"${trigger}" starts no terms; one of ${TERMS_TRIGGERS.join(', ')} does.`;
      refuse('terms-trigger-unknown', message, '/terms/trigger');
    }
    if (!TRIGGERS_OF[method].includes(trigger)) {
      const message = `"${trigger}" does not start the clock of ${method}; ${TRIGGERS_OF[method].join(' or ')} does.`;
      refuse('terms-trigger-differs', message, '/terms/trigger');
    }
    if (letterOfCreditId !== undefined && method !== 'letter-of-credit') {
      const message = `Terms of ${method} name no letter of credit.`;
      refuse('letter-of-credit-unexpected', message, '/terms/letterOfCreditId');
    }
    if (!Number.isInteger(days) || days < 0 || days > TERMS_DAYS_MAX) {
      refuse(
        'terms-days-invalid',
        `Terms are 0 to ${TERMS_DAYS_MAX} whole days, not ${days}.`,
        '/terms/days',
      );
    }
    return [{ type: 'InvoiceRegistered', occurredAt, data }];
  },
  evolve: (_, { data }) => ({ status: 'registered', invoice: data }),
};
