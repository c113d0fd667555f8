import { specOf } from '@corridor/testing';
import { type MatchCommand, type MatchEvent, match } from '../../index.js';

const matchId = '0191d8a0-0000-8000-8000-000000000001';
const leadId = '0191d8a0-0000-8000-8000-000000000002';
const AT = '2026-04-01T10:00:00+05:00';
const side = (needId: string, firm: string, country: string) => ({
  needId,
  firm,
  country,
  hs: '6302',
  quantity: '20',
  unit: 'TNE',
  per: 'yearly',
});
const data = {
  offer: side('o', 'mills', 'PK'),
  seek: side('s', 'stores', 'KZ'),
  strength: 'strong',
  score: { total: 82, goods: 40, quantity: 20, validity: 15, price: 7 },
};
const asking = (type: MatchCommand['type'], more: object) =>
  ({ type, occurredAt: AT, data: { matchId, ...more } }) as MatchCommand;
const told = (type: MatchEvent['type'], more: object) =>
  ({ type, occurredAt: AT, data: { matchId, ...more } }) as MatchEvent;
const { given } = specOf(match);
const interest = (of: string) => asking('ShowInterest', { side: of, leadId });
const shown = (of: string) => told('MatchInterestShown', { side: of });

const proposed = told('MatchProposed', data);
const introduced = told('MatchIntroduced', { leadId });
const declined = told('MatchDeclined', { side: 'seek', reason: 'price' });
const lapsed = told('MatchLapsed', { reason: 'fits-no-more' });

it('is proposed, and introduced once both sides are interested, whoever is first', () => {
  given().when(asking('ProposeMatch', data)).thenEvents(proposed);
  given(proposed).when(interest('seek')).thenEvents(shown('seek'));
  given(proposed, shown('seek')).when(interest('offer')).thenEvents(shown('offer'), introduced);
  given(proposed, shown('offer')).when(interest('seek')).thenEvents(shown('seek'), introduced);
});

it('ends where one side declines, also behind its own interest, and asks no more', () => {
  given(proposed, shown('seek'))
    .when(asking('DeclineMatch', { side: 'seek', reason: 'price' }))
    .thenEvents(declined);
  given(proposed, declined).when(interest('offer')).thenRejected('illegal-step', { legalNow: [] });
  given(proposed, declined).when(asking('ProposeMatch', data)).thenRejected('illegal-step', { legalNow: [] });
});

it('is proposed anew where a need is read otherwise: both are asked anew', () => {
  const other = { ...data, seek: { ...data.seek, quantity: '10' } };
  const anew = told('MatchProposed', other);
  given(proposed, shown('seek')).when(asking('ProposeMatch', other)).thenEvents(anew);
  given(proposed, shown('seek'), anew).when(interest('offer')).thenEvents(shown('offer'));
  given(proposed, lapsed).when(asking('ProposeMatch', data)).thenEvents(proposed);
});

it('is not proposed anew where prices or days are read otherwise alone: neither side is shown these, and what it answered stays', () => {
  const score = { ...data.score, total: 75, price: 0 };
  given(proposed, shown('seek'))
    .when(asking('ProposeMatch', { ...data, score }))
    .thenEvents();
  given(proposed, lapsed)
    .when(asking('ProposeMatch', { ...data, score }))
    .thenEvents(told('MatchProposed', { ...data, score }));
});

it('is answered from its proposal on', () => {
  const anew = told('MatchProposed', { ...data, seek: { ...data.seek, quantity: '10' } });
  const at = (command: MatchCommand, occurredAt: string) => ({ ...command, occurredAt }) as MatchCommand;
  // 04:59:59 UTC, a second before 10:00 at Karachi.
  const early = '2026-04-01T09:59:59+05:00';
  const refused = ['answered-before-proposed', { pointer: '/occurredAt' }] as const;
  given(proposed)
    .when(at(interest('seek'), early))
    .thenRejected(...refused);
  given(proposed, shown('offer'))
    .when(at(interest('seek'), '2019-01-01T00:00:00Z'))
    .thenRejected(...refused);
  given(proposed)
    .when(at(asking('DeclineMatch', { side: 'seek', reason: 'price' }), early))
    .thenRejected(...refused);
  given(proposed, { ...anew, occurredAt: '2026-04-02T10:00:00+05:00' } as MatchEvent)
    .when(interest('seek'))
    .thenRejected(...refused);
  given(proposed)
    .when(at(interest('seek'), '2026-04-01T05:00:00Z'))
    .thenEvents({ ...shown('seek'), occurredAt: '2026-04-01T05:00:00Z' } as MatchEvent);
});

it('takes what is so already for nothing new', () => {
  given(proposed).when(asking('ProposeMatch', data)).thenEvents();
  given(proposed, shown('seek')).when(interest('seek')).thenEvents();
  given(proposed, shown('seek'), shown('offer'), introduced).when(interest('offer')).thenEvents();
  given(proposed, declined)
    .when(asking('DeclineMatch', { side: 'seek', reason: 'price' }))
    .thenEvents();
  given(proposed, lapsed)
    .when(asking('LapseMatch', { reason: 'fits-no-more' }))
    .thenEvents();
});

it('is between two firms, and lapses before an introduction alone', () => {
  given()
    .when(asking('ProposeMatch', { ...data, seek: { ...data.seek, firm: 'mills' } }))
    .thenRejected('buyer-is-seller', { pointer: '/seek/firm' });
  given(proposed, shown('seek'), shown('offer'), introduced)
    .when(asking('LapseMatch', { reason: 'need-expired' }))
    .thenRejected('illegal-step', { legalNow: [] });
});
