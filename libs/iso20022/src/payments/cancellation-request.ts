import { attempt } from '../fields/attempt.js';
import { type ItemContext, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { FieldFault } from '../fields/field-fault.js';
import { indicator, maybe, optional, reference } from '../fields/field-values.js';
import { CODE, REFERENCE } from '../fields/lengths.js';
import { namedReading } from '../fields/parties.js';
import { reasonRecords } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import { rejectedItem } from '../messages/rejected-item.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { CancellationRequest, RejectedItem } from '../parts/items.js';
import type { OriginalPayment } from '../parts/payment.js';
import { ORIGINAL_NAMES, originalMessageReading, originalPaymentReading } from './original-payment.js';
import { originOf } from './payment-table.js';

const GROUP = 'OrgnlGrpInfAndCxl';
const creator = namedReading('Case/Cretr', 'choice');
const reasons = reasonRecords('CxlRsnInf');
const ofGroup = originalMessageReading('');
const ofTransaction = originalMessageReading('OrgnlGrpInf/');
const original = originalPaymentReading({
  uetrPath: 'OrgnlUETR',
  transactionId: true,
  clearingSystemReference: true,
  settled: true,
  repeated: true,
});
const caseFields = { 'Case/Id': REFERENCE, ...creator.fields };

/** What a request says of all levels: its own, or what stands further out. @param outer from the inside out. */
function requestOf(
  level: CancellationRequest['level'],
  fields: FieldCapture,
  context: ItemContext,
  cancellationId: string | undefined,
  payment: OriginalPayment,
  outer: readonly (FieldCapture | undefined)[],
): CancellationRequest {
  const levels = [fields, ...outer].filter((each) => each !== undefined);
  const own = reasons.read(fields);
  const told =
    own.length > 0 ? own : (levels.map((each) => reasons.read(each)).find((each) => each.length > 0) ?? []);
  const caseId = levels.map((each) => reference(each, 'Case/Id')).find((each) => each !== undefined);
  const created = levels.map((each) => creator.read(each)).find(({ name, bic }) => name ?? bic);
  return {
    kind: 'cancellation-request',
    ...originOf(fields, context),
    level,
    assignmentId: context.message.messageId,
    ...optional('caseId', caseId),
    ...optional('caseCreator', created),
    ...optional('cancellationId', cancellationId),
    original: payment,
    reasons: told,
    ...optional('originator', told[0]?.originator ?? created?.name ?? created?.bic),
  };
}

/** A whole message that is to be cancelled; nothing where it only names what its payments stand in. */
function groupItems(fields: FieldCapture, context: ItemContext): readonly CancellationRequest[] {
  if (!groupAsked(fields)) return [];
  const id = reference(fields, 'GrpCxlId');
  return [requestOf('group', fields, context, id, ofGroup.read(fields), [fields.outer?.outer])];
}

function transactionItems(fields: FieldCapture, context: ItemContext): readonly [CancellationRequest] {
  fields.check();
  const [group] = fields.outer?.records(GROUP) ?? [];
  group?.check();
  const payment = {
    ...(group && ofGroup.read(group)),
    ...ofTransaction.read(fields),
    ...original.read(fields),
  };
  const id = reference(fields, 'CxlId');
  return [requestOf('transaction', fields, context, id, payment, [group, fields.outer?.outer])];
}

const group = scopeRule(
  { role: 'item', kept: true, single: true, items: groupItems, names: ['OrgnlMsgId'] },
  {
    fields: { GrpCxlId: REFERENCE, ...caseFields, ...ofGroup.fields, GrpCxl: CODE },
    scopes: reasons.scopes,
  },
);
const transaction = scopeRule(
  { role: 'item', items: transactionItems, names: [...ORIGINAL_NAMES, 'CxlId'] },
  {
    fields: { CxlId: REFERENCE, ...caseFields, ...ofTransaction.fields, ...original.fields },
    scopes: reasons.scopes,
  },
);

/** Where nothing of what is underlying is asked for: it would have no answer. */
function nothingAsked(fields: FieldCapture, { tally, message }: ItemContext): RejectedItem | undefined {
  const groups = fields.records(GROUP);
  if (tally.entries > groups.length) return undefined;
  const [named] = groups;
  const asked = named && attempt(() => groupAsked(named));
  // One that is asked for, and one with a fault, has had its item.
  if (asked === true || asked instanceof FieldFault) return undefined;
  const text =
    'Undrlyg asks for no payment: it needs TxInf for each, or a GrpCxl that is true for all of a message.';
  const fault = new FieldFault('field-missing', `${fields.xpath}/TxInf`, text);
  const ofMessage = named && attempt(() => ofGroup.read(named));
  const original = ofMessage instanceof FieldFault ? {} : ofMessage;
  return rejectedItem(fault, message, named && reference(named, 'OrgnlMsgId'), original);
}

function groupAsked(fields: FieldCapture): boolean {
  fields.check();
  return maybe(fields.first('GrpCxl'), indicator) ?? false;
}

/** A camt.056: payments that their sender wants back. */
const requestKind = (definition: Iso20022Definition): MessageKind =>
  messageKind(definition, 'FIToFIPmtCxlReq', {
    fields: { ...headerFields('Assgnmt', { counts: true, agents: true }), ...caseFields },
    scopes: {
      Undrlyg: scopeRule(
        { role: 'group', end: nothingAsked },
        { scopes: { [GROUP]: group, TxInf: transaction } },
      ),
    },
    required: 'Undrlyg',
  });

export const CANCELLATION_REQUEST_KINDS: readonly MessageKind[] = [
  requestKind('camt.056.001.08'),
  requestKind('camt.056.001.09'),
  requestKind('camt.056.001.10'),
];
