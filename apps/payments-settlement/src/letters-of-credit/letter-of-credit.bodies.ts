import {
  chargesForSchema,
  creditBankSchema,
  creditChangesSchema,
  creditDocumentsSchema,
  creditNumberSchema,
  creditTermsSchema,
  decimalSchema,
  discrepanciesSchema,
  disposalSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  paymentReferencesSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import type { CreditChanges, Party } from '@corridor/domain';
import {
  checkCountry,
  checkDocumentCode,
  checkLocode,
  checkUnit,
  transliterate,
} from '@corridor/reference-data';
import { z } from 'zod';

/** UCP 600, article 14(c), where the credit tells no other. */
const PRESENTATION_PERIOD_DAYS = 21;

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on letters of credit. */
export const creditBody = z.strictObject({
  ...at,
  number: creditNumberSchema,
  applicant: partyV1Schema,
  beneficiary: partyV1Schema,
  issuingBank: creditBankSchema,
  advisingBank: creditBankSchema.exactOptional(),
  nominatedBank: creditBankSchema.exactOptional(),
  confirmingBank: creditBankSchema.exactOptional().describe('The bank that is asked to confirm.'),
  contractNumber: textSchema(70).exactOptional(),
  goods: textSchema(512).exactOptional(),
  terms: creditTermsSchema.extend({
    presentationPeriodDays: creditTermsSchema.shape.presentationPeriodDays
      .default(PRESENTATION_PERIOD_DAYS)
      .describe('Days after shipment within which documents are presented; 21 where it is left out.'),
    consignmentIds: creditTermsSchema.shape.consignmentIds.default([]),
  }),
  margin: moneySchema.exactOptional().describe('What the applicant put up, in the currency of the credit.'),
  chargesFor: chargesForSchema,
});
export const plainBody = z.strictObject(at);
export const payingBody = z.strictObject({
  ...at,
  uetr: paymentReferencesSchema.shape.uetr.describe(
    'Of the payment that is made: the money that is booked with it pays the invoices that were drawn for.',
  ),
});
export const reimbursingBody = z.strictObject({
  ...at,
  uetr: paymentReferencesSchema.shape.uetr.describe('Of the payment to the bank that had paid.'),
});
export const declineBody = z.strictObject({ ...at, reason: textSchema(512) });
export const amendmentBody = z.strictObject({ ...at, changes: creditChangesSchema });
export const amendmentAdviceBody = z.strictObject({ ...at, confirmationExtended: z.boolean() });
export const acceptanceBody = z.strictObject({
  ...at,
  only: z
    .array(textSchema(35))
    .max(20)
    .exactOptional()
    .describe(
      'The changes that are accepted, by their names; a part of them is a rejection (UCP 600, 10(e)).',
    ),
});
export const presentationBody = z.strictObject({
  ...at,
  presentedTo: participantIdSchema
    .exactOptional()
    .describe('The nominated bank where it is left out, or else the issuing bank.'),
  amount: moneySchema,
  consignmentId: uuidSchema.exactOptional(),
  shippedOn: localDateSchema.exactOptional().describe('The date of shipment by the transport document.'),
  quantity: decimalSchema(6).exactOptional(),
  documents: creditDocumentsSchema,
  amendments: z
    .array(z.int().min(1))
    .max(20)
    .exactOptional()
    .describe('Amendments that are accepted by what is presented (UCP 600, 10(c)).'),
});
export const forwardingBody = z.strictObject({
  ...at,
  to: participantIdSchema.describe('The issuing bank, or the confirming bank once it has confirmed.'),
});
export const refusalBody = z.strictObject({
  ...at,
  discrepancies: discrepanciesSchema.describe('All of them: there is one notice.'),
  disposal: disposalSchema,
});

type Codes = Pick<
  z.infer<typeof creditBody>,
  'applicant' | 'beneficiary' | 'issuingBank' | 'advisingBank' | 'nominatedBank' | 'confirmingBank'
>;

/** @throws Rejection naming the first code that stands in no list. */
export function checkCreditCodes(body: z.infer<typeof creditBody>): void {
  const named: Codes = body;
  for (const part of [
    'applicant',
    'beneficiary',
    'issuingBank',
    'advisingBank',
    'nominatedBank',
    'confirmingBank',
  ] as const) {
    const { country } = named[part] ?? {};
    if (country !== undefined) checkCountry(country, `/${part}/country`);
  }
  checkTermsCodes(body.terms, '/terms');
}

/** The same of what terms, or changes of them, name below `pointer`. */
export function checkTermsCodes(terms: CreditChanges, pointer: string): void {
  if (terms.expiry) checkLocode(terms.expiry.place, `${pointer}/expiry/place`);
  for (const [index, code] of (terms.documentsRequired ?? []).entries()) {
    checkDocumentCode(code, `${pointer}/documentsRequired/${index}`);
  }
  if (terms.quantity) checkUnit(terms.quantity.unit, `${pointer}/quantity/unit`);
}

/** @throws Rejection `document-code-unknown`. */
export function checkPapers(documents: z.infer<typeof creditDocumentsSchema>): void {
  for (const [index, { typeCode }] of documents.entries()) {
    checkDocumentCode(typeCode, `/documents/${index}/typeCode`);
  }
}

/** A party with its name as it was given, and, where that is in Cyrillic or Arabic letters, in Latin ones beside it. */
export function namedInLatin(party: z.infer<typeof partyV1Schema>): Party {
  const { script, latin } = transliterate(party.name);
  return script === 'cyrillic' || script === 'arabic' ? { ...party, nameLatin: latin } : party;
}
