import { specOf } from '@corridor/testing';
import { type LetterOfCreditEvent, legalForCredit, letterOfCredit } from '../index.js';
import {
  ADVISER,
  amending,
  asking,
  CONFIRMER,
  credit,
  expiring,
  ISSUED_AT,
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
const posting = (account: string, of: string, side: 'debit' | 'credit', amount: string) =>
  ({ account, of, side, amount: usd(amount) }) as never;
/** What an undertaking posts that a bank takes on. */
const bound = (of: string, amount: string) => [
  posting('guarantee-contra', of, 'debit', amount),
  posting('guarantee', of, 'credit', amount),
];
/** What it posts where the bank is free of it. */
const freed = (of: string, amount: string) => [
  posting('guarantee', of, 'debit', amount),
  posting('guarantee-contra', of, 'credit', amount),
];
const issued: LetterOfCreditEvent = {
  type: 'LetterOfCreditIssued',
  occurredAt: ISSUED_AT,
  data: { ...credit, undertaking: usd('1000.00'), postings: bound(ISSUER, '1000.00') },
};
const opened = told(issuing());
const confirmed = told(issuing(), asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'));
const expired = told(issuing(), expiring('2026-05-01'));
const cancelled = told(
  issuing(),
  asking('AgreeToCancellation', { by: 'issuing-bank' }),
  asking('AgreeToCancellation', { by: 'beneficiary' }),
);

describe('the issue', () => {
  it('binds the issuing bank to the amount', () => given().when(issuing()).thenEvents(issued));

  it('binds it to the amount with its tolerance, and takes in the margin', () => {
    const margin = usd('200.00');
    const tolerance = { plusPercent: 5, minusPercent: 10 };
    given()
      .when(issuing({ margin }, { tolerance }))
      .thenEvents({
        type: 'LetterOfCreditIssued',
        occurredAt: ISSUED_AT,
        data: {
          ...credit,
          terms: { ...terms, tolerance },
          margin,
          undertaking: usd('1050.00'),
          postings: [
            ...bound(ISSUER, '1050.00'),
            posting('nostro', ISSUER, 'debit', '200.00'),
            posting('lc-margin', ISSUER, 'credit', '200.00'),
          ],
        },
      });
  });

  it('comes once', () =>
    given(issued)
      .when(issuing())
      .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf([issued])) }));

  it.each([
    ['of nothing', {}, { amount: usd('0.00') }, 'amount-not-positive', '/terms/amount/amount'],
    [
      'to oneself',
      { beneficiary: credit.applicant },
      {},
      'applicant-is-beneficiary',
      '/beneficiary/participantId',
    ],
    [
      'that its bank confirms itself',
      { confirmingBank: credit.issuingBank },
      {},
      'confirming-bank-issues',
      '/confirmingBank/participantId',
    ],
    [
      'that is over before it begins',
      {},
      { expiry: { on: '2026-03-01', place: 'PKKHI' }, latestShipmentOn: '2026-02-01' },
      'expiry-before-issue',
      '/terms/expiry/on',
    ],
    [
      'that is good to the end of the calendar, behind which no bank is open',
      {},
      { expiry: { on: '9999-12-31', place: 'PKKHI' } },
      'expiry-too-far',
      '/terms/expiry/on',
    ],
    [
      'on a day that is none',
      {},
      { expiry: { on: '2026-02-30', place: 'PKKHI' } },
      'date-malformed',
      '/terms/expiry/on',
    ],
    [
      'whose goods may come too late',
      {},
      { latestShipmentOn: '2026-05-01' },
      'shipment-after-expiry',
      '/terms/latestShipmentOn',
    ],
    [
      'with a tenor at sight',
      {},
      { tenor: { days: 30, from: 'sight' as const } },
      'tenor-at-sight',
      '/terms/tenor',
    ],
    ['without a tenor', {}, { availableBy: 'acceptance' as const }, 'tenor-missing', '/terms/tenor'],
    [
      'that counts from an acceptance that never comes',
      {},
      { availableBy: 'deferred-payment' as const, tenor: { days: 30, from: 'acceptance' as const } },
      'tenor-without-draft',
      '/terms/tenor/from',
    ],
    [
      'with two tolerances',
      {},
      { about: true as const, tolerance: { plusPercent: 1, minusPercent: 1 } },
      'tolerance-told-twice',
      '/terms/about',
    ],
    [
      'too large with its tolerance',
      {},
      { amount: usd('9999999999999999.99'), about: true as const },
      'amount-too-large',
      '/terms/amount/amount',
    ],
    [
      'that asks twice for a paper',
      {},
      { documentsRequired: ['380', '380'] },
      'document-asked-twice',
      '/terms/documentsRequired/1',
    ],
    [
      'that names a consignment twice',
      {},
      { consignmentIds: ['1', '2', '1'] },
      'consignment-named-twice',
      '/terms/consignmentIds/2',
    ],
    [
      'for no goods',
      {},
      { quantity: { quantity: '0', unit: 'KGM' } },
      'not-a-positive-decimal',
      '/terms/quantity/quantity',
    ],
    [
      'with a margin in other money',
      { margin: { amount: '1', currency: 'PKR' } },
      {},
      'currency-differs',
      '/margin/currency',
    ],
    ['with a margin above it', { margin: usd('1000.01') }, {}, 'margin-above-amount', '/margin/amount'],
  ])('%s is refused', (_, change, of, code, pointer) =>
    given().when(issuing(change, of)).thenRejected(code, { pointer }),
  );
});

describe('the advice', () => {
  const advising = (bank = ADVISER) => asking('AdviseCredit', { bank }, '2026-03-03');

  it('is that of the advising bank', () => {
    given(...opened)
      .when(advising())
      .thenEvents({
        type: 'LetterOfCreditAdvised',
        occurredAt: on('2026-03-03'),
        data: { letterOfCreditId, bank: ADVISER },
      });
    given(...opened)
      .when(advising(CONFIRMER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
  });

  it('comes once, and not before the credit', () => {
    const advised = told(issuing(), advising());
    given(...advised)
      .when(advising())
      .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(advised)) });
    given(...opened)
      .when(asking('AdviseCredit', { bank: ADVISER }, '2026-03-01'))
      .thenRejected('before-issue', { pointer: '/occurredAt' });
    given()
      .when(advising())
      .thenRejected('illegal-step', { legalNow: ['IssueCredit'] });
  });
});

describe('the confirmation', () => {
  const confirming = (bank = CONFIRMER) => asking('ConfirmCredit', { bank }, '2026-03-03');
  const declining = (bank = CONFIRMER) =>
    asking('DeclineConfirmation', { bank, reason: 'No line' }, '2026-03-03');

  it('binds the confirming bank beside the issuing one', () => {
    given(...opened)
      .when(confirming())
      .thenEvents({
        type: 'LetterOfCreditConfirmed',
        occurredAt: on('2026-03-03'),
        data: {
          letterOfCreditId,
          bank: CONFIRMER,
          undertaking: usd('1000.00'),
          postings: bound(CONFIRMER, '1000.00'),
        },
      });
    given(...opened)
      .when(confirming(ADVISER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
  });

  it('is declined, and then not given any more', () => {
    given(...opened)
      .when(declining())
      .thenEvents({
        type: 'ConfirmationDeclined',
        occurredAt: on('2026-03-03'),
        data: { letterOfCreditId, bank: CONFIRMER, reason: 'No line' },
      });
    given(...opened)
      .when(declining(ADVISER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
    const declined = told(issuing(), declining());
    for (const command of [confirming(), declining()]) {
      given(...declined)
        .when(command)
        .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(declined)) });
    }
  });

  it('is not given twice, nor of a credit that asks for none', () => {
    const { confirmingBank: _, ...unconfirmed } = credit;
    const plain = told({ type: 'IssueCredit', occurredAt: ISSUED_AT, data: unconfirmed });
    for (const history of [confirmed, plain]) {
      given(...history)
        .when(confirming())
        .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(history)) });
    }
  });
});

describe('the end', () => {
  const lapsed = (lastDay: string, day: string): LetterOfCreditEvent => ({
    type: 'LetterOfCreditExpired',
    occurredAt: on(day),
    data: { letterOfCreditId, lastDay, postings: freed(ISSUER, '1000.00') },
  });

  it('comes behind the last day, once', () => {
    given(...opened)
      .when(expiring('2026-04-30'))
      .thenRejected('credit-still-valid');
    given(...opened)
      .when(expiring('2026-05-01'))
      .thenEvents(lapsed('2026-04-30', '2026-05-01'));
    given(...expired)
      .when(expiring('2026-05-02'))
      .thenEvents();
  });

  it('is put off to the next day on which the bank is open', () => {
    const shut = [{ weekend: [6, 7], holidays: new Set(['2026-04-30', '2026-05-01']) }];
    given(...opened)
      .when(expiring('2026-05-04', shut))
      .thenRejected('credit-still-valid');
    // The 2nd and 3rd of May are a Saturday and a Sunday.
    given(...opened)
      .when(expiring('2026-05-05', shut))
      .thenEvents(lapsed('2026-05-04', '2026-05-05'));
  });

  it('leaves the banks bound by what was presented before', () => {
    const history = told(issuing(), presenting());
    given(...history)
      .when(expiring('2026-05-01'))
      .thenEvents({
        type: 'LetterOfCreditExpired',
        occurredAt: on('2026-05-01'),
        data: { letterOfCreditId, lastDay: '2026-04-30', postings: freed(ISSUER, '400.00') },
      });
  });

  it('comes by agreement of issuing bank, confirming bank and beneficiary', () => {
    const agreeing = (by: 'issuing-bank' | 'confirming-bank' | 'beneficiary') =>
      asking('AgreeToCancellation', { by });
    const agreed = (by: 'issuing-bank' | 'confirming-bank' | 'beneficiary'): LetterOfCreditEvent => ({
      type: 'CreditCancellationAgreed',
      occurredAt: on('2026-03-10'),
      data: { letterOfCreditId, by },
    });
    given(...confirmed)
      .when(agreeing('issuing-bank'))
      .thenEvents(agreed('issuing-bank'));
    given(...confirmed, agreed('issuing-bank'))
      .when(agreeing('issuing-bank'))
      .thenEvents();
    given(...confirmed, agreed('issuing-bank'), agreed('beneficiary'))
      .when(agreeing('confirming-bank'))
      .thenEvents(agreed('confirming-bank'), {
        type: 'LetterOfCreditCancelled',
        occurredAt: on('2026-03-10'),
        data: { letterOfCreditId, postings: [...freed(ISSUER, '1000.00'), ...freed(CONFIRMER, '1000.00')] },
      });
    const legalNow = legalForCredit(stateOf(opened)).filter((type) => type !== 'AgreeToCancellation');
    given(...opened)
      .when(agreeing('confirming-bank'))
      .thenRejected('illegal-step', { legalNow });
  });

  it('does not come by agreement while something is to be examined or paid, and what was agreed then lapses', () => {
    const history = told(
      issuing(),
      asking('AgreeToCancellation', { by: 'issuing-bank' }),
      presenting(),
      asking('RefusePresentation', {
        presentation: 1,
        bank: ISSUER,
        discrepancies: [{ code: 'other', description: 'x' }],
        disposal: 'returning',
      }),
    );
    given(...history.slice(0, -1))
      .when(asking('AgreeToCancellation', { by: 'beneficiary' }))
      .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(history.slice(0, -1))) });
    given(...history)
      .when(asking('AgreeToCancellation', { by: 'beneficiary' }))
      .thenEvents({
        type: 'CreditCancellationAgreed',
        occurredAt: on('2026-03-10'),
        data: { letterOfCreditId, by: 'beneficiary' },
      });
  });

  it('is closed behind its expiry, or once it is used up, and not while it can be drawn on', () => {
    const closing = asking('CloseCredit', {}, '2026-05-10');
    const closed: LetterOfCreditEvent = {
      type: 'LetterOfCreditClosed',
      occurredAt: on('2026-05-10'),
      data: { letterOfCreditId, postings: [] },
    };
    given(...expired)
      .when(closing)
      .thenEvents(closed);
    given(...opened)
      .when(closing)
      .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(opened)) });
    given(...expired, closed)
      .when(closing)
      .thenRejected('illegal-step', { legalNow: [] });
    given(...cancelled)
      .when(closing)
      .thenRejected('illegal-step', { legalNow: [] });
  });

  it.each<[string, readonly LetterOfCreditEvent[], string]>([
    ['all of it', opened, 'issued, and 1000.00 USD can still be drawn until 2026-04-30'],
    [
      'what is left, and what is to be examined',
      told(issuing(), presenting()),
      'issued, presentation 1 over 600.00 USD is presented, and 400.00 USD can still be drawn until 2026-04-30',
    ],
    [
      'what is to be paid alone, of one that expired',
      told(issuing(), presenting(), expiring('2026-05-01')),
      'expired, and presentation 1 over 600.00 USD is presented',
    ],
  ])('does not come by closing while there is something: %s', (_, history, why) => {
    const closing = asking('CloseCredit', {}, '2026-05-10');
    expect(() => letterOfCredit.decide(closing, stateOf(history))).toThrow(
      `CloseCredit is not possible while the credit is ${why}.`,
    );
  });

  it('refuses everything behind it', () => {
    for (const command of [presenting(), amending({ partialShipments: false }), expiring('2026-05-01')]) {
      given(...cancelled)
        .when(command)
        .thenRejected('illegal-step', { legalNow: [] });
    }
  });
});
