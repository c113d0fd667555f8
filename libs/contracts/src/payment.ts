import { z } from 'zod';
import {
  bicSchema,
  countrySchema,
  currencySchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  rateSchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';
import { chargeBearerSchema, chargeSchema, paymentReferencesSchema } from './settlement.js';

const contract = contractsOf('payment');
const toBank = ({ bank }: { readonly bank: string }): readonly string[] => [bank];
const ids = { paymentId: uuidSchema, bank: participantIdSchema };
const reference = textSchema(35).exactOptional();

/** What a message calls a payment; those of ISO 20022 that tell nothing (NOTPROVIDED) are left out. */
const transactionReferencesSchema = z.strictObject({
  instructionId: reference,
  endToEndId: reference,
  transactionId: reference,
  uetr: paymentReferencesSchema.shape.uetr,
  clearingSystemReference: reference,
});

/** The message that held the payment which a later one speaks of. */
const originalSchema = z.strictObject({
  ...transactionReferencesSchema.shape,
  messageId: reference,
  messageName: reference,
  createdAt: textSchema(35).exactOptional().describe('Of that message, as written.'),
  paymentInformationId: reference,
});

const partySchema = z.strictObject({
  name: textSchema(140).exactOptional(),
  bic: bicSchema.exactOptional(),
  account: textSchema(34).exactOptional(),
  agent: bicSchema.exactOptional().describe("BIC of the party's bank."),
  country: countrySchema.exactOptional(),
});

const code = z.string().regex(/^[A-Z0-9]{4}$/, 'is a code of four characters such as "AC04"');

/** Why: a code of ISO 20022's external lists, or a bank's own. */
const reasonSchema = z.strictObject({
  code: code.exactOptional(),
  proprietary: reference,
  additional: z.array(textSchema(140)).max(20),
});
const reasons = z.array(reasonSchema).max(20);

const origin = { format: textSchema(35), messageId: textSchema(35) };
/** Between which banks what is told went. */
const handing = {
  instructingAgent: bicSchema.exactOptional().describe('BIC of the bank that sent it: `InstgAgt`.'),
  instructedAgent: bicSchema.exactOptional().describe('BIC of the bank that it was sent to: `InstdAgt`.'),
};
/** What a recall says beside the banks between which it went. */
const recalling = {
  caseId: reference,
  caseCreator: z
    .strictObject({ name: textSchema(140).exactOptional(), bic: bicSchema.exactOptional() })
    .exactOptional()
    .describe('`Case/Cretr`.'),
  cancellationId: reference,
  original: originalSchema,
  amount: moneySchema.exactOptional(),
  reasons,
  originator: textSchema(140).exactOptional(),
};
const charges = z.array(chargeSchema).max(20);
const remittance = paymentReferencesSchema.shape.remittance;

const statusV1 = contract(
  'PaymentStatusReported',
  "A bank told how the payment stands (pacs.002, pain.002). `ACCC` says that the creditor's account was credited; all others inform.",
  z.strictObject({
    ...ids,
    original: originalSchema,
    level: z.enum(['group', 'instruction', 'transaction']),
    statusId: reference,
    status: code,
    reasons,
    acceptedAt: textSchema(35).exactOptional().describe('As written.'),
    effectiveSettlementDate: localDateSchema.exactOptional(),
    ...handing,
    ...origin,
  }),
  toBank,
);

export const PAYMENT_CONTRACTS = [
  contract(
    'PaymentInstructed',
    'A payment was instructed: by a customer (pain.001), or from bank to bank (pacs.008, pacs.009). No money has come yet.',
    z.strictObject({
      ...ids,
      references: transactionReferencesSchema,
      paymentInformationId: reference,
      amount: moneySchema.describe('What banks settle; of a pain.001 what is ordered.'),
      settlementDate: localDateSchema.exactOptional(),
      instructedAmount: moneySchema.exactOptional(),
      exchangeRate: z
        .strictObject({
          source: currencySchema.exactOptional(),
          target: currencySchema.exactOptional(),
          unit: currencySchema.exactOptional(),
          rate: rateSchema,
        })
        .exactOptional(),
      chargeBearer: chargeBearerSchema.exactOptional(),
      charges,
      debtor: partySchema,
      creditor: partySchema,
      ultimateDebtorName: textSchema(140).exactOptional(),
      ultimateCreditorName: textSchema(140).exactOptional(),
      remittance,
      purpose: reference,
      ...handing,
      ...origin,
    }),
    toBank,
  ),
  contract(
    'PaymentCovered',
    'A bank covers the payment by another one, that goes its own way (pacs.009 COV).',
    z.strictObject({
      ...ids,
      references: transactionReferencesSchema,
      amount: moneySchema,
      settlementDate: localDateSchema.exactOptional(),
      debtor: partySchema,
      creditor: partySchema,
      ...handing,
      ...origin,
    }),
    toBank,
  ),
  statusV1,
  newVersionOf(statusV1, {
    schemaVersion: 2,
    schema: statusV1.schema.extend({
      accountServicerReference: reference.describe(
        '`AcctSvcrRef`: what the bank that keeps the account calls the credit, as its entry does.',
      ),
    }),
    upcast: (before) => before,
    participants: toBank,
  }),
  contract(
    'PaymentReturnAdvised',
    'A bank gives the payment back, in part or whole (pacs.004). What its credit paid is undone on the stream of that settlement.',
    z.strictObject({
      ...ids,
      returnReference: reference.describe('`RtrId`.'),
      original: originalSchema,
      originalAmount: moneySchema.exactOptional(),
      returnedAmount: moneySchema,
      compensation: moneySchema
        .exactOptional()
        .describe('`CompstnAmt`: what of it banks owe for the time that they had the money.'),
      settlementDate: localDateSchema.exactOptional(),
      chargeBearer: chargeBearerSchema.exactOptional(),
      charges,
      reasons,
      ...handing,
      ...origin,
    }),
    toBank,
  ),
  contract(
    'ReturnTakenAsInformation',
    "The returns that the bank told of so far undo no credit with it: by the instruction, another bank has the creditor's account.",
    z.strictObject({ ...ids, creditorAgent: bicSchema.describe('BIC of that bank.'), ...origin }),
    toBank,
  ),
  contract(
    'RecallRequested',
    'Who sent the payment wants it back (camt.056). That alone moves nothing.',
    z.strictObject({
      ...ids,
      recallId: uuidSchema,
      assignmentId: textSchema(35),
      assigner: bicSchema.exactOptional().describe('Of the bank that sent it (`Assgnr`).'),
      assignee: bicSchema
        .exactOptional()
        .describe(
          'Of the bank that it was sent to: as the message names it where that is a BIC of its key, else the first of those.',
        ),
      ...recalling,
      ...origin,
    }),
    toBank,
  ),
  contract(
    'RecallSent',
    'The bank wants a payment back, and sent its recall (camt.056) to the bank that answers it. That alone moves nothing.',
    z.strictObject({
      ...ids,
      recallId: uuidSchema,
      assignmentId: textSchema(35),
      assigner: bicSchema.describe('Of the bank itself (`Assgnr`).'),
      assignee: bicSchema.describe('Of the bank that it was sent to (`Assgne`), as the message names it.'),
      ...recalling,
      ...origin,
    }),
    toBank,
  ),
  contract(
    'RecallAnswered',
    'A recall was answered: `PDCR` it is looked at, `ACCR` the money will come back, `RJCR` it will not.',
    z.strictObject({
      ...ids,
      recallId: uuidSchema,
      status: code,
      reasons,
      by: z.enum(['ledger', 'bank', 'operator']),
      format: textSchema(35),
      messageId: reference,
    }),
    toBank,
  ),
] as const;
