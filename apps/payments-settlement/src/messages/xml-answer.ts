import { createHash } from 'node:crypto';
import {
  type CancellationRequest,
  cancellationReasonOf,
  type Envelope,
  type Iso20022Item,
  type OriginalMessage,
  type ReplyStatus,
  statusReasonOf,
  type TransactionReferences,
  type WrittenCancellationAnswer,
  writeInitiationStatusReport,
  writePaymentStatusReport,
  writeReceiptAcknowledgement,
  writeResolutionOfInvestigation,
} from '@corridor/iso20022';
import { defined } from '../payments/payment-commands.js';
import { originalMessageOf } from '../recalls/recall-message.js';
import { answeringParties, isToOther, ownBic, type RecallParties } from '../recalls/recall-parties.js';
import { grouped } from './grouped.js';
import type { Asked, MessageResult, Told } from './intake.js';
import { type ItemResult, referencesOf } from './item-result.js';
import type { FoundMessage } from './looking-through.js';
import { statusOfMessage } from './message-status.js';

/** What is kept of a transaction until its message has ended: not all of it, as there may be very many. */
interface Answered {
  readonly references: References;
  readonly result: ItemResult;
  /** `PmtInfId` that it stands under. */
  readonly paymentInformationId?: string;
  readonly request?: CancellationRequest;
  /** The message that it was in, of what is refused for a fault of its own. */
  readonly original?: OriginalMessage;
}

type References = Pick<TransactionReferences, 'instructionId' | 'endToEndId' | 'transactionId' | 'uetr'>;

/** Who the ledger is among the parties of a message. */
const LEDGER = { id: 'CORRIDOR-LEDGER' };
/** Of the entries of a message; the standard has an admi.007 for receipt, and not for each of them. */
const ENTRIES_TOLD_MAX = 10_000;

/** Each message by one of ISO 20022, in an envelope of its own where the file held several. */
export async function* xmlAnswer(told: AsyncIterable<Told>, asked: Asked): AsyncGenerator<string, void> {
  let answered: Answered[] = [];
  const answers: string[] = [];
  for await (const each of told) {
    if (each.kind === 'result') {
      const { item, result } = each;
      // Of a long statement only what was refused is told one by one; payments have each their answer.
      const isLeftOut = item.kind === 'entry' && result.status !== 'rejected';
      if (!isLeftOut || answered.length < ENTRIES_TOLD_MAX) answered.push(answeredOf(item, result));
    } else if (each.kind === 'message') {
      answers.push(answerOf(each.found, each.result, answered, asked));
      answered = [];
    }
  }
  const [only, ...others] = answers;
  if (others.length === 0) yield only ?? '';
  else
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<Answers>${answers.map(withoutProlog).join('')}</Answers>\n`;
}

function answeredOf(item: Iso20022Item, result: ItemResult): Answered {
  return {
    references: namedIn(item),
    result,
    ...(item.kind === 'credit-transfer' && defined({ paymentInformationId: item.paymentInformationId })),
    ...(item.kind === 'cancellation-request' && { request: item }),
    ...(item.kind === 'rejected' && defined({ original: item.named && originalMessageOf(item.named) })),
  };
}

function withoutProlog(xml: string): string {
  return xml.replace(/^<\?xml[^>]*\?>\s*/, '');
}

function answerOf(
  { begin }: FoundMessage,
  message: MessageResult,
  answered: readonly Answered[],
  { now, bank, bics }: Asked,
): string {
  const { messageId, definition, family, createdAt, header, instructingAgent, instructedAgent } = begin;
  const id = createHash('sha256')
    .update(JSON.stringify([bank, definition, messageId, now]))
    .digest('hex')
    .slice(0, 32);
  const head = { messageId: id, createdAt: now };
  const original = { messageId, messageName: definition, ...(createdAt !== undefined && { createdAt }) };
  // In the name of another bank nothing is answered.
  const by = family === 'camt.056' && isToOther({ bics, instructedAgent }) ? LEDGER : undefined;
  const back = {
    from: by ?? (header?.to ? { bic: header.to } : LEDGER),
    to: header?.from ? { bic: header.from } : { id: bank },
  };
  const envelope: Envelope | undefined = header ? back : undefined;
  if (family === 'camt.056') {
    const assignee = ownBic(bics, instructedAgent);
    const parties = { bank, ...defined({ assigner: instructingAgent, assignee }) };
    return resolution(head, answered, parties, envelope, by);
  }
  if (family.startsWith('camt.')) {
    const status = statusOfMessage(message);
    const reports = [
      { reference: messageId, messageName: definition, status, at: now },
      ...answered.map(({ result }) => ({
        ...(result.reference !== null && { reference: result.reference }),
        status: result.code ?? result.isoStatus,
        ...(result.message !== undefined && { description: result.message }),
      })),
    ];
    return writeReceiptAcknowledgement({ ...head, reports }, envelope);
  }
  const transactions = answered.map(transactionOf);
  if (family !== 'pain.001') return writePaymentStatusReport({ ...head, original, transactions }, envelope);
  const version = definition === 'pain.001.001.10' ? 'pain.002.001.11' : 'pain.002.001.10';
  const groups = grouped(answered, ({ paymentInformationId }) => paymentInformationId);
  const payments = [...groups].map(([paymentInformationId, group]) => ({
    ...(paymentInformationId !== undefined && { paymentInformationId }),
    transactions: group.map(transactionOf),
  }));
  return writeInitiationStatusReport({ ...head, version, original, payments }, envelope);
}

function transactionOf({ references, result }: Answered) {
  const status: ReplyStatus = result.isoStatus;
  const { reason, message, xpath } = result;
  return {
    status,
    ...references,
    ...(reason !== undefined && {
      reasons: [
        statusReasonOf({
          code: reason,
          ...(message !== undefined && { message }),
          ...(xpath !== undefined && { xpath }),
        }),
      ],
    }),
  };
}

function namedIn(item: Iso20022Item): References {
  if (item.kind === 'entry') return {};
  const { instructionId, endToEndId, transactionId, uetr } = referencesOf(item);
  return defined({ instructionId, endToEndId, transactionId, uetr });
}

/** As {@link recallMessage} has it later. */
function resolution(
  head: { readonly messageId: string; readonly createdAt: string },
  answered: readonly Answered[],
  parties: Omit<RecallParties, 'originator'>,
  envelope: Envelope | undefined,
  by: Envelope['from'] | undefined,
): string {
  const requests = answered.flatMap(({ request }) => request ?? []);
  const of = requests.find(({ caseId }) => caseId !== undefined) ?? requests[0];
  const { from, to } = answeringParties({ ...parties, ...defined({ originator: of?.originator }) });
  const caseOf = ({ caseId, caseCreator = to }: CancellationRequest) =>
    caseId === undefined ? undefined : { id: caseId, creator: caseCreator };
  const [resolvedCase, ...otherCases] = distinct(requests.map(caseOf));
  // Of several, each payment has its own.
  const isForAll = otherCases.length === 0;
  const transactions = answered.map(({ request, references, result, ...told }) => {
    const reasons = refusalsOf(result);
    const original = request ? originalMessageOf(request.original) : told.original;
    return {
      answer: answerTold(result),
      ...(!isForAll && request && defined({ resolvedCase: caseOf(request) })),
      ...(original && { original }),
      ...references,
      ...(reasons && { reasons }),
    };
  });
  return writeResolutionOfInvestigation(
    {
      ...head,
      assigner: by ?? from,
      assignee: to,
      ...(isForAll && resolvedCase && { resolvedCase }),
      transactions,
    },
    envelope,
  );
}

/** Each that is told once. */
function distinct<Told>(all: readonly (Told | undefined)[]): readonly Told[] {
  return [...new Map(all.flatMap((each) => (each ? [[JSON.stringify(each), each] as const] : []))).values()];
}

function answerTold({ isoStatus, reason, recallId }: ItemResult): WrittenCancellationAnswer {
  if (isoStatus === 'RJCT' || reason === 'recall-refused') return 'rejected';
  return isoStatus === 'PDNG' || recallId === undefined ? 'pending' : 'cancelled';
}

function refusalsOf({ status, code, reason, message, xpath }: ItemResult) {
  if (reason === 'recall-refused' && code !== undefined) {
    return [{ reason: { code }, additional: message === undefined ? [] : [message] }];
  }
  if (status !== 'rejected') return undefined;
  return [cancellationReasonOf({ code: reason ?? 'not-booked', ...defined({ message, xpath }) })];
}
