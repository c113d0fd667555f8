import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  availableOf,
  type GuaranteeCommand,
  type GuaranteeEvent,
  type GuaranteeIssued,
  guarantee,
  legalForGuarantee,
  reservedOf,
} from '../index.js';

const guaranteeId = '0191d8b0-0000-8000-8000-000000000001';
const transitId = '0191d8b1-0000-8000-8000-00000000000a';
const otherId = '0191d8b1-0000-8000-8000-00000000000b';
const AT = '2026-03-01T10:00:00+05:00';
const LATER = '2026-03-09T08:00:00+05:00';
// A minute past midnight in Karachi: in UTC the last day of validity is not over yet.
const BEHIND = '2027-01-01T00:01:00+05:00';
const pkr = (amount: string) => ({ amount, currency: 'PKR' });

const terms: GuaranteeIssued['data'] = {
  guaranteeId,
  kind: 'insurance',
  reference: 'RIG-2026-31',
  guarantor: { participantId: 'demo-insurer', name: 'Demo Insurer', country: 'PK' },
  principal: { participantId: 'demo-forwarding', name: 'Demo Forwarding', country: 'PK' },
  amount: pkr('1000.00'),
  validFrom: '2026-03-01',
  validUntil: '2026-12-31',
};
const issuing = (change: object = {}): GuaranteeCommand => ({
  type: 'IssueGuarantee',
  occurredAt: AT,
  data: { ...terms, ...change },
});
const issuedAs = (change: Partial<GuaranteeIssued['data']> = {}): GuaranteeEvent => ({
  type: 'GuaranteeIssued',
  occurredAt: AT,
  data: { ...terms, ...change },
});
const issued = issuedAs();
const reserving = (amount: string, of = transitId, occurredAt = LATER): GuaranteeCommand => ({
  type: 'ReserveAmount',
  occurredAt,
  data: { guaranteeId, transitId: of, amount: pkr(amount) },
});
const reserved = (amount: string, available: string, of = transitId): GuaranteeEvent => ({
  type: 'GuaranteeAmountReserved',
  occurredAt: LATER,
  data: { guaranteeId, transitId: of, amount: pkr(amount), available: pkr(available) },
});
const free: GuaranteeCommand = { type: 'FreeAmount', occurredAt: LATER, data: { guaranteeId, transitId } };
const freed = (amount: string, available: string): GuaranteeEvent => ({
  type: 'GuaranteeAmountFreed',
  occurredAt: LATER,
  data: { guaranteeId, transitId, amount: pkr(amount), available: pkr(available) },
});
const reason = 'Duty on what did not arrive';
const calling = (amount: string, of = transitId): GuaranteeCommand => ({
  type: 'CallGuarantee',
  occurredAt: LATER,
  data: { guaranteeId, transitId: of, amount: pkr(amount), reason },
});
const called = (amount: string, left: string, available: string): GuaranteeEvent => ({
  type: 'GuaranteeCalled',
  occurredAt: LATER,
  data: {
    guaranteeId,
    transitId,
    amount: pkr(amount),
    reason,
    reserved: pkr(left),
    available: pkr(available),
  },
});
const toppingUp = (amount: object, occurredAt = LATER): GuaranteeCommand =>
  ({ type: 'TopUpGuarantee', occurredAt, data: { guaranteeId, amount } }) as GuaranteeCommand;
const expire = (occurredAt = BEHIND): GuaranteeCommand => ({
  type: 'ExpireGuarantee',
  occurredAt,
  data: { guaranteeId },
});
const expired: GuaranteeEvent = {
  type: 'GuaranteeExpired',
  occurredAt: BEHIND,
  data: { guaranteeId, validUntil: '2026-12-31' },
};

const { given } = specOf(guarantee);

describe('a guarantee, step by step', () => {
  it('is issued', () => given().when(issuing()).thenEvents(issued));

  it('reserves for one transit after another, to the last paisa', () => {
    given(issued).when(reserving('400.00')).thenEvents(reserved('400.00', '600.00'));
    given(issued, reserved('400.00', '600.00'))
      .when(reserving('600.00', otherId))
      .thenEvents(reserved('600.00', '0.00', otherId));
  });

  it('writes the amount with all its digits, however it was asked', () =>
    given(issued).when(reserving('400')).thenEvents(reserved('400.00', '600.00')));

  it('revolves: what a discharge frees is there for the next', () => {
    given(issued, reserved('1000.00', '0.00')).when(free).thenEvents(freed('1000.00', '1000.00'));
    given(issued, reserved('1000.00', '0.00'), freed('1000.00', '1000.00'))
      .when(reserving('1000.00', otherId))
      .thenEvents(reserved('1000.00', '0.00', otherId));
  });

  it('is called in parts, and frees what is left of the reservation', () => {
    const open = [issued, reserved('400.00', '600.00')];
    given(...open)
      .when(calling('150.00'))
      .thenEvents(called('150.00', '250.00', '600.00'));
    given(...open, called('150.00', '250.00', '600.00'))
      .when(calling('250.00'))
      .thenEvents(called('250.00', '0.00', '600.00'));
    given(...open, called('150.00', '250.00', '600.00'))
      .when(free)
      .thenEvents(freed('250.00', '850.00'));
  });

  it('does not revolve what was paid out', () =>
    given(issued, reserved('400.00', '600.00'), called('400.00', '0.00', '600.00'))
      .when(reserving('600.01', otherId))
      .thenRejected('guarantee-exhausted', { pointer: '/amount/amount' }));

  it('is topped up', () =>
    given(issued, reserved('1000.00', '0.00'))
      .when(toppingUp(pkr('500.00')))
      .thenEvents({
        type: 'GuaranteeToppedUp',
        occurredAt: LATER,
        data: { guaranteeId, amount: pkr('500.00'), total: pkr('1500.00'), available: pkr('500.00') },
      }));

  it('expires behind its last day, by the clock of the guarantor', () => {
    given(issued).when(expire()).thenEvents(expired);
    given(issued)
      .when(expire('2026-12-31T23:59:59+05:00'))
      .thenRejected('guarantee-still-valid', { pointer: '/occurredAt' });
  });
});

it('counts what is reserved, called and left', () => {
  const state = fold(guarantee, [issued, reserved('400.00', '600.00'), called('150.00', '250.00', '600.00')]);
  if (state.status === 'unknown') throw new Error('unknown');
  expect([reservedOf(state), state.called, availableOf(state)]).toEqual([25_000n, 15_000n, 60_000n]);
});

describe('what comes again says nothing new', () => {
  const history = [issued, reserved('400.00', '600.00')];
  it('the same reservation', () =>
    given(...history)
      .when(reserving('400'))
      .thenEvents());
  it('freeing what was freed, or called to the end', () => {
    given(...history, freed('400.00', '1000.00'))
      .when(free)
      .thenEvents();
    given(...history, called('400.00', '0.00', '600.00'))
      .when(free)
      .thenEvents();
  });
  it('expiry', () => given(issued, expired).when(expire()).thenEvents());
});

describe('its amount and its days are a bound', () => {
  const history = [issued, reserved('400.00', '600.00')];
  it('a paisa more than is left', () =>
    given(...history)
      .when(reserving('600.01', otherId))
      .thenRejected('guarantee-exhausted', { pointer: '/amount/amount' }));
  it('another amount for the same transit', () =>
    given(...history)
      .when(reserving('100.00'))
      .thenRejected('transit-reserved'));
  it('a call for more than is reserved for the transit, or for one that reserved nothing', () => {
    given(...history)
      .when(calling('400.01'))
      .thenRejected('call-exceeds-reservation', { pointer: '/amount/amount' });
    given(...history)
      .when(calling('0.01', otherId))
      .thenRejected('call-exceeds-reservation', { pointer: '/amount/amount' });
  });
  it('before its first day and behind its last, whether the expiry was told or not', () => {
    given(issuedAs({ validFrom: '2026-03-10' }))
      .when(reserving('1.00'))
      .thenRejected('guarantee-not-yet-valid');
    given(issued)
      .when(reserving('1.00', transitId, BEHIND))
      .thenRejected('guarantee-expired');
    given(issued, expired).when(reserving('1.00')).thenRejected('guarantee-expired');
    given(issued)
      .when(toppingUp(pkr('1.00'), BEHIND))
      .thenRejected('guarantee-expired');
  });
  it('a top-up beyond what an amount can say', () =>
    given(issued)
      .when(toppingUp(pkr('9999999999999999.99')))
      .thenRejected('amount-too-large', { pointer: '/amount/amount' }));

  it('what was reserved before survives the expiry until it is freed or called', () => {
    given(...history, expired)
      .when(free)
      .thenEvents(freed('400.00', '1000.00'));
    given(...history, expired)
      .when(calling('400.00'))
      .thenEvents(called('400.00', '0.00', '600.00'));
  });
});

describe('a carnet', () => {
  const carnet = issuedAs({ kind: 'tir-carnet', reference: 'XK70112233' });
  it('covers one transport at a time', () => {
    given(carnet, reserved('400.00', '600.00'))
      .when(reserving('1.00', otherId))
      .thenRejected('carnet-in-use');
    given(carnet, reserved('400.00', '600.00'), freed('400.00', '1000.00'))
      .when(reserving('1000.00', otherId))
      .thenEvents(reserved('1000.00', '0.00', otherId));
  });
  it('is not topped up', () =>
    given(carnet)
      .when(toppingUp(pkr('1.00')))
      .thenRejected('illegal-step', {
        legalNow: ['ReserveAmount', 'FreeAmount', 'CallGuarantee', 'ExpireGuarantee'],
      }));
});

describe('an illegal step is refused with what is legal', () => {
  it.each([
    ['reserving from nothing', [], reserving('1.00'), ['IssueGuarantee']],
    ['freeing from nothing', [], free, ['IssueGuarantee']],
    ['calling nothing', [], calling('1.00'), ['IssueGuarantee']],
    ['topping nothing up', [], toppingUp(pkr('1.00')), ['IssueGuarantee']],
    ['expiry of nothing', [], expire(), ['IssueGuarantee']],
    [
      'issuing twice',
      [issued],
      issuing(),
      ['TopUpGuarantee', 'ReserveAmount', 'FreeAmount', 'CallGuarantee', 'ExpireGuarantee'],
    ],
    [
      'topping up behind the expiry',
      [issued, expired],
      toppingUp(pkr('1.00')),
      ['ExpireGuarantee', 'FreeAmount', 'CallGuarantee'],
    ],
  ])('%s', (_, history, command, legalNow) => {
    given(...history)
      .when(command)
      .thenRejected('illegal-step', { legalNow });
    expect(legalForGuarantee(fold(guarantee, history))).toEqual(legalNow);
  });
});

describe('bad input names its field', () => {
  it.each([
    [{ kind: 'promise' }, 'guarantee-kind-unknown', '/kind'],
    [{ amount: pkr('0.00') }, 'amount-not-positive', '/amount/amount'],
    [{ amount: { amount: '1', currency: 'ZZZ' } }, 'unknown-currency', '/amount/currency'],
    [{ validFrom: '2026-02-30' }, 'date-malformed', '/validFrom'],
    [{ validUntil: '31.12.2026' }, 'date-malformed', '/validUntil'],
    [{ validUntil: '2026-02-28' }, 'validity-reversed', '/validUntil'],
    [{ principal: terms.guarantor }, 'guarantor-is-principal', '/principal/participantId'],
  ])('%j is refused with %s', (change, code, pointer) => {
    given().when(issuing(change)).thenRejected(code, { pointer });
  });

  it.each([
    [{ amount: '0', currency: 'PKR' }, 'amount-not-positive', '/amount/amount'],
    [{ amount: '-1', currency: 'PKR' }, 'amount-not-positive', '/amount/amount'],
    [{ amount: '1.001', currency: 'PKR' }, 'amount-too-precise', '/amount/amount'],
    [{ amount: '1', currency: 'EUR' }, 'currency-differs', '/amount/currency'],
  ])('%j is neither reserved, called nor added: %s', (amount, code, pointer) => {
    for (const command of [reserving('1'), calling('1'), toppingUp({})]) {
      given(issued, reserved('400.00', '600.00', otherId))
        .when({ ...command, data: { ...command.data, amount } } as GuaranteeCommand)
        .thenRejected(code, { pointer });
    }
  });
});
