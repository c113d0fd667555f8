import type { KnownPayment, PaymentInstructed, PaymentStatusReported } from '@corridor/domain';
import { settlementIdentity } from '@corridor/iso20022';
import { isNamedBy } from '@corridor/nest-kit';
import type { Credit, ToldCredit } from '../booking/credit.js';
import { settlementIdOf } from '../naming/settlement-id.js';
import { creditedDay } from './told-days.js';

/** What a status that says that the creditor was credited (ACCC) still lacks to be booked by. */
export type Lacking =
  | 'instruction-unknown'
  | 'uetr-missing'
  | 'creditor-agent-missing'
  | 'bank-bic-unknown'
  | 'creditor-account-missing'
  | 'not-between-banks';

/** The instruction names another bank than the one that tells the status as the creditor's. */
export interface CreditElsewhere {
  /** BIC of that bank. */
  readonly elsewhere: string;
}

/** Why a status that says that the creditor was credited informs, whatever of the payment is known. */
export type InformsAs = 'status-of-order' | 'status-of-other-message';

/** Messages that move money beside that which pays the creditor: between the banks alone, or back. */
const BESIDE = /^(pacs\.009|pacs\.004|(MT ?)?20[25](?!\d))/i;

/**
 * What a status speaks of that settles nothing of the creditor's: a pain.002 tells a customer how his order stands; and cover and return of a payment
 * have its UETR, but are credited to a bank, and to the debtor. A pacs.009 that is itself the instruction is none of these.
 */
export function informsAs(
  { instruction, covers }: Pick<KnownPayment, 'instruction' | 'covers'>,
  { format, original: { messageId, messageName } }: PaymentStatusReported['data'],
): InformsAs | undefined {
  if (!format.startsWith('pacs.002')) return 'status-of-order';
  const isOfInstruction =
    instruction !== undefined &&
    (messageName === undefined
      ? instruction.messageId === messageId
      : instruction.format.slice(0, 8) === messageName.slice(0, 8).toLowerCase());
  if (isOfInstruction) return undefined;
  const isOfCover = messageId !== undefined && covers.includes(messageId);
  if (messageName === undefined) return isOfCover ? 'status-of-other-message' : undefined;
  // Of what is not known yet, a pacs.009 may be the instruction.
  const isBeside = BESIDE.test(messageName) && (instruction !== undefined || covers.length > 0);
  return isBeside ? 'status-of-other-message' : undefined;
}

/**
 * The credit that a payment's status tells of: the amount and the creditor's account from its instruction, the day from the status.
 * Only under a UETR: what else it has in common with its entry, which may have come or be yet to come, other payments may have, too.
 * Only by the bank that keeps the creditor's account: every other bank on the way has the same status, which informs.
 * @param credited the status.
 * @param bics by which messages name the bank that tells it.
 */
export function creditByStatus(
  { instruction, bank }: KnownPayment,
  credited: PaymentStatusReported['data'],
  bics: readonly string[],
): ToldCredit | Lacking | CreditElsewhere {
  if (!instruction) return 'instruction-unknown';
  if (instruction.format.startsWith('pain.')) return 'not-between-banks';
  const keeper = keeperOf(instruction);
  if (keeper === undefined) return 'creditor-agent-missing';
  if (bics.length === 0) return 'bank-bic-unknown';
  const elsewhere = creditedElsewhere({ instruction }, bics);
  if (elsewhere) return elsewhere;
  const { uetr, endToEndId, instructionId, clearingSystemReference } = instruction.references;
  if (uetr === undefined) return 'uetr-missing';
  const { account } = instruction.creditor;
  if (account === undefined) return 'creditor-account-missing';
  const { amount, debtor, creditor, instructedAmount, chargeBearer, charges, remittance } = instruction;
  const { ultimateDebtorName, ultimateCreditorName } = instruction;
  const day = creditedDay(credited) ?? instruction.settlementDate;
  if (day === undefined) return 'instruction-unknown';
  const references = { ...(endToEndId !== undefined && { endToEndId }), uetr, remittance };
  const { accountServicerReference } = credited;
  // Its id is made of the UETR alone: a bank may give one reference to several payments.
  const named = { account, ...references, amount, creditDebit: 'CRDT', reversal: false } as const;
  const identity = settlementIdentity({ ...named, valueDate: day, bookedOn: day, occurrence: 1 });
  const credit: Credit = {
    settlementId: settlementIdOf(bank, identity),
    bank,
    basis: 'status-accc',
    account,
    references: {
      ...references,
      ...(accountServicerReference !== undefined && { accountServicerReference }),
    },
    amount,
    bookedOn: day,
    valueDate: day,
    ...(debtor.name !== undefined && { debtorName: debtor.name }),
    ...(debtor.account !== undefined && { debtorAccount: debtor.account }),
    ...(debtor.agent !== undefined && { debtorAgent: debtor.agent }),
    ...(creditor.name !== undefined && { creditorName: creditor.name }),
    ...(ultimateDebtorName !== undefined && { ultimateDebtorName }),
    ...(ultimateCreditorName !== undefined && { ultimateCreditorName }),
    creditorAgent: keeper,
    ...(instructionId !== undefined && { instructionId }),
    ...(clearingSystemReference !== undefined && { clearingSystemReference }),
    ...(instructedAmount && { instructedAmount }),
    ...(chargeBearer && { chargeBearer }),
    ...(charges.length > 0 && { charges }),
    format: credited.format,
    messageId: credited.messageId,
  };
  return { credit, occurrence: 1 };
}

/** The other bank with which the creditor has his account, by the instruction; where a bank has no BICs, none is known to be another. */
export function creditedElsewhere(
  { instruction }: Pick<KnownPayment, 'instruction'>,
  bics: readonly string[],
): CreditElsewhere | undefined {
  if (!instruction || instruction.format.startsWith('pain.') || bics.length === 0) return undefined;
  const keeper = keeperOf(instruction);
  return keeper === undefined || isNamedBy({ bics }, keeper) ? undefined : { elsewhere: keeper };
}

/** BIC of the bank that keeps the creditor's account, by an instruction. */
export function keeperOf(instruction: PaymentInstructed['data'] | undefined): string | undefined {
  return instruction?.creditor.agent ?? instruction?.instructedAgent;
}
