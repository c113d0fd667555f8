import type { Decider } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositive, checkStep, refuse } from '../checks.js';
import {
  type InvoiceCommand,
  type InvoiceEvent,
  type InvoiceRegistered,
  TERMS_TRIGGERS,
} from './invoice.events.js';

export const TERMS_DAYS_MAX = 365;

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
    const { trigger, days } = data.terms;
    if (!TERMS_TRIGGERS.includes(trigger)) {
      const message = `"${trigger}" starts no terms; one of ${TERMS_TRIGGERS.join(', ')} does.`;
      refuse('terms-trigger-unknown', message, '/terms/trigger');
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
