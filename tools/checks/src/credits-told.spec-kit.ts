import { type LetterOfCreditCommand, letterOfCredit } from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { Teller, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import {
  asking,
  credit,
  expiring,
  NOMINATED,
  on,
  paper,
  terms,
  weekdays,
} from '../../../libs/domain/src/letter-of-credit/letter-of-credit.spec-kit.js';
import { liveMixed } from './cells.spec-kit.js';

/** Few, so that steps meet presentations and amendments that are there. */
const number = fc.constantFrom(1, 1, 2, 3);
const step = fc.record({
  kind: fc.constantFrom(
    ...[
      'amend',
      'accept',
      'accept',
      'present',
      'present',
      'present',
      'present',
      'comply',
      'comply',
      'silence',
    ],
    ...['refuse', 'refuse', 'withdraw', 'waive', 'waive', 'agree', 'agree', 'forward', 'pay', 'pay', 'pay'],
    ...['expire', 'cancel', 'close'],
  ),
  of: number,
  /** Few, so that credits come to the same, too. */
  minor: fc.constantFrom(1n, 20_000n, 20_000n, 30_000n, 70_000n),
  /** Days behind the step before it. */
  waited: fc.constantFrom(0, 1, 1, 2, 3, 8),
  elsewhere: fc.constantFrom(false, false, true),
});
const life = fc.record({
  bank: fc.constantFrom('bank-almaty', 'bank-karachi'),
  currency: fc.constantFrom('USD', 'PKR', 'JPY'),
  minor: fc.constantFrom(50_000n, 100_000n, 100_001n),
  plusPercent: fc.constantFrom(0, 5, 10),
  /** Behind the first of March. */
  issuedOn: fc.nat({ max: 20 }),
  steps: fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
});
export const lives = fc.record({
  credits: fc.array(life, { minLength: 3, maxLength: 5, size: 'max' }),
  turns: fc.nat(),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;
type Step = Life['steps'][number];

const dayBehind = (days: number) =>
  new Date(Date.parse('2026-03-02T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);

/** What banks tell of some credits in turns, as the decider has it: what it refuses is not told. */
export function creditsTold({
  credits,
  turns,
}: {
  readonly credits: readonly Life[];
  readonly turns: number;
}): Teller {
  const told = new Teller();
  liveMixed(
    credits.map((of, index) => stepsOf(told, of, index)),
    turns,
  );
  return told;
}

function stepsOf(told: Teller, of: Life, index: number): readonly (() => void)[] {
  const letterOfCreditId = uuid(8_000 + index);
  const tell = (command: LetterOfCreditCommand) =>
    told.tell(letterOfCredit, `lc-${letterOfCreditId}`, command);
  const money = (minor: bigint) => toMoneyJson({ minor, currency: of.currency });
  let days = of.issuedOn;
  const issue = () =>
    tell({
      type: 'IssueCredit',
      occurredAt: on(dayBehind(days)),
      data: {
        ...{ ...credit, letterOfCreditId, issuingBank: { participantId: of.bank, country: 'KZ' } },
        terms: {
          ...{ ...terms, consignmentIds: [], amount: money(of.minor), availableBy: 'negotiation' },
          tolerance: { plusPercent: of.plusPercent, minusPercent: 0 },
        },
      },
    });
  const steps = of.steps.map((each, at) => () => {
    days += each.waited;
    for (const command of commandsOf(each, of.bank, money, dayBehind(days), 100 * index + at)) tell(command);
  });
  return [issue, ...steps];
}

function commandsOf(
  { kind, of, minor, elsewhere }: Step,
  issuer: string,
  money: (minor: bigint) => { readonly amount: string; readonly currency: string },
  day: string,
  nth: number,
): readonly LetterOfCreditCommand[] {
  const bank = elsewhere ? NOMINATED : issuer;
  const presentation = { presentation: of };
  switch (kind) {
    case 'amend':
      return [asking('ProposeAmendment', { changes: { amount: money(80_000n + minor) } }, day)];
    case 'accept':
      return [asking('AcceptAmendment', { amendment: of }, day)];
    case 'present': {
      const documents = ['380', '730'].map((code) => ({
        ...paper(code, `${nth}`),
        sha256: `${code}${nth}`.padStart(64, '0'),
      }));
      const made = { presentedTo: bank, amount: money(minor), shippedOn: '2026-03-05', documents };
      return [asking('PresentDocuments', { ...made, calendars: weekdays }, day)];
    }
    case 'comply':
      return [asking('FindComplying', { ...presentation, bank, calendars: weekdays }, day)];
    case 'silence':
      return [asking('DeemComplying', presentation, day)];
    case 'refuse': {
      const notice = { discrepancies: [{ code: 'other', description: 'x' }], disposal: 'returning' } as const;
      return [asking('RefusePresentation', { ...presentation, bank, ...notice }, day)];
    }
    case 'withdraw':
      return [asking('WithdrawPresentation', presentation, day)];
    case 'waive':
      return [asking('WaiveDiscrepancies', presentation, day)];
    case 'agree':
      return [asking('AgreeToWaiver', presentation, day)];
    case 'forward':
      return [asking('ForwardPresentation', { ...presentation, to: issuer, calendars: weekdays }, day)];
    case 'pay':
      return [
        asking(
          bank === issuer ? 'HonourPresentation' : 'NegotiatePresentation',
          { ...presentation, bank },
          day,
        ),
      ];
    case 'expire':
      return [expiring(day)];
    case 'cancel':
      return (['issuing-bank', 'beneficiary'] as const).map((by) =>
        asking('AgreeToCancellation', { by }, day),
      );
    default:
      return [asking('CloseCredit', {}, day)];
  }
}
