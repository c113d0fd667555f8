import { Rejection } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type BookedSettlement,
  checkServiceMatch,
  type KnownServiceContract,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementUnmatchedFromServiceContract,
  settlement,
} from '../index.js';
import { AT, BANK, booked, booking, ids, matched, paidPart, posts, usd } from './settlement.spec-kit.js';

const { given } = specOf(settlement);
const services = { serviceContractId: 'k-1', provider: 'demo-soft' };
const match = (change: object = {}): SettlementCommand => ({
  type: 'MatchServiceContract',
  occurredAt: AT,
  data: { ...services, reason: 'by fax', ...change },
});
const forServices = (amount: string, unallocated: string, of: object = services): SettlementEvent => ({
  type: 'SettlementMatchedToServiceContract',
  occurredAt: AT,
  data: {
    ...ids,
    ...services,
    ...of,
    amount: usd(amount),
    valueDate: '2026-03-30',
    unallocated: usd(unallocated),
    reason: 'by fax',
    postings: posts(usd(amount), 'suspense', 'vostro'),
  },
});
type Said = Pick<
  SettlementUnmatchedFromServiceContract['data'],
  'takenBackOn' | 'because' | 'returnId' | 'reason'
>;
const takenBack = (amount: string, unallocated: string, said: Said, of: object = {}): SettlementEvent => ({
  type: 'SettlementUnmatchedFromServiceContract',
  occurredAt: AT,
  data: {
    ...ids,
    ...services,
    ...of,
    amount: usd(amount),
    valueDate: '2026-03-30',
    unallocated: usd(unallocated),
    ...said,
    postings: posts(usd(amount), 'vostro', 'suspense'),
  },
});
const unmatch = (serviceContractId = 'k-1'): SettlementCommand => ({
  type: 'UnmatchServiceContract',
  occurredAt: AT,
  data: { serviceContractId, takenBackOn: '2026-04-07', reason: 'of another' },
});
const byPerson: Said = { takenBackOn: '2026-04-07', because: 'person', reason: 'of another' };
const giveBack = (amount: string): SettlementCommand => ({
  type: 'ReturnSettlement',
  occurredAt: AT,
  data: {
    returnId: 'r-1',
    amount: usd(amount),
    bookedOn: '2026-04-02',
    valueDate: '2026-04-03',
    references: { remittance: [] },
    format: 'json',
  },
});
const byReturn: Said = { because: 'returned', returnId: 'r-1', takenBackOn: '2026-04-02' };
const returned = (
  amount: string,
  unallocated: string,
  takenBack: readonly ReturnType<typeof paidPart>[] = [],
  postings = posts(usd(amount), 'suspense', 'nostro'),
): SettlementEvent => ({
  type: 'SettlementReturned',
  occurredAt: AT,
  data: {
    ...ids,
    returnId: 'r-1',
    amount: usd(amount),
    bookedOn: '2026-04-02',
    valueDate: '2026-04-03',
    references: { remittance: [] },
    format: 'json',
    returnedAmount: usd(amount),
    unallocated: usd(unallocated),
    takenBack,
    postings,
  },
});

it('pays for services, all that waits where no amount is told', () => {
  given(booked).when(match()).thenEvents(forServices('100.00', '0.00'));
  given(booked)
    .when(match({ amount: usd('60.00') }))
    .thenEvents(forServices('60.00', '40.00'));
  given(booked, matched('o-1', '30.00', '70.00'))
    .when(match())
    .thenEvents(forServices('70.00', '0.00'));
});

it('is worth dollars by the rate of its value date, and none where there is no rate', () => {
  const rupees = { amount: '27800.00', currency: 'PKR' };
  const inRupees: SettlementEvent = {
    type: 'SettlementBooked',
    occurredAt: AT,
    data: { ...booking, amount: rupees, postings: posts(rupees, 'nostro', 'suspense') },
  };
  const leg = { base: 'USD', quote: 'PKR', rate: '278', on: '2026-03-30', source: 'sbp', inverse: true };
  const exchange = { from: 'PKR', to: 'USD', rate: '0.003597122302', legs: [leg] };
  const told = (amount: { amount: string; currency: string }, left: string): SettlementEvent => ({
    type: 'SettlementMatchedToServiceContract',
    occurredAt: AT,
    data: {
      ...ids,
      ...services,
      amount,
      valueDate: '2026-03-30',
      unallocated: { amount: left, currency: 'PKR' },
      reason: 'by fax',
      postings: posts(amount, 'suspense', 'vostro'),
    },
  });
  const withUsd = (event: SettlementEvent, cents: string): SettlementEvent =>
    ({ ...event, data: { ...event.data, usd: { amount: usd(cents), exchange } } }) as SettlementEvent;
  const third = { amount: '9266.67', currency: 'PKR' };
  given(inRupees).when(match()).thenEvents(told(rupees, '0.00'));
  given(inRupees)
    .when(match({ exchange }))
    .thenEvents(withUsd(told(rupees, '0.00'), '100.00'));
  // 9,266.67 ÷ 278 = 33.33334…
  const some = withUsd(told(third, '18533.33'), '33.33');
  given(inRupees)
    .when(match({ amount: third, exchange }))
    .thenEvents(some);
  given(inRupees)
    .when(match({ exchange: { ...exchange, to: 'KZT' } }))
    .thenRejected('exchange-missing', { pointer: '/exchange' });
  // A part that goes back takes its part of the dollars: of 27,800.00 all wait but the third, so that 0.01 is of it.
  const back = {
    ...giveBack('0.00'),
    data: { ...giveBackData(), amount: { amount: '18533.34', currency: 'PKR' } },
  };
  const [taken] = settlement.decide(
    back as SettlementCommand,
    [inRupees, some].reduce(settlement.evolve, settlement.initialState),
  );
  expect(taken?.data).toMatchObject({ amount: { amount: '0.01' }, usd: { amount: usd('0.00') } });
});

const giveBackData = () =>
  (giveBack('1.00') as Extract<SettlementCommand, { type: 'ReturnSettlement' }>).data;

it.each([
  [{ amount: usd('100.01') }, 'allocation-exceeds-unallocated', '/amount/amount'],
  [{ amount: usd('0.00') }, 'amount-not-positive', '/amount/amount'],
  [{ amount: { amount: '1.00', currency: 'KZT' } }, 'currency-differs', '/amount/currency'],
])('%j is refused with %s', (change, code, pointer) => {
  given(booked).when(match(change)).thenRejected(code, { pointer });
});

it('pays one provider, with money that waits, of parties that were looked at', () => {
  given(booked, forServices('60.00', '40.00'))
    .when(match({ serviceContractId: 'k-2', provider: 'demo-other' }))
    .thenRejected('creditor-differs', { pointer: '/serviceContractId' });
  given(booked, forServices('100.00', '0.00')).when(match()).thenRejected('nothing-unallocated');
  const held: SettlementEvent = { type: 'SettlementHeld', occurredAt: AT, data: { ...ids, hits: [] } };
  given(booked, held)
    .when(match())
    .thenRejected('illegal-step', { legalNow: ['ReleaseSettlement', 'ReturnSettlement'] });
});

it('is taken back by a person, match by match, the last first, and once', () => {
  const twice = [booked, forServices('60.00', '40.00'), forServices('15.00', '25.00')];
  const back = [takenBack('15.00', '40.00', byPerson), takenBack('60.00', '100.00', byPerson)];
  given(...twice)
    .when(unmatch())
    .thenEvents(...back);
  given(...twice, ...back)
    .when(unmatch())
    .thenEvents();
  given(...twice)
    .when(unmatch('k-2'))
    .thenRejected('not-matched', { pointer: '/serviceContractId' });
});

it('is returned behind what waits, and before what is owed: no debt is opened again for it', () => {
  const paid = [booked, matched('o-1', '30.00', '70.00'), forServices('60.00', '10.00')];
  given(...paid)
    .when(giveBack('10.00'))
    .thenEvents(returned('10.00', '0.00'));
  given(...paid)
    .when(giveBack('25.00'))
    .thenEvents(takenBack('15.00', '25.00', byReturn), returned('25.00', '0.00'));
  given(...paid)
    .when(giveBack('100.00'))
    .thenEvents(
      takenBack('60.00', '70.00', byReturn),
      returned(
        '100.00',
        '0.00',
        [paidPart('o-1', '30.00')],
        [...posts(usd('30.00'), 'vostro', 'suspense'), ...posts(usd('100.00'), 'suspense', 'nostro')],
      ),
    );
});

it('is taken back no earlier than it was matched, though a return be booked before', () => {
  const [event] = settlement.decide(
    { ...giveBack('10.00'), occurredAt: '2026-04-02T00:00:00+05:00' },
    [booked, forServices('100.00', '0.00')].reduce(settlement.evolve, settlement.initialState),
  );
  expect([event?.type, event?.occurredAt]).toEqual(['SettlementUnmatchedFromServiceContract', AT]);
});

it('pays for services in a hundred parts at most', () => {
  const cents = (left: number) => forServices('0.01', (left / 100).toFixed(2));
  const parts = Array.from({ length: 100 }, (_, index) => cents(10_000 - index - 1));
  given(booked, ...parts)
    .when(match({ amount: usd('0.01') }))
    .thenRejected('too-many-parts');
});

it('is returned from the contract that was matched last', () => {
  const second = { serviceContractId: 'k-2' };
  given(booked, forServices('60.00', '40.00'), forServices('40.00', '0.00', second))
    .when(giveBack('50.00'))
    .thenEvents(
      takenBack('40.00', '40.00', byReturn, second),
      takenBack('10.00', '50.00', byReturn),
      returned('50.00', '0.00'),
    );
});

it('is so much less as an entry of the account is less than the status that booked it', () => {
  const status: SettlementEvent = {
    type: 'SettlementBooked',
    occurredAt: AT,
    data: { ...booking, basis: 'status-accc', postings: posts(usd('100.00'), 'nostro', 'suspense') },
  };
  const told = {
    basis: 'booked-credit',
    references: { remittance: [] },
    amount: usd('94.00'),
    bookedOn: '2026-04-01',
    format: 'camt.054.001.08',
  } as const;
  given(status, forServices('98.00', '2.00'))
    .when({ type: 'ConfirmSettlement', occurredAt: AT, data: told })
    .thenEvents(takenBack('4.00', '6.00', { takenBackOn: '2026-04-01', because: 'entry-less' }), {
      type: 'SettlementConfirmed',
      occurredAt: AT,
      data: {
        ...ids,
        ...told,
        unallocated: usd('0.00'),
        postings: posts(usd('6.00'), 'suspense', 'nostro'),
      },
    });
});

describe('what a person may say that it pays for', () => {
  const state = settlement.evolve(settlement.initialState, booked) as BookedSettlement;
  const agreed = {
    serviceContractId: 'k-1',
    contractNumber: '7',
    provider: { participantId: 'demo-soft', name: 'Demo Soft', country: 'PK' },
    customer: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
  } as const;
  const [service, terms] = ['SI2', { subject: 'x', providerBank: BANK }] as const;
  const contract = {
    status: 'running',
    first: { ...agreed, service, terms },
    registered: agreed,
    registeredAt: AT,
    ...{ service, terms },
  } as const satisfies KnownServiceContract;
  const codeOf = (change: object, paid?: string) => {
    try {
      checkServiceMatch(state, { ...contract, ...change }, paid);
      return undefined;
    } catch (error) {
      return (error as Rejection).code;
    }
  };

  it.each([
    [{}, undefined, undefined],
    [{ status: 'completed' }, 'demo-soft', undefined],
    [{ status: 'terminated' }, undefined, undefined],
    [{ status: 'withdrawn' }, undefined, 'service-contract-withdrawn'],
    [{ terms: { subject: 'x' } }, undefined, 'provider-bank-unnamed'],
    [{ terms: { subject: 'x', providerBank: 'demo-bank-almaty' } }, undefined, 'bank-differs'],
    [{}, 'demo-mills', 'creditor-differs'],
  ])('of %j, paying %s: %s', (change, paid, code) => {
    expect(codeOf(change, paid)).toBe(code);
  });
});
