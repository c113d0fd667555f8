import { z } from 'zod';
import { localDateSchema, moneySchema, participantIdSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';
import { invoiceNumberSchema, termsTriggerSchema } from './invoice.js';

const contract = contractsOf('obligation');
const ids = { obligationId: uuidSchema, invoiceId: uuidSchema, consignmentId: uuidSchema };

const payment = z.strictObject({
  ...ids,
  settlementId: uuidSchema,
  amount: moneySchema,
  outstanding: moneySchema,
  valueDate: localDateSchema,
});

export const OBLIGATION_CONTRACTS = [
  contract(
    'ObligationArisen',
    "An invoice's terms were met: the debtor owes the amount by a day.",
    z.strictObject({
      ...ids,
      invoiceNumber: invoiceNumberSchema,
      creditor: participantIdSchema,
      debtor: participantIdSchema,
      creditorBank: participantIdSchema,
      amount: moneySchema,
      trigger: termsTriggerSchema,
      termsStartedOn: localDateSchema,
      dueOn: localDateSchema,
    }),
    ({ creditor, debtor, creditorBank }) => [creditor, debtor, creditorBank],
  ),
  contract('ObligationPartSettled', 'A payment settled a part of what is owed.', payment),
  contract(
    'ObligationSettled',
    'A payment settled the rest of what was owed.',
    // Older events have none: there, the value date of the last payment is all that is told.
    payment.extend({ settledOn: localDateSchema.exactOptional() }),
  ),
  contract(
    'PaymentReturned',
    'What a settlement paid was returned, a part of it or all: so much is owed again.',
    payment.extend({ returnId: uuidSchema, paid: moneySchema }),
  ),
] as const;
