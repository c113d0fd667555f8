import { specOf } from '@corridor/testing';
import { type LetterOfCreditEvent, legalForCredit, letterOfCredit } from '../index.js';
import {
  ADVISER,
  asking,
  balancesOf,
  CONFIRMER,
  cmrAttached,
  complying,
  expiring,
  ISSUER,
  issuing,
  letterOfCreditId,
  NOMINATED,
  on,
  presenting,
  refusing,
  stateOf,
  told,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
/** All that can be drawn, at a bank that is not bound: the 10th of March 2026 is a Tuesday. */
const all = { presentedTo: NOMINATED, amount: usd('1000.00') };
const silent = told(issuing(), cmrAttached, presenting(all));
const withdrawing = (day = '2026-03-25') => asking('WithdrawPresentation', { presentation: 1 }, day);
const forwarding = (to = ISSUER, day = '2026-03-25', today = day) =>
  asking('ForwardPresentation', { presentation: 1, to, calendars: weekdays, today }, day);
const deeming = (day: string) => asking('DeemComplying', { presentation: 1 }, day);
const lapsing = expiring('2026-05-04');
const forwarded: LetterOfCreditEvent = {
  type: 'PresentationForwarded',
  occurredAt: on('2026-03-25'),
  data: {
    letterOfCreditId,
    presentation: 1,
    from: NOMINATED,
    to: ISSUER,
    receivedOn: '2026-03-25',
    examineBy: '2026-04-01',
  },
};
const withdrawn: LetterOfCreditEvent = {
  type: 'PresentationWithdrawn',
  occurredAt: on('2026-03-25'),
  data: { letterOfCreditId, presentation: 1, postings: [] },
};

describe('documents at a bank that is silent and not bound', () => {
  it('go on to the issuing bank, whose five days begin as it receives them', () => {
    given(...silent)
      .when(forwarding())
      .thenEvents(forwarded);
    const there = [...silent, forwarded];
    given(...there)
      .when(deeming('2026-04-01'))
      .thenRejected('examination-under-way');
    expect(letterOfCredit.decide(deeming('2026-04-02'), stateOf(there))).toMatchObject([
      { type: 'PresentationComplied', data: { basis: 'precluded', compliedOn: '2026-04-01' } },
    ]);
    given(...there)
      .when(refusing('2026-04-02'))
      .thenRejected('notice-too-late');
    expect(letterOfCredit.decide(refusing('2026-04-01'), stateOf(there))).toHaveLength(1);
  });

  it('were presented as they were to the first one: neither late nor outside the credit for the way that they went', () => {
    // On the last day, and so within 21 days of shipment.
    const presented = presenting({ ...all, shippedOn: '2026-04-09' }, '2026-04-30');
    const history = told(issuing(), cmrAttached, presented, lapsing, forwarding(ISSUER, '2026-05-05'));
    expect(letterOfCredit.decide(complying('2026-05-06'), stateOf(history))).toMatchObject([
      { type: 'PresentationComplied', data: { basis: 'examined' } },
    ]);
    expect(balancesOf(history)[`guarantee ${ISSUER}`]).toBe(-100_000n);
  });

  it('are then for the bank that has them, and for no other', () => {
    const there = [...silent, forwarded];
    for (const command of [complying, refusing]) {
      given(...there)
        .when(command('2026-03-26', { bank: NOMINATED }))
        .thenRejected('not-the-banks-part', { pointer: '/bank' });
    }
    expect(letterOfCredit.decide(complying('2026-03-26'), stateOf(there))).toHaveLength(1);
  });

  it('go to a bank that is bound, by the day of the ledger there', () => {
    for (const to of [NOMINATED, ADVISER, CONFIRMER]) {
      given(...silent)
        .when(forwarding(to))
        .thenRejected('not-the-banks-part', { pointer: '/to' });
    }
    const confirming = asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03');
    const confirmed = told(issuing(), confirming, cmrAttached, presenting(all));
    const [event] = letterOfCredit.decide(
      forwarding(CONFIRMER, '2026-03-25', '2026-03-27'),
      stateOf(confirmed),
    );
    expect(event?.data).toMatchObject({ to: CONFIRMER, receivedOn: '2026-03-27', examineBy: '2026-04-03' });
  });

  it('bind by silence the bank that has them, whoever had them before', () => {
    const confirming = asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03');
    const bound = (to: string) => {
      const history = told(issuing(), confirming, presenting(all), forwarding(to), deeming('2026-04-02'));
      const balances = balancesOf(history);
      return [balances[`guarantee ${ISSUER}`], balances[`guarantee ${CONFIRMER}`]];
    };
    expect(bound(ISSUER)).toEqual([-100_000n, 0n]);
    expect(bound(CONFIRMER)).toEqual([-100_000n, -100_000n]);
  });

  it('go on once; a bank that is bound examines them itself', () => {
    given(...silent, forwarded)
      .when(forwarding())
      .thenEvents();
    const confirming = asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03');
    for (const presentedTo of [ISSUER, CONFIRMER]) {
      const history = told(issuing(), confirming, presenting({ ...all, presentedTo }));
      given(...history)
        .when(forwarding())
        .thenRejected('illegal-step', {
          legalNow: [
            'FindComplying',
            'DeemComplying',
            'RefusePresentation',
            'WithdrawPresentation',
            'WaiveDiscrepancies',
          ],
        });
    }
    given(...told(issuing(), presenting(all), refusing('2026-03-11', { bank: NOMINATED })))
      .when(forwarding())
      .thenRejected('illegal-step', { legalNow: ['WaiveDiscrepancies'] });
    given(...silent)
      .when(forwarding(ISSUER, '2026-03-09'))
      .thenRejected('before-presentation', { pointer: '/occurredAt' });
  });

  it('sent again to the first bank are still those that it had', () => {
    const history = told(issuing(), presenting(all), forwarding(ISSUER, '2026-03-10'));
    for (const presentedTo of [NOMINATED, ISSUER]) {
      given(...history)
        .when(presenting({ ...all, presentedTo }))
        .thenEvents();
    }
  });
});

describe('what its presenter takes back', () => {
  it('is free to be drawn again', () => {
    given(...silent)
      .when(withdrawing())
      .thenEvents(withdrawn);
    given(...silent, withdrawn)
      .when(withdrawing())
      .thenEvents();
    const again = presenting({ ...all, presentedTo: ISSUER }, '2026-03-26');
    given(...silent)
      .when(again)
      .thenRejected('credit-overdrawn', { pointer: '/amount/amount' });
    expect(letterOfCredit.decide(again, stateOf([...silent, withdrawn]))).toHaveLength(1);
  });

  it('the same papers may be presented to the same bank on the same day', () => {
    const history = told(issuing(), presenting(all), withdrawing('2026-03-10'), presenting(all));
    expect(stateOf(history).presentations.map(({ status }) => status)).toEqual(['withdrawn', 'presented']);
  });

  it('is no other drawing where partial shipments are not allowed', () => {
    const whole = issuing({}, { partialShipments: false });
    const history = told(whole, cmrAttached, presenting(all), withdrawing('2026-03-11'));
    const again = told(
      whole,
      cmrAttached,
      presenting(all),
      withdrawing('2026-03-11'),
      presenting({ ...all, presentedTo: ISSUER }, '2026-03-12'),
      complying('2026-03-12', { presentation: 2 }),
    );
    expect(stateOf(history).presentations[0]?.status).toBe('withdrawn');
    expect(again.at(-1)).toMatchObject({ type: 'PresentationComplied', data: { basis: 'examined' } });
  });

  it('holds up neither the cancellation of its credit nor its closing, and leaves no account open', () => {
    expect(legalForCredit(stateOf(silent))).not.toContain('AgreeToCancellation');
    expect(legalForCredit(stateOf([...silent, withdrawn]))).toContain('AgreeToCancellation');
    const over = told(issuing(), presenting(all), lapsing);
    expect(balancesOf(over)[`guarantee ${ISSUER}`]).toBe(-100_000n);
    expect(legalForCredit(stateOf(over))).not.toContain('CloseCredit');
    const end = told(issuing(), presenting(all), lapsing, withdrawing('2026-05-05'));
    expect(balancesOf(end)[`guarantee ${ISSUER}`]).toBe(0n);
    expect(letterOfCredit.decide(asking('CloseCredit', {}, '2026-05-05'), stateOf(end))).toHaveLength(1);
  });

  it('is not paid on, whatever is waived', () => {
    for (const type of ['WaiveDiscrepancies', 'AgreeToWaiver'] as const) {
      given(...silent, withdrawn)
        .when(asking(type, { presentation: 1 }, '2026-03-26'))
        .thenRejected('illegal-step', { legalNow: [] });
    }
  });

  it("was not found to comply: that binds the bank, and its papers are the bank's", () => {
    const history = told(issuing(), cmrAttached, presenting(), complying());
    given(...history)
      .when(withdrawing())
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
  });
});
