import { specOf } from '@corridor/testing';
import { type CommitmentEvent, commitment } from '../../index.js';
import {
  AT,
  command,
  commitmentId,
  idOf,
  pkr,
  sha256,
  tannery,
  tanneryAnnounced,
  textilesAnnounced,
  usd,
} from './commitment.spec-kit.js';

const { given } = specOf(commitment);

describe('an investment', () => {
  const reporting = (change: object = {}) =>
    command('ReportRealisation', {
      realisationId: idOf(5),
      kind: 'investment' as const,
      amount: pkr('1000.00'),
      reachedOn: '2026-08-31',
      reportedBy: 'demo-leather',
      evidence: { title: 'Certificate', sha256: sha256('a') },
      note: 'x',
      ...change,
    });
  const reported: CommitmentEvent = {
    type: 'RealisationReported',
    occurredAt: AT,
    data: {
      commitmentId,
      realisationId: idOf(5),
      kind: 'investment',
      amount: pkr('1000.00'),
      reachedOn: '2026-08-31',
      reportedBy: 'demo-leather',
      evidence: { title: 'Certificate', sha256: sha256('a') },
      note: 'x',
      amountUsd: usd('3.60'),
    },
  };
  const jobs: CommitmentEvent = {
    type: 'RealisationReported',
    occurredAt: AT,
    data: {
      commitmentId,
      realisationId: idOf(6),
      kind: 'jobs',
      jobs: 10,
      reachedOn: '2026-08-31',
      reportedBy: 'demo-leather',
      evidence: { title: 'Payroll', sha256: sha256('b') },
      note: 'x',
    },
  };
  const verifying = (realisationId: string, verifiedBy = 'demo-council') =>
    command('VerifyRealisation', { realisationId, verifiedBy, note: 'seen' });
  const verified = (realisationId: string): CommitmentEvent => ({
    type: 'RealisationVerified',
    occurredAt: AT,
    data: { commitmentId, realisationId, verifiedBy: 'demo-council', note: 'seen' },
  });

  it('is reported with its paper, at the rate of the announcement', () => {
    given(tanneryAnnounced).when(reporting()).thenEvents(reported);
  });

  it('is fulfilled when a second party verified the money and the jobs', () => {
    given(tanneryAnnounced, reported)
      .when(verifying(idOf(5)))
      .thenEvents(verified(idOf(5)));
    given(tanneryAnnounced, reported, jobs, verified(idOf(5)))
      .when(verifying(idOf(6)))
      .thenEvents(verified(idOf(6)), {
        type: 'CommitmentFulfilled',
        occurredAt: AT,
        data: { commitmentId, basis: 'verified' },
      });
  });

  it('is fulfilled when no more is promised than was verified', () => {
    const terms = { ...tannery, value: pkr('900.00'), jobs: 10 };
    const less = command('ReviseCommitment', { terms, reason: 'x', source: 'x' });
    const some = { ...reported, data: { ...reported.data, amount: pkr('900.00'), amountUsd: usd('3.24') } };
    given(tanneryAnnounced, some as CommitmentEvent, jobs, verified(idOf(5)), verified(idOf(6)))
      .when(less)
      .thenEvents(
        {
          type: 'CommitmentRevised',
          occurredAt: AT,
          // 900 × 0.0036
          data: { commitmentId, terms: { ...terms, valueUsd: usd('3.24') }, reason: 'x', source: 'x' },
        },
        { type: 'CommitmentFulfilled', occurredAt: AT, data: { commitmentId, basis: 'verified' } },
      );
  });

  it.each(['demo-leather', 'demo-other'])('is not verified by who made the report: %s', (who) => {
    const data = { ...reported.data, reportedBy: 'demo-other' };
    given(tanneryAnnounced, { ...reported, data } as CommitmentEvent)
      .when(verifying(idOf(5), who))
      .thenRejected('not-a-second-party');
  });

  it('is looked at once, and what was rejected may be reported again', () => {
    const rejected: CommitmentEvent = {
      type: 'RealisationRejected',
      occurredAt: AT,
      data: { commitmentId, realisationId: idOf(5), rejectedBy: 'demo-council', reason: 'x' },
    };
    given(tanneryAnnounced, reported, jobs, rejected)
      .when(verifying(idOf(5)))
      .thenRejected('illegal-step', { legalNow: [], currentState: 'rejected' });
    const again = { realisationId: idOf(7) };
    given(tanneryAnnounced, reported)
      .when(reporting(again))
      .thenRejected('evidence-used', { pointer: '/evidence/sha256' });
    given(tanneryAnnounced, reported, rejected)
      .when(reporting(again))
      .thenEvents({ ...reported, data: { ...reported.data, ...again } } as CommitmentEvent);
  });

  it.each([
    [{ jobs: 3 }, 'content-invalid', '/jobs'],
    [{ kind: 'jobs', amount: pkr('1'), jobs: 3 }, 'content-invalid', '/amount'],
    [{ amount: pkr('0') }, 'amount-not-positive', '/amount/amount'],
    [{ amount: { amount: '1', currency: 'KZT' } }, 'rate-missing', '/amount/currency'],
    [{ reachedOn: '2026-02-03' }, 'reached-before-announcement', '/reachedOn'],
  ])('of %j is refused with %s', (change, code, pointer) => {
    given(tanneryAnnounced).when(reporting(change)).thenRejected(code, { pointer });
  });

  it('adds nothing to a promise of trade, whose jobs are reported', () => {
    given(textilesAnnounced).when(reporting()).thenRejected('not-an-investment', { pointer: '/kind' });
    const { realisationId, kind, reachedOn, reportedBy, evidence, note } = jobs.data;
    given(textilesAnnounced)
      .when(
        command('ReportRealisation', {
          realisationId,
          kind,
          jobs: 10,
          reachedOn,
          reportedBy,
          evidence,
          note,
        }),
      )
      .thenEvents(jobs);
  });
});
