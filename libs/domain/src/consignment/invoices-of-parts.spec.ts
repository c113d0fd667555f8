import { fold } from '@corridor/kernel';
import {
  type ConsignmentEvent,
  commandsOfPart,
  consignment,
  type KnownConsignment,
  paymentStateOf,
} from '../index.js';
import { declaration, declared, dispatched, event, idOf, LATER, rice, usd } from './consignment.spec-kit.js';

const AT_SPLIT = { occurredAt: LATER, location: 'UZTAS' };
const whole = (...events: readonly ConsignmentEvent[]) =>
  fold(consignment, [declared, dispatched, ...events]) as KnownConsignment;
/** The stream of a part, as its commands make it. */
function partOf(state: KnownConsignment) {
  const history: ConsignmentEvent[] = [];
  for (const command of commandsOfPart({ consignmentId: idOf(22), lines: [rice] }, state, AT_SPLIT, [])) {
    history.push(...consignment.decide(command, fold(consignment, history)));
  }
  return { types: history.map(({ type }) => type), part: fold(consignment, history) as KnownConsignment };
}
const attached = (invoice: number) => event('InvoiceAttached', { invoiceId: idOf(invoice) });
const partPaid = (invoice: number, amount: string) =>
  event('InvoicePartPaid', { invoiceId: idOf(invoice), outstanding: usd(amount), obligationVersion: 2 });
const settled = (invoice: number, settledOn: string) =>
  event('InvoiceSettled', { invoiceId: idOf(invoice), settledOn, obligationVersion: 3 });

describe('a part of a consignment that is split', () => {
  it('has the invoices of the whole, each as far as it is paid and undivided', () => {
    const state = whole(
      attached(50),
      attached(51),
      attached(52),
      partPaid(51, '30.00'),
      settled(52, '2026-03-05'),
    );
    const { types, part } = partOf(state);
    expect(types).toEqual([
      'ConsignmentDeclared',
      'InvoiceAttached',
      'InvoiceAttached',
      'InvoiceAttached',
      'InvoicePartPaid',
      'InvoiceSettled',
      'ConsignmentDispatched',
    ]);
    expect(part.invoices).toEqual([
      { invoiceId: idOf(50) },
      { invoiceId: idOf(51), outstanding: usd('30.00'), obligationVersion: 2 },
      { invoiceId: idOf(52), settledOn: '2026-03-05', obligationVersion: 3 },
    ]);
    expect(paymentStateOf(part)).toBe('part-paid');
  });

  it('is settled where the whole was, on the same day', () => {
    const state = whole(
      attached(50),
      attached(51),
      settled(51, '2026-03-07'),
      settled(50, '2026-03-05'),
      event('ConsignmentSettled', { settledOn: '2026-03-07' }),
    );
    const { types, part } = partOf(state);
    expect(types.filter((type) => type === 'ConsignmentSettled')).toHaveLength(1);
    expect(part.settledOn).toBe('2026-03-07');
  });

  it('follows its invoices from then on, and is settled with the last of them', () => {
    const { part } = partOf(whole(attached(50)));
    expect(paymentStateOf(part)).toBe('open');
    const told = consignment.decide(
      {
        type: 'SettleInvoice',
        occurredAt: LATER,
        data: {
          consignmentId: idOf(22),
          invoiceId: idOf(50),
          settledOn: '2026-03-09',
          obligationVersion: 2,
        },
      },
      part,
    );
    expect(told.map(({ type }) => type)).toEqual(['InvoiceSettled', 'ConsignmentSettled']);
  });

  it('is open again, as the whole is, where a payment of its invoice is returned', () => {
    const { part } = partOf(
      whole(
        attached(50),
        settled(50, '2026-03-05'),
        event('ConsignmentSettled', { settledOn: '2026-03-05' }),
      ),
    );
    const back = { outstanding: usd('40.00'), paid: usd('60.00') };
    const told = (obligationVersion: number) => ({
      consignmentId: idOf(22),
      invoiceId: idOf(50),
      ...back,
      obligationVersion,
    });
    // The whole told it in version 3: what came before that, its part knows.
    const late = { type: 'ReturnInvoicePayment', occurredAt: LATER, data: told(3) } as const;
    expect(consignment.decide(late, part)).toEqual([]);
    const returned = consignment.decide({ ...late, data: told(4) }, part);
    expect(returned.map(({ type }) => type)).toEqual(['InvoicePaymentReturned']);
    expect(paymentStateOf(returned.reduce(consignment.evolve, part) as KnownConsignment)).toBe('part-paid');
  });

  it('knows as much as the whole of what was paid and all returned', () => {
    const back = { outstanding: usd('100.00'), paid: usd('0.00'), obligationVersion: 4 };
    const state = whole(
      attached(50),
      settled(50, '2026-03-05'),
      event('ConsignmentSettled', { settledOn: '2026-03-05' }),
      event('InvoicePaymentReturned', { invoiceId: idOf(50), ...back }),
    );
    const { part } = partOf(state);
    expect(part.invoices).toEqual(state.invoices);
    expect(paymentStateOf(part)).toBe('open');
    const again = { invoiceId: idOf(50), settledOn: '2026-03-05', obligationVersion: 3 };
    for (const [consignmentId, known] of [
      [idOf(22), part],
      [state.consignmentId, state],
    ] as const) {
      const data = { consignmentId, ...again };
      expect(consignment.decide({ type: 'SettleInvoice', occurredAt: LATER, data }, known)).toEqual([]);
    }
  });

  it('has none where the whole has none, and the UCR of the whole', () => {
    const withUcr = event('ConsignmentDeclared', { ...declaration, ucr: '6PK1234567-14' });
    const { types, part } = partOf(fold(consignment, [withUcr, dispatched]) as KnownConsignment);
    expect(types).toEqual(['ConsignmentDeclared', 'ConsignmentDispatched']);
    expect([part.ucr, paymentStateOf(part)]).toEqual(['6PK1234567-14', 'not-invoiced']);
  });
});
