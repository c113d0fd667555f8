import { POSTING_EVENTS } from './index.js';

it('are those whose newest version has postings', () => {
  expect(POSTING_EVENTS).toEqual(
    expect.arrayContaining([
      'SettlementBooked',
      'SettlementMatched',
      'SettlementUnmatched',
      'SettlementReturned',
    ]),
  );
  expect(POSTING_EVENTS).not.toContain('SettlementSuspended');
  expect(new Set(POSTING_EVENTS).size).toBe(POSTING_EVENTS.length);
});
