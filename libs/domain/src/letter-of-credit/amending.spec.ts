import { specOf } from '@corridor/testing';
import {
  commitmentsOf,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  legalForCredit,
  letterOfCredit,
  payingBanksOf,
} from '../index.js';
import {
  amending,
  asking,
  balancesOf,
  CONFIRMER,
  expiring,
  ISSUER,
  issuing,
  letterOfCreditId,
  on,
  presenting,
  stateOf,
  terms,
  told,
  usd,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
const more = { amount: usd('1500.00') };
const less = { amount: usd('500.00') };
const proposed = told(issuing(), amending(more));
const confirming = asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03');
const accepting = (amendment = 1, only?: readonly string[]) =>
  asking('AcceptAmendment', { amendment, ...(only && { only }) });
const rejecting = asking('RejectAmendment', { amendment: 1 });
const advising = (confirmationExtended: boolean, bank = CONFIRMER, amendment = 1) =>
  asking('AdviseAmendment', { amendment, bank, confirmationExtended }, '2026-03-06');
const accepted = (by: 'notice' | 'presentation', postings: readonly never[] = []): LetterOfCreditEvent => ({
  type: 'CreditAmendmentAccepted',
  occurredAt: on('2026-03-10'),
  data: { letterOfCreditId, amendment: 1, by, terms: { ...terms, ...more }, postings },
});
const freed = (of: string, amount: string) => [
  { account: 'guarantee', of, side: 'debit', amount: usd(amount) } as const,
  { account: 'guarantee-contra', of, side: 'credit', amount: usd(amount) } as const,
];

it('binds the issuing bank at once, and the beneficiary when he accepts it', () => {
  const [, proposal] = proposed;
  expect(proposal).toEqual({
    type: 'CreditAmendmentProposed',
    occurredAt: on('2026-03-05'),
    data: {
      letterOfCreditId,
      amendment: 1,
      changes: more,
      postings: [
        { account: 'guarantee-contra', of: ISSUER, side: 'debit', amount: usd('500.00') },
        { account: 'guarantee', of: ISSUER, side: 'credit', amount: usd('500.00') },
      ],
    },
  });
  expect(stateOf(proposed).terms.amount).toEqual(usd('1000.00'));
  given(...proposed)
    .when(accepting())
    .thenEvents(accepted('notice'));
  given(...proposed, accepted('notice'))
    .when(accepting())
    .thenEvents();
});

it('leaves the issuing bank bound to the greater amount until it is answered', () => {
  const history = told(issuing(), amending(less));
  expect(balancesOf(history)[`guarantee ${ISSUER}`]).toBe(-100_000n);
  expect(balancesOf([...history, ...told(issuing(), amending(less), accepting()).slice(2)])).toMatchObject({
    [`guarantee ${ISSUER}`]: -50_000n,
  });
});

it('is rejected, and frees what it bound', () => {
  const rejected = (partial: boolean): LetterOfCreditEvent => ({
    type: 'CreditAmendmentRejected',
    occurredAt: on('2026-03-10'),
    data: { letterOfCreditId, amendment: 1, partial, postings: freed(ISSUER, '500.00') },
  });
  given(...proposed)
    .when(rejecting)
    .thenEvents(rejected(false));
  given(...proposed, rejected(false))
    .when(rejecting)
    .thenEvents();
  for (const command of [accepting()]) {
    given(...proposed, rejected(false))
      .when(command)
      .thenRejected('illegal-step', { legalNow: [] });
  }
  given(...proposed, accepted('notice'))
    .when(rejecting)
    .thenRejected('illegal-step', { legalNow: [] });
});

it('is rejected where a part of it is accepted, and accepted where all of it is', () => {
  const both = told(issuing(), amending({ ...more, partialShipments: false }));
  given(...both)
    .when(accepting(1, ['amount']))
    .thenEvents({
      type: 'CreditAmendmentRejected',
      occurredAt: on('2026-03-10'),
      data: { letterOfCreditId, amendment: 1, partial: true, postings: freed(ISSUER, '500.00') },
    });
  given(...proposed)
    .when(accepting(1, ['amount']))
    .thenEvents(accepted('notice'));
  given(...proposed)
    .when(accepting(1, ['goods']))
    .thenRejected('change-unknown', { pointer: '/only/0' });
});

it('is accepted by documents that keep to it', () => {
  const [acceptance, made] = letterOfCredit.decide(
    presenting({ amount: usd('1200.00'), amendments: [1] }),
    stateOf(proposed),
  );
  expect(acceptance).toEqual(accepted('presentation'));
  expect(made).toMatchObject({ type: 'PresentationMade', data: { amount: usd('1200.00') } });
  // The terms that hold without it give no more than 1,000.
  given(...proposed)
    .when(presenting({ amount: usd('1200.00') }))
    .thenRejected('credit-overdrawn', { pointer: '/amount/amount' });
});

it('does not take back what was drawn', () => {
  const history = told(issuing(), presenting(), amending(less, '2026-03-10'));
  given(...history)
    .when(accepting())
    .thenRejected('amendment-below-drawings');
});

it('sets a tolerance in the place of "about"', () => {
  const tolerance = { plusPercent: 0, minusPercent: 0 };
  const history = told(issuing({}, { about: true }), amending({ tolerance }), accepting());
  expect(stateOf(history).terms).toEqual({ ...terms, tolerance });
  expect(balancesOf(history)[`guarantee ${ISSUER}`]).toBe(-100_000n);
});

describe('the confirming bank', () => {
  const advised = (confirmationExtended: boolean) =>
    told(issuing(), confirming, amending(more), advising(confirmationExtended));

  it('extends its confirmation to an amendment as it advises it, or does not', () => {
    const bound = (history: readonly LetterOfCreditEvent[]) => balancesOf(history)[`guarantee ${CONFIRMER}`];
    expect(bound(advised(true))).toBe(-150_000n);
    expect(bound(advised(false))).toBe(-100_000n);
    const answered = (extended: boolean, answer: typeof rejecting) =>
      told(issuing(), confirming, amending(more), advising(extended), answer);
    expect(bound(answered(true, accepting()))).toBe(-150_000n);
    expect(bound(answered(false, accepting()))).toBe(-100_000n);
    expect(bound(answered(true, rejecting))).toBe(-100_000n);
  });

  it('stands for no more than can be drawn', () => {
    const history = told(issuing(), confirming, amending(less), advising(false), accepting());
    expect(balancesOf(history)[`guarantee ${CONFIRMER}`]).toBe(-50_000n);
  });

  /** Amendments to these amounts, each advised with the confirmation or without, and accepted. */
  const amended = (...to: readonly (readonly [amount: string, extended: boolean])[]) =>
    told(
      issuing(),
      confirming,
      ...to.flatMap(([amount, extended], at): readonly LetterOfCreditCommand[] => [
        amending({ amount: usd(amount) }),
        advising(extended, CONFIRMER, at + 1),
        accepting(at + 1),
      ]),
    );
  it.each([
    [
      'what it agreed to, less than it confirmed',
      [
        ['2500.00', false],
        ['800.00', true],
      ],
      80_000n,
    ],
    [
      'what it confirmed, where the credit is back at that',
      [
        ['2000.00', false],
        ['1000.00', true],
      ],
      100_000n,
    ],
    [
      'what was added with its confirmation, beside that',
      [
        ['2500.00', false],
        ['3000.00', true],
      ],
      150_000n,
    ],
    [
      'what it confirmed, where the credit was less meanwhile without it',
      [
        ['800.00', false],
        ['1200.00', false],
      ],
      100_000n,
    ],
    [
      'less than it confirmed, where it agreed to that before the credit grew again',
      [
        ['800.00', true],
        ['1200.00', false],
      ],
      80_000n,
    ],
    [
      'no more than can be drawn, whatever was added with it',
      [
        ['800.00', false],
        ['1500.00', true],
      ],
      150_000n,
    ],
  ] as const)('is bound by %s', (_, to, bound) => {
    const history = amended(...to);
    const state = stateOf(history);
    expect(balancesOf(history)[`guarantee ${CONFIRMER}`]).toBe(-bound);
    expect(commitmentsOf(state).confirming).toBe(bound);
    expect(payingBanksOf(state)).toContain(CONFIRMER);
    expect(legalForCredit(state)).not.toContain('ConfirmCredit');
  });

  it('is bound by nothing in the end, also where an earlier release posted its part by another rule', () => {
    // Of the reduction from 2,500 to 2,000, that took 500 off the 1,000 that the bank had confirmed.
    const earlier = amended(['2500.00', false], ['2000.00', true]).map((event, at, { length }) =>
      at === length - 1 && event.type === 'CreditAmendmentAccepted'
        ? {
            ...event,
            data: { ...event.data, postings: [...event.data.postings, ...freed(CONFIRMER, '500.00')] },
          }
        : event,
    );
    expect(balancesOf(earlier)[`guarantee ${CONFIRMER}`]).toBe(-50_000n);
    const expiry = expiring('2026-05-01');
    const history = [...earlier, ...letterOfCredit.decide(expiry, stateOf(earlier))];
    expect(Object.values(balancesOf(history)).filter((minor) => minor !== 0n)).toEqual([]);
  });

  it('advises it once, and no other bank does', () => {
    given(...advised(true))
      .when(advising(true))
      .thenEvents();
    given(...advised(true))
      .when(advising(false))
      .thenRejected('illegal-step', { legalNow: [] });
    given(...told(issuing(), confirming, amending(more)))
      .when(advising(true, ISSUER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
    given(...proposed)
      .when(advising(true))
      .thenRejected('illegal-step', { legalNow: [] });
  });
});

describe('what is no amendment', () => {
  it.each([
    ['that changes nothing', {}, 'amendment-empty', '/changes'],
    [
      'to other money',
      { amount: { amount: '5', currency: 'EUR' } },
      'currency-differs',
      '/changes/amount/currency',
    ],
    [
      'that lets goods come too late',
      { latestShipmentOn: '2026-06-01' },
      'shipment-after-expiry',
      '/changes/latestShipmentOn',
    ],
    [
      'that puts the expiry off to no end',
      { expiry: { on: '2056-12-31', place: 'PKKHI' } },
      'expiry-too-far',
      '/changes/expiry/on',
    ],
  ])('one %s', (_, changes, code, pointer) =>
    given(...told(issuing()))
      .when(amending(changes))
      .thenRejected(code, { pointer }),
  );

  // Of a credit that an unanswered amendment extends, the issuing bank is bound on (article 10(b)): see extending.spec.ts.
  it('one that was never made, or of a credit that is expired by its terms and by all of its amendments', () => {
    for (const command of [
      accepting(2),
      asking('RejectAmendment', { amendment: 2 }),
      advising(true, CONFIRMER, 2),
    ]) {
      given(...proposed)
        .when(command)
        .thenRejected('amendment-unknown', { pointer: '/amendment' });
    }
    const expired = told(issuing(), amending(more), expiring('2026-05-01'));
    for (const command of [amending(more, '2026-05-02'), accepting(), rejecting, advising(true)]) {
      given(...expired)
        .when(command)
        .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(expired)) });
    }
  });
});
