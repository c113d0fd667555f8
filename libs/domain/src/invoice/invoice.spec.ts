import { specOf } from '@corridor/testing';
import { type InvoiceCommand, type InvoiceEvent, invoice } from '../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const data = {
  invoiceId: '0191d8a0-0000-7000-8000-00000000000a',
  invoiceNumber: 'DM-2026-17',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
  creditor: { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' },
  debtor: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
  creditorBank: 'demo-bank-karachi',
  amount: { amount: '84000.00', currency: 'USD' },
  issuedOn: '2026-03-01',
  terms: { method: 'open-account', trigger: 'import-clearance', days: 30 },
} as const;
const registering = (change: object = {}): InvoiceCommand => ({
  type: 'RegisterInvoice',
  occurredAt: AT,
  data: { ...data, ...change },
});
const registered: InvoiceEvent = { type: 'InvoiceRegistered', occurredAt: AT, data };
const { given } = specOf(invoice);

it('is registered', () => given().when(registering()).thenEvents(registered));
it.each([0, 365])('has terms of %i days', (days) => {
  const terms = { ...data.terms, days };
  given()
    .when(registering({ terms }))
    .thenEvents({ ...registered, data: { ...data, terms } });
});
it.each([
  ['letter-of-credit', 'acceptance'],
  ['letter-of-credit', 'complying-presentation'],
  ['documents-against-payment', 'complying-presentation'],
  ['documents-against-acceptance', 'acceptance'],
  ['open-account', 'transport-document'],
] as const)('may be paid by %s from %s on', (method, trigger) => {
  const terms = {
    method,
    trigger,
    days: 90,
    ...(method === 'letter-of-credit' && { letterOfCreditId: data.invoiceId }),
  };
  given()
    .when(registering({ terms }))
    .thenEvents({ ...registered, data: { ...data, terms } });
});
it('is registered once', () =>
  given(registered).when(registering()).thenRejected('illegal-step', { legalNow: [] }));

it.each([
  [{ amount: { amount: '0.00', currency: 'USD' } }, 'amount-not-positive', '/amount/amount'],
  [{ amount: { amount: '-1', currency: 'USD' } }, 'amount-not-positive', '/amount/amount'],
  [{ amount: { amount: '1', currency: 'ZZZ' } }, 'unknown-currency', '/amount/currency'],
  [{ issuedOn: '2026-02-29' }, 'date-malformed', '/issuedOn'],
  [
    { debtor: { ...data.debtor, participantId: 'demo-mills' } },
    'debtor-is-creditor',
    '/debtor/participantId',
  ],
  [
    { terms: { method: 'open-account', trigger: 'payday', days: 30 } },
    'terms-trigger-unknown',
    '/terms/trigger',
  ],
  [{ terms: { method: 'advance', trigger: 'delivery', days: 0 } }, 'terms-trigger-differs', '/terms/trigger'],
  [
    { terms: { method: 'letter-of-credit', trigger: 'import-clearance', days: 0 } },
    'terms-trigger-differs',
    '/terms/trigger',
  ],
  [
    { terms: { ...data.terms, letterOfCreditId: data.invoiceId } },
    'letter-of-credit-unexpected',
    '/terms/letterOfCreditId',
  ],
  [
    { terms: { method: 'open-account', trigger: 'dispatch', days: 366 } },
    'terms-days-invalid',
    '/terms/days',
  ],
  [{ terms: { method: 'open-account', trigger: 'dispatch', days: -1 } }, 'terms-days-invalid', '/terms/days'],
  [
    { terms: { method: 'open-account', trigger: 'dispatch', days: 1.5 } },
    'terms-days-invalid',
    '/terms/days',
  ],
])('%j is refused with %s', (change, code, pointer) => {
  given().when(registering(change)).thenRejected(code, { pointer });
});
