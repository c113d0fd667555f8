import { specOf } from '@corridor/testing';
import { type CommitmentEvent, commitment, legalForCommitment } from '../../index.js';
import {
  AT,
  announcing,
  command,
  commitmentId,
  fulfilled,
  idOf,
  occasion,
  pkr,
  rupee,
  saleContract,
  stateOf,
  tannery,
  tanneryAnnounced,
  textiles,
  textilesAnnounced,
  usd,
  withdrawn,
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
    // Ten times 20,000,000.00 may be contracted, and no cent more.
    [
      { value: { amount: '200000000.01', currency: 'USD' }, prices: [] },
      'contract-beyond-promise',
      '/value/amount',
    ],
    [{ deliverBy: '2026-02-19' }, 'deliver-by-before-signing', '/deliverBy'],
    [{ signedOn: '2026-02-03' }, 'signed-before-announcement', '/signedOn'],
    // The seller was named by its id, the buyer by what it is called alone.
    [
      { exporter: { ...saleContract.exporter, participantId: 'demo-mills' } },
      'party-not-of-promise',
      '/exporter/participantId',
    ],
    [
      { importer: { participantId: 'acme', name: 'Acme', country: 'US' } },
      'party-not-of-promise',
      '/importer/participantId',
    ],
    [{ value: { amount: '1', currency: 'KZT' }, prices: [] }, 'rate-missing', '/value/currency'],
    [{ value: pkr('1.00') }, 'currency-differs', '/prices/0/price/currency'],
    [{ prices: [...saleContract.prices, ...saleContract.prices] }, 'price-twice', '/prices/1'],
  ])('of %j is refused with %s', (change, code, pointer) => {
    given(textilesAnnounced)
      .when(command('ContractCommitment', { contract: { ...saleContract, ...change } }))
      .thenRejected(code, { pointer });
  });

  it('is made by any firm of the country that promised, where no firm was named, and by anybody where no side was', () => {
    const importer = { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' };
    const contract = { ...saleContract, importer };
    given(textilesAnnounced)
      .when(command('ContractCommitment', { contract }))
      .thenEvents({
        ...contracted,
        data: { commitmentId, contract: { ...contract, valueUsd: usd('18500000.00') } },
      });
    const terms = { ...textiles, parties: textiles.parties.slice(1), valueUsd: usd('20000000.00') };
    const exporter = { participantId: 'demo-mills', name: 'Demo Mills', country: 'UZ' };
    expect(
      commitment.decide(
        command('ContractCommitment', { contract: { ...contract, exporter } }),
        stateOf({ ...textilesAnnounced, data: { ...textilesAnnounced.data, terms } } as CommitmentEvent),
      ),
    ).toHaveLength(1);
  });

  it('of more than money has digits for, at the rate of the announcement, is refused', () => {
    const steep = { ...rupee, usdPerUnit: '999999999999' };
    given()
      .when(announcing({ ...textiles, value: pkr('9999999999999999.99') }, [steep]))
      .thenRejected('amount-too-large', { pointer: '/terms/value/amount' });
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

it('names its occasion', () => expect(stateOf(textilesAnnounced).occasion).toEqual(occasion));
