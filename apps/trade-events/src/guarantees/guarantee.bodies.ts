import {
  guaranteeKindSchema,
  guaranteeReferenceSchema,
  localDateSchema,
  moneySchema,
  partyV1Schema,
  timestampSchema,
} from '@corridor/contracts';
import { checkCountry, checkTirCeiling } from '@corridor/reference-data';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on guarantees. */
export const guaranteeBody = z.strictObject({
  ...at,
  kind: guaranteeKindSchema,
  reference: guaranteeReferenceSchema,
  guarantor: partyV1Schema,
  principal: partyV1Schema,
  amount: moneySchema,
  validFrom: localDateSchema,
  validUntil: localDateSchema,
});
export const topUpBody = z.strictObject({ ...at, amount: moneySchema });
export const expiryBody = z.strictObject(at);

/** @throws Rejection naming the first code that stands in no list, or the amount that a carnet cannot have. */
export function checkGuaranteeCodes({ kind, guarantor, principal, amount }: z.infer<typeof guaranteeBody>) {
  checkCountry(guarantor.country, '/guarantor/country');
  checkCountry(principal.country, '/principal/country');
  if (kind === 'tir-carnet') checkTirCeiling(amount, [guarantor.country], '/amount');
}
