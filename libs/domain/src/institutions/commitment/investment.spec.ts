import { specOf } from '@corridor/testing';
import { type CommitmentEvent, commitment, legalForCommitment } from '../../index.js';
import {
  AT,
  announcing,
  command,
  commitmentId,
  fulfilled,
  idOf,
  LATER,
  pkr,
  sha256,
  stateOf,
  tannery,
  tanneryAnnounced,
  textiles,
  textilesAnnounced,
  usd,
  withdrawn,
} from './commitment.spec-kit.js';

const { given } = specOf(commitment);

describe('an investment', () => {
  const reporting = (change: object = {}) =>
    command(
      'ReportRealisation',
      {
        realisationId: idOf(5),
        kind: 'investment' as const,
        amount: pkr('1000.00'),
        reachedOn: '2026-08-31',
        reportedBy: 'demo-leather',
        evidence: { title: 'Certificate', sha256: sha256('a') },
        note: 'x',
        ...change,
      },
      LATER,
    );
  const reported: CommitmentEvent = {
    type: 'RealisationReported',
    occurredAt: LATER,
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
    occurredAt: LATER,
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

  const revoking = (realisationId: string, revokedBy = 'demo-commission') =>
    command('RevokeRealisation', { realisationId, revokedBy, reason: 'forged' });
  const revoked = (realisationId: string): CommitmentEvent => ({
    type: 'RealisationRevoked',
    occurredAt: AT,
    data: { commitmentId, realisationId, revokedBy: 'demo-commission', reason: 'forged' },
  });
  const reopened: CommitmentEvent = {
    type: 'CommitmentReopened',
    occurredAt: AT,
    data: { commitmentId, basis: 'verified' },
  };

  it('is fulfilled no more when a second party revokes what was verified; its paper may be reported again', () => {
    const done = { ...fulfilled, data: { commitmentId, basis: 'verified' } } as CommitmentEvent;
    const history = [tanneryAnnounced, reported, jobs, verified(idOf(5)), verified(idOf(6)), done];
    given(...history)
      .when(revoking(idOf(5)))
      .thenEvents(revoked(idOf(5)), reopened);
    given(...history, revoked(idOf(5)), reopened)
      .when(revoking(idOf(5)))
      .thenEvents();
    given(...history, revoked(idOf(5)), reopened)
      .when(verifying(idOf(5)))
      .thenRejected('illegal-step', {
        legalNow: legalForCommitment(stateOf(...history, revoked(idOf(5)), reopened)),
      });
    const again = { realisationId: idOf(7) };
    given(...history, revoked(idOf(5)), reopened)
      .when(reporting(again))
      .thenEvents({ ...reported, data: { ...reported.data, ...again } } as CommitmentEvent);
    given(...history)
      .when(revoking(idOf(5), 'demo-leather'))
      .thenRejected('not-a-second-party');
    given(tanneryAnnounced, reported, verified(idOf(5)), withdrawn)
      .when(revoking(idOf(5)))
      .thenEvents(revoked(idOf(5)));
  });

  it.each([
    [{ jobs: 3 }, 'content-invalid', '/jobs'],
    [{ kind: 'jobs', amount: pkr('1'), jobs: 3 }, 'content-invalid', '/amount'],
    [{ amount: pkr('0') }, 'amount-not-positive', '/amount/amount'],
    [{ amount: { amount: '1', currency: 'KZT' } }, 'rate-missing', '/amount/currency'],
    [{ reachedOn: '2026-02-03' }, 'reached-before-announcement', '/reachedOn'],
    [{ reachedOn: '2026-09-02' }, 'reached-ahead', '/reachedOn'],
  ])('of %j is refused with %s', (change, code, pointer) => {
    given(tanneryAnnounced).when(reporting(change)).thenRejected(code, { pointer });
  });

  it('adds nothing to a promise of trade, whose jobs are reported', () => {
    given(textilesAnnounced).when(reporting()).thenRejected('not-an-investment', { pointer: '/kind' });
    const { realisationId, kind, reachedOn, reportedBy, evidence, note } = jobs.data;
    given(textilesAnnounced)
      .when(
        command(
          'ReportRealisation',
          {
            realisationId,
            kind,
            jobs: 10,
            reachedOn,
            reportedBy,
            evidence,
            note,
          },
          LATER,
        ),
      )
      .thenEvents(jobs);
  });

  it('and jobs of a promise of trade are fulfilled together', () => {
    const terms = { ...textiles, jobs: 10 };
    const both = {
      ...textilesAnnounced,
      data: { ...textilesAnnounced.data, terms: { ...terms, valueUsd: usd('20000000.00') } },
    } as CommitmentEvent;
    const delivered = command('FulfilCommitment', { deliveredUsd: usd('20000000.00'), asOf: 7 });
    given(both, jobs).when(delivered).thenEvents();
    given(both, jobs, verified(idOf(6)))
      .when(delivered)
      .thenEvents(fulfilled);
    // All of its jobs, and nothing delivered.
    given(both, jobs)
      .when(verifying(idOf(6)))
      .thenEvents(verified(idOf(6)));
    given(both, jobs, verified(idOf(6)), fulfilled)
      .when(revoking(idOf(6)))
      .thenEvents(revoked(idOf(6)), reopened);
  });

  it('may be of jobs alone, which no trade fulfils', () => {
    const terms = { ...textiles, value: usd('0.00'), jobs: 10 };
    const alone = {
      ...textilesAnnounced,
      data: { ...textilesAnnounced.data, terms: { ...terms, valueUsd: usd('0.00') } },
    } as CommitmentEvent;
    given().when(announcing(terms)).thenEvents(alone);
    given(alone)
      .when(command('FulfilCommitment', { deliveredUsd: usd('0.00'), asOf: 7 }))
      .thenRejected('illegal-step', { legalNow: legalForCommitment(stateOf(alone)) });
    given(alone, jobs)
      .when(verifying(idOf(6)))
      .thenEvents(verified(idOf(6)), {
        type: 'CommitmentFulfilled',
        occurredAt: AT,
        data: { commitmentId, basis: 'verified' },
      });
  });
});
