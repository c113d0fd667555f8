import { specOf } from '@corridor/testing';
import { type CommitmentEvent, commitment, legalForCommitment } from '../../index.js';
import {
  AT,
  announcing,
  command,
  commitmentId,
  idOf,
  LATER,
  occasion,
  pkr,
  rupee,
  saleContract,
  sha256,
  stateOf,
  tannery,
  tanneryAnnounced,
  textiles,
  textilesAnnounced,
  usd,
} from './commitment.spec-kit.js';

const { given } = specOf(commitment);

const contracted: CommitmentEvent = {
  type: 'CommitmentContracted',
  occurredAt: AT,
  data: { commitmentId, contract: { ...saleContract, valueUsd: usd('18500000.00') } },
};
const lapsed: CommitmentEvent = {
  type: 'CommitmentLapsed',
  occurredAt: '2027-07-01T00:00:00+05:00',
  data: { commitmentId, dueOn: '2027-06-30' },
};
const fulfilled: CommitmentEvent = {
  type: 'CommitmentFulfilled',
  occurredAt: AT,
  data: { commitmentId, basis: 'delivered', deliveredUsd: usd('20000000.00'), asOf: 7 },
};
const withdrawn: CommitmentEvent = {
  type: 'CommitmentWithdrawn',
  occurredAt: AT,
  data: { commitmentId, reason: 'x', source: 'x' },
};

describe('an announcement', () => {
  it('says what it comes to in USD at the rate of its day', () => {
    given().when(announcing()).thenEvents(textilesAnnounced);
    given().when(announcing(tannery)).thenEvents(tanneryAnnounced);
  });

  it('is made once', () =>
    given(textilesAnnounced)
      .when(announcing())
      .thenRejected('illegal-step', { legalNow: legalForCommitment(stateOf(textilesAnnounced)) }));

  it.each([
    [{ value: usd('0') }, 'amount-not-positive', '/terms/value/amount'],
    [{ value: usd('-1'), jobs: 3 }, 'amount-not-positive', '/terms/value/amount'],
    [{ value: { amount: '1', currency: 'KZT' } }, 'rate-missing', '/terms/value/currency'],
    [{ dueOn: '2026-02-03' }, 'due-before-announcement', '/terms/dueOn'],
    [{ hsCodes: ['6302', '63'] }, 'hs-code-twice', '/terms/hsCodes/0'],
    [{ parties: [] }, 'party-missing', '/terms/parties'],
    [{ kind: 'investment-pledge' as const }, 'party-missing', '/terms/parties'],
  ])('of %j is refused with %s', (change, code, pointer) => {
    given()
      .when(announcing({ ...textiles, ...change }))
      .thenRejected(code, { pointer });
  });

  it.each([
    [[{ ...rupee, date: '2026-02-03' }], 'rate-of-another-day', '/rates/0/date'],
    [[rupee, rupee], 'rate-twice', '/rates/1/currency'],
    [[{ ...rupee, usdPerUnit: '0' }], 'not-a-positive-decimal', '/rates/0/usdPerUnit'],
    [[{ ...rupee, currency: 'USD' }], 'rate-not-one', '/rates/0/usdPerUnit'],
  ])('with the rates %j is refused with %s', (rates, code, pointer) => {
    given().when(announcing(textiles, rates)).thenRejected(code, { pointer });
  });
});

describe('a contract', () => {
  it('makes it contracted, at the rate of the announcement', () => {
    given(textilesAnnounced)
      .when(command('ContractCommitment', { contract: saleContract }))
      .thenEvents(contracted);
    // 1,000,000 × 0.0036
    given(textilesAnnounced)
      .when(
        command('ContractCommitment', {
          contract: { ...saleContract, value: pkr('1000000.00'), prices: [] },
        }),
      )
      .thenEvents({
        ...contracted,
        data: {
          commitmentId,
          contract: { ...saleContract, value: pkr('1000000.00'), prices: [], valueUsd: usd('3600.00') },
        },
      });
    expect(stateOf(textilesAnnounced, contracted).status).toBe('contracted');
  });

  it('that is told again says nothing new, and other terms of it are refused', () => {
    given(textilesAnnounced, contracted)
      .when(command('ContractCommitment', { contract: saleContract }))
      .thenEvents();
    given(textilesAnnounced, contracted)
      .when(command('ContractCommitment', { contract: { ...saleContract, value: usd('1') } }))
      .thenRejected('contract-known', { pointer: '/contractNumber' });
  });

  it('is released, and the promise is open again', () => {
    const released: CommitmentEvent = {
      type: 'CommitmentContractReleased',
      occurredAt: AT,
      data: { commitmentId, contractId: saleContract.contractId, reason: 'x' },
    };
    given(textilesAnnounced, contracted)
      .when(command('ReleaseCommitmentContract', { contractId: saleContract.contractId, reason: 'x' }))
      .thenEvents(released);
    expect(stateOf(textilesAnnounced, contracted, released)).toMatchObject({
      status: 'announced',
      contracts: [],
    });
    given(textilesAnnounced, contracted)
      .when(command('ReleaseCommitmentContract', { contractId: idOf(9), reason: 'x' }))
      .thenRejected('contract-unknown', { pointer: '/contractId' });
  });

  it.each([
    [{ importer: saleContract.exporter }, 'importer-is-exporter', '/importer/participantId'],
    [{ deliverBy: '2026-02-19' }, 'deliver-by-before-signing', '/deliverBy'],
    [{ value: { amount: '1', currency: 'KZT' }, prices: [] }, 'rate-missing', '/value/currency'],
    [{ value: pkr('1.00') }, 'currency-differs', '/prices/0/price/currency'],
    [{ prices: [...saleContract.prices, ...saleContract.prices] }, 'price-twice', '/prices/1'],
  ])('of %j is refused with %s', (change, code, pointer) => {
    given(textilesAnnounced)
      .when(command('ContractCommitment', { contract: { ...saleContract, ...change } }))
      .thenRejected(code, { pointer });
  });

  it('is no step of an investment, of what lapsed, or of what was withdrawn', () => {
    for (const history of [[tanneryAnnounced], [textilesAnnounced, lapsed], [textilesAnnounced, withdrawn]]) {
      given(...history)
        .when(command('ContractCommitment', { contract: saleContract }))
        .thenRejected('illegal-step', { legalNow: legalForCommitment(stateOf(...history)) });
    }
  });
});

describe('a revision', () => {
  const more = { ...textiles, value: usd('25000000.00'), dueOn: '2027-12-31' };
  const revising = (terms = more, at = AT) =>
    command('ReviseCommitment', { terms, reason: 'x', source: 'x' }, at);
  const revised: CommitmentEvent = {
    type: 'CommitmentRevised',
    occurredAt: AT,
    data: {
      commitmentId,
      terms: { ...more, valueUsd: usd('25000000.00') },
      reason: 'x',
      source: 'x',
    },
  };

  it('tells all terms anew; the same ones say nothing', () => {
    given(textilesAnnounced).when(revising()).thenEvents(revised);
    given(textilesAnnounced)
      .when(revising(textiles as typeof more))
      .thenEvents();
  });

  it('opens what lapsed again, by another day', () => {
    expect(stateOf(textilesAnnounced, lapsed, revised).status).toBe('announced');
    expect(stateOf(textilesAnnounced, contracted, lapsed, revised).status).toBe('contracted');
    given(textilesAnnounced, lapsed)
      .when(revising({ ...more, dueOn: '2027-06-30' }, '2027-07-02T10:00:00+05:00'))
      .thenRejected('due-passed', { pointer: '/terms/dueOn' });
  });

  it('upwards opens what was fulfilled again, and another one does not', () => {
    expect(stateOf(textilesAnnounced, contracted, fulfilled, revised).status).toBe('contracted');
    const later: CommitmentEvent = {
      ...revised,
      data: {
        ...revised.data,
        terms: { ...textiles, title: 'Other', valueUsd: usd('20000000.00') },
      },
    };
    expect(stateOf(textilesAnnounced, contracted, fulfilled, later).status).toBe('fulfilled');
  });

  it('keeps its currency, and stays trade or an investment', () => {
    given(textilesAnnounced)
      .when(revising({ ...more, value: pkr('1') }))
      .thenRejected('currency-differs', { pointer: '/terms/value/currency' });
    given(textilesAnnounced)
      .when(
        command('ReviseCommitment', {
          terms: { ...tannery, value: usd('1') },
          reason: 'x',
          source: 'x',
        }),
      )
      .thenRejected('kind-differs', { pointer: '/terms/kind' });
  });
});

describe('with time', () => {
  const lapsing = (on: string) => command('LapseCommitment', { on }, '2027-07-01T00:00:00+05:00');

  it('lapses behind its day, once', () => {
    given(textilesAnnounced).when(lapsing('2027-06-30')).thenEvents();
    given(textilesAnnounced).when(lapsing('2027-07-01')).thenEvents(lapsed);
    given(textilesAnnounced, contracted).when(lapsing('2027-07-01')).thenEvents(lapsed);
    given(textilesAnnounced, lapsed).when(lapsing('2027-07-01')).thenEvents();
  });

  it('is fulfilled when as much was delivered as was promised', () => {
    const fulfilling = (amount: string) =>
      command('FulfilCommitment', { deliveredUsd: usd(amount), asOf: 7 });
    given(textilesAnnounced).when(fulfilling('19999999.99')).thenEvents();
    given(textilesAnnounced).when(fulfilling('20000000.00')).thenEvents(fulfilled);
    // Late, but done.
    given(textilesAnnounced, lapsed).when(fulfilling('20000000.00')).thenEvents(fulfilled);
    given(textilesAnnounced, fulfilled).when(fulfilling('20000000.00')).thenEvents();
  });

  it('is open again when the figure falls below what is promised, whichever process looks', () => {
    const fulfilling = (amount: string, asOf: number) =>
      command('FulfilCommitment', { deliveredUsd: usd(amount), asOf });
    const reopening = (amount: string, asOf: number) =>
      command('ReopenCommitment', { deliveredUsd: usd(amount), asOf });
    const reopened: CommitmentEvent = {
      type: 'CommitmentReopened',
      occurredAt: AT,
      data: { commitmentId, basis: 'delivered', deliveredUsd: usd('19999999.99'), asOf: 9 },
    };
    given(textilesAnnounced, fulfilled).when(reopening('20000000.00', 9)).thenEvents();
    given(textilesAnnounced, fulfilled).when(reopening('19999999.99', 9)).thenEvents(reopened);
    // An older figure, of a process that lags.
    given(textilesAnnounced, fulfilled).when(reopening('0.00', 6)).thenEvents();
    given(textilesAnnounced, fulfilled, reopened).when(fulfilling('20000000.00', 8)).thenEvents();
    given(textilesAnnounced, fulfilled, reopened).when(reopening('19999999.99', 9)).thenEvents();
    given(textilesAnnounced, fulfilled, reopened)
      .when(fulfilling('20000000.00', 11))
      .thenEvents({ ...fulfilled, data: { ...fulfilled.data, asOf: 11 } } as CommitmentEvent);
    expect(stateOf(textilesAnnounced, contracted, fulfilled, reopened).status).toBe('contracted');
    expect(stateOf(textilesAnnounced, lapsed, fulfilled, reopened).status).toBe('announced');
    given(textilesAnnounced, lapsed, fulfilled, reopened).when(lapsing('2027-07-01')).thenEvents(lapsed);
  });

  it('frees its contracts when it is withdrawn', () => {
    const { contractId } = saleContract;
    given(textilesAnnounced, contracted)
      .when(command('WithdrawCommitment', { reason: 'x', source: 'x' }))
      .thenEvents(
        {
          type: 'CommitmentContractReleased',
          occurredAt: AT,
          data: { commitmentId, contractId, reason: 'x' },
        },
        withdrawn,
      );
  });

  it('a rate of a further currency is told once', () => {
    const tenge = { currency: 'KZT', usdPerUnit: '0.002', date: '2026-02-04', source: 'nbk' };
    const told: CommitmentEvent = {
      type: 'CommitmentRateTold',
      occurredAt: AT,
      data: { commitmentId, rate: tenge },
    };
    given(textilesAnnounced)
      .when(command('TellCommitmentRate', { rate: tenge }))
      .thenEvents(told);
    given(textilesAnnounced, told)
      .when(command('TellCommitmentRate', { rate: tenge }))
      .thenEvents();
    given(textilesAnnounced, told)
      .when(command('TellCommitmentRate', { rate: { ...tenge, usdPerUnit: '0.003' } }))
      .thenRejected('rate-known', { pointer: '/rate/currency' });
  });
});

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

it('names its occasion', () => expect(stateOf(textilesAnnounced).occasion).toEqual(occasion));
