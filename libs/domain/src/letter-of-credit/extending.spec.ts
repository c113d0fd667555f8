import { specOf } from '@corridor/testing';
import { discrepanciesOf, type LetterOfCreditEvent, legalForCredit, letterOfCredit } from '../index.js';
import {
  amending,
  asking,
  balancesOf,
  CONFIRMER,
  complying,
  expiring,
  ISSUER,
  issuing,
  letterOfCreditId,
  on,
  presenting,
  stateOf,
  told,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
const margin = usd('200.00');
const until = (day: string, place = 'PKKHI') => ({ expiry: { on: day, place } });
const accepting = (day: string, amendment = 1) => asking('AcceptAmendment', { amendment }, day);
const rejecting = (day: string) => asking('RejectAmendment', { amendment: 1 }, day);
/** 1,000.00 until the 30th of April 2026, and an extension to the 29th of May that nobody has answered. */
const extended = told(issuing({ margin }, { latestShipmentOn: '2026-04-25' }), amending(until('2026-05-29')));
const posts = (history: readonly LetterOfCreditEvent[]) => {
  const balances = balancesOf(history);
  return [`guarantee ${ISSUER}`, `lc-margin ${ISSUER}`].map((account) => balances[account] ?? 0n);
};
/** On the 4th of May. */
const late = { shippedOn: '2026-04-20' };

describe('an extension that the beneficiary has not answered', () => {
  it('binds the issuing bank behind the old expiry, until the new one', () => {
    given(...extended)
      .when(expiring('2026-05-01'))
      .thenRejected('credit-still-valid');
    given(...extended)
      .when(expiring('2026-05-29'))
      .thenRejected('credit-still-valid');
    const [expiry] = letterOfCredit.decide(expiring('2026-05-30'), stateOf(extended));
    expect(expiry).toMatchObject({ type: 'LetterOfCreditExpired', data: { lastDay: '2026-05-29' } });
    expect(posts([...extended, ...(expiry ? [expiry] : [])])).toEqual([0n, 0n]);
  });

  it('binds it no longer than the terms, once it is rejected', () => {
    const rejected = [...extended, ...letterOfCredit.decide(rejecting('2026-05-04'), stateOf(extended))];
    expect(posts(rejected)).toEqual([-100_000n, -20_000n]);
    const [expiry] = letterOfCredit.decide(expiring('2026-05-04'), stateOf(rejected));
    expect(expiry?.data).toMatchObject({ lastDay: '2026-04-30' });
  });

  it('does not shorten what holds, where it brings the expiry forward', () => {
    given(...told(issuing(), amending(until('2026-04-15'))))
      .when(expiring('2026-04-30'))
      .thenRejected('credit-still-valid');
  });

  it('does not decide what complies: documents that do not keep to it come too late', () => {
    const state = stateOf([
      ...extended,
      ...letterOfCredit.decide(presenting(late, '2026-05-04'), stateOf(extended)),
    ]);
    expect(discrepanciesOf(state, 1, weekdays).map(({ code }) => code)).toContain('credit-expired');
  });

  it('is accepted behind the old expiry, by notice and by documents, and the credit is open to its new one', () => {
    const [notice] = letterOfCredit.decide(accepting('2026-05-04'), stateOf(extended));
    expect(notice).toMatchObject({ type: 'CreditAmendmentAccepted', data: { by: 'notice', postings: [] } });
    const [acceptance, made] = letterOfCredit.decide(
      presenting({ ...late, amendments: [1] }, '2026-05-04'),
      stateOf(extended),
    );
    expect(acceptance).toMatchObject({ type: 'CreditAmendmentAccepted', data: { by: 'presentation' } });
    expect(made).toMatchObject({ type: 'PresentationMade', data: { inTime: true } });
    const paid = [
      ...extended,
      ...letterOfCredit.decide(presenting({ ...late, amendments: [1] }, '2026-05-04'), stateOf(extended)),
    ];
    for (const command of [
      asking('TakeUpTransportDocument', {
        consignmentId: '0191d8a0-0000-7000-8000-000000000001',
        document: {
          documentId: '0191d8a0-0000-7000-8000-0000000000d1',
          typeCode: '730',
          number: 'CMR-118',
          issuer: 'Demo Mills',
          issuedOn: '2026-03-05',
          sha256: 'c'.repeat(64),
        },
      }),
      complying('2026-05-04'),
      asking('HonourPresentation', { presentation: 1, bank: ISSUER }, '2026-05-04'),
    ]) {
      paid.push(...letterOfCredit.decide(command, stateOf(paid)));
    }
    // 400.00 are left to draw until the 29th of May; the margin is used first.
    expect(posts(paid)).toEqual([-40_000n, 0n]);
    given(...paid)
      .when(asking('CloseCredit', {}, '2026-05-05'))
      .thenRejected('illegal-step', { legalNow: legalForCredit(stateOf(paid)) });
    given(...paid)
      .when(expiring('2026-05-29'))
      .thenRejected('credit-still-valid');
  });

  it('runs out at its own place, by the days of its banks', () => {
    const history = told(issuing(), amending(until('2026-04-30', 'KZALA')));
    const at = (place: string, today: string, holidays: readonly string[] = []) => ({
      place,
      today,
      calendars: [{ weekend: [6, 7], holidays: new Set(holidays) }],
    });
    const asked = (...places: readonly ReturnType<typeof at>[]) =>
      asking('ExpireCredit', { places }, '2026-05-02');
    // In Almaty, the 30th of April and the 1st of May are holidays here, the 2nd and 3rd a weekend.
    given(...history)
      .when(asked(at('PKKHI', '2026-05-01'), at('KZALA', '2026-05-01', ['2026-04-30', '2026-05-01'])))
      .thenRejected('credit-still-valid');
    given(...history)
      .when(asked(at('PKKHI', '2026-05-01'), at('KZALA', '2026-04-30')))
      .thenRejected('credit-still-valid');
    const over = asked(at('PKKHI', '2026-05-05'), at('KZALA', '2026-05-05', ['2026-04-30', '2026-05-01']));
    expect(letterOfCredit.decide(over, stateOf(history))[0]?.data).toMatchObject({ lastDay: '2026-05-04' });
  });
});

describe('a credit that an earlier release marked as expired while its extension was unanswered', () => {
  /** It gave back what it held, on the 1st of May. */
  const lapsed = (): readonly LetterOfCreditEvent[] => {
    const confirmed = told(issuing({ margin }), asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'));
    const [expiry] = letterOfCredit.decide(expiring('2026-05-01'), stateOf(confirmed));
    const [, , proposal] = told(
      issuing({ margin }),
      asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'),
      amending(until('2026-05-29')),
    );
    return [...confirmed, ...[proposal, expiry].filter((event) => event !== undefined)];
  };

  it('still folds, and is open again once that is accepted by documents', () => {
    expect(stateOf(lapsed()).status).toBe('expired');
    const events = letterOfCredit.decide(
      presenting({ ...late, amendments: [1] }, '2026-05-04'),
      stateOf(lapsed()),
    );
    const history = [...lapsed(), ...events];
    expect(stateOf(history)).toMatchObject({
      status: 'confirmed',
      terms: { expiry: { on: '2026-05-29' } },
      presentations: [{ made: { inTime: true } }],
    });
    // The undertaking stands again; the margin went back to the applicant, who put up no other.
    expect(posts(history)).toEqual([-100_000n, 0n]);
    const [expiry] = letterOfCredit.decide(expiring('2026-05-30'), stateOf(history));
    expect(expiry).toMatchObject({ type: 'LetterOfCreditExpired', data: { lastDay: '2026-05-29' } });
  });

  it('stays expired where what is accepted ends no later', () => {
    const history = told(issuing(), amending(until('2026-04-20')), expiring('2026-05-01'));
    const state = stateOf([
      ...history,
      ...letterOfCredit.decide(presenting({ ...late, amendments: [1] }, '2026-05-04'), stateOf(history)),
    ]);
    expect(state.status).toBe('expired');
    expect(state.presentations[0]?.made.inTime).toBe(false);
  });

  it('is folded where the acceptance, too, stands in the log as that release had posted it', () => {
    const acceptance: LetterOfCreditEvent = {
      type: 'CreditAmendmentAccepted',
      occurredAt: on('2026-05-04'),
      data: {
        letterOfCreditId,
        amendment: 1,
        by: 'presentation',
        terms: { ...stateOf(extended).terms, ...until('2026-05-29') },
        postings: [],
      },
    };
    const history = [...lapsed(), acceptance];
    expect(stateOf(history).status).toBe('confirmed');
    // What is posted next puts it right.
    const events = letterOfCredit.decide(presenting(late, '2026-05-05'), stateOf(history));
    expect(posts([...history, ...events])).toEqual([-100_000n, 0n]);
  });
});
