import { localDateSchema, moneySchema, paymentReferencesSchema, textSchema } from '@corridor/contracts';
import { z } from 'zod';

/** Body of a settlement in JSON: lengths and characters are those of the event, so what passes here can be booked. */
export const settlementBody = z.strictObject({
  account: textSchema(34),
  amount: moneySchema,
  bookedOn: localDateSchema,
  valueDate: localDateSchema,
  references: paymentReferencesSchema.extend({
    remittance: paymentReferencesSchema.shape.remittance.exactOptional(),
  }),
  debtorName: textSchema(140).exactOptional(),
  creditorName: textSchema(140).exactOptional(),
});

export type SettlementBody = z.infer<typeof settlementBody>;
