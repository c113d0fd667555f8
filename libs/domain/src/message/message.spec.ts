import { specOf } from '@corridor/testing';
import { type MessageCommand, type MessageEvent, message } from '../index.js';

const AT = '2026-03-30T10:00:00+05:00';
const ids = { receiptId: '0191d8a0-0000-7000-8000-000000000063', bank: 'demo-bank-karachi' };
const data = {
  ...ids,
  format: 'camt.054.001.08',
  messageId: 'M1',
  fileSha256: 'a'.repeat(64),
  contentSha256: 'b'.repeat(64),
  bytes: 100,
  transactions: 3,
};
const counts = { accepted: 2, duplicates: 0, rejected: 1 };
const receiving = (change: object = {}): MessageCommand => ({
  type: 'ReceiveMessage',
  occurredAt: AT,
  data: { ...data, ...change },
});
const received: MessageEvent = { type: 'MessageReceived', occurredAt: AT, data };
const finishing: MessageCommand = { type: 'FinishMessage', occurredAt: AT, data: counts };
const processed: MessageEvent = { type: 'MessageProcessed', occurredAt: AT, data: { ...ids, ...counts } };
const { given } = specOf(message);

it('is received, and processed once', () => {
  given().when(receiving()).thenEvents(received);
  given(received).when(finishing).thenEvents(processed);
  given(received, processed)
    .when({ ...finishing, data: { ...counts, duplicates: 3 } })
    .thenEvents();
});
it('comes again, in the same file or in another one that holds the same', () => {
  given(received).when(receiving()).thenEvents();
  given(received, processed)
    .when(receiving({ fileSha256: 'c'.repeat(64) }))
    .thenEvents();
  given(received)
    .when(receiving({ contentSha256: 'c'.repeat(64) }))
    .thenEvents();
});
it('has an id of its own', () => {
  const other = { fileSha256: 'c'.repeat(64), contentSha256: 'd'.repeat(64) };
  given(received).when(receiving(other)).thenRejected('message-id-reused');
});
it('is not processed before it came', () => {
  given()
    .when(finishing)
    .thenRejected('illegal-step', { legalNow: ['ReceiveMessage'] });
});
