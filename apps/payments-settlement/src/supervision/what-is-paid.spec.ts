import { INSTRUMENT_PROCESS_EVENTS } from '../instruments/instrument-process.js';
import { PAID_EVENTS } from './paid-obligations.js';

/** Every event that changes what is paid of an obligation. */
const CHANGES_WHAT_IS_PAID = [
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
] as const;

it.each(CHANGES_WHAT_IS_PAID)('supervision and instruments take up %s', (type) => {
  expect(PAID_EVENTS).toContain(type);
  expect(INSTRUMENT_PROCESS_EVENTS).toContain(type);
});
