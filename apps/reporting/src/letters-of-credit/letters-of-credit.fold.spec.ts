import { uuid } from '../teller.spec-kit.js';
import { type CreditUseEvent, foldCredits } from './letters-of-credit.fold.js';

const CREDIT = uuid(1);
const usd = (amount: string) => ({ amount, currency: 'USD' });
let position = 0;
/** An event late in the evening of 2 March, by the clock of its place. */
const event = (type: CreditUseEvent['type'], data: object): CreditUseEvent => {
  position += 1;
  const told = { type, position, demo: false, occurredAt: '2026-03-02T23:30:00+05:00' };
  return { ...told, data: { letterOfCreditId: CREDIT, ...data } } as unknown as CreditUseEvent;
};
beforeEach(() => {
  position = 0;
});

const factOf = (type: CreditUseEvent['type'], data: object): object => {
  const [fact] = foldCredits([event(type, data)]).credit_facts;
  return fact ?? {};
};
const IN_UTC = { occurred_at: '2026-03-02T18:30:00.000Z' };
const none = { presentation: null, amount_minor: null, most_minor: null };

it('begins with the credit and the most that may be drawn under it', () => {
  const terms = { amount: usd('1000.00'), tolerance: { plusPercent: 5, minusPercent: 0 } };
  const issuingBank = { participantId: 'demo-bank-almaty', country: 'KZ' };
  expect(foldCredits([event('LetterOfCreditIssued', { issuingBank, terms })])).toEqual({
    credits: [
      {
        letter_of_credit_id: CREDIT,
        position: 1,
        ...IN_UTC,
        issuing_bank: 'demo-bank-almaty',
        currency: 'USD',
        demo: false,
      },
    ],
    credit_facts: [
      {
        ...none,
        ...IN_UTC,
        position: 1,
        letter_of_credit_id: CREDIT,
        kind: 'issued',
        on_day: '2026-03-02',
        amount_minor: '100000',
        most_minor: '105000',
      },
    ],
  });
  const about = { terms: { amount: usd('1200.00'), about: true } };
  expect(factOf('CreditAmendmentAccepted', about)).toMatchObject({
    kind: 'amended',
    amount_minor: '120000',
    most_minor: '132000',
  });
});

it.each<[CreditUseEvent['type'], object, object]>([
  [
    'PresentationMade',
    { presentation: 1, presentedOn: '2026-03-03', amount: usd('400.00') },
    { kind: 'presented', on_day: '2026-03-03', presentation: 1, amount_minor: '40000' },
  ],
  [
    'PresentationForwarded',
    { presentation: 1, receivedOn: '2026-03-04' },
    { kind: 'forwarded', on_day: '2026-03-04', presentation: 1 },
  ],
  [
    'PresentationComplied',
    { presentation: 2, compliedOn: '2026-03-05', basis: 'examined', amount: usd('1.00') },
    { kind: 'complied', on_day: '2026-03-05', presentation: 2 },
  ],
  [
    'PresentationComplied',
    { presentation: 2, compliedOn: '2026-03-05', basis: 'precluded' },
    { kind: 'precluded', on_day: '2026-03-05', presentation: 2 },
  ],
  [
    'PresentationComplied',
    { presentation: 2, compliedOn: '2026-03-05', basis: 'waived' },
    { kind: 'waived', on_day: '2026-03-05', presentation: 2 },
  ],
  [
    'PresentationRefused',
    { presentation: 3, refusedOn: '2026-03-06' },
    { kind: 'refused', on_day: '2026-03-06', presentation: 3 },
  ],
  [
    'PresentationWithdrawn',
    { presentation: 3 },
    { kind: 'withdrawn', on_day: '2026-03-02', presentation: 3 },
  ],
  [
    'PresentationHonoured',
    { presentation: 1, paidOn: '2026-03-07', amount: usd('400.00') },
    { kind: 'paid', on_day: '2026-03-07', presentation: 1, amount_minor: '40000' },
  ],
  [
    'PresentationNegotiated',
    { presentation: 1, paidOn: '2026-03-07', amount: usd('0.05') },
    { kind: 'paid', on_day: '2026-03-07', presentation: 1, amount_minor: '5' },
  ],
  ['LetterOfCreditExpired', { lastDay: '2026-03-01' }, { kind: 'expired', on_day: '2026-03-01' }],
  ['LetterOfCreditCancelled', {}, { kind: 'cancelled', on_day: '2026-03-02' }],
  ['LetterOfCreditClosed', {}, { kind: 'closed', on_day: '2026-03-02' }],
])('%s of %j', (type, data, fact) => {
  expect(factOf(type, data)).toEqual({
    ...none,
    ...IN_UTC,
    position: 1,
    letter_of_credit_id: CREDIT,
    ...fact,
  });
});
