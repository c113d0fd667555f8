import { type ItemContext, type ScopeRule, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { dateTime, externalCode, localDate, maybe, optional, reference } from '../fields/field-values.js';
import { CODE, DATE, dateChoice, REFERENCE } from '../fields/lengths.js';
import { type BicName, handingReading } from '../fields/parties.js';
import { interbankCharges, type Records, reasonRecords } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { StatusReport } from '../parts/items.js';
import type { OriginalPayment, Reason } from '../parts/payment.js';
import { ORIGINAL_NAMES, originalMessageReading, originalPaymentReading } from './original-payment.js';
import { originOf } from './payment-table.js';

/** How the versions differ in what is read of them. */
interface StatusForm {
  readonly bicName: BicName;
  readonly uetr: boolean;
  /** What the element with who took a charge is called. */
  readonly chargeAgent: 'Agt' | 'Pty';
  /** Whether the day of settlement stands there (from 2019 on, between banks). */
  readonly effectiveDate: boolean;
}

const handing = handingReading();
const GROUP = 'OrgnlGrpInfAndSts';
const INSTRUCTION = 'OrgnlPmtInfAndSts';
const ofMessage = originalMessageReading('');
const ofTransaction = originalMessageReading('OrgnlGrpInf/');

const reasonsOf = ({ bicName }: StatusForm) => reasonRecords('StsRsnInf', bicName);

/** The message whose payments it speaks of, and the status of all of them; no item where it only names the message. */
function groupScope(form: StatusForm, several: boolean): ScopeRule {
  const reasons = reasonsOf(form);
  const items = (fields: FieldCapture, context: ItemContext): readonly StatusReport[] => {
    fields.check();
    const original = ofMessage.read(fields);
    const status = maybe(fields.first('GrpSts'), externalCode);
    const told = reasons.read(fields);
    if (status === undefined && told.length === 0) return [];
    return [
      {
        kind: 'status-report',
        ...originOf(fields, context),
        level: 'group',
        original,
        ...optional('status', status),
        ...optional('groupStatus', status),
        reasons: told,
        charges: [],
      },
    ];
  };
  return scopeRule(
    { role: 'item', kept: true, single: !several, items, names: ['OrgnlMsgId'] },
    { fields: { ...ofMessage.fields, GrpSts: CODE }, scopes: reasons.scopes },
  );
}

/** What the one group of the message says, where there is one: with several, a payment names its own. */
function groupOf(message: FieldCapture | undefined): { original: OriginalPayment; status?: string } {
  const groups = message?.records(GROUP) ?? [];
  const [group] = groups;
  if (!group || groups.length > 1) return { original: {} };
  group.check();
  return {
    original: ofMessage.read(group),
    ...optional('status', maybe(group.first('GrpSts'), externalCode)),
  };
}

/** One payment: `TxInfAndSts`. @param instructed whether it stands in a group of a pain.001. */
function transactionScope(form: StatusForm, instructed: boolean): ScopeRule {
  const { bicName, uetr, chargeAgent, effectiveDate } = form;
  const reasons = reasonsOf(form);
  const original = originalPaymentReading({
    ...(uetr && { uetrPath: 'OrgnlUETR' }),
    transactionId: !instructed,
    clearingSystemReference: false,
    settled: false,
    repeated: true,
  });
  const charges = interbankCharges('ChrgsInf', chargeAgent, bicName);
  const items = (fields: FieldCapture, context: ItemContext): readonly [StatusReport] => {
    const { outer } = fields;
    const group = groupOf(instructed ? outer?.outer : outer);
    fields.check();
    return [
      {
        kind: 'status-report',
        ...originOf(fields, context),
        ...(!instructed && handing.read(fields)),
        level: 'transaction',
        ...optional('statusId', reference(fields, 'StsId')),
        original: {
          ...group.original,
          ...(instructed
            ? optional('paymentInformationId', outer && reference(outer, 'OrgnlPmtInfId'))
            : ofTransaction.read(fields)),
          ...original.read(fields),
        },
        ...optional('status', maybe(fields.first('TxSts'), externalCode)),
        ...optional('groupStatus', group.status),
        reasons: reasons.read(fields),
        charges: charges.read(fields),
        ...optional('acceptedAt', maybe(fields.first('AccptncDtTm'), dateTime)),
        ...optional('effectiveSettlementDate', localDate(fields, 'FctvIntrBkSttlmDt')),
        ...optional('accountServicerReference', reference(fields, 'AcctSvcrRef')),
        ...optional('clearingSystemReference', reference(fields, 'ClrSysRef')),
      },
    ];
  };
  return scopeRule(
    { role: 'item', items, names: ORIGINAL_NAMES },
    {
      fields: {
        ...(!instructed && handing.fields),
        StsId: REFERENCE,
        ...(!instructed && ofTransaction.fields),
        ...original.fields,
        TxSts: CODE,
        AccptncDtTm: DATE,
        ...(effectiveDate && dateChoice('FctvIntrBkSttlmDt')),
        AcctSvcrRef: REFERENCE,
        ClrSysRef: REFERENCE,
      },
      scopes: { ...reasons.scopes, ...charges.scopes },
    },
  );
}

/** The status of one `PmtInf` of a pain.001; nothing where it only names it. */
function instructionBegin(
  reasons: Records<Reason>,
  fields: FieldCapture,
  context: ItemContext,
): StatusReport | undefined {
  fields.check();
  const status = maybe(fields.first('PmtInfSts'), externalCode);
  const told = reasons.read(fields);
  if (status === undefined && told.length === 0) return undefined;
  const group = groupOf(fields.outer);
  return {
    kind: 'status-report',
    ...originOf(fields, context),
    level: 'instruction',
    original: {
      ...group.original,
      ...optional('paymentInformationId', reference(fields, 'OrgnlPmtInfId')),
    },
    ...optional('status', status),
    ...optional('groupStatus', group.status),
    reasons: told,
    charges: [],
  };
}

/** A pacs.002: what became of payments between banks. */
function interbankKind(definition: Iso20022Definition, form: StatusForm): MessageKind {
  return messageKind(definition, 'FIToFIPmtStsRpt', {
    fields: headerFields('GrpHdr', { agents: true }),
    scopes: { [GROUP]: groupScope(form, true), TxInfAndSts: transactionScope(form, false) },
  });
}

/** A pain.002: what became of payments that a customer ordered. */
function customerKind(definition: Iso20022Definition, form: StatusForm): MessageKind {
  const reasons = reasonsOf(form);
  const instruction = scopeRule(
    { role: 'group', begin: (fields, context) => instructionBegin(reasons, fields, context) },
    {
      fields: { OrgnlPmtInfId: REFERENCE, PmtInfSts: CODE },
      scopes: { ...reasons.scopes, TxInfAndSts: transactionScope(form, true) },
    },
  );
  return messageKind(definition, 'CstmrPmtStsRpt', {
    fields: headerFields('GrpHdr', {}),
    scopes: { [GROUP]: groupScope(form, false), [INSTRUCTION]: instruction },
    required: GROUP,
  });
}

const OF_2019: StatusForm = { bicName: 'BICFI', uetr: true, chargeAgent: 'Agt', effectiveDate: true };

export const STATUS_KINDS: readonly MessageKind[] = [
  interbankKind('pacs.002.001.08', { ...OF_2019, uetr: false, effectiveDate: false }),
  interbankKind('pacs.002.001.10', OF_2019),
  interbankKind('pacs.002.001.11', OF_2019),
  interbankKind('pacs.002.001.12', OF_2019),
  customerKind('pain.002.001.03', { bicName: 'BIC', uetr: false, chargeAgent: 'Pty', effectiveDate: false }),
  customerKind('pain.002.001.10', { ...OF_2019, effectiveDate: false }),
  customerKind('pain.002.001.11', { ...OF_2019, effectiveDate: false }),
];
