import { localDateSchema, moneySchema, returnReasonSchema, textSchema } from '@corridor/contracts';
import { z } from 'zod';
import { settlementBody } from '../booking/settlement.body.js';

/** Body of a return in JSON: lengths and characters are those of the event, so what passes here can be booked. */
export const returnBody = z.strictObject({
  amount: moneySchema,
  bookedOn: localDateSchema,
  valueDate: localDateSchema,
  reason: returnReasonSchema.exactOptional(),
  /** What the bank calls the return. */
  returnReference: textSchema(35).exactOptional(),
  references: settlementBody.shape.references.exactOptional(),
});

export type ReturnBody = z.infer<typeof returnBody>;
