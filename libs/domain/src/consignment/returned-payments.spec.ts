import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type ConsignmentEvent, consignment, type KnownConsignment, paymentStateOf } from '../index.js';
import {
  cancelled,
  command,
  declared,
  delivered,
  dispatched,
  event,
  idOf,
  usd,
} from './consignment.spec-kit.js';

const invoiceId = idOf(50);
const attached = event('InvoiceAttached', { invoiceId });
/** What the obligation told, in the versions of its stream: 1 is that it arose. */
const part = (amount: string, obligationVersion: number) =>
  [invoiceId, usd(amount), obligationVersion] as const;
const payInPart = (...[id, outstanding, obligationVersion]: ReturnType<typeof part>) =>
  command('PayInvoiceInPart', { invoiceId: id, outstanding, obligationVersion });
const partPaid = (...[id, outstanding, obligationVersion]: ReturnType<typeof part>) =>
  event('InvoicePartPaid', { invoiceId: id, outstanding, obligationVersion });
const full = (obligationVersion: number, settledOn = '2026-04-08', of = invoiceId) => ({
  invoiceId: of,
  settledOn,
  obligationVersion,
});
const back = (outstanding: string, paid: string, obligationVersion: number) => ({
  invoiceId,
  outstanding: usd(outstanding),
  paid: usd(paid),
  obligationVersion,
});
const settled = (settledOn = '2026-04-08') => event('ConsignmentSettled', { settledOn });
const delivery = [declared, dispatched, delivered, attached];
const paid = [...delivery, event('InvoiceSettled', full(2)), settled()];
const { given } = specOf(consignment);
const stateOf = (history: readonly ConsignmentEvent[]) => fold(consignment, history) as KnownConsignment;

it('a return opens the invoice again, and with it the consignment, which stays where its goods are', () => {
  given(...paid)
    .when(command('ReturnInvoicePayment', back('100.00', '0.00', 3)))
    .thenEvents(event('InvoicePaymentReturned', back('100.00', '0.00', 3)));
  const reopened = stateOf([...paid, event('InvoicePaymentReturned', back('100.00', '0.00', 3))]);
  expect(reopened).toMatchObject({ status: 'delivered', invoices: [{ invoiceId, obligationVersion: 3 }] });
  expect(reopened).not.toHaveProperty('settledOn');
  expect(paymentStateOf(reopened)).toBe('open');
});

it('what is not returned stays paid', () => {
  const some = stateOf([...paid, event('InvoicePaymentReturned', back('30.00', '70.00', 3))]);
  expect(some.invoices).toEqual([{ invoiceId, outstanding: usd('30.00'), obligationVersion: 3 }]);
  expect(paymentStateOf(some)).toBe('part-paid');
});

it('it is paid and settled again, on a day of its own', () => {
  const reopened = [...paid, event('InvoicePaymentReturned', back('100.00', '0.00', 3))];
  given(...reopened)
    .when(payInPart(...part('60.00', 4)))
    .thenEvents(partPaid(...part('60.00', 4)));
  given(...reopened, partPaid(...part('60.00', 4)))
    .when(command('SettleInvoice', full(5, '2026-06-01')))
    .thenEvents(event('InvoiceSettled', full(5, '2026-06-01')), settled('2026-06-01'));
});

it('a return is told of a cancelled consignment, too', () =>
  given(declared, attached, cancelled)
    .when(command('ReturnInvoicePayment', back('100.00', '0.00', 3)))
    .thenEvents(event('InvoicePaymentReturned', back('100.00', '0.00', 3))));

it.each([
  ['a part', payInPart(...part('60.00', 2))],
  ['the rest', command('SettleInvoice', full(3))],
  ['the return', command('ReturnInvoicePayment', back('100.00', '0.00', 4))],
])('%s that is told again, or behind what came after it, says nothing new', (_, late) => {
  const all = [...delivery, event('InvoicePaymentReturned', back('100.00', '0.00', 4))];
  given(...all)
    .when(late)
    .thenEvents();
});

it('what is told in any order, each as often as you like, ends in what the obligation told last', () => {
  const told = [
    payInPart(...part('60.00', 2)),
    command('SettleInvoice', full(3)),
    command('ReturnInvoicePayment', back('40.00', '60.00', 4)),
    payInPart(...part('10.00', 5)),
  ];
  for (const order of permutations([...told, ...told.slice(1, 3)])) {
    const history = [...delivery];
    for (const asked of order) history.push(...consignment.decide(asked, fold(consignment, history)));
    const { invoices, settledOn } = stateOf(history);
    expect(invoices).toEqual([{ invoiceId, outstanding: usd('10.00'), obligationVersion: 5 }]);
    expect(settledOn).toBeUndefined();
  }
});

describe('behind events that were written before versions were told', () => {
  const old = [...delivery, partPaid(...part('60.00', 0)), event('InvoiceSettled', full(0)), settled()];

  it('payments only add up', () => {
    given(...old)
      .when(payInPart(...part('60.00', 2)))
      .thenEvents();
    given(...old)
      .when(command('SettleInvoice', full(3)))
      .thenEvents();
    given(...delivery, partPaid(...part('60.00', 0)))
      .when(payInPart(...part('20.00', 3)))
      .thenEvents(partPaid(...part('20.00', 3)));
  });

  it('a return opens the invoice, and what was paid before it does not settle it', () => {
    const returned = event('InvoicePaymentReturned', back('100.00', '0.00', 4));
    given(...old)
      .when(command('ReturnInvoicePayment', back('100.00', '0.00', 4)))
      .thenEvents(returned);
    given(...old, returned)
      .when(payInPart(...part('60.00', 2)))
      .thenEvents();
    given(...old, returned)
      .when(command('SettleInvoice', full(3)))
      .thenEvents();
  });
});

it('a return is refused of an invoice that is not attached, in no money or two', () => {
  given(declared)
    .when(command('ReturnInvoicePayment', back('1.00', '0.00', 3)))
    .thenRejected('invoice-unknown', { pointer: '/invoiceId' });
  given(...paid)
    .when(
      command('ReturnInvoicePayment', { ...back('1.00', '0.00', 3), paid: { amount: '0', currency: 'PKR' } }),
    )
    .thenRejected('currency-differs', { pointer: '/paid/currency' });
  given(...delivery, partPaid(...part('60.00', 2)))
    .when(
      command('ReturnInvoicePayment', {
        ...back('1.00', '0.00', 3),
        outstanding: { amount: '1', currency: 'PKR' },
        paid: { amount: '0', currency: 'PKR' },
      }),
    )
    .thenRejected('currency-differs', { pointer: '/outstanding/currency' });
  given(...paid)
    .when(command('ReturnInvoicePayment', back('x', '0.00', 3)))
    .thenRejected('amount-malformed', { pointer: '/outstanding/amount' });
});

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, at) => at !== index)).map((rest) => [item, ...rest]),
  );
}
