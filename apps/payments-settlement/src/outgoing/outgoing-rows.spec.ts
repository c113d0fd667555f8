import type { RecordedEvent } from '@corridor/contracts';
import { dataFor, outgoingRowsOf } from './outgoing-rows.js';

const settlementId = '0191d8a0-0000-7000-8000-000000000051';
const uetr = 'eb6305c9-1f7f-49de-aed0-16487c27b42d';
const booked: RecordedEvent = {
  position: 7,
  streamId: `settlement-${settlementId}`,
  version: 1,
  type: 'SettlementBooked',
  schemaVersion: 1,
  occurredAt: '2026-04-17T10:00:00+05:00',
  recordedAt: '2026-04-17T05:00:01.000001Z',
  actor: 'bank:demo-bank-karachi',
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  participants: ['demo-bank-karachi'],
  demo: false,
  data: {
    settlementId,
    bank: 'demo-bank-karachi',
    account: 'PK36SCBL0000001123456702',
    references: { endToEndId: 'INV-1', uetr, remittance: [] },
    amount: { amount: '100.00', currency: 'USD' },
    bookedOn: '2026-04-16',
    valueDate: '2026-04-17',
    format: 'json',
  },
};

it('tells each that may see an event, with what names its payment', () => {
  const rows = outgoingRowsOf([{ ...booked, participants: ['demo-bank-almaty', 'demo-bank-karachi'] }]);
  expect(rows.map(({ bank }) => bank)).toEqual(['demo-bank-almaty', 'demo-bank-karachi']);
  expect(rows[0]).toEqual({
    bank: 'demo-bank-almaty',
    position: 7,
    type: 'SettlementBooked',
    stream_id: booked.streamId,
    occurred_at: booked.occurredAt,
    recorded_at: booked.recordedAt,
    demo: false,
    settlement_id: settlementId,
    end_to_end_id: 'INV-1',
    uetr,
    iso_status: 'ACTC',
    // In the newest version, without what is posted to accounts of others.
    data: { ...(booked.data as object), basis: 'booked-credit', postings: [] },
  });
});

it('tells nobody of what concerns no bank', () => {
  expect(
    outgoingRowsOf([
      { ...booked, type: 'TargetSet' },
      { ...booked, participants: [] },
    ]),
  ).toEqual([]);
});

it('refuses an event that is not what was published', () => {
  expect(() => outgoingRowsOf([{ ...booked, data: { settlementId } }])).toThrow('SettlementBooked v1');
});

it('leaves out what is of others: their postings, and fields that are no bank\u2019s business', () => {
  const amount = { amount: '1.00', currency: 'USD' };
  const posting = (of: string, side: string) => ({ account: 'vostro', of, side, amount });
  const ours = posting('demo-bank-karachi', 'debit');
  const data = { amount, score: '0.9', postings: [ours, posting('demo-bank-almaty', 'credit')] };
  expect(dataFor('demo-bank-karachi', data, ['score'])).toEqual({ amount, postings: [ours] });
  expect(dataFor('demo-bank-astana', data, [])).toEqual({ amount, score: '0.9', postings: [] });
});
