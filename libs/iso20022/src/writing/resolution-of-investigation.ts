import { type Envelope, messageXml } from './business-header.js';
import {
  type MessageHead,
  type OriginalMessage,
  optionalId,
  original,
  originalId,
  ownId,
  ownInstant,
  type Party,
  party,
  type Reason,
  reasons,
  uetr,
} from './parts.js';
import { group, type XmlElement } from './xml-element.js';

export const RESOLUTION_OF_INVESTIGATION = 'camt.029.001.09';

/** What is said of a request to cancel a payment: it is cancelled, still looked at, or will not be. */
export type CancellationAnswer = 'cancelled' | 'pending' | 'rejected';

/** A camt.029 that answers a camt.056. */
export interface ResolutionOfInvestigation extends MessageHead {
  /** Who answers. */
  readonly assigner: Party;
  /** Who asked. */
  readonly assignee: Party;
  /** The case that the camt.056 opened, where it is one for all. */
  readonly resolvedCase?: ResolvedCase;
  /** At least one. */
  readonly transactions: readonly CancelledTransaction[];
}

export interface ResolvedCase {
  readonly id: string;
  readonly creator: Party;
}

/** What is answered of one payment. References are those of the payment that was to be cancelled. */
export interface CancelledTransaction {
  readonly answer: CancellationAnswer;
  /** Of this very answer. */
  readonly statusId?: string;
  /** The case that the camt.056 opened for this payment alone. */
  readonly resolvedCase?: ResolvedCase;
  /** The message that brought the payment. */
  readonly original?: OriginalMessage;
  readonly instructionId?: string;
  readonly endToEndId?: string;
  readonly transactionId?: string;
  readonly uetr?: string;
  /** Codes of ExternalPaymentCancellationRejection1Code. */
  readonly reasons?: readonly Reason[];
}

/** `TxCxlSts` and, where it is the answer of all, `Conf`. */
const CODES: Readonly<Record<CancellationAnswer, { readonly each: string; readonly all: string }>> = {
  cancelled: { each: 'ACCR', all: 'CNCL' },
  pending: { each: 'PDCR', all: 'PDCR' },
  rejected: { each: 'RJCR', all: 'RJCR' },
};

const CHOICE = { bank: 'Agt', other: 'Pty' };

/**
 * The answer as XML; the same for the same answer.
 * @throws RangeError for an id or an instant of ours that the standard has no room for, and where nothing is answered.
 */
export function writeResolutionOfInvestigation(
  resolution: ResolutionOfInvestigation,
  envelope?: Envelope,
): string {
  const { messageId, createdAt, assigner, assignee, resolvedCase, transactions } = resolution;
  const body = group(
    'RsltnOfInvstgtn',
    group(
      'Assgnmt',
      ownId('Id', messageId),
      party('Assgnr', assigner, CHOICE),
      party('Assgne', assignee, CHOICE),
      ownInstant('CreDtTm', createdAt),
    ),
    resolved(resolvedCase),
    group('Sts', { name: 'Conf', content: confirmationOf(transactions) }),
    group('CxlDtls', transactions.map(transactionOf)),
  );
  return messageXml(RESOLUTION_OF_INVESTIGATION, resolution, body, envelope);
}

function resolved(told: ResolvedCase | undefined): XmlElement | undefined {
  return told && group('RslvdCase', originalId('Id', told.id), party('Cretr', told.creator, CHOICE));
}

/** Of all together: some cancelled and others not is partly executed, and what is still looked at keeps the case open. */
function confirmationOf(transactions: readonly CancelledTransaction[]): string {
  const answers = new Set(transactions.map(({ answer }) => answer));
  const [only] = answers;
  if (only === undefined) throw new RangeError('A camt.029 answers for one payment at least.');
  if (answers.size === 1) return CODES[only].all;
  return answers.has('cancelled') ? 'PECR' : 'PDCR';
}

function transactionOf(each: CancelledTransaction): XmlElement | undefined {
  return group(
    'TxInfAndSts',
    optionalId('CxlStsId', each.statusId),
    resolved(each.resolvedCase),
    each.original && group('OrgnlGrpInf', original(each.original)),
    optionalId('OrgnlInstrId', each.instructionId),
    optionalId('OrgnlEndToEndId', each.endToEndId),
    optionalId('OrgnlTxId', each.transactionId),
    uetr('OrgnlUETR', each.uetr),
    { name: 'TxCxlSts', content: CODES[each.answer].each },
    reasons('CxlStsRsnInf', each.reasons ?? []),
  );
}
