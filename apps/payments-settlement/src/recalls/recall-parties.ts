import type { Envelope } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';
import { isNamedBy } from '@corridor/nest-kit';

/** Who stands in a camt.056, and has to stand in its answer. */
export interface RecallParties {
  /** Participant id of the bank that it was sent to. */
  readonly bank: string;
  /** BIC of that bank ({@link ownBic}). */
  readonly assignee?: string;
  /** BIC of who sent it. */
  readonly assigner?: string;
  /** Name or BIC of who wants the payment back. */
  readonly originator?: string;
}

const NO_ONE = 'NOTPROVIDED';

/** How a bank is named in its answer: as the message named it, where that is one of its BICs, else by its first. */
export function ownBic(bics: readonly string[], named: string | undefined): string | undefined {
  return named !== undefined && isNamedBy({ bics }, named) ? named : bics[0];
}

/** Whether who sent a recall is the bank that was told it: so older releases kept what a bank sent. */
export function isFromItself(
  { bics }: Pick<Went, 'bics'>,
  { assigner }: Pick<RecallParties, 'assigner'>,
): boolean {
  return assigner !== undefined && isNamedBy({ bics }, assigner);
}

/** Between which banks a camt.056 or camt.029 went, and by which BICs messages name the bank that tells of it. */
export interface Went {
  readonly bics: readonly string[];
  /** `Assgnr`. */
  readonly instructingAgent?: string | undefined;
  /** `Assgne`. */
  readonly instructedAgent?: string | undefined;
}

/** Whether a camt.056 is on its way to another bank; else the bank was sent it. */
export function isToOther({ bics, instructedAgent: assignee }: Went): boolean {
  return assignee !== undefined && !isNamedBy({ bics }, assignee);
}

/**
 * Between which banks a recall goes that the bank itself sent; `undefined` where it was sent it.
 * @throws Rejection `bank-bic-unknown`, or `assigner-other`: nobody recalls in another's name.
 */
export function sentBetween(
  went: Went,
): { readonly assigner: string; readonly assignee: string } | undefined {
  const { bics, instructingAgent: assigner, instructedAgent: assignee } = went;
  if (assignee === undefined || !isToOther(went)) return undefined;
  if (bics.length === 0) {
    const message =
      'The ledger knows no BIC of your bank, so it is not known whether you sent this recall or were sent it: have the operator note it with your key, and send this again.';
    throw new Rejection('bank-bic-unknown', message);
  }
  if (assigner === undefined || !isNamedBy({ bics }, assigner)) {
    const from = assigner === undefined ? 'names no BIC of who sends it' : `is from ${assigner}`;
    const message = `It ${from} (Assgnr) and goes to ${assignee} (Assgne), and your keys have ${bics.join(', ')}: a bank tells of recalls that it sent or was sent.`;
    throw new Rejection('assigner-other', message);
  }
  return { assigner, assignee };
}

/** Whether a camt.029 came to the bank, as who sent the recall, or is its own; `undefined` where it does not say. */
export function isAnswerToSender({ bics, instructingAgent, instructedAgent }: Went): boolean | undefined {
  if (instructingAgent !== undefined && isNamedBy({ bics }, instructingAgent)) return false;
  return instructedAgent !== undefined && isNamedBy({ bics }, instructedAgent) ? true : undefined;
}

/** From whom the answer of a recall goes to whom: the other way than it came. */
export function answeringParties({ bank, assignee, assigner, originator }: RecallParties): Envelope {
  return {
    from: assignee === undefined ? { id: bank } : { bic: assignee },
    to:
      assigner === undefined
        ? { id: NO_ONE, ...(originator !== undefined && { name: originator }) }
        : { bic: assigner },
  };
}
