import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { legalForRedFlag, type RedFlagCommand, type RedFlagEvent, redFlag } from '../index.js';

const flagId = '0191d8d1-0000-8000-8000-000000000001';
const first = '0191d8a0-0000-7000-8000-000000000001';
const second = '0191d8a0-0000-7000-8000-000000000002';
const AT = '2026-03-10T10:00:00+05:00';

const finding = (evidence: readonly number[], consignmentIds = [first], banks = ['demo-bank-karachi']) => ({
  flagId,
  kind: 'double-financing' as const,
  subject: { consignmentIds, document: '705 1 of x' },
  reason: `Found at ${evidence.join(', ')}`,
  evidence,
  banks,
});
const raising = (...found: Parameters<typeof finding>): RedFlagCommand => ({
  type: 'RaiseRedFlag',
  occurredAt: AT,
  data: finding(...found),
});
const raised = (...found: Parameters<typeof finding>): RedFlagEvent => ({
  type: 'RedFlagRaised',
  occurredAt: AT,
  data: finding(...found),
});
const added = (...found: Parameters<typeof finding>): RedFlagEvent => {
  const { kind: _, ...data } = finding(...found);
  return { type: 'RedFlagEvidenceAdded', occurredAt: AT, data };
};
const assigning = (assignee: string): RedFlagCommand => ({
  type: 'AssignRedFlag',
  occurredAt: AT,
  data: { flagId, assignee },
});
const assigned: RedFlagEvent = {
  type: 'RedFlagAssigned',
  occurredAt: AT,
  data: { flagId, assignee: 'demo-operator' },
};
const outcome = { flagId, reason: 'by certificate' };
const clearing: RedFlagCommand = { type: 'ClearRedFlag', occurredAt: AT, data: outcome };
const cleared: RedFlagEvent = { type: 'RedFlagCleared', occurredAt: AT, data: outcome };
const confirming: RedFlagCommand = { type: 'ConfirmRedFlag', occurredAt: AT, data: outcome };
const confirmed: RedFlagEvent = { type: 'RedFlagConfirmed', occurredAt: AT, data: outcome };

const { given } = specOf(redFlag);

describe('RaiseRedFlag', () => {
  it('raises a flag, once for the same evidence', () => {
    given()
      .when(raising([3, 5]))
      .thenEvents(raised([3, 5]));
    given(raised([3, 5]))
      .when(raising([5]))
      .thenEvents();
    given(raised([3, 5]), assigned)
      .when(raising([3, 5]))
      .thenEvents();
  });

  it('adds what shows more, also to one that is confirmed', () => {
    given(raised([3, 5]))
      .when(raising([5, 9], [second]))
      .thenEvents(added([5, 9], [second]));
    given(raised([3, 5]), confirmed)
      .when(raising([9]))
      .thenEvents(added([9]));
  });

  it('opens a cleared one again by new evidence, never by what is known', () => {
    given(raised([3]), added([5]), cleared)
      .when(raising([3, 5]))
      .thenEvents();
    given(raised([3]), cleared)
      .when(raising([3, 9]))
      .thenEvents(raised([3, 9]));
    given(raised([3]), cleared, raised([3, 9]))
      .when(raising([9]))
      .thenEvents();
  });

  it('keeps all that was ever told', () => {
    const history = [raised([3, 5]), assigned, added([5, 9], [second], ['demo-bank-almaty']), cleared];
    expect(fold(redFlag, [...history, raised([11])])).toEqual({
      status: 'open',
      flagId,
      kind: 'double-financing',
      subject: { consignmentIds: [first, second], document: '705 1 of x' },
      reason: 'Found at 11',
      evidence: [3, 5, 9, 11],
      banks: ['demo-bank-almaty', 'demo-bank-karachi'],
    });
  });
});

describe('AssignRedFlag', () => {
  it('says who looks at it, and once only', () => {
    given(raised([3]))
      .when(assigning('demo-operator'))
      .thenEvents(assigned);
    given(raised([3]), assigned)
      .when(assigning('demo-operator'))
      .thenEvents();
    given(raised([3]), assigned)
      .when(assigning('demo-colleague'))
      .thenEvents({
        type: 'RedFlagAssigned',
        occurredAt: AT,
        data: { flagId, assignee: 'demo-colleague' },
      });
  });

  it.each([
    ['unknown', []],
    ['cleared', [raised([3]), cleared]],
    ['confirmed', [raised([3]), confirmed]],
  ])('is refused where it is %s', (_, history) => {
    given(...history)
      .when(assigning('demo-operator'))
      .thenRejected('illegal-step', { legalNow: legalForRedFlag(fold(redFlag, history)) });
  });
});

describe.each([
  ['ClearRedFlag', clearing, cleared, confirmed],
  ['ConfirmRedFlag', confirming, confirmed, cleared],
])('%s', (_, command, event, other) => {
  it('ends the looking, once', () => {
    given(raised([3]))
      .when(command)
      .thenEvents(event);
    given(raised([3]), assigned)
      .when(command)
      .thenEvents(event);
    given(raised([3]), event)
      .when(command)
      .thenEvents();
  });

  it('is refused where the other was said, and where there is no flag', () => {
    given(raised([3]), other)
      .when(command)
      .thenRejected('illegal-step', { legalNow: legalForRedFlag(fold(redFlag, [raised([3]), other])) });
    given()
      .when(command)
      .thenRejected('illegal-step', { legalNow: ['RaiseRedFlag'] });
  });
});
