import { specOf } from '@corridor/testing';
import { type CollectionCommand, type CollectionEvent, collection } from '../index.js';

const AT = '2026-03-10T10:00:00+05:00';
const ids = {
  invoiceId: 'i-1',
  principal: 'demo-mills',
  drawee: 'demo-stores',
  remittingBank: 'demo-bank-karachi',
  presentingBank: 'demo-bank-almaty',
};
const present = (presentedOn = '2026-03-10'): CollectionCommand => ({
  type: 'PresentCollection',
  occurredAt: AT,
  data: { ...ids, presentedOn },
});
const accept = (acceptedOn = '2026-03-12', maturityOn?: string): CollectionCommand => ({
  type: 'AcceptCollection',
  occurredAt: AT,
  data: { ...ids, acceptedOn, ...(maturityOn !== undefined && { maturityOn }) },
});
const presented: CollectionEvent = {
  type: 'CollectionPresented',
  occurredAt: AT,
  data: { ...ids, presentedOn: '2026-03-10' },
};
const accepted: CollectionEvent = {
  type: 'CollectionAccepted',
  occurredAt: AT,
  data: { ...ids, acceptedOn: '2026-03-12' },
};
const { given } = specOf(collection);

it('is presented, once', () => {
  given().when(present()).thenEvents(presented);
  given(presented).when(present()).thenEvents();
  given(presented)
    .when(present('2026-03-11'))
    .thenRejected('illegal-step', { legalNow: ['AcceptCollection'] });
  given(accepted).when(present()).thenRejected('illegal-step', { legalNow: [] });
});
it('is accepted, once, also where nobody told that it was presented', () => {
  given(presented).when(accept()).thenEvents(accepted);
  given().when(accept()).thenEvents(accepted);
  given(presented, accepted).when(accept()).thenEvents();
  given(presented, accepted).when(accept('2026-03-13')).thenRejected('illegal-step', { legalNow: [] });
});
it.each([
  [present('2026-02-30'), 'date-malformed', '/presentedOn'],
  [accept('2026-02-30'), 'date-malformed', '/acceptedOn'],
  [accept('2026-03-12', '2026-02-30'), 'date-malformed', '/maturityOn'],
  [accept('2026-03-12', '2026-03-11'), 'maturity-before-acceptance', '/maturityOn'],
  [accept('2026-03-09'), 'accepted-before-presented', '/acceptedOn'],
])('%j is refused with %s', (command, code, pointer) => {
  given(presented).when(command).thenRejected(code, { pointer });
});
