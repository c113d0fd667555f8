import { specOf } from '@corridor/testing';
import { type RateCommand, type RateEvent, rate, rateIdOf } from '../index.js';

const AT = '2026-03-30T16:00:00+05:00';
const pair = { base: 'USD', quote: 'PKR', source: 'sbp' };
const first = { ...pair, rate: '281.4563', on: '2026-03-30' };
const posting = (change: object = {}): RateCommand => ({
  type: 'PostRate',
  occurredAt: AT,
  data: { ...first, ...change },
});
const posted = (change: object = {}): RateEvent => ({
  type: 'RatePosted',
  occurredAt: AT,
  data: { ...first, ...change },
});
const correction = { ...first, rate: '281.4653', wrong: '281.4563', reason: 'Two digits changed places' };
const correcting = (change: object = {}): RateCommand => ({
  type: 'CorrectRate',
  occurredAt: AT,
  data: { ...correction, ...change },
});
const corrected = (change: object = {}): RateEvent => ({
  type: 'RateCorrected',
  occurredAt: AT,
  data: { ...correction, ...change },
});
const { given } = specOf(rate);

it('has a stream for each source and pair', () => {
  expect(rateIdOf(first)).toBe('sbp-USD-PKR');
});

describe('is posted', () => {
  it('for each day', () => {
    given().when(posting()).thenEvents(posted());
    const next = { on: '2026-03-31', rate: '281.5' };
    given(posted()).when(posting(next)).thenEvents(posted(next));
  });
  it('for a day before others, too', () => {
    given(posted())
      .when(posting({ on: '2026-03-27' }))
      .thenEvents(posted({ on: '2026-03-27' }));
  });
  it('again without any effect, however it is written', () => {
    given(posted()).when(posting()).thenEvents();
    given(posted())
      .when(posting({ rate: '0281.456300' }))
      .thenEvents();
  });
  it('not as another one for the same day', () => {
    given(posted())
      .when(posting({ rate: '281.4564' }))
      .thenRejected('rate-posted-already', { pointer: '/rate', legalNow: ['CorrectRate'] });
  });
  it.each([
    [{ base: 'XXX' }, 'unknown-currency', '/base'],
    [{ quote: 'usd' }, 'unknown-currency', '/quote'],
    [{ quote: 'USD' }, 'currencies-same', '/quote'],
    [{ rate: '0' }, 'not-a-positive-decimal', '/rate'],
    [{ rate: '0.0000000000' }, 'not-a-positive-decimal', '/rate'],
    [{ rate: '-1' }, 'not-a-positive-decimal', '/rate'],
    [{ rate: '1.12345678901' }, 'not-a-positive-decimal', '/rate'],
    [{ on: '2026-02-29' }, 'date-malformed', '/on'],
  ])('not with %j: %s', (change, code, pointer) => {
    given().when(posting(change)).thenRejected(code, { pointer });
  });
});

describe('is corrected', () => {
  it('by whoever names what was wrong', () => {
    given(posted()).when(correcting()).thenEvents(corrected());
    given(posted())
      .when(correcting({ wrong: '281.45630' }))
      .thenEvents(corrected({ wrong: '281.45630' }));
  });
  it('and corrected again', () => {
    const again = { wrong: '281.4653', rate: '281.4655' };
    given(posted(), corrected()).when(correcting(again)).thenEvents(corrected(again));
  });
  it('once, when it is told twice', () => given(posted(), corrected()).when(correcting()).thenEvents());
  it('so that what was posted first is another rate from then on', () => {
    given(posted(), corrected())
      .when(posting())
      .thenRejected('rate-posted-already', { pointer: '/rate', legalNow: ['CorrectRate'] });
    given(posted(), corrected())
      .when(posting({ rate: '281.4653' }))
      .thenEvents();
  });
  it('not where something else stands by now', () => {
    given(posted())
      .when(correcting({ wrong: '281.4564' }))
      .thenRejected('rate-differs', { pointer: '/wrong', legalNow: ['CorrectRate'] });
  });
  it('not for a day without a rate', () => {
    given(posted())
      .when(correcting({ on: '2026-03-31' }))
      .thenRejected('rate-not-posted', { pointer: '/on', legalNow: ['PostRate'] });
  });
  it('not before anything was posted', () => {
    given()
      .when(correcting())
      .thenRejected('illegal-step', { legalNow: ['PostRate'] });
  });
  it.each([
    [{ rate: '0' }, 'not-a-positive-decimal', '/rate'],
    [{ wrong: '0' }, 'not-a-positive-decimal', '/wrong'],
  ])('not with %j', (change, code, pointer) => {
    given(posted()).when(correcting(change)).thenRejected(code, { pointer });
  });
});
