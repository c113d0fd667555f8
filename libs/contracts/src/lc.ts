import { z } from 'zod';
import {
  bicSchema,
  countrySchema,
  decimalSchema,
  documentCodeSchema,
  documentSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  postingsSchema,
  textSchema,
  unitSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';
import { paymentReferencesSchema } from './settlement.js';

const contract = contractsOf('lc');
const ofCredit = { letterOfCreditId: uuidSchema };

/** The issuing bank's own number: as many characters as field 20 of an MT700 has, and the few more that files write around them. */
export const creditNumberSchema = textSchema(35);

/** A bank with a part in a credit. */
export const creditBankSchema = z.strictObject({
  participantId: participantIdSchema,
  country: countrySchema,
  bic: bicSchema.exactOptional(),
});

export const chargesForSchema = z.enum(['applicant', 'beneficiary', 'shared']);
export const availabilitySchema = z.enum(['sight-payment', 'deferred-payment', 'acceptance', 'negotiation']);

const percent = z.int().min(0).max(99);
const toleranceSchema = z.strictObject({ plusPercent: percent, minusPercent: percent });

export const creditTermsSchema = z.strictObject({
  amount: moneySchema,
  tolerance: toleranceSchema.exactOptional(),
  about: z.literal(true).exactOptional(),
  expiry: z.strictObject({ on: localDateSchema, place: locodeSchema }),
  latestShipmentOn: localDateSchema.exactOptional(),
  partialShipments: z.boolean(),
  transhipment: z.boolean(),
  availableBy: availabilitySchema,
  tenor: z
    .strictObject({
      days: z.int().min(1).max(3_650),
      from: z.enum(['sight', 'shipment', 'acceptance']),
    })
    .exactOptional(),
  documentsRequired: z.array(documentCodeSchema).max(50),
  presentationPeriodDays: z.int().min(1).max(365),
  consignmentIds: z.array(uuidSchema).max(100),
  quantity: z
    .strictObject({ quantity: decimalSchema(6), unit: unitSchema, about: z.literal(true).exactOptional() })
    .exactOptional(),
});

/** What an amendment replaces of the terms: whole fields, at least one. */
export const creditChangesSchema = creditTermsSchema
  .omit({ about: true, availableBy: true, tenor: true })
  .extend({
    amount: moneySchema.exactOptional(),
    expiry: creditTermsSchema.shape.expiry.exactOptional(),
    partialShipments: z.boolean().exactOptional(),
    transhipment: z.boolean().exactOptional(),
    documentsRequired: creditTermsSchema.shape.documentsRequired.exactOptional(),
    presentationPeriodDays: creditTermsSchema.shape.presentationPeriodDays.exactOptional(),
    consignmentIds: creditTermsSchema.shape.consignmentIds.exactOptional(),
  });

const ofAmendment = { ...ofCredit, amendment: z.int().min(1).max(999) };
const ofPresentation = { ...ofCredit, presentation: z.int().min(1).max(9_999) };
const posted = { postings: postingsSchema };
const bank = participantIdSchema;

/** A paper by what tells it from others. */
export const creditDocumentSchema = documentSchema.omit({ documentId: true });
export const creditDocumentsSchema = z.array(creditDocumentSchema).min(1).max(100);

const drawing = {
  ...ofPresentation,
  applicant: participantIdSchema,
  beneficiary: participantIdSchema,
  issuingBank: participantIdSchema,
  consignmentId: uuidSchema.exactOptional(),
  amount: moneySchema,
};

const codesBefore = [
  'credit-expired',
  'late-presentation',
  'late-shipment',
  'document-missing',
  'partial-shipment',
  'short-drawn',
  'quantity-differs',
  'transport-document-unknown',
  'other',
] as const;
const discrepancyOf = <Code extends z.ZodType>(code: Code) =>
  z.strictObject({ code, description: textSchema(512), typeCode: documentCodeSchema.exactOptional() });
const inNotice = <Each extends z.ZodType>(each: Each) => z.array(each).min(1).max(100);

export const discrepancySchema = discrepancyOf(z.enum([...codesBefore, 'document-presented-twice']));
export const discrepanciesSchema = inNotice(discrepancySchema);

export const disposalSchema = z.enum([
  'holding-for-presenter',
  'holding-for-waiver',
  'returning',
  'as-instructed',
]);

const paid = {
  ...drawing,
  paidBy: bank,
  paidOn: localDateSchema,
  uetr: paymentReferencesSchema.shape.uetr.describe(
    'Of the payment that `paidBy` made, to the beneficiary or, where it reimburses, to `paidTo`; as that bank told.',
  ),
  ...posted,
};

const refusedV1 = contract(
  'PresentationRefused',
  'A bank refused a presentation by one notice with all discrepancies.',
  z.strictObject({
    ...ofPresentation,
    bank,
    refusedOn: localDateSchema,
    discrepancies: inNotice(discrepancyOf(z.enum(codesBefore))),
    disposal: disposalSchema,
    ...posted,
  }),
);

export const LC_CONTRACTS = [
  contract(
    'LetterOfCreditIssued',
    'A bank undertook to honour a complying presentation of documents, at the request of an applicant.',
    z.strictObject({
      ...ofCredit,
      number: creditNumberSchema,
      applicant: partySchema,
      beneficiary: partySchema,
      issuingBank: creditBankSchema,
      advisingBank: creditBankSchema.exactOptional(),
      nominatedBank: creditBankSchema.exactOptional(),
      confirmingBank: creditBankSchema.exactOptional(),
      contractNumber: textSchema(70).exactOptional(),
      goods: textSchema(512).exactOptional(),
      terms: creditTermsSchema,
      margin: moneySchema.exactOptional(),
      chargesFor: chargesForSchema,
      undertaking: moneySchema,
      ...posted,
    }),
    ({ applicant, beneficiary, issuingBank, advisingBank, nominatedBank, confirmingBank }) => [
      applicant.participantId,
      beneficiary.participantId,
      ...[issuingBank, advisingBank, nominatedBank, confirmingBank].flatMap((each) =>
        each ? [each.participantId] : [],
      ),
    ],
  ),
  contract(
    'LetterOfCreditAdvised',
    'The advising bank told the beneficiary of the credit.',
    z.strictObject({ ...ofCredit, bank }),
  ),
  contract(
    'LetterOfCreditConfirmed',
    'The confirming bank is bound by the credit beside the issuing bank.',
    z.strictObject({ ...ofCredit, bank, undertaking: moneySchema, ...posted }),
  ),
  contract(
    'ConfirmationDeclined',
    'The bank that was asked to confirm the credit is not prepared to.',
    z.strictObject({ ...ofCredit, bank, reason: textSchema(512) }),
  ),
  contract(
    'CreditAmendmentProposed',
    'The issuing bank made an amendment; the terms before hold until the beneficiary accepts it.',
    z.strictObject({ ...ofAmendment, changes: creditChangesSchema, ...posted }),
  ),
  contract(
    'CreditAmendmentAdvised',
    'The confirming bank advised an amendment, and extended its confirmation to it or not.',
    z.strictObject({ ...ofAmendment, bank, confirmationExtended: z.boolean(), ...posted }),
  ),
  contract(
    'CreditAmendmentAccepted',
    'The beneficiary accepted an amendment, by notice or by what he presented: its terms hold from now on.',
    z.strictObject({
      ...ofAmendment,
      by: z.enum(['notice', 'presentation']),
      terms: creditTermsSchema,
      ...posted,
    }),
  ),
  contract(
    'CreditAmendmentRejected',
    'The beneficiary rejected an amendment, or accepted a part of it only, which is the same.',
    z.strictObject({ ...ofAmendment, partial: z.boolean(), ...posted }),
  ),
  contract(
    'ShipmentTakenUp',
    'A consignment that the credit is for was dispatched: a day of shipment, where documents tell none.',
    z.strictObject({
      ...ofCredit,
      consignmentId: uuidSchema,
      shippedOn: localDateSchema,
      location: locodeSchema,
    }),
  ),
  contract(
    'TransportDocumentTakenUp',
    'A transport document was attached to a consignment that the credit is for.',
    z.strictObject({ ...ofCredit, consignmentId: uuidSchema, document: documentSchema }),
  ),
  contract(
    'TransportDocumentDropped',
    'A transport document was withdrawn from a consignment that the credit is for.',
    z.strictObject({ ...ofCredit, consignmentId: uuidSchema, documentId: uuidSchema }),
  ),
  contract(
    'PresentationMade',
    'Documents were presented to a bank, with what is drawn on them and until when it may refuse them.',
    z.strictObject({
      ...ofPresentation,
      presentedTo: bank,
      presentedOn: localDateSchema,
      amount: moneySchema,
      consignmentId: uuidSchema.exactOptional(),
      shippedOn: localDateSchema.exactOptional(),
      quantity: decimalSchema(6).exactOptional(),
      documents: creditDocumentsSchema,
      examineBy: localDateSchema,
      inTime: z.boolean(),
      ...posted,
    }),
  ),
  contract(
    'PresentationComplied',
    'A presentation complies, or counts as complying: the banks are bound to pay on it.',
    z.strictObject({
      ...drawing,
      basis: z.enum(['examined', 'precluded', 'waived']),
      compliedOn: localDateSchema,
      availableBy: availabilitySchema,
      maturityOn: localDateSchema.exactOptional(),
      ...posted,
    }),
  ),
  refusedV1,
  newVersionOf(refusedV1, {
    schemaVersion: 2,
    schema: refusedV1.schema.extend({ discrepancies: discrepanciesSchema }),
    upcast: (before) => before,
    participants: () => [],
  }),
  contract(
    'PresentationWithdrawn',
    'Whoever presented the documents took them back before they were found to comply: nothing is drawn on them.',
    z.strictObject({ ...ofPresentation, ...posted }),
  ),
  contract(
    'PresentationForwarded',
    'Documents went on from a nominated bank to one that is bound, whose days for a notice begin as it receives them.',
    z.strictObject({
      ...ofPresentation,
      from: bank,
      to: bank,
      receivedOn: localDateSchema,
      examineBy: localDateSchema,
    }),
  ),
  contract(
    'DiscrepanciesWaived',
    'The applicant takes the documents in spite of their discrepancies, if the issuing bank agrees.',
    z.strictObject(ofPresentation),
  ),
  contract(
    'DraftAccepted',
    'A bank accepted a draft drawn under the credit: it pays at maturity.',
    z.strictObject({ ...drawing, bank, acceptedOn: localDateSchema, maturityOn: localDateSchema }),
  ),
  contract(
    'PresentationHonoured',
    'A bank paid the beneficiary on a complying presentation.',
    z.strictObject(paid),
  ),
  contract(
    'PresentationNegotiated',
    'A bank bought the documents of a complying presentation from the beneficiary.',
    z.strictObject(paid),
  ),
  contract(
    'PresentationReimbursed',
    'The issuing bank gave a bank (`paidTo`) back what that had paid on a complying presentation.',
    z.strictObject({ ...paid, paidTo: bank }),
  ),
  contract(
    'LetterOfCreditExpired',
    'The last day for presentation is over: what was not presented by then is no longer undertaken.',
    z.strictObject({ ...ofCredit, lastDay: localDateSchema, ...posted }),
  ),
  contract(
    'CreditCancellationAgreed',
    'One of those without whom a credit is not cancelled agreed that it is.',
    z.strictObject({ ...ofCredit, by: z.enum(['issuing-bank', 'confirming-bank', 'beneficiary']) }),
  ),
  contract(
    'LetterOfCreditCancelled',
    'All whose agreement it needs agreed to cancel the credit.',
    z.strictObject({ ...ofCredit, ...posted }),
  ),
  contract(
    'LetterOfCreditClosed',
    'Nothing is left to draw under the credit and nothing to pay.',
    z.strictObject({ ...ofCredit, ...posted }),
  ),
] as const;
