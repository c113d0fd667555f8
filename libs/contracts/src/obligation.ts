import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';
import {
  invoiceNumberSchema,
  paymentMethodSchema,
  termsTriggerSchema,
  termsTriggerV1Schema,
} from './invoice.js';
import { unmatchedBecauseSchema } from './settlement.js';

const contract = contractsOf('obligation');
const ids = { obligationId: uuidSchema, invoiceId: uuidSchema, consignmentId: uuidSchema };

const payment = z.strictObject({
  ...ids,
  settlementId: uuidSchema,
  amount: moneySchema,
  outstanding: moneySchema,
  valueDate: localDateSchema,
});
/** What banks on the way took, as part of the amount; where that is undone, what of it is. */
const fees = moneySchema.exactOptional();

const ofParties = (owed: {
  readonly creditor: string;
  readonly debtor: string;
  readonly creditorBank: string;
}): readonly string[] => [owed.creditor, owed.debtor, owed.creditorBank];

const arisenV1 = contract(
  'ObligationArisen',
  "An invoice's terms were met: the debtor owes the amount by a day.",
  z.strictObject({
    ...ids,
    invoiceNumber: invoiceNumberSchema,
    creditor: participantIdSchema,
    debtor: participantIdSchema,
    creditorBank: participantIdSchema,
    amount: moneySchema,
    trigger: termsTriggerV1Schema,
    termsStartedOn: localDateSchema,
    dueOn: localDateSchema,
  }),
  ofParties,
);

const partSettledV1 = contract('ObligationPartSettled', 'A payment settled a part of what is owed.', payment);

const settledV1 = contract(
  'ObligationSettled',
  'A payment settled the rest of what was owed.',
  // Older events have none: there, the value date of the last payment is all that is told.
  payment.extend({ settledOn: localDateSchema.exactOptional() }),
);

const returnedV1 = contract(
  'PaymentReturned',
  'What a settlement paid was returned, a part of it or all: so much is owed again.',
  payment.extend({ returnId: uuidSchema, paid: moneySchema }),
);

export const OBLIGATION_CONTRACTS = [
  arisenV1,
  newVersionOf(arisenV1, {
    schemaVersion: 2,
    schema: arisenV1.schema.extend({
      creditorName: textSchema(140).exactOptional(),
      debtorName: textSchema(140).exactOptional(),
      method: paymentMethodSchema,
      trigger: termsTriggerSchema,
      letterOfCreditId: uuidSchema.exactOptional(),
    }),
    upcast: (before) => ({ ...before, method: 'open-account' as const }),
    participants: ofParties,
  }),
  partSettledV1,
  newVersionOf(partSettledV1, {
    schemaVersion: 2,
    schema: partSettledV1.schema.extend({ fees }),
    upcast: (before) => before,
    participants: () => [],
  }),
  settledV1,
  newVersionOf(settledV1, {
    schemaVersion: 2,
    schema: settledV1.schema.extend({ fees }),
    upcast: (before) => before,
    participants: () => [],
  }),
  returnedV1,
  newVersionOf(returnedV1, {
    schemaVersion: 2,
    schema: returnedV1.schema.extend({ fees }),
    upcast: (before) => before,
    participants: () => [],
  }),
  contract(
    'PaymentUnmatched',
    'A settlement did not pay this, as a person found, or since less came than a status had told: so much is owed again.',
    z.strictObject({
      ...ids,
      settlementId: uuidSchema,
      amount: moneySchema,
      outstanding: moneySchema,
      paid: moneySchema,
      fees,
      unmatchedOn: localDateSchema,
      because: unmatchedBecauseSchema,
      reason: textSchema(512),
    }),
  ),
  contract(
    'InvoiceWithdrawn',
    'The creditor took back what was invoiced by mistake, before anything paid it: nobody owes it.',
    z.strictObject({
      ...ids,
      creditor: participantIdSchema,
      debtor: participantIdSchema,
      creditorBank: participantIdSchema,
      withdrawnOn: localDateSchema,
      reason: textSchema(512),
    }),
    ofParties,
  ),
] as const;
