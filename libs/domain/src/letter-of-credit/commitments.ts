import { toMoney, toMoneyJson } from '@corridor/kernel';
import { type Account, move, type Posting } from '../postings/posting.js';
import { mostOf } from './article-30.js';
import { amendedTerms, type CreditTerms } from './credit-terms.js';
import { lastDayOnRecord } from './expiry.js';
import {
  type Commitments,
  isDrawing,
  isOpen,
  isPending,
  type KnownCredit,
  type LetterOfCreditState,
} from './letter-of-credit-state.js';

export const NONE: Commitments = { issuing: 0n, confirming: 0n, margin: 0n };

/** What was drawn and neither refused nor withdrawn, and so can no more be drawn. */
export function drawnOf({ presentations }: KnownCredit): bigint {
  return sumOf(presentations.filter(isDrawing));
}

/** What can still be drawn; of a credit that is expired, nothing complies any more. */
export function availableOf(state: KnownCredit): bigint {
  return mostOf(state.terms) - drawnOf(state);
}

/**
 * What the banks stand for and keep, as the credit stands. Everything that is posted leads to it from what the accounts show, so that
 * they are even again when nothing is left to pay, also where an earlier release had other rules for it.
 *
 * The issuing bank is bound by an amendment from the moment in which it makes it (UCP 600, article 10(b)): until the beneficiary has
 * answered, it stands for the greater of both amounts. The confirming bank stands for what it confirmed; not for documents whose
 * discrepancies others waived, nor any longer for what it has paid itself.
 */
export function commitmentsOf(state: LetterOfCreditState): Commitments {
  if (state.status === 'unknown' || state.status === 'cancelled' || state.status === 'closed') return NONE;
  const { confirmed, margin } = state;
  const ofConfirmer = () => sumOf(pendingOf(state).filter(isConfirmersCase(state)));
  return {
    issuing: issuingOf(state),
    confirming: confirmed === 0n ? 0n : confirmingOf(state, ofConfirmer()),
    margin,
  };
}

/**
 * What is left of the applicant's margin behind an event: it is used first, and what is more than the issuing bank still stands for goes back to him. It is never
 * more than before: what is back, nobody but the applicant puts up again.
 */
export function marginThen(before: LetterOfCreditState, after: KnownCredit): bigint {
  const { margin, status } = after;
  if (margin === 0n || status === 'cancelled' || status === 'closed') return 0n;
  const used = settledOf(after) - (before.status === 'unknown' ? 0n : settledOf(before));
  return lesser(positive(margin - used), issuingOf(after));
}

/** What the issuing bank stands for of a credit that has not ended. */
function issuingOf(state: KnownCredit): bigint {
  return isOpen(state) ? undertakenOf(state) - settledOf(state) : sumOf(pendingOf(state));
}

function settledOf({ presentations }: KnownCredit): bigint {
  return sumOf(presentations.filter(({ status }) => status === 'settled'));
}

/** Documents that came too late bind nobody before they count as complying. */
function pendingOf(state: KnownCredit): KnownCredit['presentations'] {
  const lastDay = lastDayOnRecord(state);
  return state.presentations.filter(
    ({ made, status }) =>
      isPending({ status }) && (status !== 'presented' || made.inTime || made.presentedOn <= lastDay),
  );
}

/** The postings that lead from what stands in the accounts of a credit to what stands for it then. */
export function postingsBetween(
  was: Commitments,
  is: Commitments,
  { issued }: KnownCredit,
): readonly Posting[] {
  const { issuingBank, confirmingBank, terms } = issued;
  const { currency } = terms.amount;
  const issuer = issuingBank.participantId;
  const moved = (minor: bigint, debit: Account, credit: Account) =>
    move(toMoneyJson({ minor, currency }), debit, credit);
  const undertake = (minor: bigint, of: string) =>
    moved(minor, { account: 'guarantee-contra', of }, { account: 'guarantee', of });
  return [
    ...undertake(is.issuing - was.issuing, issuer),
    ...(confirmingBank ? undertake(is.confirming - was.confirming, confirmingBank.participantId) : []),
    ...moved(is.margin - was.margin, { account: 'nostro', of: issuer }, { account: 'lc-margin', of: issuer }),
  ];
}

/** What stands in the accounts once an event has posted, too. */
export function bookedThen({ booked, issued }: KnownCredit, postings: readonly Posting[]): Commitments {
  const { issuingBank, confirmingBank } = issued;
  const credited = (account: Account['account'], of: string | undefined) =>
    postings
      .filter((posting) => posting.account === account && posting.of === of)
      .map(({ side, amount }) => (side === 'credit' ? toMoney(amount).minor : -toMoney(amount).minor))
      .reduce((sum, minor) => sum + minor, 0n);
  return {
    issuing: booked.issuing + credited('guarantee', issuingBank.participantId),
    confirming: booked.confirming + credited('guarantee', confirmingBank?.participantId),
    margin: booked.margin + credited('lc-margin', issuingBank.participantId),
  };
}

/** The most that the issuing bank is bound to by the terms that hold and by the amendments that are not answered yet. */
export function undertakenOf({ terms, amendments }: KnownCredit): bigint {
  return amendments
    .filter(({ status }) => status === 'proposed')
    .map(({ changes }) => mostOf(amendedTerms(terms, changes)))
    .reduce(greater, mostOf(terms));
}

/**
 * The most that the confirming bank has bound itself to once the beneficiary has accepted other terms: it changes by what the bank extended its confirmation
 * to, and by nothing else. A reduction that it was not extended to lowers what can be drawn, and so what stands for it then, but does not undo what the bank
 * confirmed: where the credit grows again, it is bound as it was.
 */
export function confirmedThen(
  { confirmed, terms }: Pick<KnownCredit, 'confirmed' | 'terms'>,
  then: CreditTerms,
  extended: boolean,
): bigint {
  if (!extended) return confirmed;
  const most = mostOf(then);
  const added = most - mostOf(terms);
  return added < 0n ? lesser(confirmed, most) : confirmed + added;
}

function confirmingOf(state: KnownCredit, pending: bigint): bigint {
  const { confirmed, presentations } = state;
  const isOnIt = isConfirmersCase(state);
  const gone = presentations.filter((each) => each.status === 'settled' || (isDrawn(each) && !isOnIt(each)));
  const { amendments, terms } = state;
  const extended = amendments
    .filter(({ status, confirmationExtended }) => status === 'proposed' && confirmationExtended)
    .map(({ changes }) => confirmedThen(state, amendedTerms(terms, changes), true))
    .reduce(greater, confirmed);
  // What the beneficiary can no longer draw, nobody has to pay.
  const bound = lesser(extended, undertakenOf(state));
  const left = positive(bound - sumOf(gone));
  return isOpen(state) ? left : lesser(left, pending);
}

/** Whether the confirming bank may still have to pay on a presentation. */
function isConfirmersCase({ issued }: KnownCredit) {
  const confirmer = issued.confirmingBank?.participantId;
  return ({ basis, paidBy, heldBy }: KnownCredit['presentations'][number]): boolean =>
    // Whoever gave no notice in time is bound by that, and nobody else.
    basis !== 'waived' && (basis !== 'precluded' || heldBy === confirmer) && paidBy !== confirmer;
}

function isDrawn({ status }: KnownCredit['presentations'][number]): boolean {
  return status === 'complying' || status === 'accepted' || status === 'honoured' || status === 'settled';
}

function sumOf(presentations: KnownCredit['presentations']): bigint {
  return presentations.reduce((total, { amount }) => total + amount, 0n);
}

const positive = (minor: bigint): bigint => (minor < 0n ? 0n : minor);
export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
