import type { Envelope } from '@corridor/iso20022';
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
