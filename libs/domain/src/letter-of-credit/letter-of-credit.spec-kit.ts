import { fold } from '@corridor/kernel';
import type { BankCalendar } from '../bank-calendar/banking-days.js';
import {
  type CreditChanges,
  type CreditCommandOf,
  type CreditTerms,
  type KnownCredit,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  letterOfCredit,
} from '../index.js';

export const ISSUER = 'demo-bank-almaty';
export const CONFIRMER = 'demo-bank-karachi';
export const NOMINATED = 'demo-bank-lahore';
export const ADVISER = 'demo-bank-quetta';
export const letterOfCreditId = '0191d8b4-0000-8000-8000-000000000001';
export const consignmentId = '0191d8a0-0000-7000-8000-000000000001';

/** 1 March 2026 is a Sunday. */
export const ISSUED_AT = '2026-03-02T10:00:00+05:00';
export const weekdays: readonly BankCalendar[] = [{ weekend: [6, 7], holidays: new Set() }];
export const usd = (amount: string) => ({ amount, currency: 'USD' });
/** Noon in Karachi and Almaty. */
export const on = (day: string) => `${day}T12:00:00+05:00`;

export const terms: CreditTerms = {
  amount: usd('1000.00'),
  expiry: { on: '2026-04-30', place: 'PKKHI' },
  latestShipmentOn: '2026-04-09',
  partialShipments: true,
  transhipment: true,
  availableBy: 'sight-payment',
  documentsRequired: ['380', '730'],
  presentationPeriodDays: 21,
  consignmentIds: [consignmentId],
};

type Issue = CreditCommandOf<'IssueCredit'>['data'];
export const credit: Issue = {
  letterOfCreditId,
  number: 'ILC-1',
  applicant: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
  beneficiary: { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' },
  issuingBank: { participantId: ISSUER, country: 'KZ' },
  advisingBank: { participantId: ADVISER, country: 'PK' },
  nominatedBank: { participantId: NOMINATED, country: 'PK' },
  confirmingBank: { participantId: CONFIRMER, country: 'PK' },
  terms,
  chargesFor: 'shared',
};

export const issuing = (
  change: Partial<Issue> = {},
  of: Partial<CreditTerms> = {},
): LetterOfCreditCommand => ({
  type: 'IssueCredit',
  occurredAt: ISSUED_AT,
  data: { ...credit, ...change, terms: { ...terms, ...of } },
});

/** Steps whose day the ledger's own clock tells. */
const BY_THE_LEDGERS_DAY: readonly LetterOfCreditCommand['type'][] = [
  'PresentDocuments',
  'FindComplying',
  'DeemComplying',
  'RefusePresentation',
  'ForwardPresentation',
];

type Told<Type extends LetterOfCreditCommand['type']> = Omit<CreditCommandOf<Type>['data'], 'today'> & {
  readonly today?: string;
};

/** A command of any other kind, at noon of a day, which the ledger's clock tells, too, unless another is named. */
export function asking<Type extends LetterOfCreditCommand['type']>(
  type: Type,
  data: Told<Type>,
  day = '2026-03-10',
): LetterOfCreditCommand {
  const today = BY_THE_LEDGERS_DAY.includes(type) && { today: day };
  return { type, occurredAt: on(day), data: { ...today, ...data } } as unknown as LetterOfCreditCommand;
}

export const paper = (typeCode: string, number: string, digit = 'a') => ({
  typeCode,
  number,
  issuer: 'Demo Mills',
  issuedOn: '2026-03-05',
  sha256: digit.repeat(64),
});
export const invoicePaper = paper('380', 'DM-17');
export const cmr = paper('730', 'CMR-118', 'c');

type Presenting = CreditCommandOf<'PresentDocuments'>['data'];
/** 600.00 on the two papers that the credit asks for, to the issuing bank. */
export const presenting = (change: Partial<Presenting> = {}, day = '2026-03-10'): LetterOfCreditCommand =>
  asking(
    'PresentDocuments',
    {
      presentedTo: ISSUER,
      amount: usd('600.00'),
      consignmentId,
      shippedOn: '2026-03-05',
      documents: [invoicePaper, cmr],
      calendars: weekdays,
      ...change,
    },
    day,
  );
export const cmrAttached = asking('TakeUpTransportDocument', {
  consignmentId,
  document: { documentId: '0191d8a0-0000-7000-8000-0000000000d1', ...cmr },
});
export const complying = (
  day = '2026-03-11',
  change: Partial<CreditCommandOf<'FindComplying'>['data']> = {},
) => asking('FindComplying', { presentation: 1, bank: ISSUER, calendars: weekdays, ...change }, day);
export const refusing = (
  day = '2026-03-11',
  change: Partial<CreditCommandOf<'RefusePresentation'>['data']> = {},
) =>
  asking(
    'RefusePresentation',
    {
      presentation: 1,
      bank: ISSUER,
      discrepancies: [{ code: 'other', description: 'Names differ' }],
      disposal: 'holding-for-waiver',
      ...change,
    },
    day,
  );
/** The day is over at Karachi, where these credits expire. */
export const expiring = (day: string, calendars = weekdays) =>
  asking('ExpireCredit', { places: [{ place: 'PKKHI', calendars, today: day }] }, day);
export const amending = (changes: CreditChanges, day = '2026-03-05') =>
  asking('ProposeAmendment', { changes }, day);

/** What commands lead to, one after the other. */
export function told(...commands: readonly LetterOfCreditCommand[]): readonly LetterOfCreditEvent[] {
  const events: LetterOfCreditEvent[] = [];
  for (const command of commands) {
    events.push(...letterOfCredit.decide(command, fold(letterOfCredit, events)));
  }
  return events;
}

export function stateOf(events: readonly LetterOfCreditEvent[]): KnownCredit {
  const state = fold(letterOfCredit, events);
  if (state.status === 'unknown') throw new Error('nothing was issued');
  return state;
}

/** Balances of all accounts that postings name, in minor units: debits less credits, by `account of`. */
export function balancesOf(events: readonly LetterOfCreditEvent[]): Readonly<Record<string, bigint>> {
  const balances: Record<string, bigint> = {};
  for (const { data } of events) {
    for (const { account, of, side, amount } of 'postings' in data ? data.postings : []) {
      const minor = BigInt(amount.amount.replace('.', ''));
      const name = `${account} ${of}`;
      balances[name] = (balances[name] ?? 0n) + (side === 'debit' ? minor : -minor);
    }
  }
  return balances;
}
