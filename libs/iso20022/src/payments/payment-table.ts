import type { Fields, ItemContext } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { maybe, optional, reference, requiredReference, uetr } from '../fields/field-values.js';
import { REFERENCE, UETR } from '../fields/lengths.js';
import { type PartyForm, partyReading } from '../fields/parties.js';
import { remittanceReading } from '../fields/payment-values.js';
import type { ItemOrigin } from '../parts/items.js';
import type { TransactionReferences } from '../parts/payment.js';

/** The references of a payment. @param withUetr versions before 2019 have none. */
export const paymentIds = (withUetr: boolean): Fields => ({
  'PmtId/InstrId': REFERENCE,
  'PmtId/EndToEndId': REFERENCE,
  'PmtId/TxId': REFERENCE,
  ...(withUetr && { 'PmtId/UETR': UETR }),
  'PmtId/ClrSysRef': REFERENCE,
});

/** What names a payment that is rejected. */
export const PAYMENT_NAMES = ['PmtId/EndToEndId', 'PmtId/UETR', 'PmtId/TxId', 'PmtId/InstrId'];

/** How a payment writes what its debtor and creditor are, and what they say to each other. */
export function partiesTable(form: PartyForm) {
  const debtor = partyReading('Dbtr', form, 'BICFI');
  const creditor = partyReading('Cdtr', form, 'BICFI');
  const remittance = remittanceReading(form === 'party');
  return {
    repeatable: remittance.repeatable,
    fields: { ...debtor.fields, ...creditor.fields, ...remittance.fields },
    read: (fields: FieldCapture) => ({
      debtor: debtor.read(fields),
      creditor: creditor.read(fields),
      remittance: remittance.read(fields),
    }),
  };
}

/** Where an item stands. */
export const originOf = (fields: FieldCapture, { message }: ItemContext): ItemOrigin => ({
  xpath: fields.xpath,
  messageId: message.messageId,
  messageFormat: message.definition,
});

/** @throws FieldFault `field-missing` without an end-to-end id, which may say that there is none. */
export function referencesOf(fields: FieldCapture): TransactionReferences {
  return {
    ...optional('instructionId', reference(fields, 'PmtId/InstrId')),
    ...optional('endToEndId', requiredReference(fields, 'PmtId/EndToEndId')),
    ...optional('transactionId', reference(fields, 'PmtId/TxId')),
    ...optional('uetr', maybe(fields.first('PmtId/UETR'), uetr)),
    ...optional('clearingSystemReference', reference(fields, 'PmtId/ClrSysRef')),
  };
}

/** `Purp/Cd`, else `Purp/Prtry`. */
export function purposeOf(fields: FieldCapture): string | undefined {
  return (fields.first('Purp/Cd') ?? fields.first('Purp/Prtry'))?.text;
}
