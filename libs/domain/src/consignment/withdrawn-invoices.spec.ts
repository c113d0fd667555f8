import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type ConsignmentEvent, consignment, type KnownConsignment, paymentStateOf } from '../index.js';
import { cancelled, command, declared, event, idOf, usd } from './consignment.spec-kit.js';

const [first, second, third] = [idOf(50), idOf(51), idOf(52)];
const attached = (invoiceId: string) => event('InvoiceAttached', { invoiceId });
const settled = (invoiceId: string, settledOn: string) =>
  event('InvoiceSettled', { invoiceId, settledOn, obligationVersion: 2 });
const detaching = command('DetachInvoice', { invoiceId: first });
const detached = event('InvoiceDetached', { invoiceId: first });
const { given } = specOf(consignment);
const stateOf = (history: readonly ConsignmentEvent[]) => fold(consignment, history) as KnownConsignment;

describe('an invoice that is withdrawn', () => {
  it('leaves its consignment, which is not invoiced any more', () => {
    given(declared, attached(first)).when(detaching).thenEvents(detached);
    const state = stateOf([declared, attached(first), detached]);
    expect([state.invoices, paymentStateOf(state)]).toEqual([[], 'not-invoiced']);
  });

  it('leaves the others as they are', () => {
    given(declared, attached(first), attached(second)).when(detaching).thenEvents(detached);
    given(declared, attached(first), attached(second), settled(second, '2026-04-08'), attached(third))
      .when(detaching)
      .thenEvents(detached);
  });

  it('was the last that was open: the consignment is settled, on the latest day of the others', () => {
    given(
      declared,
      attached(first),
      attached(second),
      attached(third),
      settled(second, '2026-04-08'),
      settled(third, '2026-04-02'),
    )
      .when(detaching)
      .thenEvents(detached, event('ConsignmentSettled', { settledOn: '2026-04-08' }));
  });

  it('leaves also what was called off', () =>
    given(declared, attached(first), cancelled).when(detaching).thenEvents(detached));

  it('leaves once, and nothing where it never was', () => {
    given(declared, attached(first), detached).when(detaching).thenEvents();
    given(declared).when(detaching).thenEvents();
  });

  it('comes back by nothing that is told late, or again', () => {
    const version = { obligationVersion: 9 };
    for (const late of [
      command('AttachInvoice', { invoiceId: first }),
      command('PayInvoiceInPart', { invoiceId: first, outstanding: usd('1.00'), ...version }),
      command('SettleInvoice', { invoiceId: first, settledOn: '2026-04-08', ...version }),
      command('ReturnInvoicePayment', {
        invoiceId: first,
        outstanding: usd('1.00'),
        paid: usd('0.00'),
        ...version,
      }),
    ]) {
      given(declared, attached(first), detached).when(late).thenEvents();
    }
  });
});
