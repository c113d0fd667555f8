import { allocate, bankingDayFrom, type Drawing, dueDate } from '@corridor/domain';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import { publishedCalendar } from '@corridor/reference-data';
import { type DemoEvent, type DemoEventOf, demoLog, ofType } from './demo-log.spec-kit.js';

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 3, endsOn: '2026-03-01' });
}, 60_000);

it('balances: what is booked is matched, unallocated or returned, what is owed is paid or outstanding, in each currency', () => {
  const books = new Map<string, bigint>();
  const post = (book: string, { amount, currency }: MoneyJson, sign = 1n): void => {
    const key = `${book} ${currency}`;
    books.set(key, (books.get(key) ?? 0n) + sign * toMoney({ amount, currency }).minor);
  };
  const unallocated = new Map<string, MoneyJson>();
  const outstanding = new Map<string, MoneyJson>();
  for (const { type, data } of log) {
    if (type === 'SettlementBooked') {
      post('booked', data.amount);
      unallocated.set(data.settlementId, data.amount);
    } else if (type === 'SettlementMatched') {
      post('matched', data.amount);
      unallocated.set(data.settlementId, data.unallocated);
    } else if (type === 'SettlementMatchedToServiceContract') {
      post('services', data.amount);
      unallocated.set(data.settlementId, data.unallocated);
    } else if (type === 'SettlementUnmatchedFromServiceContract') {
      post('services', data.amount, -1n);
      unallocated.set(data.settlementId, data.unallocated);
    } else if (type === 'ObligationArisen') {
      post('owed', data.amount);
      outstanding.set(data.obligationId, data.amount);
    } else if (type === 'ObligationPartSettled' || type === 'ObligationSettled') {
      post('paid', data.amount);
      outstanding.set(data.obligationId, data.outstanding);
    } else if (type === 'SettlementReturned') {
      post('returned', data.amount);
      for (const { amount } of data.takenBack) post('matched', amount, -1n);
      unallocated.set(data.settlementId, data.unallocated);
    } else if (type === 'PaymentReturned') {
      post('paid', data.amount, -1n);
      outstanding.set(data.obligationId, data.outstanding);
    }
  }
  for (const amount of unallocated.values()) post('unallocated', amount);
  for (const amount of outstanding.values()) post('outstanding', amount);
  const book = (name: string, currency: string): bigint => books.get(`${name} ${currency}`) ?? 0n;
  for (const currency of ['USD', 'CNY', 'AED', 'RUB', 'KZT', 'PKR']) {
    expect(book('booked', currency)).toBeGreaterThan(0n);
    const paying = book('matched', currency) + book('services', currency);
    expect(paying + book('unallocated', currency) + book('returned', currency)).toBe(
      book('booked', currency),
    );
    expect(book('paid', currency) + book('outstanding', currency)).toBe(book('owed', currency));
    expect(book('matched', currency)).toBe(book('paid', currency));
  }
});

/** Events that wait for the bus at the demo's end may have no outcome yet. */
const isSettledTime = ({ recordedAt }: DemoEvent): boolean => recordedAt < '2026-02-28T23:59:00.000Z';

it('raises an obligation for each invoice whose terms are met, on the day that the terms say', () => {
  const triggers = new Map<string, DemoEvent>();
  for (const event of log) {
    const { type } = event;
    const trigger =
      type === 'ConsignmentDispatched'
        ? 'dispatch'
        : type === 'ConsignmentDelivered'
          ? 'delivery'
          : type === 'DeclarationCleared' && event.data.flow === 'import'
            ? 'import-clearance'
            : undefined;
    if (trigger && 'consignmentId' in event.data)
      triggers.set(`${trigger} ${event.data.consignmentId}`, event);
    if (type === 'PresentationComplied')
      triggers.set(`complying-presentation ${event.data.consignmentId}`, event);
    if (type === 'DraftAccepted') triggers.set(`acceptance ${event.data.consignmentId}`, event);
  }
  const arisen = new Map(ofType(log, 'ObligationArisen').map((event) => [event.data.invoiceId, event]));
  for (const event of ofType(log, 'InvoiceRegistered')) {
    const { invoiceId, consignmentId, issuedOn, terms, amount, creditor, debtor } = event.data;
    const met = terms.trigger === 'invoice-date' ? event : triggers.get(`${terms.trigger} ${consignmentId}`);
    const obligation = arisen.get(invoiceId);
    if (!met || !isSettledTime(met)) continue;
    const termsStartedOn = terms.trigger === 'invoice-date' ? issuedOn : met.occurredAt.slice(0, 10);
    // Of what banks pay under a letter of credit, they tell the day, and do so on one on which they are open.
    const told = 'maturityOn' in met.data ? met.data.maturityOn : undefined;
    const dueOn =
      told === undefined
        ? dueDate(termsStartedOn, terms.days)
        : bankingDayFrom(told, [publishedCalendar(creditor.country)]);
    expect(obligation).toMatchObject({
      streamId: `obligation-${invoiceId}`,
      causationId: met.position,
      correlationId: met.correlationId,
      occurredAt: met.occurredAt,
      data: {
        obligationId: invoiceId,
        amount,
        creditor: creditor.participantId,
        debtor: debtor.participantId,
        termsStartedOn,
        dueOn,
      },
    });
    arisen.delete(invoiceId);
  }
  expect(arisen.size).toBeLessThan(3);
});

it('matches as a matcher does that sees every open obligation and all money in suspense', () => {
  const owed = new Map<string, { arisen: DemoEventOf<'ObligationArisen'>['data']; outstanding: MoneyJson }>();
  const money = new Map<
    string,
    { booked: DemoEventOf<'SettlementBooked'>['data']; unallocated: MoneyJson }
  >();
  const drawings = new Map<string | undefined, Drawing>();
  const arisenOf = new Map<string, DemoEventOf<'ObligationArisen'>['data']>();
  const matchesOf = new Map<number, string[]>();
  for (const { data, causationId } of ofType(log, 'SettlementMatched')) {
    const text = `${data.settlementId} ${data.obligationId} ${data.amount.amount} ${data.by}`;
    matchesOf.set(causationId ?? 0, [...(matchesOf.get(causationId ?? 0) ?? []), text]);
  }
  const matching = (settlementId: string, obligationIds: Iterable<string>): string[] => {
    const paying = money.get(settlementId);
    if (!paying) return [];
    const { bank, references } = paying.booked;
    const open = [...obligationIds].flatMap((obligationId) => {
      const found = owed.get(obligationId);
      return found ? [{ ...found.arisen, outstanding: found.outstanding }] : [];
    });
    const drawing = drawings.get(references.uetr);
    const settlement = { bank, references, unallocated: paying.unallocated, drawings: drawing && [drawing] };
    return allocate(settlement, open).map(
      ({ obligationId, amount, by }) => `${settlementId} ${obligationId} ${amount.amount} ${by}`,
    );
  };
  let matched = 0;
  for (const event of log) {
    const { type, data } = event;
    if (type === 'PresentationHonoured' || type === 'PresentationNegotiated') {
      if (data.uetr !== undefined) drawings.set(data.uetr, data);
    } else if (type === 'ObligationArisen') {
      owed.set(data.obligationId, { arisen: data, outstanding: data.amount });
      arisenOf.set(data.obligationId, data);
      if (!isSettledTime(event)) continue;
      const expected = [...money.keys()].flatMap((settlementId) =>
        matching(settlementId, [data.obligationId]),
      );
      // The first booked takes what there is; here no two payments wait for one obligation.
      expect(matchesOf.get(event.position) ?? []).toEqual(expected.slice(0, 1));
      matched += expected.length;
    } else if (type === 'SettlementBooked') {
      money.set(data.settlementId, { booked: data, unallocated: data.amount });
      if (!isSettledTime(event)) continue;
      const expected = matching(data.settlementId, owed.keys());
      expect(matchesOf.get(event.position) ?? []).toEqual(expected);
      matched += expected.length;
    } else if (type === 'ObligationPartSettled') {
      owed.set(data.obligationId, {
        ...(owed.get(data.obligationId) ?? fail()),
        outstanding: data.outstanding,
      });
    } else if (type === 'ObligationSettled') {
      owed.delete(data.obligationId);
    } else if (type === 'PaymentReturned') {
      const arisen = arisenOf.get(data.obligationId) ?? fail();
      owed.set(data.obligationId, { arisen, outstanding: data.outstanding });
      // Nothing in suspense names what is opened again: the buyer pays it anew.
      expect([...money.keys()].flatMap((id) => matching(id, [data.obligationId]))).toEqual([]);
    } else if (type === 'SettlementReturned') {
      if (toMoney(data.unallocated).minor === 0n) money.delete(data.settlementId);
    } else if (type === 'SettlementMatched') {
      if (toMoney(data.unallocated).minor === 0n) money.delete(data.settlementId);
      else
        money.set(data.settlementId, {
          ...(money.get(data.settlementId) ?? fail()),
          unallocated: data.unallocated,
        });
    }
  }
  expect(matched).toBeGreaterThan(1_500);
}, 60_000);

it('suspends what is left, in the same append or by itself', () => {
  const suspended = new Map(ofType(log, 'SettlementSuspended').map((event) => [event.streamId, event]));
  const matched = new Map(ofType(log, 'SettlementMatched').map((event) => [event.causationId, event]));
  // What is paid for services is said by its bank a day later, and all of it.
  const services = new Set(ofType(log, 'SettlementMatchedToServiceContract').map(({ streamId }) => streamId));
  for (const event of ofType(log, 'SettlementBooked').filter(isSettledTime)) {
    if (services.has(event.streamId)) continue;
    const last = matched.get(event.position);
    if (last && toMoney(last.data.unallocated).minor === 0n) continue;
    expect(suspended.get(event.streamId)).toMatchObject({ causationId: event.position });
  }
});

it('settles each invoice on its consignment once its obligation is settled, and the consignment with the last', () => {
  const told = new Map<number | undefined, DemoEvent>();
  const settled = new Map<number | undefined, DemoEvent>();
  for (const event of log) {
    const { type, causationId } = event;
    if (type === 'InvoiceSettled' || type === 'InvoicePaymentReturned') told.set(causationId, event);
    else if (type === 'ConsignmentSettled') settled.set(causationId, event);
  }
  const open = new Map<string, Set<string>>();
  const opened = (consignmentId: string, invoiceId: string) =>
    open.set(consignmentId, (open.get(consignmentId) ?? new Set()).add(invoiceId));
  let returned = 0;
  for (const event of log.filter(isSettledTime)) {
    const { type, data, position, occurredAt } = event;
    if (type === 'InvoiceAttached') opened(data.consignmentId, data.invoiceId);
    if (type !== 'ObligationSettled' && type !== 'PaymentReturned') continue;
    const { consignmentId, invoiceId } = data;
    const isSettled = type === 'ObligationSettled';
    expect(told.get(position)).toMatchObject({
      type: isSettled ? 'InvoiceSettled' : 'InvoicePaymentReturned',
      actor: 'process:trade-events',
      occurredAt,
      data: {
        consignmentId,
        invoiceId,
        ...(isSettled ? { settledOn: data.settledOn } : { outstanding: data.outstanding, paid: data.paid }),
      },
    });
    if (isSettled) open.get(consignmentId)?.delete(invoiceId);
    else opened(consignmentId, invoiceId);
    returned += isSettled ? 0 : 1;
    expect(settled.has(position)).toBe(isSettled && open.get(consignmentId)?.size === 0);
    settled.delete(position);
  }
  expect(returned).toBeGreaterThan(10);
  expect(settled.size).toBeLessThan(3);
});

function fail(): never {
  throw new Error('a payment of what is not there');
}
