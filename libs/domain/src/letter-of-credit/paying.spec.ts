import { specOf } from '@corridor/testing';
import { type CreditTerms, type LetterOfCreditEvent, letterOfCredit } from '../index.js';
import {
  ADVISER,
  asking,
  balancesOf,
  CONFIRMER,
  cmrAttached,
  complying,
  consignmentId,
  expiring,
  ISSUER,
  issuing,
  letterOfCreditId,
  NOMINATED,
  on,
  presenting,
  refusing,
  told,
  usd,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
const margin = usd('100.00');
const found = (of: Partial<CreditTerms> = {}, presentedTo = ISSUER) =>
  told(
    issuing({ margin }, of),
    asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'),
    cmrAttached,
    presenting({ presentedTo }),
    complying('2026-03-11', { bank: presentedTo }),
  );
const byDraft = { availableBy: 'acceptance', tenor: { days: 30, from: 'acceptance' } } as const;
const honouring = (bank = ISSUER, day = '2026-03-12') =>
  asking('HonourPresentation', { presentation: 1, bank }, day);
const negotiating = (bank: string) =>
  asking('NegotiatePresentation', { presentation: 1, bank }, '2026-03-12');
const accepting = (bank = ISSUER) => asking('AcceptDraft', { presentation: 1, bank }, '2026-03-12');
const reimbursing = asking('ReimburseBank', { presentation: 1 }, '2026-03-13');
const freed = (of: string) => [
  { account: 'guarantee', of, side: 'debit', amount: usd('600.00') } as const,
  { account: 'guarantee-contra', of, side: 'credit', amount: usd('600.00') } as const,
];
const marginUsed = [
  { account: 'lc-margin', of: ISSUER, side: 'debit', amount: margin } as const,
  { account: 'nostro', of: ISSUER, side: 'credit', amount: margin } as const,
];
const drawing = {
  letterOfCreditId,
  presentation: 1,
  applicant: 'demo-stores',
  beneficiary: 'demo-mills',
  issuingBank: ISSUER,
  consignmentId,
  amount: usd('600.00'),
};
const paid = (
  type: 'PresentationHonoured' | 'PresentationNegotiated' | 'PresentationReimbursed',
  bank: string,
  paidOn: string,
  postings: readonly ReturnType<typeof freed>[number][] | readonly unknown[],
): LetterOfCreditEvent =>
  ({
    type,
    occurredAt: on(paidOn),
    data: {
      ...drawing,
      ...(type === 'PresentationReimbursed' ? { paidBy: ISSUER, paidTo: bank } : { paidBy: bank }),
      paidOn,
      postings,
    },
  }) as LetterOfCreditEvent;

describe('honour', () => {
  it('by the issuing bank frees both banks, and uses the margin up', () =>
    given(...found())
      .when(honouring())
      .thenEvents(
        paid('PresentationHonoured', ISSUER, '2026-03-12', [
          ...freed(ISSUER),
          ...freed(CONFIRMER),
          ...marginUsed,
        ]),
      ));

  it('by the confirming bank frees that, and the issuing one when it reimburses it', () => {
    const honoured = paid('PresentationHonoured', CONFIRMER, '2026-03-12', freed(CONFIRMER));
    given(...found({}, CONFIRMER))
      .when(honouring(CONFIRMER))
      .thenEvents(honoured);
    given(...found({}, CONFIRMER), honoured)
      .when(reimbursing)
      .thenEvents(paid('PresentationReimbursed', CONFIRMER, '2026-03-13', [...freed(ISSUER), ...marginUsed]));
  });

  it('by a nominated bank frees nobody before it is reimbursed', () => {
    const honoured = paid('PresentationHonoured', NOMINATED, '2026-03-12', []);
    given(...found({}, NOMINATED))
      .when(honouring(NOMINATED))
      .thenEvents(honoured);
    given(...found({}, NOMINATED), honoured)
      .when(reimbursing)
      .thenEvents(
        paid('PresentationReimbursed', NOMINATED, '2026-03-13', [
          ...freed(ISSUER),
          ...freed(CONFIRMER),
          ...marginUsed,
        ]),
      );
  });

  it('comes once, on what complies, by a bank that may', () => {
    const settled = [...found(), paid('PresentationHonoured', ISSUER, '2026-03-12', [])];
    for (const command of [honouring(), reimbursing]) {
      given(...settled)
        .when(command)
        .thenRejected('illegal-step', { legalNow: [] });
    }
    given(...told(issuing(), presenting(), refusing()))
      .when(honouring())
      .thenRejected('illegal-step', { legalNow: ['WaiveDiscrepancies'] });
    given(...found())
      .when(honouring(ADVISER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
    given(...found())
      .when(reimbursing)
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
  });

  it('comes at maturity, not before', () => {
    const later = found({ availableBy: 'deferred-payment', tenor: { days: 30, from: 'sight' } });
    given(...later)
      .when(honouring(ISSUER, '2026-04-08'))
      .thenRejected('not-matured');
    given(...later)
      .when(honouring(ISSUER, '2026-04-09'))
      .thenEvents(
        paid('PresentationHonoured', ISSUER, '2026-04-09', [
          ...freed(ISSUER),
          ...freed(CONFIRMER),
          ...marginUsed,
        ]),
      );
  });
});

describe('a draft', () => {
  const accepted: LetterOfCreditEvent = {
    type: 'DraftAccepted',
    occurredAt: on('2026-03-12'),
    data: {
      ...drawing,
      bank: ISSUER,
      acceptedOn: '2026-03-12',
      maturityOn: '2026-04-11',
    },
  };

  it('is accepted before it is honoured, and due as its tenor says', () => {
    given(...found(byDraft))
      .when(honouring())
      .thenRejected('illegal-step', { legalNow: ['AcceptDraft'] });
    given(...found(byDraft))
      .when(accepting())
      .thenEvents(accepted);
    given(...found(byDraft), accepted)
      .when(honouring(ISSUER, '2026-04-10'))
      .thenRejected('not-matured');
    given(...found(byDraft), accepted)
      .when(accepting())
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
  });

  it('is due as its shipment says, whenever it is accepted', () => {
    const events = told(
      issuing({}, { availableBy: 'acceptance', tenor: { days: 60, from: 'shipment' } }),
      cmrAttached,
      presenting(),
      complying(),
      accepting(),
    );
    expect(events.at(-1)?.data).toMatchObject({ maturityOn: '2026-05-04' });
  });

  it('is one of a credit by acceptance, and a paying bank\u2019s', () => {
    given(...found())
      .when(accepting())
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
    given(...found(byDraft))
      .when(accepting(ADVISER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
  });
});

describe('negotiation', () => {
  const negotiable = { availableBy: 'negotiation' } as const;

  it('is by a bank beside the issuing one, which reimburses it', () => {
    const negotiated = paid('PresentationNegotiated', NOMINATED, '2026-03-12', []);
    given(...found(negotiable, NOMINATED))
      .when(negotiating(NOMINATED))
      .thenEvents(negotiated);
    given(...found(negotiable, NOMINATED))
      .when(negotiating(ISSUER))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
    given(...found())
      .when(negotiating(NOMINATED))
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
  });
});

it('tells of each payment by which UETR it is made, and keeps that', () => {
  const uetr = (last: number) => `0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c0${last}`;
  const asked = { presentation: 1, bank: NOMINATED };
  for (const [availableBy, step, event] of [
    ['sight-payment', 'HonourPresentation', 'PresentationHonoured'],
    ['negotiation', 'NegotiatePresentation', 'PresentationNegotiated'],
  ] as const) {
    const before = found({ availableBy }, NOMINATED);
    const paying = letterOfCredit.decide(
      asking(step, { ...asked, uetr: uetr(1) }, '2026-03-12'),
      before.reduce(letterOfCredit.evolve, letterOfCredit.initialState),
    );
    expect(paying).toMatchObject([{ type: event, data: { ...drawing, paidBy: NOMINATED, uetr: uetr(1) } }]);
    const reimbursed = letterOfCredit.decide(
      asking('ReimburseBank', { presentation: 1, uetr: uetr(2) }, '2026-03-13'),
      [...before, ...paying].reduce(letterOfCredit.evolve, letterOfCredit.initialState),
    );
    expect(reimbursed).toMatchObject([
      { data: { ...drawing, paidBy: ISSUER, paidTo: NOMINATED, uetr: uetr(2) } },
    ]);
    const after = [...before, ...paying, ...reimbursed].reduce(
      letterOfCredit.evolve,
      letterOfCredit.initialState,
    );
    expect(after).toMatchObject({ presentations: [{ uetr: uetr(1), reimbursementUetr: uetr(2) }] });
  }
});

it('leaves no account open, whichever bank paid, whatever was left', () => {
  for (const bank of [ISSUER, CONFIRMER, NOMINATED]) {
    const presented = told(
      issuing({ margin: usd('900.00') }),
      asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'),
      cmrAttached,
      presenting({ presentedTo: bank }),
      complying('2026-03-11', { bank }),
      honouring(bank),
      ...(bank === ISSUER ? [] : [reimbursing]),
    );
    expect(balancesOf(presented)).toEqual({
      [`guarantee ${ISSUER}`]: -40_000n,
      [`guarantee-contra ${ISSUER}`]: 40_000n,
      [`guarantee ${CONFIRMER}`]: -40_000n,
      [`guarantee-contra ${CONFIRMER}`]: 40_000n,
      [`lc-margin ${ISSUER}`]: -30_000n,
      [`nostro ${ISSUER}`]: 30_000n,
    });
    const [expiry] = letterOfCredit.decide(
      expiring('2026-05-01'),
      presented.reduce(letterOfCredit.evolve, letterOfCredit.initialState),
    );
    const balances = Object.values(balancesOf([...presented, ...(expiry ? [expiry] : [])]));
    expect(balances.every((minor) => minor === 0n)).toBe(true);
  }
});
