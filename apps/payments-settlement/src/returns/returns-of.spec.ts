import { toMoneyJson } from '@corridor/kernel';
import type { Return } from './return.js';
import { type BookedReturn, sameReturn } from './returns-of.js';

const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });

/** 400.00 USD given back on one day, told by a message. */
function told(returnId: string, by: Partial<Return>, servicerReference?: string): Return {
  return {
    returnId,
    amount: usd(40_000n),
    bookedOn: '2026-04-07',
    valueDate: '2026-04-07',
    references: {
      ...(servicerReference !== undefined && { accountServicerReference: servicerReference }),
      remittance: [],
    },
    format: 'camt.054.001.08',
    ...by,
  };
}

const advice = told('A', { format: 'pacs.004.001.09', messageId: 'P4' });
/** Booked by the advice. */
const booked = (...toldBy: Return[]): BookedReturn => ({
  data: {
    settlementId: 's',
    bank: 'b',
    ...advice,
    returnedAmount: advice.amount,
    unallocated: usd(0n),
    takenBack: [],
    postings: [],
  },
  position: 1,
  toldBy: [advice, ...toldBy],
});
const second = told('E2', { messageId: 'M2' }, 'R2');

it('is the one that was advised, told by its entry', () => {
  expect(sameReturn([booked()], second, 'CREDIT-REF')?.data.returnId).toBe('A');
});

it('is another one where an entry with a reference of its own has confirmed the advised one', () => {
  const first = told('E1', { messageId: 'M1' }, 'R1');
  expect(sameReturn([booked(first)], second, 'CREDIT-REF')).toBeUndefined();
});

it('is the advised one, told again, where its entry named the credit only', () => {
  const first = told('E1', { messageId: 'M1' }, 'CREDIT-REF');
  expect(sameReturn([booked(first)], second, 'CREDIT-REF')?.data.returnId).toBe('A');
});

it('is the advised one where its entry is sent again, and another one where a second like it stands in one message', () => {
  const first = told('E1', { messageId: 'M1' });
  const returns = [booked(first)];
  expect(sameReturn(returns, first, 'CREDIT-REF', 1)?.data.returnId).toBe('A');
  expect(sameReturn(returns, { ...first, returnId: 'E1-2' }, 'CREDIT-REF', 2)).toBeUndefined();
});

it('is the advised one where a statement repeats the reference of the entry that confirmed it', () => {
  const first = told('E1', { messageId: 'M1' }, 'R1');
  const stated = { ...first, messageId: 'S1', format: 'camt.053.001.08' };
  expect(sameReturn([booked(first)], stated, 'CREDIT-REF')?.data.returnId).toBe('A');
});
