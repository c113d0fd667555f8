import {
  bicSchema,
  chargeBearerSchema,
  chargeSchema,
  localDateSchema,
  moneySchema,
  paymentReferencesSchema,
  remittedDocumentSchema,
  textSchema,
} from '@corridor/contracts';
import { z } from 'zod';

/** Body of a settlement in JSON: lengths and characters are those of the event, so what passes here can be booked. Compiled, since banks post many. */
export const settlementBody = z.compile(
  z.strictObject({
    account: textSchema(34),
    amount: moneySchema,
    bookedOn: localDateSchema,
    valueDate: localDateSchema,
    references: paymentReferencesSchema.extend({
      remittance: paymentReferencesSchema.shape.remittance.exactOptional(),
    }),
    debtorName: textSchema(140).exactOptional(),
    debtorAccount: textSchema(34).exactOptional(),
    debtorAgent: bicSchema.exactOptional(),
    creditorName: textSchema(140).exactOptional(),
    ultimateDebtorName: textSchema(140).exactOptional(),
    ultimateCreditorName: textSchema(140).exactOptional(),
    creditorAgent: bicSchema.exactOptional(),
    instructionId: textSchema(35).exactOptional(),
    clearingSystemReference: textSchema(35).exactOptional(),
    documents: z.array(remittedDocumentSchema).max(100).exactOptional(),
    instructedAmount: moneySchema
      .exactOptional()
      .describe(
        'What the debtor had his bank pay, before charges. Where it is more than `amount`, and the creditor bears charges or shares them, what is missing counts for the debtor as far as `charges` tell it or it is a small sum; without it, only `charges` count.',
      ),
    chargeBearer: chargeBearerSchema
      .exactOptional()
      .describe(
        'Who bears what banks took: `CRED` and `SHAR`: it counts for the debtor; `DEBT`, `SLEV` or none: he owes what did not arrive.',
      ),
    charges: z
      .array(chargeSchema)
      .max(20)
      .exactOptional()
      .describe(
        'What banks took on the way, in the currency of `amount`; `bearer` where it is another one than `chargeBearer`. Such as `[{"amount": {"amount": "15.00", "currency": "USD"}, "bearer": "CRED"}]`.',
      ),
  }),
);

export type SettlementBody = z.infer<typeof settlementBody>;
