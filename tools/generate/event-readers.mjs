// Who reads which events, told by the lists that the readers themselves work by; tools/checks holds that none is left out.
import { LIST_EVENTS } from '../../apps/payments-settlement/dist/list/settlement-rows.js';
import { PAYMENTS_EVENTS } from '../../apps/payments-settlement/dist/process/payments-process.js';
import { RATE_LIST_EVENTS } from '../../apps/payments-settlement/dist/rates/rate-list.js';
import { PROJECTIONS } from '../../apps/reporting/dist/projections.js';
import { SETTLING_EVENTS } from '../../apps/trade-events/dist/settled-invoices/settled-invoices.js';

/** @type {readonly {service: string, reader: string, handles: readonly string[]}[]} */
export const EVENT_READERS = [
  { service: 'trade-events', reader: 'process manager', handles: SETTLING_EVENTS },
  { service: 'payments-settlement', reader: 'process manager', handles: PAYMENTS_EVENTS },
  { service: 'payments-settlement', reader: 'list of settlements', handles: LIST_EVENTS },
  { service: 'payments-settlement', reader: 'list of rates', handles: RATE_LIST_EVENTS },
  ...PROJECTIONS.map(({ name, handles }) => ({
    service: 'reporting',
    reader: `projection \`${name}\``,
    handles,
  })),
];
