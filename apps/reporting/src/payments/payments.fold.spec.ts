import type { RecordedEvent } from '@corridor/contracts';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { foldPayments, PAYMENT_EVENTS, type PaymentEvent } from './payments.fold.js';

const HAPPENED = { occurredAt: '2026-04-02T01:30:00.0009+05:00' };
/** To the millisecond. */
const IN_UTC = { occurred_at: '2026-04-01T20:30:00.000Z' };

/** The story's events of payments as the log would hold them, from position 1 on. */
function eventsOf(told: Story): readonly PaymentEvent[] {
  const handled: readonly string[] = PAYMENT_EVENTS;
  return told.appends
    .flat()
    .flatMap(({ streamId, events }) => events.map((event) => ({ ...event, streamId })))
    .map((event, index) => ({ ...event, position: index + 1, demo: true }))
    .filter(({ type }) =>
      handled.includes(type),
    ) as unknown as readonly RecordedEvent[] as readonly PaymentEvent[];
}

it('are facts: what is owed, what was booked, what pays what, and what went back', () => {
  const told = new Story();
  told.owe(21, 1, '100.00', '2026-03-01T10:00:00+05:00');
  told.pay(31, 21, 1, '100.00', '2026-03-20T10:00:00+05:00');
  told.giveBack(31, 21, '40.00', '2026-03-25T10:00:00+05:00');
  const rows = foldPayments(eventsOf(told));
  expect(rows.obligations).toEqual([
    expect.objectContaining({
      obligation_id: uuid(21),
      currency: 'USD',
      amount_minor: '10000',
      terms_started_on: '2026-03-01',
      due_on: '2026-03-31',
      demo: true,
    }),
  ]);
  expect(rows.booked_credits).toEqual([
    expect.objectContaining({
      settlement_id: uuid(31),
      debtor_agent: null,
      amount_minor: '10000',
      usd_minor: '10000',
      value_date: '2026-03-20',
    }),
  ]);
  expect(rows.payment_facts).toEqual([
    expect.objectContaining({ kind: 'paid', line: 1, amount_minor: '10000', settled_minor: '10000' }),
    expect.objectContaining({ kind: 'returned', line: 1, amount_minor: '-4000', settled_minor: '-4000' }),
  ]);
  expect(rows.return_facts).toEqual([
    expect.objectContaining({
      settlement_id: uuid(31),
      reason: null,
      amount_minor: '4000',
      returned_minor: '4000',
      booked_on: '2026-03-25',
    }),
  ]);
});

it('are what is owed no more, since its invoice was withdrawn', () => {
  const withdrawn = {
    type: 'InvoiceWithdrawn',
    position: 7,
    ...HAPPENED,
    demo: false,
    data: { invoiceId: uuid(21), obligationId: uuid(21), withdrawnOn: '2026-04-02' },
  } as unknown as PaymentEvent;
  expect(foldPayments([withdrawn]).withdrawn_invoices).toEqual([
    { invoice_id: uuid(21), position: 7, ...IN_UTC },
  ]);
});

it('have no dollars where no rate was known, and those of the event where one was', () => {
  const booked = (data: object) =>
    ({
      type: 'SettlementBooked',
      position: 1,
      ...HAPPENED,
      demo: false,
      data: { settlementId: 's', bank: 'b', amount: { amount: '278.00', currency: 'PKR' }, ...data },
    }) as unknown as PaymentEvent;
  const dollarsOf = (data: object) =>
    (foldPayments([booked(data)]).booked_credits[0] as { usd_minor: string | null }).usd_minor;
  expect(dollarsOf({})).toBeNull();
  expect(dollarsOf({ usd: { amount: { amount: '1.00', currency: 'USD' } } })).toBe('100');
});

it('keep the value date of an entry that confirms a credit, not that of a status or of a return', () => {
  const confirmed = (position: number, data: object) =>
    ({
      type: 'SettlementConfirmed',
      position,
      ...HAPPENED,
      demo: false,
      data: { settlementId: 's', ...data },
    }) as unknown as PaymentEvent;
  const rows = foldPayments([
    confirmed(1, { basis: 'booked-credit', valueDate: '2026-04-02' }),
    confirmed(2, { basis: 'status-accc', valueDate: '2026-04-01' }),
    confirmed(3, { returnId: 'r', valueDate: '2026-04-09' }),
    confirmed(4, {}),
  ]);
  expect(rows.credit_confirmations).toEqual([
    {
      position: 1,
      ...IN_UTC,
      settlement_id: 's',
      value_date: '2026-04-02',
      amount_minor: null,
      usd_minor: null,
    },
  ]);
});

it('keep the amount to which an entry corrects what a status told, and its dollars where a rate was known', () => {
  const corrected = (currency: string, data: object = {}) => {
    const event = {
      type: 'SettlementConfirmed',
      position: 1,
      ...HAPPENED,
      demo: false,
      data: {
        settlementId: 's',
        basis: 'booked-credit',
        valueDate: '2026-04-02',
        amount: { amount: '990.00', currency },
        unallocated: { amount: '0.00', currency },
        ...data,
      },
    } as unknown as PaymentEvent;
    return foldPayments([event]).credit_confirmations;
  };
  const usd = { amount: { amount: '3.50', currency: 'USD' } };
  expect(corrected('PKR', { usd })).toMatchObject([{ amount_minor: '99000', usd_minor: '350' }]);
  expect(corrected('PKR')).toMatchObject([{ amount_minor: '99000', usd_minor: null }]);
  expect(corrected('USD')).toMatchObject([{ amount_minor: '99000', usd_minor: '99000' }]);
});

it('keep why something went back where a later message tells it, and what is the rest of what', () => {
  const confirmed = (position: number, data: object) =>
    ({
      type: 'SettlementConfirmed',
      position,
      ...HAPPENED,
      demo: false,
      data: { settlementId: 's', returnId: 'r', ...data },
    }) as unknown as PaymentEvent;
  const events = [confirmed(1, { reason: 'AC04' }), confirmed(2, { restId: 'o' }), confirmed(3, {})];
  expect(foldPayments(events).return_tellings).toEqual([
    { position: 1, ...IN_UTC, return_id: 'r', reason: 'AC04', rest_id: null },
    { position: 2, ...IN_UTC, return_id: 'r', reason: null, rest_id: 'o' },
  ]);
});

it("keep the debtor's bank that a later message about a credit tells, not that of a return", () => {
  const confirmed = (position: number, data: object) =>
    ({
      type: 'SettlementConfirmed',
      position,
      ...HAPPENED,
      demo: false,
      data: { settlementId: 's', ...data },
    }) as unknown as PaymentEvent;
  const events = [
    confirmed(1, { debtorAgent: 'DEMOKZKA' }),
    confirmed(2, { returnId: 'r', debtorAgent: 'DEMOPKKA' }),
    confirmed(3, {}),
  ];
  expect(foldPayments(events).credit_agents).toEqual([
    { position: 1, ...IN_UTC, settlement_id: 's', debtor_agent: 'DEMOKZKA' },
  ]);
});

it('are, by an instant, the facts of the events that had happened by then', () => {
  const told = new Story();
  told.owe(21, 1, '100.00', '2026-03-01T10:00:00+05:00');
  told.pay(31, 21, 1, '100.00', '2026-03-20T10:00:00+05:00');
  told.giveBack(31, 21, '40.00', '2026-03-25T10:00:00+05:00');
  // Told behind what it was before.
  told.owe(22, 1, '60.00', '2026-03-10T10:00:00+05:00');
  const events = eventsOf(told);
  const all = foldPayments(events);
  for (const until of ['2026-02-28', '2026-03-01', '2026-03-10', '2026-03-20', '2026-03-25']) {
    const instant = Date.parse(`${until}T05:00:00Z`);
    const some = foldPayments(events.filter(({ occurredAt }) => Date.parse(occurredAt) <= instant));
    const upTo = (rows: readonly object[]) =>
      rows.filter((row) => Date.parse((row as { occurred_at: string }).occurred_at) <= instant);
    expect(some).toEqual(
      Object.fromEntries(
        Object.entries(all).map(([table, rows]) => [table, upTo(rows as readonly object[])]),
      ),
    );
  }
  expect(all.obligations).toHaveLength(2);
});
