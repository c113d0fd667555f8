import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('settlement');
const ids = { settlementId: uuidSchema, bank: participantIdSchema };
const part = {
  obligationId: uuidSchema,
  invoiceId: uuidSchema,
  consignmentId: uuidSchema,
  amount: moneySchema,
};

/** Lengths as in ISO 20022: 35 for references, 140 for remittance information and names. */
export const paymentReferencesSchema = z.strictObject({
  endToEndId: textSchema(35).exactOptional(),
  uetr: z
    .string()
    .regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      'is a UUID version 4 in lower case',
    )
    .exactOptional(),
  accountServicerReference: textSchema(35).exactOptional(),
  remittance: z.array(textSchema(140)).max(100),
});

/** A code of ISO 20022's external list ExternalReturnReason1Code, by its form: the list grows outside of the messages. */
export const returnReasonSchema = z.string().regex(/^[A-Z0-9]{4}$/, 'is a reason code such as "AC04"');

export const SETTLEMENT_CONTRACTS = [
  contract(
    'SettlementBooked',
    "A bank booked a credit to the creditor's account.",
    z.strictObject({
      ...ids,
      account: textSchema(34),
      references: paymentReferencesSchema,
      amount: moneySchema,
      bookedOn: localDateSchema,
      valueDate: localDateSchema,
      debtorName: textSchema(140).exactOptional(),
      creditorName: textSchema(140).exactOptional(),
      format: textSchema(35),
      messageId: textSchema(35).exactOptional(),
    }),
    ({ bank }) => [bank],
  ),
  contract(
    'SettlementMatched',
    'A part of a booked credit, or all of it, pays an obligation.',
    z.strictObject({
      ...ids,
      ...part,
      unallocated: moneySchema,
      by: z.enum(['end-to-end-id', 'remittance']),
    }),
    ({ bank }) => [bank],
  ),
  contract(
    'SettlementSuspended',
    'What a booked credit pays is not known, or not whose it is, or it is more than was owed: the amount waits in suspense.',
    z.strictObject({
      ...ids,
      reason: z.enum(['no-open-obligation', 'overpaid', 'ambiguous']),
      amount: moneySchema,
    }),
    ({ bank }) => [bank],
  ),
  contract(
    'SettlementReturned',
    'The bank gave a part of a booked credit back, or all of it: what waited in suspense first, then what paid something.',
    z.strictObject({
      ...ids,
      returnId: uuidSchema,
      amount: moneySchema,
      reason: returnReasonSchema.exactOptional(),
      bookedOn: localDateSchema,
      valueDate: localDateSchema,
      references: paymentReferencesSchema,
      unallocated: moneySchema,
      takenBack: z.array(z.strictObject(part)),
      format: textSchema(35),
      messageId: textSchema(35).exactOptional(),
    }),
    ({ bank }) => [bank],
  ),
] as const;
