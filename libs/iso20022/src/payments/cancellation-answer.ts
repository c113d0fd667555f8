import { type ItemContext, type ScopeRule, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { externalCode, maybe, optional, reference } from '../fields/field-values.js';
import { CODE, REFERENCE } from '../fields/lengths.js';
import { reasonRecords } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { CancellationAnswer } from '../parts/items.js';
import type { OriginalPayment } from '../parts/payment.js';
import { ORIGINAL_NAMES, originalMessageReading, originalPaymentReading } from './original-payment.js';
import { originOf } from './payment-table.js';

const GROUP = 'OrgnlGrpInfAndSts';
const CASE = 'RslvdCase/Id';
const CONFIRMATION = 'Sts/Conf';
const reasons = reasonRecords('CxlStsRsnInf');
const ofGroup = originalMessageReading('');
const ofTransaction = originalMessageReading('OrgnlGrpInf/');
const ofBank = originalPaymentReading({
  uetrPath: 'OrgnlUETR',
  transactionId: true,
  clearingSystemReference: true,
  settled: true,
  repeated: true,
});
const ofCustomer = originalPaymentReading({
  uetrPath: 'UETR',
  transactionId: false,
  clearingSystemReference: false,
  settled: false,
  repeated: true,
});

interface Told {
  readonly level: CancellationAnswer['level'];
  readonly statusPath?: string;
  readonly statusId?: string | undefined;
  readonly original: OriginalPayment;
  /** Reasons of the level's own; a case has none. */
  readonly withReasons: boolean;
}

/** @param message the fields of the whole message. */
function answerOf(
  fields: FieldCapture,
  message: FieldCapture | undefined,
  context: ItemContext,
  { level, statusPath, statusId, original, withReasons }: Told,
): CancellationAnswer {
  const confirmation = maybe(message?.first(CONFIRMATION), externalCode);
  const own = maybe(statusPath === undefined ? undefined : fields.first(statusPath), externalCode);
  return {
    kind: 'cancellation-answer',
    ...originOf(fields, context),
    level,
    assignmentId: context.message.messageId,
    ...optional('caseId', reference(fields, CASE) ?? (message && reference(message, CASE))),
    ...optional('cancellationStatusId', statusId),
    ...optional('confirmation', confirmation),
    ...optional('status', own ?? confirmation),
    original,
    reasons: withReasons ? reasons.read(fields) : [],
  };
}

/** What the message says of the one that held the payments, where it names one. */
function groupOf(details: FieldCapture | undefined): OriginalPayment {
  const [group] = details?.records(GROUP) ?? [];
  group?.check();
  return group ? ofGroup.read(group) : {};
}

/** The answer for a whole message; nothing where it only names what its payments stood in. */
function groupItems(fields: FieldCapture, context: ItemContext): readonly CancellationAnswer[] {
  fields.check();
  if (!fields.first('GrpCxlSts') && fields.records('CxlStsRsnInf').length === 0) return [];
  const told: Told = {
    level: 'group',
    statusPath: 'GrpCxlSts',
    statusId: reference(fields, 'OrgnlGrpCxlId'),
    original: ofGroup.read(fields),
    withReasons: true,
  };
  return [answerOf(fields, fields.outer?.outer, context, told)];
}

/** The answer for one group of a pain.001. */
function instructionBegin(fields: FieldCapture, context: ItemContext): CancellationAnswer | undefined {
  fields.check();
  if (!fields.first('PmtInfCxlSts') && fields.records('CxlStsRsnInf').length === 0) return undefined;
  const told: Told = {
    level: 'instruction',
    statusPath: 'PmtInfCxlSts',
    statusId: reference(fields, 'OrgnlPmtInfCxlId'),
    original: instructionOf(fields),
    withReasons: true,
  };
  return answerOf(fields, fields.outer?.outer, context, told);
}

const instructionOf = (fields: FieldCapture): OriginalPayment => ({
  ...groupOf(fields.outer),
  ...ofTransaction.read(fields),
  ...optional('paymentInformationId', reference(fields, 'OrgnlPmtInfId')),
});

/** One payment. @param instructed whether it stands in a group of a pain.001. */
function transactionScope(instructed: boolean): ScopeRule {
  const original = instructed ? ofCustomer : ofBank;
  const items = (fields: FieldCapture, context: ItemContext): readonly [CancellationAnswer] => {
    fields.check();
    const { outer } = fields;
    const details = instructed ? outer?.outer : outer;
    const told: Told = {
      level: 'transaction',
      statusPath: 'TxCxlSts',
      statusId: reference(fields, 'CxlStsId'),
      original: {
        ...(instructed && outer
          ? instructionOf(outer)
          : { ...groupOf(details), ...ofTransaction.read(fields) }),
        ...original.read(fields),
      },
      withReasons: true,
    };
    return [answerOf(fields, details?.outer, context, told)];
  };
  return scopeRule(
    { role: 'item', items, names: [...ORIGINAL_NAMES, 'UETR', 'CxlStsId'] },
    {
      fields: {
        CxlStsId: REFERENCE,
        [CASE]: REFERENCE,
        ...(!instructed && ofTransaction.fields),
        ...original.fields,
        TxCxlSts: CODE,
      },
      scopes: reasons.scopes,
    },
  );
}

const group = scopeRule(
  { role: 'item', kept: true, single: true, items: groupItems, names: ['OrgnlMsgId'] },
  {
    fields: { OrgnlGrpCxlId: REFERENCE, [CASE]: REFERENCE, ...ofGroup.fields, GrpCxlSts: CODE },
    scopes: reasons.scopes,
  },
);
const instruction = scopeRule(
  { role: 'group', begin: instructionBegin },
  {
    fields: {
      OrgnlPmtInfCxlId: REFERENCE,
      [CASE]: REFERENCE,
      OrgnlPmtInfId: REFERENCE,
      ...ofTransaction.fields,
      PmtInfCxlSts: CODE,
    },
    scopes: { ...reasons.scopes, TxInfAndSts: transactionScope(true) },
  },
);
const details = scopeRule(
  { role: 'group' },
  { scopes: { [GROUP]: group, OrgnlPmtInfAndSts: instruction, TxInfAndSts: transactionScope(false) } },
);

/** The answer of a message that details no payment. */
function wholeOf(fields: FieldCapture, context: ItemContext): CancellationAnswer | undefined {
  if (!fields.first(CONFIRMATION)) return undefined;
  return answerOf(fields, fields, context, { level: 'case', original: {}, withReasons: false });
}

/** A camt.029: what became of requests to have payments back. */
const answerKind = (definition: Iso20022Definition): MessageKind =>
  messageKind(definition, 'RsltnOfInvstgtn', {
    fields: { ...headerFields('Assgnmt', { agents: true }), [CASE]: REFERENCE, [CONFIRMATION]: CODE },
    scopes: { CxlDtls: details },
    whole: wholeOf,
  });

export const CANCELLATION_ANSWER_KINDS: readonly MessageKind[] = [
  answerKind('camt.029.001.09'),
  answerKind('camt.029.001.10'),
];
