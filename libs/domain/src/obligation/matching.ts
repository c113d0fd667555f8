import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { Exchange } from '../rates/exchange.js';
import type { MatchedBy, PaymentReferences } from '../settlement/settlement.events.js';
import { type Drawing, drawnFor, type PaidByCredit } from './drawing.js';
import { type Purse, payFrom } from './purse.js';
import { referenceFinder } from './references.js';
import { HeldShares, type Share } from './shares.js';

/** Money that looks for what it pays. */
export interface UnallocatedSettlement {
  /** Participant id of the bank that booked it. */
  readonly bank: string;
  readonly references: PaymentReferences;
  /** What was drawn under letters of credit and is paid by the payment with its UETR, as the bank told that pays. */
  readonly drawings?: readonly Drawing[] | undefined;
  /** Those of the payment instruction with the same UETR, where the ledger has it from the bank that booked the money. */
  readonly instructed?: PaymentReferences | undefined;
  /** Those that another bank gave the instruction: they name only what the money's own leave open. */
  readonly instructedElsewhere?: PaymentReferences | undefined;
  /** What of it is for what these references name, where that is told: of what a share names, it pays no more. */
  readonly shares?: readonly Share[] | undefined;
  readonly unallocated: MoneyJson;
  /** What banks on the way took of it that the debtor has paid none the less, and that no match counts yet. */
  readonly fees?: MoneyJson | undefined;
  /** Whose obligations it has paid before: it pays no other's. */
  readonly creditor?: string | undefined;
  /** Whose obligations its account has paid before, where that is one creditor: see {@link allocate}. */
  readonly accountOf?: string | undefined;
  /** From its currency to others at its value date, by the other currency; what is owed in one that is missing is not paid. */
  readonly exchanges?: ReadonlyMap<string, Exchange> | undefined;
}

/** What is still owed and may be paid. */
export interface OpenObligation extends PaidByCredit {
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
  /** Of the settlement, positive. */
  readonly amount: MoneyJson;
  /** Of the obligation, positive, at most what is outstanding. */
  readonly settled: MoneyJson;
  /** As part of what is settled. */
  readonly fees?: MoneyJson;
  readonly exchange?: Exchange;
  readonly by: MatchedBy;
}

/** What names an invoice: a drawing under a credit or the references of an instruction, by the UETR, a whole reference, or a word in a text. */
export type NamedBy = Extract<MatchedBy, 'uetr' | 'end-to-end-id' | 'remittance'>;

/**
 * What says more comes first: a bank that pays a drawing says by its UETR which payment that is, and needs no number; a whole reference says more than a word in a text, which may be a number by chance. What another bank
 * says of the money comes last.
 */
const RANK: Readonly<Record<NamedBy, number>> = { uetr: 0, 'end-to-end-id': 1, remittance: 2 };
const RANK_DRAWN = -1;
const RANK_ELSEWHERE = 3;

/**
 * Which obligations a settlement pays that it names, and how much of each: those at the same bank for which the drawing is that it pays,
 * then those whose invoice number its references name, first by what its instruction names, then by the end-to-end id, then the earliest due, and behind them what another
 * bank's instruction names, until the money is used up. Never those of two creditors, and none where it {@link isAmbiguous}. What is owed in its own currency is paid alone where it names
 * any; else what is owed in others, by the rate.
 *
 * An account is one creditor's: what comes on it pays no other's, whatever it names, since whoever registers an invoice chooses its number. Only where the
 * whole end-to-end id names one obligation that is open at the bank, and the amount is what is owed of it to the last minor unit, it is paid none the less: it
 * may be an account on which several creditors are paid. Nobody comes to know both before the money is there but its debtor and its bank; and what was paid
 * so does not tell whose the account is, so that it opens the account to nothing else.
 * The answer does not depend on the order of `openObligations`.
 */
export function allocate(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly Allocation[] {
  const named = namedBy(settlement, openObligations);
  const [creditor, ...others] = creditorsOf(settlement, named);
  if (others.length > 0) return [];
  const payable = named.filter((each) => each.creditor === creditor);
  return payInTurn(settlement, payable.toSorted(inOrderOfPayment));
}

/** Whether the same kind of reference names obligations of more than one creditor: whose money it is, nobody can tell. */
export function isAmbiguous(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): boolean {
  return creditorsOf(settlement, namedBy(settlement, openObligations)).length > 1;
}

/** Whether it names any that is open, in whatever currency. */
export function namesAny(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): boolean {
  return allNamed(settlement, openObligations).length > 0;
}

/** Pays obligations of one creditor one after the other, until the money is used up; of those that a share names, no more than it holds. */
export function payInTurn(
  { unallocated, fees, exchanges, shares }: Payer,
  payable: readonly Payable[],
): readonly Allocation[] {
  const { minor, currency } = toMoney(unallocated);
  const held = new HeldShares(shares ?? []);
  let purse: Purse = { minor, currency, fees: fees ? toMoney(fees).minor : 0n };
  return payable.flatMap(({ obligationId, outstanding, by, invoiceNumber }): Allocation[] => {
    const exchange = exchanges?.get(outstanding.currency);
    const limited = held.limit(invoiceNumber, purse, outstanding);
    const paid = payFrom(limited.purse, limited.outstanding, exchange);
    if (!paid) return [];
    const { left, ...rest } = paid;
    held.use(invoiceNumber, [rest.settled, rest.amount]);
    purse = { ...left, minor: purse.minor - toMoney(rest.amount).minor };
    return [{ obligationId, ...rest, by }];
  });
}

type Payer = Pick<UnallocatedSettlement, 'unallocated' | 'fees' | 'exchanges' | 'shares'>;
type Payable = Pick<OpenObligation, 'obligationId' | 'outstanding'> &
  Pick<Allocation, 'by'> & { readonly invoiceNumber?: string };

/** The currencies in which obligations are owed that a settlement names, where it names none in its own. */
export function currenciesNamed(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly string[] {
  const named = allNamed(settlement, openObligations).map(({ outstanding }) => outstanding.currency);
  if (named.includes(settlement.unallocated.currency)) return [];
  return [...new Set(named)].toSorted();
}

type NamedObligation = OpenObligation & { readonly by: NamedBy; readonly rank: number };

function inOrderOfPayment(a: NamedObligation, b: NamedObligation): number {
  return a.rank - b.rank || compare(a.dueOn, b.dueOn) || compare(a.obligationId, b.obligationId);
}

/** What is named and can be paid: in the settlement's own currency, else in those that there is a rate for. */
function namedBy(
  settlement: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly NamedObligation[] {
  const { unallocated, exchanges } = settlement;
  const named = allNamed(settlement, openObligations);
  const same = named.filter(({ outstanding }) => outstanding.currency === unallocated.currency);
  if (same.length > 0) return same;
  return named.filter(({ outstanding }) => exchanges?.has(outstanding.currency));
}

function allNamed(
  { bank, references, drawings = [], instructed, instructedElsewhere, shares = [] }: UnallocatedSettlement,
  openObligations: readonly OpenObligation[],
): readonly NamedObligation[] {
  const instructionNames = instructed ? referenceFinder(instructed) : () => undefined;
  const creditNames = referenceFinder(references);
  const shareNames = shares.map((share) => referenceFinder(share.references));
  const othersName = instructedElsewhere ? referenceFinder(instructedElsewhere) : () => undefined;
  const payable = openObligations.filter(
    ({ creditorBank, outstanding }) => creditorBank === bank && toMoney(outstanding).minor > 0n,
  );
  const drawn = new Set(drawings.flatMap((drawing) => drawnFor(payable, drawing)));
  return payable.flatMap((each): NamedObligation[] => {
    const { invoiceNumber } = each;
    if (drawn.has(each)) return [{ ...each, by: 'uetr', rank: RANK_DRAWN }];
    const own = instructionNames(invoiceNumber) ? 'uetr' : creditNames(invoiceNumber);
    const by = own ?? surestOf(shareNames.map((names) => names(invoiceNumber)));
    if (by) return [{ ...each, by, rank: RANK[by] }];
    return othersName(invoiceNumber) ? [{ ...each, by: 'uetr', rank: RANK_ELSEWHERE }] : [];
  });
}

function surestOf(found: readonly (NamedBy | undefined)[]): NamedBy | undefined {
  return found.flatMap((by) => by ?? []).toSorted((a, b) => RANK[a] - RANK[b])[0];
}

/** Whom the money may be for: whom it was for before, else whom its account is, else those whom the surest kind of reference names. */
function creditorsOf(
  settlement: UnallocatedSettlement,
  named: readonly NamedObligation[],
): readonly string[] {
  const { creditor, accountOf } = settlement;
  if (creditor !== undefined) return [creditor];
  const rankOfSurest = Math.min(...named.map(({ rank }) => rank));
  const surest = named.filter(({ rank }) => rank === rankOfSurest);
  if (accountOf !== undefined) return [isNamedExactly(settlement, surest) ? surest[0].creditor : accountOf];
  return [...new Set(surest.map((each) => each.creditor))];
}

/** Whether the whole end-to-end id names one obligation, and what came, with what banks took of it, is what is owed of that. */
function isNamedExactly(
  { unallocated, fees }: UnallocatedSettlement,
  surest: readonly NamedObligation[],
): surest is readonly [NamedObligation] {
  const [only, ...others] = surest;
  if (only?.by !== 'end-to-end-id' || others.length > 0) return false;
  const { minor: owed, currency } = toMoney(only.outstanding);
  const { minor: came } = toMoney(unallocated);
  return (
    currency === unallocated.currency && came <= owed && owed <= came + (fees ? toMoney(fees).minor : 0n)
  );
}

/** By code units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
