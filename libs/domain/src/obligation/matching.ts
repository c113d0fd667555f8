import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type { PaymentReferences, SettlementMatched } from '../settlement/settlement.events.js';

/** Money that looks for what it pays. */
export interface UnallocatedSettlement {
  /** Participant id of the bank that booked it. */
  readonly bank: string;
  readonly references: PaymentReferences;
  readonly unallocated: MoneyJson;
  /** Whose obligations it has paid before: the account is one creditor's, so the rest pays no other. */
  readonly creditor?: string | undefined;
}

/** What is still owed and may be paid. */
export interface OpenObligation {
  readonly obligationId: string;
  /** Unique for its creditor only. */
  readonly invoiceNumber: string;
  /** Participant id. */
  readonly creditor: string;
  readonly creditorBank: string;
  readonly outstanding: MoneyJson;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
}

export interface Allocation {
  readonly obligationId: string;
  /** Positive, at most what is outstanding. */
  readonly amount: MoneyJson;
  readonly by: SettlementMatched['data']['by'];
}

/**
 * Which obligations a settlement pays, and how much of each: those at the same bank and in the same currency whose
 * invoice number its references name, first what the end-to-end id names, then the earliest due, until the money is used up. Never by amount alone, never
 * those of two creditors, and none where it {@link isAmbiguous}.
 * The answer does not depend on the order of `openObligations`.
 */
export function allocate(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly Allocation[] {
  const { currency } = settlement.unallocated;
  const named = namedBy(settlement, openObligations);
  const [creditor, ...others] = creditorsOf(settlement, named);
  if (others.length > 0) return [];
  const payable = named.filter((each) => each.creditor === creditor).toSorted(inOrderOfPayment);
  const allocations: Allocation[] = [];
  let left = toMoney(settlement.unallocated).minor;
  for (const { obligationId, outstanding, by } of payable) {
    if (left <= 0n) break;
    const minor = smaller(toMoney(outstanding).minor, left);
    left -= minor;
    allocations.push({ obligationId, amount: toMoneyJson({ minor, currency }), by });
  }
  return allocations;
}

/** Whether the same kind of reference names obligations of more than one creditor: whose money it is, nobody can tell. */
export function isAmbiguous(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): boolean {
  return creditorsOf(settlement, namedBy(settlement, openObligations)).length > 1;
}

type NamedObligation = OpenObligation & Pick<Allocation, 'by'>;

/** A whole reference says more than a word in a text, which may be a number by chance. */
function inOrderOfPayment(a: NamedObligation, b: NamedObligation): number {
  const rank = ({ by }: NamedObligation): number => (by === 'end-to-end-id' ? 0 : 1);
  return rank(a) - rank(b) || compare(a.dueOn, b.dueOn) || compare(a.obligationId, b.obligationId);
}

function namedBy(
  { bank, references, unallocated }: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly NamedObligation[] {
  const referenceOf = referenceFinder(references);
  return openObligations.flatMap((each): NamedObligation[] => {
    const { creditorBank, outstanding, invoiceNumber } = each;
    if (creditorBank !== bank || outstanding.currency !== unallocated.currency) return [];
    if (toMoney(outstanding).minor <= 0n) return [];
    const by = referenceOf(invoiceNumber);
    return by ? [{ ...each, by }] : [];
  });
}

/** Whom the money may be for: whom it was for before, else those whom the surest reference names. */
function creditorsOf(
  { creditor }: UnallocatedSettlement,
  named: readonly NamedObligation[],
): readonly string[] {
  if (creditor !== undefined) return [creditor];
  const exact = named.filter(({ by }) => by === 'end-to-end-id');
  return [...new Set((exact.length > 0 ? exact : named).map((each) => each.creditor))];
}

/** Tells which reference names an invoice number, if any does. */
function referenceFinder(
  references: PaymentReferences,
): (invoiceNumber: string) => Allocation['by'] | undefined {
  const endToEndId = normal(references.endToEndId ?? '');
  const texts = references.remittance.map(normal);
  const spelledOut = texts.map(withoutCodeWords);
  return (invoiceNumber) => {
    const number = normal(invoiceNumber);
    if (number === '') return undefined;
    if (number === endToEndId) return 'end-to-end-id';
    if (texts.includes(number) || spelledOut.some((text) => hasToken(text, number))) return 'remittance';
    return undefined;
  };
}

function normal(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Code words of payment messages stand before a reference without a space: `/INV/2026-17`, `//RFB/2026-17`. */
function withoutCodeWords(text: string): string {
  return text.replace(/\/\//g, ' /').replace(/(?<![^\s])\/[a-z]{3,4}\//g, ' ');
}

/**
 * Whether `token` stands in `text` by itself. Signs that invoice numbers are made of join it to its neighbours: `17` is
 * not a token of `2026-17`, nor `2026-1` of `2026-17`; a full stop or a comma behind a number ends it.
 */
function hasToken(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
    const joinedBefore = /[\p{L}\p{N}][-/._]*$/u.test(text.slice(Math.max(0, at - 8), at));
    const joinedBehind = /^[-/._]*[\p{L}\p{N}]/u.test(text.slice(at + token.length, at + token.length + 8));
    if (!joinedBefore && !joinedBehind) return true;
  }
  return false;
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** By code units: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
