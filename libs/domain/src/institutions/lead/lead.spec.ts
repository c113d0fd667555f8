import { specOf } from '@corridor/testing';
import { type LeadCommand, type LeadEvent, lead } from '../../index.js';

const leadId = '0191d8a0-0000-7000-8000-000000000001';
const AT = '2026-05-13T10:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const data = {
  origin: { engagementId: '0191d8a0-0000-7000-8000-000000000002' },
  seller: { participantId: 'mills', name: 'Mills', country: 'PK' },
  buyer: { participantId: 'stores', name: 'Stores', country: 'KZ' },
  sector: 'textiles',
  hs: ['6302'],
  expectedValue: usd('1000.00'),
};
const asking = (type: LeadCommand['type'], more: object) =>
  ({ type, occurredAt: AT, data: { leadId, ...more } }) as LeadCommand;
const told = (type: LeadEvent['type'], more: object) =>
  ({ type, occurredAt: AT, data: { leadId, ...more } }) as LeadEvent;
const { given } = specOf(lead);
const recorded = told('LeadRecorded', data);
const followed = told('LeadFollowedUp', { note: 'Samples were sent', expectedValue: usd('800.00') });
const lapsed = told('LeadLapsed', { reason: 'price' });

it('is recorded, followed as often as it takes, and lapses for a reason of a class', () => {
  given().when(asking('RecordLead', data)).thenEvents(recorded);
  given(recorded)
    .when(asking('FollowUpLead', { note: 'Samples were sent', expectedValue: usd('800.00') }))
    .thenEvents(followed);
  given(recorded, followed)
    .when(asking('LapseLead', { reason: 'price' }))
    .thenEvents(lapsed);
  given(recorded, lapsed)
    .when(asking('FollowUpLead', { note: 'x' }))
    .thenRejected('illegal-step', { legalNow: ['CommitLead'] });
});

describe('named by a commitment', () => {
  const [one, other] = [{ commitmentId: 'c1' }, { commitmentId: 'c2' }];
  const committed = told('LeadCommitted', one);
  const withdrawn = told('LeadCommitmentWithdrawn', one);
  const statusOf = (...history: readonly LeadEvent[]) =>
    history.reduce(lead.evolve, lead.initialState).status;

  it('is committed, once for each, and does not lapse', () => {
    given(recorded).when(asking('CommitLead', one)).thenEvents(committed);
    given(recorded, committed).when(asking('CommitLead', one)).thenEvents();
    given(recorded, committed)
      .when(asking('LapseLead', { reason: 'price' }))
      .thenRejected('lead-committed', { legalNow: ['FollowUpLead', 'CommitLead', 'WithdrawLeadCommitment'] });
    given(recorded, committed)
      .when(asking('FollowUpLead', { note: 'x' }))
      .thenEvents(told('LeadFollowedUp', { note: 'x' }));
    expect(statusOf(recorded, committed)).toBe('committed');
  });

  it('is open again when the last of them is withdrawn, and may lapse then', () => {
    given(recorded, committed).when(asking('WithdrawLeadCommitment', one)).thenEvents(withdrawn);
    given(recorded, committed, withdrawn).when(asking('WithdrawLeadCommitment', one)).thenEvents();
    given(recorded, committed, withdrawn).when(asking('CommitLead', one)).thenEvents();
    given(recorded, committed).when(asking('WithdrawLeadCommitment', other)).thenEvents();
    given(recorded, committed, withdrawn)
      .when(asking('LapseLead', { reason: 'price' }))
      .thenEvents(lapsed);
    expect(statusOf(recorded, committed, told('LeadCommitted', other), withdrawn)).toBe('committed');
    expect(statusOf(recorded, committed, withdrawn)).toBe('open');
  });

  it('is committed also where it had lapsed, and has lapsed again when that is withdrawn', () => {
    given(recorded, lapsed).when(asking('CommitLead', one)).thenEvents(committed);
    expect(statusOf(recorded, lapsed, committed)).toBe('committed');
    expect(statusOf(recorded, lapsed, committed, withdrawn)).toBe('lapsed');
  });
});

it.each([
  ['FollowUpLead', { note: 'x' }, 'followed-before-recorded'],
  ['LapseLead', { reason: 'price' }, 'lapsed-before-recorded'],
] as const)('%s is told from its recording on', (type, more, code) => {
  given(recorded)
    .when({ ...asking(type, more), occurredAt: '2026-05-13T04:59:59Z' } as LeadCommand)
    .thenRejected(code, { pointer: '/occurredAt' });
});

it('takes what is so already for nothing new', () => {
  given(recorded).when(asking('RecordLead', data)).thenEvents();
  given(recorded, followed)
    .when(asking('FollowUpLead', { note: 'Samples were sent', expectedValue: usd('800.00') }))
    .thenEvents();
  given(recorded, lapsed)
    .when(asking('LapseLead', { reason: 'price' }))
    .thenEvents();
});

it('expects what was told last', () => {
  const state = [recorded, followed, told('LeadFollowedUp', { note: 'y' })].reduce(
    lead.evolve,
    lead.initialState,
  );
  expect(state).toMatchObject({
    expectedValue: usd('800.00'),
    followUps: [{ on: '2026-05-13' }, { note: 'y' }],
  });
});

it.each([
  [{ buyer: data.seller }, 'buyer-is-seller', '/buyer'],
  [{ expectedValue: usd('0') }, 'amount-not-positive', '/expectedValue/amount'],
  [{ expectedValue: { amount: '1', currency: 'XXX' } }, 'unknown-currency', '/expectedValue/currency'],
])('with %j is refused', (change, code, pointer) => {
  given()
    .when(asking('RecordLead', { ...data, ...change }))
    .thenRejected(code, { pointer });
});
