import { type LetterOfCreditCommand, type LetterOfCreditEvent, letterOfCredit } from '../index.js';
import {
  amending,
  asking,
  balancesOf,
  cmrAttached,
  complying,
  expiring,
  ISSUER,
  issuing,
  presenting,
  refusing,
  stateOf,
  told,
  usd,
} from './letter-of-credit.spec-kit.js';

const margin = usd('500.00');
const left = (history: readonly LetterOfCreditEvent[]) => -(balancesOf(history)[`lc-margin ${ISSUER}`] ?? 0n);
const accepting = (amendment: number) => asking('AcceptAmendment', { amendment });
const amount = (text: string) => amending({ amount: usd(text) });
const honouring = asking('HonourPresentation', { presentation: 1, bank: ISSUER }, '2026-03-12');
const after = (...commands: readonly LetterOfCreditCommand[]) => told(issuing({ margin }), ...commands);

it('goes back with what it is for, and is not put up again by an increase', () => {
  expect(left(after(amount('300.00'), accepting(1)))).toBe(30_000n);
  expect(left(after(amount('300.00'), accepting(1), amount('1000.00')))).toBe(30_000n);
  expect(left(after(amount('300.00'), accepting(1), amount('1000.00'), accepting(2)))).toBe(30_000n);
});

it('is used first, of what is left of it', () => {
  const drawn = (of: string) => [
    cmrAttached,
    presenting({ amount: usd(of) }),
    complying('2026-03-12'),
    honouring,
  ];
  expect(left(after(...drawn('100.00')))).toBe(40_000n);
  expect(left(after(...drawn('600.00')))).toBe(0n);
  const grown = [amount('300.00'), accepting(1), amount('1000.00'), accepting(2)];
  expect(left(after(...grown, ...drawn('100.00')))).toBe(20_000n);
});

it('went back with the expiry: late documents that are waived bind the bank without it', () => {
  const late = after(
    expiring('2026-05-01'),
    presenting({}, '2026-05-04'),
    asking('WaiveDiscrepancies', { presentation: 1 }, '2026-05-05'),
    asking('AgreeToWaiver', { presentation: 1 }, '2026-05-05'),
  );
  expect(balancesOf(late)[`guarantee ${ISSUER}`]).toBe(-60_000n);
  expect(left(late)).toBe(0n);
});

it('went back with the refusal behind the expiry, and stays there where that is waived', () => {
  const refused = after(
    presenting({ shippedOn: '2026-04-20' }, '2026-04-30'),
    expiring('2026-05-01'),
    refusing('2026-05-04'),
  );
  expect(left(refused)).toBe(0n);
  const waived = [...refused];
  for (const type of ['WaiveDiscrepancies', 'AgreeToWaiver'] as const) {
    waived.push(...letterOfCredit.decide(asking(type, { presentation: 1 }, '2026-05-05'), stateOf(waived)));
  }
  expect(balancesOf(waived)[`guarantee ${ISSUER}`]).toBe(-60_000n);
  expect(left(waived)).toBe(0n);
});

it('that an earlier release put up anew goes back with what the credit posts next', () => {
  const grown = after(amount('300.00'), accepting(1), amount('1000.00'));
  const earlier = grown.map((event, at) =>
    at === grown.length - 1 && event.type === 'CreditAmendmentProposed'
      ? {
          ...event,
          data: {
            ...event.data,
            postings: [
              ...event.data.postings,
              { account: 'nostro', of: ISSUER, side: 'debit', amount: usd('200.00') } as const,
              { account: 'lc-margin', of: ISSUER, side: 'credit', amount: usd('200.00') } as const,
            ],
          },
        }
      : event,
  );
  expect(left(earlier)).toBe(50_000n);
  expect(left([...earlier, ...letterOfCredit.decide(accepting(2), stateOf(earlier))])).toBe(30_000n);
});
