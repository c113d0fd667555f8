import {
  type CancellationParty,
  type CreditCommandOf,
  expiriesOf,
  type KnownCredit,
  type LetterOfCreditCommand,
  type PlaceOfExpiry,
  type Presenting,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type { z } from 'zod';
import type { Clock } from '../tokens.js';
import type { CalendarsOf } from './calendars.js';

interface Asking<Type extends LetterOfCreditCommand['type'], Data> {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
}
/** A command whose bank and calendars are those of whoever asks, and of the place. */
type Asked<Type extends LetterOfCreditCommand['type']> = Asking<
  Type,
  Omit<CreditCommandOf<Type>['data'], 'bank' | 'calendars' | 'by' | 'today' | 'places'>
>;

/** What a request on a credit that is there asks for, beside documents that are presented. */
type PlainStep =
  | 'AdviseCredit'
  | 'ConfirmCredit'
  | 'DeclineConfirmation'
  | 'ProposeAmendment'
  | 'AdviseAmendment'
  | 'AcceptAmendment'
  | 'RejectAmendment'
  | 'FindComplying'
  | 'RefusePresentation'
  | 'WithdrawPresentation'
  | 'ForwardPresentation'
  | 'WaiveDiscrepancies'
  | 'AgreeToWaiver'
  | 'AcceptDraft'
  | 'HonourPresentation'
  | 'NegotiatePresentation'
  | 'ReimburseBank'
  | 'ExpireCredit'
  | 'AgreeToCancellation'
  | 'CloseCredit';

export type CreditStep =
  | { [Type in PlainStep]: Asked<Type> }[PlainStep]
  | Asking<'PresentDocuments', Omit<Presenting, 'presentedTo'> & { readonly presentedTo?: string }>;

/** Steps on an amendment, or on a presentation, which their path names. */
export type StepOn<Of extends 'amendment' | 'presentation'> = {
  [Type in PlainStep]: Of extends keyof Asked<Type>['data'] ? Type : never;
}[PlainStep];

/** What the body of such a step says. */
export type StepBody<Type extends PlainStep> = z.ZodType<
  { readonly occurredAt: string } & Omit<Asked<Type>['data'], 'amendment' | 'presentation'>
>;

/**
 * The step as a command: by the clock of the country of whoever acts, with the bank that he is, the calendars of where it happens, and
 * the day that it is there by the ledger's own clock: time limits run by that, so nobody gains time, or takes it, by the instant that he tells.
 */
export async function commandOf(
  step: CreditStep,
  { participant }: Caller,
  state: KnownCredit,
  calendarsOf: CalendarsOf,
  now: Clock,
): Promise<LetterOfCreditCommand> {
  const { issued, terms } = state;
  const byClock = (place: string) => byClockOf(place, step.occurredAt);
  const todayIn = (place: string) => byClockOf(place, new Date(now()).toISOString()).slice(0, 10);
  const occurredAt = byClock(countryOf(participant, state));
  const bank = participant;
  switch (step.type) {
    case 'ProposeAmendment':
    case 'AgreeToWaiver':
    case 'ReimburseBank':
    case 'CloseCredit':
    case 'AcceptAmendment':
    case 'RejectAmendment':
    case 'WaiveDiscrepancies':
    case 'WithdrawPresentation':
      return { ...step, occurredAt };
    case 'AdviseCredit':
    case 'ConfirmCredit':
    case 'DeclineConfirmation':
    case 'AdviseAmendment':
    case 'AcceptDraft':
    case 'HonourPresentation':
    case 'NegotiatePresentation':
      return { ...step, occurredAt, data: { ...step.data, bank } } as LetterOfCreditCommand;
    case 'RefusePresentation': {
      const today = todayIn(countryOf(bank, state));
      return { ...step, occurredAt, data: { ...step.data, bank, today } };
    }
    case 'PresentDocuments': {
      const { presentedTo = (issued.nominatedBank ?? issued.issuingBank).participantId, ...data } = step.data;
      const country = countryOf(presentedTo, state);
      const calendars = await calendarsOf([country]);
      const today = todayIn(country);
      const asked = { presentedTo, ...data, calendars, today };
      return { type: step.type, occurredAt: byClock(country), data: asked };
    }
    case 'ForwardPresentation': {
      const country = countryOf(step.data.to, state);
      const calendars = await calendarsOf([country]);
      const data = { ...step.data, calendars, today: todayIn(country) };
      return { type: step.type, occurredAt: byClock(country), data };
    }
    case 'FindComplying': {
      const { made } = state.presentations[step.data.presentation - 1] ?? {};
      const calendars = await calendarsOf([countryOf(made?.presentedTo ?? bank, state)]);
      const today = todayIn(countryOf(bank, state));
      return { ...step, occurredAt, data: { ...step.data, bank, calendars, today } };
    }
    case 'ExpireCredit': {
      const places = await placesOfExpiry(new Date(now()).toISOString(), state, calendarsOf);
      return { type: step.type, occurredAt: byClock(terms.expiry.place), data: { places } };
    }
    case 'AgreeToCancellation':
      return { ...step, occurredAt, data: { by: partyOf(participant, state) } };
    default:
      return never(step);
  }
}

/** What day it is by an instant, and when the banks are open, wherever a credit may expire. */
export async function placesOfExpiry(
  instant: string,
  state: KnownCredit,
  calendarsOf: CalendarsOf,
): Promise<readonly PlaceOfExpiry[]> {
  const places = [...new Set(expiriesOf(state).map(({ place }) => place))];
  return Promise.all(
    places.map(async (place) => ({
      place,
      today: byClockOf(place, instant).slice(0, 10),
      calendars: await calendarsOf([place.slice(0, 2)]),
    })),
  );
}

/** The country of a party, whose clock and calendar count for what it does; the issuing bank's for whoever has none. */
export function countryOf(participant: string, { issued }: KnownCredit): string {
  const { issuingBank, advisingBank, nominatedBank, confirmingBank, applicant, beneficiary } = issued;
  const parties = [issuingBank, advisingBank, nominatedBank, confirmingBank, applicant, beneficiary];
  return parties.find((each) => each?.participantId === participant)?.country ?? issuingBank.country;
}

function partyOf(participant: string, { issued }: KnownCredit): CancellationParty {
  if (issued.issuingBank.participantId === participant) return 'issuing-bank';
  return issued.confirmingBank?.participantId === participant ? 'confirming-bank' : 'beneficiary';
}
