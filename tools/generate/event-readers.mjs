// Who reads which events, told by the lists that the readers themselves work by; tools/checks holds that none is left out.

import { INSTRUMENT_PROCESS_EVENTS } from '../../apps/payments-settlement/dist/instruments/instrument-process.js';
import { INSTRUMENT_LIST_EVENTS } from '../../apps/payments-settlement/dist/instruments/instrument-rows.js';
import { CREDIT_LIST_EVENTS } from '../../apps/payments-settlement/dist/letters-of-credit/credit-list.js';
import { LIST_EVENTS } from '../../apps/payments-settlement/dist/list/settlement-rows.js';
import { NAMING_EVENTS } from '../../apps/payments-settlement/dist/naming/names-of-log.js';
import { FOLLOWED_EVENTS } from '../../apps/payments-settlement/dist/outgoing/outgoing-log.js';
import { WEBHOOK_EVENTS } from '../../apps/payments-settlement/dist/outgoing/webhook-rows.js';
import { PAYMENT_LIST_EVENTS } from '../../apps/payments-settlement/dist/payments/payment-rows.js';
import { PAYMENTS_EVENTS } from '../../apps/payments-settlement/dist/process/payments-process.js';
import { RATE_LIST_EVENTS } from '../../apps/payments-settlement/dist/rates/rate-list.js';
import { CREDIT_DOCUMENT_EVENTS } from '../../apps/payments-settlement/dist/red-flags/credit-document-uses.js';
import { DOCUMENT_USE_EVENTS } from '../../apps/payments-settlement/dist/red-flags/document-uses.js';
import { FLAG_LIST_EVENTS } from '../../apps/payments-settlement/dist/red-flags/flag-rows.js';
import { INVOICED_SUM_EVENTS } from '../../apps/payments-settlement/dist/red-flags/over-invoicing.js';
import { UNIT_VALUE_EVENTS } from '../../apps/payments-settlement/dist/red-flags/unit-values.js';
import { GOODS_EVENTS } from '../../apps/payments-settlement/dist/supervision/goods.js';
import { PAID_EVENTS } from '../../apps/payments-settlement/dist/supervision/paid-obligations.js';
import { PROJECTIONS } from '../../apps/reporting/dist/projections.js';
import { CASE_CAUSE_EVENTS } from '../../apps/trade-events/dist/institutions/cases/case-process.js';
import { CONTRACT_EVENTS } from '../../apps/trade-events/dist/institutions/commitments/paper-links.js';
import { MARKET_EVENTS } from '../../apps/trade-events/dist/institutions/matches/proposing.js';
import { SETTLING_EVENTS } from '../../apps/trade-events/dist/settled-invoices/settled-invoices.js';

/** @type {readonly {service: string, reader: string, handles: readonly string[]}[]} */
export const EVENT_READERS = [
  { service: 'trade-events', reader: 'process manager of paid invoices', handles: SETTLING_EVENTS },
  { service: 'trade-events', reader: 'process manager of commitments', handles: CONTRACT_EVENTS },
  { service: 'trade-events', reader: 'process manager of cases', handles: CASE_CAUSE_EVENTS },
  { service: 'trade-events', reader: 'process manager of matches', handles: MARKET_EVENTS },
  { service: 'payments-settlement', reader: 'process manager', handles: PAYMENTS_EVENTS },
  { service: 'payments-settlement', reader: 'list of settlements', handles: LIST_EVENTS },
  { service: 'payments-settlement', reader: 'list of rates', handles: RATE_LIST_EVENTS },
  { service: 'payments-settlement', reader: 'outgoing status', handles: FOLLOWED_EVENTS },
  { service: 'payments-settlement', reader: 'webhooks', handles: WEBHOOK_EVENTS },
  { service: 'payments-settlement', reader: 'supervision of goods', handles: GOODS_EVENTS },
  { service: 'payments-settlement', reader: 'supervision of payments', handles: PAID_EVENTS },
  {
    service: 'payments-settlement',
    reader: 'process manager of instruments',
    handles: INSTRUMENT_PROCESS_EVENTS,
  },
  { service: 'payments-settlement', reader: 'list of instruments', handles: INSTRUMENT_LIST_EVENTS },
  { service: 'payments-settlement', reader: 'red flags by price', handles: UNIT_VALUE_EVENTS },
  { service: 'payments-settlement', reader: 'red flags by invoiced sum', handles: INVOICED_SUM_EVENTS },
  {
    service: 'payments-settlement',
    reader: 'red flags by paper',
    handles: [...DOCUMENT_USE_EVENTS, ...CREDIT_DOCUMENT_EVENTS],
  },
  { service: 'payments-settlement', reader: 'list of red flags', handles: FLAG_LIST_EVENTS },
  {
    service: 'payments-settlement',
    reader: 'list of letters of credit',
    handles: CREDIT_LIST_EVENTS,
  },
  { service: 'payments-settlement', reader: 'list of payments', handles: PAYMENT_LIST_EVENTS },
  { service: 'payments-settlement', reader: 'names of credits', handles: NAMING_EVENTS },
  ...PROJECTIONS.map(({ name, handles }) => ({
    service: 'reporting',
    reader: `projection \`${name}\``,
    handles,
  })),
];
