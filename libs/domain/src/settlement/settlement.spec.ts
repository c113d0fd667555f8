import { specOf } from '@corridor/testing';
import { type SettlementCommand, settlement } from '../index.js';
import { AT, booked, booking, matched, part, suspended, usd } from './settlement.spec-kit.js';

const book = (change: object = {}): SettlementCommand => ({
  type: 'BookSettlement',
  occurredAt: AT,
  data: { ...booking, ...change },
});
const allocate = (obligationId: string, amount: string, change: object = {}): SettlementCommand => ({
  type: 'AllocateSettlement',
  occurredAt: AT,
  data: { ...part(obligationId, amount), by: 'end-to-end-id', ...change },
});
const suspending = (because?: 'ambiguous' | 'unsure' | 'rate-unknown'): SettlementCommand => ({
  type: 'SuspendSettlement',
  occurredAt: AT,
  data: { ...(because && { because }) },
});
const suspend = suspending();
const { given } = specOf(settlement);

it('is booked, once', () => {
  given().when(book()).thenEvents(booked);
  given(booked).when(book()).thenEvents();
});
it('pays obligations, each once', () => {
  given(booked)
    .when(allocate('o-1', '60.00'))
    .thenEvents(matched('o-1', '60.00', '40.00'));
  given(booked, matched('o-1', '60.00', '40.00'))
    .when(allocate('o-2', '40.00'))
    .thenEvents(matched('o-2', '40.00', '0.00'));
  given(booked, matched('o-1', '60.00', '40.00'))
    .when(allocate('o-1', '60.00'))
    .thenEvents();
});

describe('what pays nothing waits in suspense', () => {
  it('all of it, where nothing open is named', () =>
    given(booked).when(suspend).thenEvents(suspended('no-open-obligation', '100.00')));
  it('the rest, where more came than was owed', () =>
    given(booked, matched('o-1', '60.00', '40.00'))
      .when(suspend)
      .thenEvents(suspended('overpaid', '40.00')));
  it('all of it, where more than one creditor is named, once, and with the reason last learnt', () => {
    given(booked).when(suspending('ambiguous')).thenEvents(suspended('ambiguous', '100.00'));
    given(booked, suspended('ambiguous', '100.00')).when(suspending('ambiguous')).thenEvents();
    given(booked, suspended('ambiguous', '100.00')).when(suspend).thenEvents();
    given(booked, suspended('no-open-obligation', '100.00'))
      .when(suspending('ambiguous'))
      .thenEvents(suspended('ambiguous', '100.00'));
  });
  it('once for an amount, and never nothing', () => {
    given(booked, suspended('no-open-obligation', '100.00')).when(suspend).thenEvents();
    given(booked, matched('o-1', '100.00', '0.00'))
      .when(suspend)
      .thenEvents();
  });
  it('until an obligation comes; what is left then waits again', () => {
    const waiting = [booked, suspended('no-open-obligation', '100.00')];
    given(...waiting)
      .when(allocate('o-1', '60.00'))
      .thenEvents(matched('o-1', '60.00', '40.00'));
    given(...waiting, matched('o-1', '60.00', '40.00'))
      .when(suspend)
      .thenEvents(suspended('overpaid', '40.00'));
  });
});

it.each([[allocate('o-1', '1.00')], [suspend]])('nothing comes before the booking (%#)', (command) =>
  given()
    .when(command)
    .thenRejected('illegal-step', { legalNow: ['BookSettlement'] }),
);
it.each([
  [book({ amount: usd('0') }), 'amount-not-positive', '/amount/amount'],
  [book({ bookedOn: '2026-02-29' }), 'date-malformed', '/bookedOn'],
  [book({ valueDate: '30.03.2026' }), 'date-malformed', '/valueDate'],
])('%j is refused with %s', (command, code, pointer) => {
  given().when(command).thenRejected(code, { pointer });
});
it.each([
  [allocate('o-1', '-1'), 'amount-not-positive', '/amount/amount'],
  [allocate('o-1', '100.01'), 'allocation-exceeds-unallocated', '/amount/amount'],
  [
    allocate('o-1', '1', { amount: { amount: '1', currency: 'PKR' } }),
    'currency-differs',
    '/amount/currency',
  ],
])('%j is refused with %s', (command, code, pointer) => {
  given(booked).when(command).thenRejected(code, { pointer });
});
