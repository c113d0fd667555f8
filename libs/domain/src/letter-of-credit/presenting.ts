import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate, dueDate } from '../calendar.js';
import { checkPositiveDecimal, checkStep, isSame, refuse } from '../checks.js';
import { accepted } from './amending.js';
import { availableOf } from './commitments.js';
import { discrepanciesOf } from './discrepancies.js';
import { examineByOf } from './examination.js';
import { lastDayOf } from './expiry.js';
import { legalForPresentation } from './legal-steps.js';
import type { CreditCommandOf, LetterOfCreditCommand, Presenting } from './letter-of-credit.commands.js';
import type { PresentationComplied } from './letter-of-credit.events.js';
import { evolve, known } from './letter-of-credit-evolve.js';
import { isDrawing, type KnownCredit, type Presentation } from './letter-of-credit-state.js';
import { checkPart, isBound, payingBanksOf } from './parts.js';
import { posted, type Unposted } from './posted.js';
import { checkNotTakenUpElsewhere } from './presented-twice.js';
import { latestDayOf, shippedOnOf } from './shipment.js';
import { checkDrawn } from './terms.js';

const PRESENTATIONS_MAX = 9_999;
const QUANTITY_DIGITS = 6;

/** Documents that come too late, or not as they should, are presented none the less: that is a discrepancy, and the bank's to find. */
export function presentDocuments(
  { occurredAt, data }: CreditCommandOf<'PresentDocuments'>,
  before: KnownCredit,
): readonly Unposted[] {
  const { calendars, today: presentedOn, amendments = [], ...presenting } = data;
  const byPresentation: Unposted[] = [];
  let state = before;
  for (const amendment of amendments) {
    const events = accepted(occurredAt, amendment, 'presentation', state);
    byPresentation.push(...events);
    state = posted(state, events).reduce((now, event) => known(evolve(now, event)), state);
  }
  checkPresenting(presenting, presentedOn, state);
  const minor = checkDrawn(presenting.amount, state.terms);
  const amount = toMoneyJson({ minor, currency: presenting.amount.currency });
  if (findPresented(state, { ...presenting, amount }, presentedOn) !== undefined) return [];
  checkAvailable(minor, state);
  const { presentations, issued } = state;
  if (presentations.length === PRESENTATIONS_MAX) {
    throw new Rejection(
      'presentations-exhausted',
      `A credit has at most ${PRESENTATIONS_MAX} presentations.`,
    );
  }
  const made = {
    letterOfCreditId: issued.letterOfCreditId,
    presentation: presentations.length + 1,
    ...presenting,
    amount,
    presentedOn,
    examineBy: examineByOf(presentedOn, calendars),
    inTime: presentedOn <= lastDayOf(state, calendars),
  };
  return [...byPresentation, { type: 'PresentationMade', occurredAt, data: made }];
}

/** @throws Rejection `presentation-discrepant` where the record itself shows that it does not, and the bank may still refuse it. */
export function findComplying(
  { occurredAt, data }: CreditCommandOf<'FindComplying'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { presentation: number, bank, calendars, today } = data;
  const presentation = steppedOn('FindComplying', occurredAt, number, state);
  checkPart([presentation.heldBy], bank);
  if (isPrecluded(state, presentation, today)) {
    return complied(occurredAt, 'precluded', presentation.examineBy, number, presentation, state);
  }
  const found = discrepanciesOf(state, number, calendars);
  if (found.length > 0) {
    const list = found.map(({ code, description }) => `${description} (${code})`).join('; ');
    throw new Rejection('presentation-discrepant', `It does not comply: ${list}.`);
  }
  return complied(occurredAt, 'examined', today, number, presentation, state);
}

export function deemComplying(
  { occurredAt, data }: CreditCommandOf<'DeemComplying'>,
  state: KnownCredit,
): readonly Unposted[] {
  const presentation = steppedOn('DeemComplying', occurredAt, data.presentation, state);
  const { examineBy, heldBy } = presentation;
  checkPart(
    payingBanksOf(state).filter((bank) => isBound(state, bank)),
    heldBy,
    '/presentation',
  );
  if (!isPrecluded(state, presentation, data.today)) {
    throw new Rejection('examination-under-way', `It may be refused until the end of ${examineBy}.`);
  }
  return complied(occurredAt, 'precluded', examineBy, data.presentation, presentation, state);
}

export function refusePresentation(
  { occurredAt, data }: CreditCommandOf<'RefusePresentation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { today: refusedOn, ...notice } = data;
  const presentation = steppedOn('RefusePresentation', occurredAt, data.presentation, state);
  checkPart([presentation.heldBy], data.bank);
  if (data.discrepancies.length === 0) {
    refuse('discrepancies-missing', 'The notice says what it is for.', '/discrepancies');
  }
  if (isPrecluded(state, presentation, refusedOn)) {
    const message = `The notice was due by ${presentation.examineBy}: the documents count as complying.`;
    throw new Rejection('notice-too-late', message);
  }
  const { letterOfCreditId } = state.issued;
  const refusal = { letterOfCreditId, ...notice, refusedOn };
  return [{ type: 'PresentationRefused', occurredAt, data: refusal }];
}

export function waiveDiscrepancies(
  { occurredAt, data }: CreditCommandOf<'WaiveDiscrepancies'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { status, waived } = presentationOf(data.presentation, state);
  if (waived && (status === 'presented' || status === 'refused')) return [];
  steppedOn('WaiveDiscrepancies', occurredAt, data.presentation, state);
  checkNotTakenUpElsewhere(state, data.presentation);
  const { letterOfCreditId } = state.issued;
  return [{ type: 'DiscrepanciesWaived', occurredAt, data: { letterOfCreditId, ...data } }];
}

/** The issuing bank alone decides whether it takes the applicant's waiver (UCP 600, article 16(b)). */
export function agreeToWaiver(
  { occurredAt, data }: CreditCommandOf<'AgreeToWaiver'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { status, waived } = presentationOf(data.presentation, state);
  if (!waived && (status === 'presented' || status === 'refused')) {
    throw new Rejection('waiver-not-given', 'The applicant has not waived the discrepancies.');
  }
  const presentation = steppedOn('AgreeToWaiver', occurredAt, data.presentation, state);
  checkNotTakenUpElsewhere(state, data.presentation);
  // What was refused was free to be drawn again.
  if (status === 'refused') checkAvailable(presentation.amount, state);
  return complied(occurredAt, 'waived', dayOf(occurredAt), data.presentation, presentation, state);
}

/**
 * The presentation that a step is on.
 * @throws Rejection `presentation-unknown`, `illegal-step` or `before-presentation`.
 */
export function steppedOn(
  type: LetterOfCreditCommand['type'],
  occurredAt: string,
  number: number,
  state: KnownCredit,
): Presentation {
  const presentation = presentationOf(number, state);
  const legal = legalForPresentation(state, presentation);
  checkStep(type, `presentation ${number} is ${presentation.status}`, legal);
  if (Date.parse(occurredAt) < Date.parse(presentation.lastAt)) {
    const message = `${occurredAt} lies before ${presentation.lastAt}, when the last step was taken.`;
    refuse('before-presentation', message, '/occurredAt');
  }
  return presentation;
}

/** What a presentation says of itself wherever it binds a bank. */
export function drawingOf(number: number, { made }: Presentation, { issued }: KnownCredit) {
  return {
    letterOfCreditId: issued.letterOfCreditId,
    presentation: number,
    applicant: issued.applicant.participantId,
    beneficiary: issued.beneficiary.participantId,
    issuingBank: issued.issuingBank.participantId,
    ...(made.consignmentId !== undefined && { consignmentId: made.consignmentId }),
    amount: made.amount,
  };
}

function complied(
  occurredAt: string,
  basis: PresentationComplied['data']['basis'],
  /** Whoever was silent was bound at the end of the last day, whenever that is found. */
  compliedOn: string,
  number: number,
  presentation: Presentation,
  state: KnownCredit,
): readonly Unposted[] {
  const { made } = presentation;
  const maturityOn = maturityOf(
    state,
    presentation,
    basis === 'waived' ? compliedOn : made.presentedOn,
    compliedOn,
  );
  const { availableBy } = state.terms;
  const due = maturityOn !== undefined && { maturityOn };
  const data = { ...drawingOf(number, presentation, state), basis, compliedOn, availableBy, ...due };
  return [{ type: 'PresentationComplied', occurredAt, data }];
}

/** When it is to be paid, as far as that hangs on no acceptance; the day that the days count from is none of them (article 3). */
function maturityOf(
  state: KnownCredit,
  presentation: Presentation,
  sightOn: string,
  compliedOn: string,
): string | undefined {
  const { tenor } = state.terms;
  if (!tenor) return compliedOn;
  if (tenor.from === 'acceptance') return undefined;
  if (tenor.from === 'sight') return dueDate(sightOn, tenor.days);
  const shippedOn = shippedOnOf(state, presentation.made);
  if (shippedOn === undefined) return undefined;
  // A paper of the consignment may be told of any day, and older presentations were.
  const latest = latestDayOf(presentation.made.presentedOn);
  const isAhead = shippedOn > latest;
  return dueDate(isAhead ? latest : shippedOn, tenor.days);
}

/** A bank that is bound and gave no notice in time may not say any more that documents do not comply (article 16(f)). */
function isPrecluded(state: KnownCredit, { heldBy, examineBy }: Presentation, today: string): boolean {
  return today > examineBy && isBound(state, heldBy);
}

function checkPresenting(presenting: Presenting, presentedOn: string, state: KnownCredit): void {
  const { presentedTo, consignmentId, shippedOn, quantity, documents } = presenting;
  const { consignmentIds, tenor } = state.terms;
  checkPart(payingBanksOf(state), presentedTo, '/presentedTo');
  if (consignmentId === undefined && consignmentIds.length > 0) {
    refuse(
      'consignment-missing',
      'Tell which consignment of the credit the documents are of.',
      '/consignmentId',
    );
  }
  if (consignmentId !== undefined && !consignmentIds.includes(consignmentId)) {
    refuse('consignment-not-of-credit', `The credit is not for ${consignmentId}.`, '/consignmentId');
  }
  if (shippedOn !== undefined) checkDayOfPaper(shippedOn, presentedOn, '/shippedOn');
  if (tenor?.from === 'shipment' && shippedOnOf(state, presenting) === undefined) {
    refuse('shipment-date-missing', 'The days of the tenor count from it.', '/shippedOn');
  }
  if (quantity !== undefined) {
    checkPositiveDecimal(quantity, QUANTITY_DIGITS, '/quantity');
    if (!state.terms.quantity) {
      refuse('quantity-not-asked', 'The credit asks for no quantity.', '/quantity');
    }
  }
  if (documents.length === 0) refuse('documents-not-presented', 'Nothing was presented.', '/documents');
  for (const [index, { issuedOn }] of documents.entries()) {
    checkDayOfPaper(issuedOn, presentedOn, `/documents/${index}/issuedOn`);
  }
}

/** @throws Rejection `date-malformed` or `date-in-future`: a slip of the pen, which would stay on record. */
function checkDayOfPaper(day: string, presentedOn: string, pointer: string): void {
  checkLocalDate(day, pointer);
  if (day <= latestDayOf(presentedOn)) return;
  refuse('date-in-future', `${day} lies behind ${presentedOn}, the day of the presentation.`, pointer);
}

/**
 * The number of a presentation that this one is: the same papers for the same money on the same day, while they are neither refused nor
 * withdrawn, were sent twice; also to a bank that they went on from or to.
 */
export function findPresented(
  { presentations }: KnownCredit,
  presenting: Pick<Presenting, 'presentedTo' | 'amount' | 'documents'>,
  presentedOn: string,
): number | undefined {
  const at = presentations.findIndex((each) => isSamePresentation(each, presenting, presentedOn));
  return at < 0 ? undefined : at + 1;
}

function isSamePresentation(
  { status, made, heldBy }: Presentation,
  { presentedTo, amount, documents }: Pick<Presenting, 'presentedTo' | 'amount' | 'documents'>,
  presentedOn: string,
): boolean {
  if (!isDrawing({ status }) || made.presentedOn !== presentedOn) return false;
  if (made.presentedTo !== presentedTo && heldBy !== presentedTo) return false;
  return toMoney(made.amount).minor === toMoney(amount).minor && isSame(made.documents, documents);
}

function checkAvailable(drawn: bigint, state: KnownCredit): void {
  if (drawn <= availableOf(state)) return;
  const message = 'That is more than can still be drawn, with all tolerance.';
  throw new Rejection('credit-overdrawn', message, { pointer: '/amount/amount' });
}

/** @throws Rejection `presentation-unknown`. */
export function presentationOf(number: number, { presentations }: KnownCredit): Presentation {
  const presentation = presentations[number - 1];
  if (!presentation) {
    refuse('presentation-unknown', `The credit has no presentation ${number}.`, '/presentation');
  }
  return presentation;
}

/** The local day of an instant, by the offset that it was told with. */
function dayOf(occurredAt: string): string {
  return occurredAt.slice(0, 10);
}
