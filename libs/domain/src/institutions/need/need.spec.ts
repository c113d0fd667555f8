import { specOf } from '@corridor/testing';
import { type NeedCommand, type NeedEvent, need } from '../../index.js';

const needId = '0191d8a0-0000-7000-8000-000000000001';
const AT = '2026-04-01T10:00:00+05:00';
const subject = {
  side: 'offer',
  firm: { participantId: 'mills', name: 'Mills', country: 'PK' },
  hs: '6302',
  country: 'PK',
} as const;
const terms = {
  description: 'Towels',
  quantity: '20',
  unit: 'TNE',
  per: 'monthly',
  place: 'PKLYP',
  validUntil: '2026-06-30',
} as const;
const asking = (type: NeedCommand['type'], data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { needId, ...data } }) as NeedCommand;
const told = (type: NeedEvent['type'], data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { needId, ...data } }) as NeedEvent;
const { given } = specOf(need);

const posted = told('NeedPosted', { ...subject, ...terms });
const other = { ...terms, quantity: '15' };
const amended = told('NeedAmended', other);
const withdrawn = told('NeedWithdrawn', { reason: 'found-elsewhere' });
const BEHIND = '2026-07-01T00:00:00+05:00';
const expired = told('NeedExpired', { validUntil: '2026-06-30' }, BEHIND);
const fulfilled = told('NeedFulfilled', { matchId: 'm' });

it('is posted and amended, and ends withdrawn, fulfilled or expired', () => {
  given()
    .when(asking('PostNeed', { ...subject, ...terms }))
    .thenEvents(posted);
  given(posted).when(asking('AmendNeed', other)).thenEvents(amended);
  given(posted, amended)
    .when(asking('WithdrawNeed', { reason: 'found-elsewhere' }))
    .thenEvents(withdrawn);
  given(posted)
    .when(asking('FulfilNeed', { matchId: 'm' }))
    .thenEvents(fulfilled);
  given(posted)
    .when(asking('ExpireNeed', {}, BEHIND))
    .thenEvents(expired);
  for (const end of [withdrawn, expired, fulfilled]) {
    given(posted, end).when(asking('AmendNeed', other)).thenRejected('illegal-step', { legalNow: [] });
  }
});

it('stands to the end of its last day, as amended last', () => {
  given(posted)
    .when(asking('ExpireNeed', {}, '2026-06-30T23:59:59+05:00'))
    .thenRejected('need-still-valid', { pointer: '/occurredAt' });
  const longer = told('NeedAmended', { ...terms, validUntil: '2026-07-31' });
  given(posted, longer)
    .when(asking('ExpireNeed', {}, BEHIND))
    .thenRejected('need-still-valid', { pointer: '/occurredAt' });
});

it('takes what is so already for nothing new', () => {
  given(posted)
    .when(asking('PostNeed', { ...subject, ...terms }))
    .thenEvents();
  given(posted).when(asking('AmendNeed', terms)).thenEvents();
  given(posted, withdrawn)
    .when(asking('WithdrawNeed', { reason: 'found-elsewhere' }))
    .thenEvents();
  given(posted, fulfilled)
    .when(asking('FulfilNeed', { matchId: 'm' }))
    .thenEvents();
  given(posted, expired)
    .when(asking('ExpireNeed', {}, BEHIND))
    .thenEvents();
});

it.each([
  [{ quantity: '0.0' }, 'not-a-positive-decimal', '/quantity'],
  [{ unitPrice: { amount: '0', currency: 'USD' } }, 'amount-not-positive', '/unitPrice/amount'],
  [{ place: 'KZALA' }, 'place-not-in-country', '/place'],
  [{ validUntil: '2026-02-30' }, 'date-malformed', '/validUntil'],
  [{ validUntil: '2026-03-31' }, 'validity-over', '/validUntil'],
])('%j is refused, at first and as an amendment', (change, code, pointer) => {
  given()
    .when(asking('PostNeed', { ...subject, ...terms, ...change }))
    .thenRejected(code, { pointer });
  given(posted)
    .when(asking('AmendNeed', { ...terms, ...change }))
    .thenRejected(code, { pointer });
});
