import { specOf } from '@corridor/testing';
import { type TargetCommand, type TargetEvent, target } from '../../index.js';

const AT = '2026-02-04T12:00:00+05:00';
const data = {
  targetId: 'pk-kz-yearly',
  reporter: 'PK',
  partner: 'KZ',
  yearlyAmount: { amount: '1000000000.00', currency: 'USD' },
  source: 'Joint statement of both governments',
} as const;
const setting = (change: object = {}): TargetCommand => ({
  type: 'SetTarget',
  occurredAt: AT,
  data: { ...data, ...change },
});
const set: TargetEvent = { type: 'TargetSet', occurredAt: AT, data };
const { given } = specOf(target);

it('is set, with or without a day by which to reach it', () => {
  given().when(setting()).thenEvents(set);
  given()
    .when(setting({ dueOn: '2027-12-31' }))
    .thenEvents({ ...set, data: { ...data, dueOn: '2027-12-31' } });
});
it('is compared with a year before that of its day, this one at the latest', () => {
  const latest = { dueOn: '2027-01-01', baselineYear: 2026 };
  given()
    .when(setting(latest))
    .thenEvents({ ...set, data: { ...data, ...latest } });
});
it('is set once', () =>
  given(set)
    .when(setting())
    .thenRejected('illegal-step', { legalNow: ['ReviseTarget'] }));

describe('a revision', () => {
  const terms = {
    targetId: data.targetId,
    yearlyAmount: { amount: '2000000000.00', currency: 'USD' },
    dueOn: '2030-12-31',
    baselineYear: 2024,
    definition: 'Exports and imports of goods by IMTS 2010, as Pakistan reports them',
    meetingId: '0191d8a0-7c01-7a00-8c11-4f6e2b9d0a10',
    source: 'Protocol of the 14th session',
    reason: 'Reached two years early',
  };
  const revising = { type: 'ReviseTarget', occurredAt: AT, data: terms } as const;
  const revised: TargetEvent = { type: 'TargetRevised', occurredAt: AT, data: terms };

  it('tells all of it anew, once', () => {
    given(set).when(revising).thenEvents(revised);
    given(set, revised).when(revising).thenEvents();
    given(set, revised)
      .when({ ...revising, data: { ...terms, dueOn: '2031-12-31' } })
      .thenEvents({ ...revised, data: { ...terms, dueOn: '2031-12-31' } });
  });

  it('is of a target that was set', () =>
    given()
      .when(revising)
      .thenRejected('illegal-step', { legalNow: ['SetTarget'] }));
});

it.each([
  [{ yearlyAmount: { amount: '0', currency: 'USD' } }, 'amount-not-positive', '/yearlyAmount/amount'],
  [{ yearlyAmount: { amount: '1', currency: 'PKR' } }, 'currency-differs', '/yearlyAmount/currency'],
  [{ partner: 'PK' }, 'partner-is-reporter', '/partner'],
  [{ dueOn: '2027-02-29' }, 'date-malformed', '/dueOn'],
  [{ baselineYear: 2027 }, 'baseline-ahead', '/baselineYear'],
  [{ dueOn: '2025-12-31', baselineYear: 2025 }, 'baseline-not-before', '/baselineYear'],
])('%j is refused with %s', (change, code, pointer) => {
  given().when(setting(change)).thenRejected(code, { pointer });
});
