import {
  discrepanciesOf,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  letterOfCredit,
} from '../index.js';
import {
  amending,
  asking,
  balancesOf,
  cmrAttached,
  complying,
  expiring,
  ISSUER,
  issuing,
  letterOfCreditId,
  presenting,
  stateOf,
  told,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const margin = usd('1000.00');
const until = (day: string) => amending({ expiry: { on: day, place: 'PKKHI' } });
/** 600.00 of 1,000.00. */
const presentedOn = (day: string) => presenting({ shippedOn: '2026-04-20' }, day);
const accepting = (day: string) => asking('AcceptAmendment', { amendment: 1 }, day);
/** Until the 30th of April 2026, with an extension that is not answered. */
const extended = (to: string, ...commands: readonly LetterOfCreditCommand[]) =>
  told(issuing({ margin }, { latestShipmentOn: '2026-04-25' }), until(to), cmrAttached, ...commands);
const codes = (history: readonly LetterOfCreditEvent[]) =>
  discrepanciesOf(stateOf(history), 1, weekdays).map(({ code }) => code);
const posts = (history: readonly LetterOfCreditEvent[]) => {
  const balances = balancesOf(history);
  return [`guarantee ${ISSUER}`, `lc-margin ${ISSUER}`].map((account) => balances[account] ?? 0n);
};

describe('documents that came within an extension', () => {
  it('are late until it is accepted, and in time from then on', () => {
    const waiting = extended('2026-05-29', presentedOn('2026-05-04'));
    expect(codes(waiting)).toEqual(['credit-expired']);
    const accepted = extended('2026-05-29', presentedOn('2026-05-04'), accepting('2026-05-05'));
    expect(codes(accepted)).toEqual([]);
    expect(letterOfCredit.decide(complying('2026-05-05'), stateOf(accepted))).toMatchObject([
      { type: 'PresentationComplied', data: { basis: 'examined' } },
    ]);
  });

  it.each([
    ['the acceptance first', [accepting('2026-05-08'), presentedOn('2026-05-08')]],
    ['the documents first', [presentedOn('2026-05-08'), accepting('2026-05-08')]],
  ])('bind the bank behind the new expiry while they are examined: %s', (_, steps) => {
    expect(posts(extended('2026-05-08', ...steps, expiring('2026-05-09')))).toEqual([-60_000n, -60_000n]);
  });

  it('are in time on the day to which a weekend puts the new expiry off', () => {
    // The 9th of May 2026 is a Saturday, the 11th a Monday.
    const steps = [presentedOn('2026-05-11'), accepting('2026-05-11')];
    const history = extended('2026-05-09', ...steps, expiring('2026-05-12'));
    expect(codes(history)).toEqual([]);
    expect(posts(history)).toEqual([-60_000n, -60_000n]);
  });

  it('are late where they came behind it, too', () => {
    const steps = [accepting('2026-05-08'), presentedOn('2026-05-11'), expiring('2026-05-12')];
    const history = extended('2026-05-08', ...steps);
    expect(codes(history)).toEqual(['credit-expired']);
    expect(posts(history)).toEqual([0n, 0n]);
  });

  it('bind nobody behind an expiry with which it went unanswered', () => {
    const history = extended('2026-05-08', presentedOn('2026-05-04'), expiring('2026-05-09'));
    expect(posts(history)).toEqual([0n, 0n]);
  });
});

it('an acceptance that brings the expiry forward makes no documents late that came before', () => {
  const history = extended('2026-04-25', presentedOn('2026-04-28'), accepting('2026-04-28'));
  expect(codes(history)).toEqual([]);
});

it('what an earlier release gave back of a margin with the expiry is not put up again', () => {
  const open = extended('2026-05-08', presentedOn('2026-05-04'), accepting('2026-05-05'));
  const back = (of: string, account: 'guarantee' | 'lc-margin', against: 'guarantee-contra' | 'nostro') =>
    [
      { account, of: ISSUER, side: 'debit', amount: usd(of) },
      { account: against, of: ISSUER, side: 'credit', amount: usd(of) },
    ] as const;
  const expiry: LetterOfCreditEvent = {
    type: 'LetterOfCreditExpired',
    occurredAt: '2026-05-09T12:00:00+05:00',
    data: {
      letterOfCreditId,
      lastDay: '2026-05-08',
      postings: [
        ...back('1000.00', 'guarantee', 'guarantee-contra'),
        ...back('1000.00', 'lc-margin', 'nostro'),
      ],
    },
  };
  const lapsed = [...open, expiry];
  expect(posts(lapsed)).toEqual([0n, 0n]);
  const events = letterOfCredit.decide(complying('2026-05-09'), stateOf(lapsed));
  expect(posts([...lapsed, ...events])).toEqual([-60_000n, 0n]);
});
