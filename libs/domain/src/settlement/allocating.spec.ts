import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type BookedSettlement, type SettlementCommand, type SettlementEvent, settlement } from '../index.js';
import {
  AT,
  BANK,
  booked,
  booking,
  ids,
  matched,
  paidPart,
  part,
  posts,
  suspended,
  usd,
} from './settlement.spec-kit.js';

const { given } = specOf(settlement);
const stateOf = (...history: readonly SettlementEvent[]) => fold(settlement, history) as BookedSettlement;
const decided = (history: readonly SettlementEvent[], command: SettlementCommand) =>
  settlement.decide(command, fold(settlement, history));
const allocate = (change: object): SettlementCommand => ({
  type: 'AllocateSettlement',
  occurredAt: AT,
  data: { ...part('o-1', '100.00'), by: 'manual', reason: 'x', ...change },
});
const toPkr = {
  from: 'USD',
  to: 'PKR',
  rate: '278.5',
  legs: [{ base: 'USD', quote: 'PKR', rate: '278.5', on: '2026-03-30', source: 'sbp', inverse: false }],
};
const pkr = (amount: string) => ({ amount, currency: 'PKR' });

describe('fees that banks on the way took', () => {
  const withFees = { ...part('o-1', '75.00'), settled: usd('80.00'), fees: usd('5.00') };
  const paid: SettlementEvent = {
    type: 'SettlementMatched',
    occurredAt: AT,
    data: {
      ...ids,
      ...withFees,
      by: 'manual',
      reason: 'x',
      unallocated: usd('25.00'),
      postings: [...posts(usd('75.00'), 'suspense', 'vostro'), ...posts(usd('5.00'), 'fees', 'vostro')],
    },
  };

  it('count for the debtor: more is settled than came', () => {
    given(booked)
      .when(allocate({ amount: usd('75.00'), fees: usd('5.00') }))
      .thenEvents(paid);
    given(booked)
      .when(allocate({ amount: usd('75.00'), fees: usd('5.00'), settled: usd('80.00') }))
      .thenEvents(paid);
  });

  describe('told behind what came', () => {
    const told = { amount: usd('0.00'), fees: usd('5.00'), by: 'end-to-end-id' as const };
    const more = allocate({ ...told, again: true });

    it('move no money, and are of what came', () => {
      const filled: SettlementEvent = {
        type: 'SettlementMatched',
        occurredAt: AT,
        data: {
          ...ids,
          ...part('o-1', '0.00'),
          ...told,
          settled: usd('5.00'),
          reason: 'x',
          unallocated: usd('25.00'),
          postings: posts(usd('5.00'), 'fees', 'vostro'),
        },
      };
      given(booked, matched('o-1', '75.00', '25.00'))
        .when(more)
        .thenEvents(filled);
      expect(stateOf(booked, matched('o-1', '75.00', '25.00'), filled).allocations).toEqual([withFees]);
    });

    it('need something that came', () => {
      given(booked).when(more).thenRejected('amount-not-positive', { pointer: '/amount/amount' });
      given(booked, matched('o-2', '75.00', '25.00'))
        .when(more)
        .thenRejected('amount-not-positive', { pointer: '/amount/amount' });
      given(booked, matched('o-1', '75.00', '25.00'))
        .when(allocate({ amount: usd('0.00') }))
        .thenRejected('amount-not-positive', { pointer: '/amount/amount' });
    });
  });

  it('come back in proportion where a part is returned, and all of them with the rest', () => {
    const asked = (returnId: string, amount: string) => ({
      returnId,
      amount: usd(amount),
      bookedOn: '2026-04-07',
      valueDate: '2026-04-07',
      references: { remittance: [] },
      format: 'json',
    });
    const give = (returnId: string, amount: string): SettlementCommand => ({
      type: 'ReturnSettlement',
      occurredAt: AT,
      data: asked(returnId, amount),
    });
    // 25.00 wait in suspense; 10.00 of the 75.00 are two fifteenths, of the fees 0.67 by the nearest cent.
    const third = {
      ...part('o-1', '10.00'),
      settled: usd('10.67'),
      fees: usd('0.67'),
    };
    const first: SettlementEvent = {
      type: 'SettlementReturned',
      occurredAt: AT,
      data: {
        ...ids,
        ...asked('r-1', '35.00'),
        returnedAmount: usd('35.00'),
        unallocated: usd('0.00'),
        takenBack: [third],
        postings: [
          // Both of the creditor's account in one line.
          { account: 'vostro', of: BANK, side: 'debit', amount: usd('10.67') },
          { account: 'suspense', of: BANK, side: 'credit', amount: usd('10.00') },
          { account: 'fees', of: BANK, side: 'credit', amount: usd('0.67') },
          ...posts(usd('35.00'), 'suspense', 'nostro'),
        ],
      },
    };
    given(booked, paid).when(give('r-1', '35.00')).thenEvents(first);
    expect(stateOf(booked, paid, first).allocations).toEqual([
      { ...part('o-1', '65.00'), settled: usd('69.33'), fees: usd('4.33') },
    ]);
    given(booked, paid, first)
      .when(give('r-2', '65.00'))
      .thenEvents({
        type: 'SettlementReturned',
        occurredAt: AT,
        data: {
          ...ids,
          ...asked('r-2', '65.00'),
          returnedAmount: usd('65.00'),
          unallocated: usd('0.00'),
          takenBack: [{ ...part('o-1', '65.00'), settled: usd('69.33'), fees: usd('4.33') }],
          postings: [
            // Both of the creditor's account in one line.
            { account: 'vostro', of: BANK, side: 'debit', amount: usd('69.33') },
            { account: 'suspense', of: BANK, side: 'credit', amount: usd('65.00') },
            { account: 'fees', of: BANK, side: 'credit', amount: usd('4.33') },
            ...posts(usd('65.00'), 'suspense', 'nostro'),
          ],
        },
      });
  });
});

describe('what is owed in another currency', () => {
  const exchanged = { settled: pkr('27850.00'), exchange: toPkr };

  it('is settled by way of the clearing account, at the rate that is kept', () =>
    given(booked)
      .when(allocate(exchanged))
      .thenEvents({
        type: 'SettlementMatched',
        occurredAt: AT,
        data: {
          ...ids,
          ...part('o-1', '100.00'),
          ...exchanged,
          by: 'manual',
          reason: 'x',
          unallocated: usd('0.00'),
          postings: [
            ...posts(usd('100.00'), 'suspense', 'fx-clearing'),
            ...posts(pkr('27850.00'), 'fx-clearing', 'vostro'),
          ],
        },
      }));

  it('has its fees in the currency owed', () =>
    expect(
      decided([booked], allocate({ ...exchanged, settled: pkr('27900.00'), fees: pkr('50.00') })),
    ).toMatchObject([
      {
        data: {
          postings: [
            ...posts(usd('100.00'), 'suspense', 'fx-clearing'),
            ...posts(pkr('27850.00'), 'fx-clearing', 'vostro'),
            ...posts(pkr('50.00'), 'fees', 'vostro'),
          ],
        },
      },
    ]));

  it.each([
    [{ settled: pkr('27850.00') }, 'exchange-missing', '/exchange'],
    [{ settled: pkr('27850.00'), exchange: { ...toPkr, from: 'KZT' } }, 'exchange-missing', '/exchange'],
    [{ settled: pkr('0'), exchange: toPkr }, 'amount-not-positive', '/settled/amount'],
    [{ ...exchanged, fees: usd('1.00') }, 'currency-differs', '/fees/currency'],
    [{ ...exchanged, fees: pkr('27850.00') }, 'settled-differs', '/settled/amount'],
    [{ settled: usd('99.99') }, 'settled-differs', '/settled/amount'],
    [{ fees: usd('0.00') }, 'amount-not-positive', '/fees/amount'],
  ])('%j is refused with %s', (change, code, pointer) =>
    given(booked).when(allocate(change)).thenRejected(code, { pointer }),
  );
});

describe('what a person unmatches', () => {
  const paid = matched('o-1', '60.00', '40.00');
  const unmatch = (obligationId = 'o-1'): SettlementCommand => ({
    type: 'UnmatchSettlement',
    occurredAt: AT,
    data: { obligationId, because: 'person', reason: 'The debtor says so.' },
  });
  const undone: SettlementEvent = {
    type: 'SettlementUnmatched',
    occurredAt: AT,
    data: {
      ...ids,
      ...paidPart('o-1', '60.00'),
      unallocated: usd('100.00'),
      because: 'person',
      reason: 'The debtor says so.',
      postings: posts(usd('60.00'), 'vostro', 'suspense'),
    },
  };
  const byMachine: SettlementCommand = {
    type: 'AllocateSettlement',
    occurredAt: AT,
    data: { ...part('o-1', '60.00'), by: 'remittance', again: true },
  };

  it('waits again, once', () => {
    given(booked, paid).when(unmatch()).thenEvents(undone);
    given(booked, paid, undone).when(unmatch()).thenEvents();
    given(booked, paid).when(unmatch('o-2')).thenRejected('not-matched', { pointer: '/obligationId' });
    expect(stateOf(booked, paid, undone)).toMatchObject({ allocations: [], unallocated: usd('100.00') });
  });

  it('is not matched again but by a person', () => {
    given(booked, paid, undone).when(byMachine).thenEvents();
    expect(decided([booked, paid, undone], allocate({ amount: usd('60.00') }))).toMatchObject([
      { type: 'SettlementMatched', data: { by: 'manual' } },
    ]);
    const again: SettlementEvent = { ...matched('o-1', '60.00', '40.00') };
    expect(
      decided([booked, paid, undone, again], {
        ...byMachine,
        data: { ...byMachine.data, amount: usd('40.00') },
      } as SettlementCommand),
    ).toHaveLength(1);
  });

  it('may pay the same again where it was the ledger that took it back', () => {
    const data = { obligationId: 'o-1', because: 'entry-less', reason: 'Less came.' } as const;
    const less = decided([booked, paid], { type: 'UnmatchSettlement', occurredAt: AT, data });
    expect(less).toMatchObject([{ type: 'SettlementUnmatched', data: { because: 'entry-less' } }]);
    expect(decided([booked, paid, ...less], byMachine)).toMatchObject([
      { type: 'SettlementMatched', data: { by: 'remittance', obligationId: 'o-1' } },
    ]);
  });

  it('waits in suspense by its new amount', () =>
    given(booked, paid, suspended('overpaid', '40.00'), undone)
      .when({ type: 'SuspendSettlement', occurredAt: AT, data: {} })
      .thenEvents(suspended('no-open-obligation', '100.00')));
});

describe('a settlement that is held', () => {
  const hits = [{ field: 'debtorName', entry: 'Demo Listed', entryId: 'DL-17' }] as const;
  const hold: SettlementCommand = {
    type: 'HoldSettlement',
    occurredAt: AT,
    data: { list: 'demo-list', version: '1', hits },
  };
  const held: SettlementEvent = {
    type: 'SettlementHeld',
    occurredAt: AT,
    data: { ...ids, list: 'demo-list', version: '1', hits },
  };
  const release: SettlementCommand = {
    type: 'ReleaseSettlement',
    occurredAt: AT,
    data: { reason: 'Another firm.' },
  };
  const released: SettlementEvent = {
    type: 'SettlementReleased',
    occurredAt: AT,
    data: { ...ids, reason: 'Another firm.' },
  };

  it('pays nothing until it is released, once', () => {
    given(booked).when(hold).thenEvents(held);
    given(booked, held).when(hold).thenEvents();
    given(booked, held)
      .when(allocate({}))
      .thenRejected('illegal-step', { legalNow: ['ReleaseSettlement', 'ReturnSettlement'] });
    given(booked, held).when(release).thenEvents(released);
    given(booked, held, released).when(release).thenEvents();
    given(booked, held, released).when(hold).thenEvents();
    expect(decided([booked, held, released], allocate({}))).toHaveLength(1);
  });

  it('is held anew for what was found, where it was held for want of an answer', () => {
    const unanswered: SettlementEvent = {
      type: 'SettlementHeld',
      occurredAt: AT,
      data: { ...ids, hits: [] },
    };
    const holdUnanswered: SettlementCommand = { type: 'HoldSettlement', occurredAt: AT, data: { hits: [] } };
    given(booked).when(holdUnanswered).thenEvents(unanswered);
    given(booked, unanswered).when(holdUnanswered).thenEvents();
    given(booked, unanswered).when(hold).thenEvents(held);
    given(booked, unanswered, held).when(hold).thenEvents();
    given(booked, held).when(holdUnanswered).thenEvents();
    given(booked, unanswered, released).when(hold).thenEvents();
    given(booked, unanswered)
      .when(allocate({}))
      .thenRejected('illegal-step', { legalNow: ['ReleaseSettlement', 'ReturnSettlement'] });
  });

  it('is released by the list that its parties are not on', () => {
    const screenedBy = { list: 'demo-list', version: '2' };
    const data = { reason: 'Not on the list.', screenedBy };
    given(booked, held)
      .when({ type: 'ReleaseSettlement', occurredAt: AT, data })
      .thenEvents({ type: 'SettlementReleased', occurredAt: AT, data: { ...ids, ...data } });
  });

  it('is released only where it is held', () =>
    given(booked)
      .when(release)
      .thenRejected('illegal-step', {
        legalNow: [
          'ConfirmSettlement',
          'HoldSettlement',
          'AllocateSettlement',
          'MatchServiceContract',
          'SuspendSettlement',
          'ReturnSettlement',
        ],
      }));
});

describe('another message that tells of it', () => {
  const told = { references: { remittance: [] }, format: 'camt.053.001.08', messageId: 'S-1' };
  const confirm = (change: object = {}): SettlementCommand => ({
    type: 'ConfirmSettlement',
    occurredAt: AT,
    data: { ...told, ...change },
  });
  const confirmed = (change: object = {}): SettlementEvent => ({
    type: 'SettlementConfirmed',
    occurredAt: AT,
    data: { ...ids, ...told, ...change },
  });

  it('is kept once, and adds nothing', () => {
    given(booked).when(confirm()).thenEvents(confirmed());
    given(booked, confirmed()).when(confirm()).thenEvents();
    given(booked, confirmed())
      .when(confirm({ messageId: 'S-2' }))
      .thenEvents(confirmed({ messageId: 'S-2' }));
    given(booked, confirmed())
      .when(confirm({ returnId: 'r-1' }))
      .thenEvents(confirmed({ returnId: 'r-1' }));
    expect(stateOf(booked, confirmed()).unallocated).toEqual(booking.amount);
  });

  it('is none where it is the message that booked it', () => {
    const { postings } = booked.data as Extract<SettlementEvent, { type: 'SettlementBooked' }>['data'];
    const byMessage: SettlementEvent = {
      type: 'SettlementBooked',
      occurredAt: AT,
      data: { ...booking, ...told, bank: BANK, postings },
    };
    given(byMessage).when(confirm()).thenEvents();
  });
});
