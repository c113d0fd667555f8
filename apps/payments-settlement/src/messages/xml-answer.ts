import { createHash } from 'node:crypto';
import {
  cancellationRejectionOf,
  type Envelope,
  type Iso20022Item,
  type ReplyStatus,
  statusReasonOf,
  writeInitiationStatusReport,
  writePaymentStatusReport,
  writeReceiptAcknowledgement,
  writeResolutionOfInvestigation,
} from '@corridor/iso20022';
import { grouped } from './grouped.js';
import type { Asked, MessageResult, Told } from './intake.js';
import type { ItemResult } from './item-result.js';
import type { FoundMessage } from './looking-through.js';

interface Answered {
  readonly item: Iso20022Item;
  readonly result: ItemResult;
}

/** Who the ledger is among the parties of a message. */
const LEDGER = { id: 'CORRIDOR-LEDGER' };
const ENTRIES_TOLD_MAX = 10_000;

/** Each message by one of ISO 20022, in an envelope of its own where the file held several. */
export async function* xmlAnswer(told: AsyncIterable<Told>, asked: Asked): AsyncGenerator<string, void> {
  let answered: Answered[] = [];
  const answers: string[] = [];
  for await (const each of told) {
    if (each.kind === 'result') {
      // Of a long statement only what was refused is told one by one.
      if (answered.length < ENTRIES_TOLD_MAX || each.result.status === 'rejected') answered.push(each);
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

function withoutProlog(xml: string): string {
  return xml.replace(/^<\?xml[^>]*\?>\s*/, '');
}

function answerOf(
  { begin }: FoundMessage,
  message: MessageResult,
  answered: readonly Answered[],
  { now, bank }: Asked,
): string {
  const { messageId, definition, family, createdAt, header } = begin;
  const id = createHash('sha256')
    .update(JSON.stringify([bank, definition, messageId, now]))
    .digest('hex')
    .slice(0, 32);
  const head = { messageId: id, createdAt: now };
  const original = { messageId, messageName: definition, ...(createdAt !== undefined && { createdAt }) };
  const back = {
    from: header?.to ? { bic: header.to } : LEDGER,
    to: header?.from ? { bic: header.from } : { id: bank },
  };
  const envelope: Envelope | undefined = header ? back : undefined;
  if (family === 'camt.056') return resolution(head, answered, back, envelope);
  if (family.startsWith('camt.')) {
    const status =
      message.rejected === 0 ? 'ACTC' : message.accepted + message.duplicates > 0 ? 'PART' : 'RJCT';
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
  const groups = grouped(answered, ({ item }) =>
    item.kind === 'credit-transfer' ? item.paymentInformationId : undefined,
  );
  const payments = [...groups].map(([paymentInformationId, group]) => ({
    ...(paymentInformationId !== undefined && { paymentInformationId }),
    transactions: group.map(transactionOf),
  }));
  return writeInitiationStatusReport({ ...head, version, original, payments }, envelope);
}

function transactionOf({ item, result }: Answered) {
  const status: ReplyStatus = result.isoStatus;
  const { reason, message, xpath } = result;
  return {
    status,
    ...referencesOf(item, result),
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

function referencesOf(item: Iso20022Item, { reference }: ItemResult) {
  if (item.kind === 'rejected') return reference === null ? {} : { endToEndId: reference };
  if (item.kind === 'entry') return {};
  const of = item.kind === 'credit-transfer' ? item.references : item.original;
  const { instructionId, endToEndId, transactionId, uetr } = of;
  return {
    ...(instructionId !== undefined && { instructionId }),
    ...(endToEndId !== undefined && { endToEndId }),
    ...(transactionId !== undefined && { transactionId }),
    ...(uetr !== undefined && { uetr }),
  };
}

function resolution(
  head: { readonly messageId: string; readonly createdAt: string },
  answered: readonly Answered[],
  { from, to }: Envelope,
  envelope: Envelope | undefined,
): string {
  const caseId = answered.flatMap(({ item }) => ('caseId' in item && item.caseId) || [])[0];
  const transactions = answered.map(({ item, result }) => {
    const isRefused = result.isoStatus === 'RJCT' || result.reason === 'recall-refused';
    const code = result.code ?? cancellationRejectionOf({ code: result.reason ?? '' });
    return {
      answer: isRefused ? ('rejected' as const) : ('pending' as const),
      ...referencesOf(item, result),
      ...(isRefused && { reasons: [{ reason: { code } }] }),
    };
  });
  const resolvedCase = caseId === undefined ? undefined : { id: caseId, creator: to };
  return writeResolutionOfInvestigation(
    { ...head, assigner: from, assignee: to, ...(resolvedCase && { resolvedCase }), transactions },
    envelope,
  );
}
