import { type MoneyJson, toMoney } from '@corridor/kernel';
import { compare, type OpenObligation } from './matching.js';
import { nameLikeness, partyWords } from './party-names.js';
import { addingUpTo, SUMMED_MAX } from './sums.js';

/**
 * What speaks for a payment that names no invoice, in points of 100. An amount and a day alone may be chance: without the debtor's
 * name, nothing reaches {@link SURE}.
 */
export const POINTS = {
  /** What came is what is owed, to the last minor unit: two firms seldom owe the same one sum. */
  amount: 40,
  /** What came is what several invoices of one debtor come to. Sums are many, so one that fits says less. */
  sum: 35,
  /** What came is short by what banks on the way usually take. */
  shortOfFees: 25,
  /** The debtor is who paid, in proportion to how alike the names are. */
  debtor: 25,
  /** The creditor's account has been his: a bank's own record, surer than a name. */
  account: 20,
  /** The creditor has the name that the credit gives, in proportion. */
  creditor: 15,
  /** It came about when it was due; less further off. */
  day: [
    { within: 3, points: 15 },
    { within: 10, points: 10 },
    { within: 30, points: 5 },
  ],
  /** Its remittance information names something, and not this. */
  namesSomethingElse: -25,
} as const;

/** From here on a match is made without a person: amount, debtor and either the creditor or the day have to speak for it. */
export const SURE = 80;
/** And it has to be so far ahead of the second best: less than what a name, or the amount, makes is no difference. */
export const AHEAD = 15;
/** What is less likely is not worth a look. */
export const WORTH_A_LOOK = 40;

/** Names that are less alike than this are two names: firms of one town or trade share a word. */
const ALIKE = 60;
/** What correspondent banks take, as a part of what is owed: some ten dollars, of invoices of some thousands. */
const USUAL_FEES = { of: 1n, in: 100n };
const DAY_MS = 86_400_000;

export interface ScoredSettlement {
  readonly unallocated: MoneyJson;
  /** As in `UnallocatedSettlement`. */
  readonly fees?: MoneyJson | undefined;
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
  /** In Latin letters. */
  readonly debtorName?: string | undefined;
  /** In Latin letters. */
  readonly creditorName?: string | undefined;
  /** Whom the account has paid, where it is one creditor: it pays nobody else. */
  readonly accountOf?: string | undefined;
  /** Whether its remittance information tells what it pays. */
  readonly saysWhatIsPaid: boolean;
}

export interface ScorableObligation extends OpenObligation {
  /** Participant id. */
  readonly debtor: string;
  /** In Latin letters. */
  readonly debtorName?: string | undefined;
  /** In Latin letters. */
  readonly creditorName?: string | undefined;
}

/** What a settlement may pay. */
export interface Candidate {
  /** Of one creditor and one debtor, in the order in which they are paid. */
  readonly obligationIds: readonly string[];
  /** 0 to 100. */
  readonly score: number;
  /** What made it, in words. */
  readonly grounds: readonly string[];
}

/** What speaks for something, and how much. */
interface Ground {
  readonly points: number;
  readonly text: string;
}

/**
 * What a settlement may pay that names nothing, of obligations at its bank in its currency: each that is worth a look, the best
 * first. The answer does not depend on the order of `obligations`.
 */
export function candidatesFor(
  settlement: ScoredSettlement,
  obligations: readonly ScorableObligation[],
): readonly Candidate[] {
  const { accountOf, unallocated } = settlement;
  const payable = obligations
    .filter(({ creditor }) => accountOf === undefined || creditor === accountOf)
    .filter(({ outstanding }) => outstanding.currency === unallocated.currency)
    .toSorted((a, b) => compare(a.dueOn, b.dueOn) || compare(a.obligationId, b.obligationId));
  const single = payable.map((each) => candidate([each], amountGround(settlement, each), settlement));
  return [...single, ...sums(settlement, payable)]
    .filter(({ score }) => score >= WORTH_A_LOOK)
    .toSorted((a, b) => b.score - a.score || compare(a.obligationIds.join(), b.obligationIds.join()));
}

/** The candidate that needs no person, and whether one would if it were not for others that are about as good. */
export function surest(candidates: readonly Candidate[]): {
  readonly sure?: Candidate;
  readonly unsure: boolean;
} {
  const [best, second] = candidates;
  if (!best || best.score < SURE) return { unsure: false };
  if (second && best.score - second.score < AHEAD) return { unsure: true };
  return { sure: best, unsure: false };
}

/** What of one debtor and one creditor adds up to what came, or to that and the fees. */
function sums(settlement: ScoredSettlement, payable: readonly ScorableObligation[]): readonly Candidate[] {
  const pairs = new Map<string, ScorableObligation[]>();
  for (const each of payable) {
    const pair = JSON.stringify([each.creditor, each.debtor]);
    pairs.set(pair, [...(pairs.get(pair) ?? []), each]);
  }
  return [...pairs.values()].flatMap((ofPair): Candidate[] => {
    const [first] = ofPair;
    if (!first || ofPair.length < 2 || likeness(settlement.debtorName, first.debtorName) < ALIKE) return [];
    const oldest = ofPair.slice(0, SUMMED_MAX);
    const amounts = oldest.map(({ outstanding }) => toMoney(outstanding).minor);
    for (const { minor, text } of sumsMeant(settlement)) {
      const chosen = addingUpTo(minor, amounts);
      if (!chosen) continue;
      const group = chosen.flatMap((at) => oldest[at] ?? []);
      const ground = { points: POINTS.sum, text: `${group.length} invoices come to ${text}` };
      return [candidate(group, ground, settlement)];
    }
    return [];
  });
}

function sumsMeant({ unallocated, fees }: ScoredSettlement) {
  const { minor } = toMoney(unallocated);
  const plain = { minor, text: 'what came' };
  return fees
    ? [plain, { minor: minor + toMoney(fees).minor, text: 'what came and the fees that were taken' }]
    : [plain];
}

function amountGround(
  { unallocated, fees }: ScoredSettlement,
  { outstanding }: ScorableObligation,
): Ground | undefined {
  const came = toMoney(unallocated).minor;
  const owed = toMoney(outstanding).minor;
  const short = owed - came;
  if (short === 0n) return { points: POINTS.amount, text: 'what came is what is owed' };
  if (short < 0n) return undefined;
  if (fees && short <= toMoney(fees).minor) {
    return { points: POINTS.amount, text: 'what came and the fees that were taken are what is owed' };
  }
  if (short * USUAL_FEES.in > owed * USUAL_FEES.of) return undefined;
  return { points: POINTS.shortOfFees, text: 'what came is short by no more than banks usually take' };
}

function candidate(
  group: readonly ScorableObligation[],
  amount: Ground | undefined,
  settlement: ScoredSettlement,
): Candidate {
  const { accountOf, saysWhatIsPaid, valueDate } = settlement;
  const last = group.at(-1);
  if (!last) throw new Error('A candidate is of at least one obligation.');
  const debtor = likeness(settlement.debtorName, last.debtorName);
  const creditor = likeness(settlement.creditorName, last.creditorName);
  const ofAccount = accountOf !== undefined && {
    points: POINTS.account,
    text: "the account is the creditor's",
  };
  const grounds = [
    amount,
    debtor >= ALIKE && named('debtor', POINTS.debtor, debtor),
    ofAccount || (creditor >= ALIKE && named('creditor', POINTS.creditor, creditor)),
    dayGround(valueDate, last.dueOn),
    saysWhatIsPaid && {
      points: POINTS.namesSomethingElse,
      text: 'its remittance information names something else',
    },
  ].filter((each): each is Ground => typeof each === 'object');
  return {
    obligationIds: group.map(({ obligationId }) => obligationId),
    score: Math.max(
      0,
      grounds.reduce((total, { points }) => total + points, 0),
    ),
    grounds: grounds.map(({ points, text }) => `${text}: ${points}`),
  };
}

function named(party: 'debtor' | 'creditor', points: number, alike: number): Ground {
  return { points: Math.floor((points * alike) / 100), text: `the ${party}'s name is ${alike} % alike` };
}

function dayGround(valueDate: string, dueOn: string): Ground | undefined {
  const days = Math.abs(Date.parse(`${valueDate}T00:00:00Z`) - Date.parse(`${dueOn}T00:00:00Z`)) / DAY_MS;
  const near = POINTS.day.find(({ within }) => days <= within);
  return near && { points: near.points, text: `the value date is ${days} days from the due date` };
}

function likeness(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return 0;
  return nameLikeness(partyWords(one), partyWords(other));
}
