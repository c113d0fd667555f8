import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type BookedSettlement,
  type Posting,
  type SettlementCommand,
  type SettlementEvent,
  settlement,
} from '../index.js';
import {
  AT,
  booked,
  booking,
  ids,
  matched,
  paidPart as part,
  posts,
  suspended as suspendedFor,
  usd,
} from './settlement.spec-kit.js';

const sumOf = (parts: readonly ReturnType<typeof part>[]) =>
  usd(parts.reduce((total, { amount }) => total + Number(amount.amount), 0).toFixed(2));
const suspended = (amount: string) => suspendedFor('overpaid', amount);
const asked = (amount: string, returnId = 'r-1') => ({
  returnId,
  amount: usd(amount),
  reason: 'AC04',
  bookedOn: '2026-04-07',
  valueDate: '2026-04-07',
  references: { remittance: [] },
  format: 'camt.054.001.08',
  messageId: 'M-1',
});
const giveBack = (amount: string, change: object = {}): SettlementCommand => ({
  type: 'ReturnSettlement',
  occurredAt: AT,
  data: { ...asked(amount), ...change },
});
const returned = (
  amount: string,
  unallocated: string,
  takenBack: readonly ReturnType<typeof part>[],
  returnId?: string,
): SettlementEvent => ({
  type: 'SettlementReturned',
  occurredAt: AT,
  data: {
    ...ids,
    ...asked(amount, returnId),
    returnedAmount: usd(amount),
    unallocated: usd(unallocated),
    takenBack,
    postings: [
      ...(takenBack.length > 0 ? posts(sumOf(takenBack), 'vostro', 'suspense') : []),
      ...posts(usd(amount), 'suspense', 'nostro'),
    ],
  },
});
const { given } = specOf(settlement);
const stateOf = (...history: readonly SettlementEvent[]) => fold(settlement, history) as BookedSettlement;
/** It pays 60.00 and then 30.00; 10.00 wait in suspense. */
const paying = [
  booked,
  matched('o-1', '60.00', '40.00'),
  matched('o-2', '30.00', '10.00'),
  suspended('10.00'),
];

it('takes back what waits in suspense, and leaves what is paid', () => {
  given(...paying)
    .when(giveBack('7.50'))
    .thenEvents(returned('7.50', '2.50', []));
  const after = stateOf(...paying, returned('7.50', '2.50', []));
  expect([after.unallocated, after.suspended, after.returned]).toEqual([
    usd('2.50'),
    usd('2.50'),
    usd('7.50'),
  ]);
  expect(after.allocations).toEqual([part('o-1', '60.00'), part('o-2', '30.00')]);
});

it('takes back, behind that, what was paid last', () => {
  given(...paying)
    .when(giveBack('25.00'))
    .thenEvents(returned('25.00', '0.00', [part('o-2', '15.00')]));
  given(...paying)
    .when(giveBack('55.00'))
    .thenEvents(returned('55.00', '0.00', [part('o-2', '30.00'), part('o-1', '15.00')]));
  const after = stateOf(...paying, returned('55.00', '0.00', [part('o-2', '30.00'), part('o-1', '15.00')]));
  expect(after.allocations).toEqual([part('o-1', '45.00')]);
});

it('is returned before it is matched, and then pays with what is left', () => {
  given(booked)
    .when(giveBack('40.00'))
    .thenEvents(returned('40.00', '60.00', []));
  given(booked, returned('40.00', '60.00', []))
    .when({ type: 'AllocateSettlement', occurredAt: AT, data: { ...part('o-1', '60.00'), by: 'remittance' } })
    .thenEvents(matched('o-1', '60.00', '0.00', 'remittance'));
  given(booked, returned('40.00', '60.00', []))
    .when({ type: 'AllocateSettlement', occurredAt: AT, data: { ...part('o-1', '60.01'), by: 'remittance' } })
    .thenRejected('allocation-exceeds-unallocated', { pointer: '/amount/amount' });
});

it('is returned in parts, up to all of it, each part once', () => {
  const most = returned('90.00', '0.00', [part('o-2', '30.00'), part('o-1', '50.00')]);
  given(...paying, most)
    .when(giveBack('90.00'))
    .thenEvents();
  given(...paying, most)
    .when(giveBack('10.00', { returnId: 'r-2' }))
    .thenEvents(returned('10.00', '0.00', [part('o-1', '10.00')], 'r-2'));
  given(...paying, most)
    .when(giveBack('10.01', { returnId: 'r-2' }))
    .thenRejected('return-exceeds-settlement', { pointer: '/amount/amount' });
  given(booked).when(giveBack('100.01')).thenRejected('return-exceeds-settlement', {
    pointer: '/amount/amount',
  });
});

it('takes what it paid an obligation twice back as one', () => {
  const twice = [
    booked,
    matched('o-1', '10.00', '90.00'),
    matched('o-2', '5.00', '85.00'),
    matched('o-1', '85.00', '0.00'),
  ];
  given(...twice)
    .when(giveBack('92.00'))
    .thenEvents(returned('92.00', '0.00', [part('o-1', '87.00'), part('o-2', '5.00')]));
  expect(
    stateOf(...twice, returned('92.00', '0.00', [part('o-1', '87.00'), part('o-2', '5.00')])).allocations,
  ).toEqual([part('o-1', '8.00')]);
});

it('pays an obligation again only where it was opened again', () => {
  const again = (data: object): SettlementCommand => ({
    type: 'AllocateSettlement',
    occurredAt: AT,
    data: { ...part('o-1', '10.00'), by: 'remittance', ...data },
  });
  given(...paying)
    .when(again({}))
    .thenEvents();
  given(...paying)
    .when(again({ again: true }))
    .thenEvents(matched('o-1', '10.00', '0.00', 'remittance'));
});

it('needs no reason', () => {
  const { reason: _, ...without } = asked('1.00');
  given(...paying)
    .when({ type: 'ReturnSettlement', occurredAt: AT, data: without })
    .thenEvents({
      type: 'SettlementReturned',
      occurredAt: AT,
      data: {
        ...ids,
        ...without,
        returnedAmount: usd('1.00'),
        unallocated: usd('9.00'),
        takenBack: [],
        postings: posts(usd('1.00'), 'suspense', 'nostro'),
      },
    });
});

it('is not returned before it is booked', () => {
  given()
    .when(giveBack('1.00'))
    .thenRejected('illegal-step', { legalNow: ['BookSettlement'] });
  given(booked)
    .when(giveBack('1.00', { bookedOn: '2026-03-29' }))
    .thenRejected('return-before-booking', { pointer: '/bookedOn' });
  // Banks put the value date back to that of the credit, or before.
  given(booked)
    .when(giveBack('1.00', { bookedOn: '2026-03-30', valueDate: '2026-03-29' }))
    .thenEvents({
      type: 'SettlementReturned',
      occurredAt: AT,
      data: {
        ...ids,
        ...asked('1.00'),
        bookedOn: '2026-03-30',
        valueDate: '2026-03-29',
        returnedAmount: usd('1.00'),
        unallocated: usd('99.00'),
        takenBack: [],
        postings: posts(usd('1.00'), 'suspense', 'nostro'),
      },
    });
});

describe('what went back', () => {
  const line = (account: Posting['account'], side: Posting['side'], amount: string): Posting => ({
    account,
    of: ids.bank,
    side,
    amount: usd(amount),
  });

  it.each([
    [
      'less by what banks took',
      { returnedAmount: usd('0.40') },
      [line('suspense', 'debit', '1.00'), line('nostro', 'credit', '0.40'), line('fees', 'credit', '0.60')],
    ],
    [
      'more by what they owe for the time',
      { returnedAmount: usd('1.25'), compensation: usd('0.25') },
      [
        line('suspense', 'debit', '1.25'),
        line('nostro', 'credit', '1.25'),
        line('fees', 'debit', '0.25'),
        line('suspense', 'credit', '0.25'),
      ],
    ],
  ])('may be %s', (_, change, postings) => {
    given(booked)
      .when(giveBack('1.00', change))
      .thenEvents({
        type: 'SettlementReturned',
        occurredAt: AT,
        data: { ...ids, ...asked('1.00'), ...change, unallocated: usd('99.00'), takenBack: [], postings },
      });
  });

  it('is not more than that', () => {
    given(booked)
      .when(giveBack('100.00', { returnedAmount: usd('100.01') }))
      .thenRejected('return-exceeds-settlement', { pointer: '/returnedAmount/amount' });
    given(booked)
      .when(giveBack('100.00', { returnedAmount: usd('100.26'), compensation: usd('0.25') }))
      .thenRejected('return-exceeds-settlement', { pointer: '/returnedAmount/amount' });
  });
});

it.each([
  [{ amount: usd('0') }, 'amount-not-positive', '/amount/amount'],
  [{ compensation: usd('0') }, 'amount-not-positive', '/compensation/amount'],
  [{ compensation: { amount: '1', currency: 'PKR' } }, 'currency-differs', '/compensation/currency'],
  [{ amount: { amount: '1', currency: 'PKR' } }, 'currency-differs', '/amount/currency'],
  [{ bookedOn: '2026-04-31' }, 'date-malformed', '/bookedOn'],
  [{ valueDate: '07.04.2026' }, 'date-malformed', '/valueDate'],
  [{ reason: 'ac04' }, 'reason-malformed', '/reason'],
  [{ reason: 'AC4' }, 'reason-malformed', '/reason'],
  [{ reason: 'AC04 ' }, 'reason-malformed', '/reason'],
])('a return with %j is refused with %s', (change, code, pointer) => {
  given(...paying)
    .when(giveBack('1.00', change))
    .thenRejected(code, { pointer });
});

it('posts one line for each account, whatever it had paid: 600 invoices, too', () => {
  const parts = Array.from({ length: 600 }, (_, index) => part(`o-${index}`, '1.00'));
  const whole: SettlementEvent = {
    type: 'SettlementBooked',
    occurredAt: AT,
    data: { ...booking, amount: usd('600.00'), postings: posts(usd('600.00'), 'nostro', 'suspense') },
  };
  const history = [
    whole,
    ...parts.map(({ obligationId }, index) => matched(obligationId, '1.00', `${599 - index}.00`)),
  ];
  const [event] = settlement.decide(giveBack('600.00'), fold(settlement, history));
  if (event?.type !== 'SettlementReturned') throw new Error('nothing was returned');
  expect(event.data.takenBack).toHaveLength(600);
  expect(event.data.postings).toEqual([
    ...posts(usd('600.00'), 'vostro', 'suspense'),
    ...posts(usd('600.00'), 'suspense', 'nostro'),
  ]);
});
