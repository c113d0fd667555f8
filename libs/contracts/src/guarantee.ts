import { z } from 'zod';
import { localDateSchema, moneySchema, partySchema, textSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('guarantee');
const guaranteeId = uuidSchema;

export const guaranteeKindSchema = z.enum(['bank-guarantee', 'insurance', 'tir-carnet']);

/** The guarantor's own number. */
export const guaranteeReferenceSchema = textSchema(35);

const forTransit = { guaranteeId, transitId: uuidSchema, amount: moneySchema, available: moneySchema };

export const GUARANTEE_CONTRACTS = [
  contract(
    'GuaranteeIssued',
    'A bank, an insurer or an association stands for the duties on goods that a principal moves in transit.',
    z.strictObject({
      guaranteeId,
      kind: guaranteeKindSchema,
      reference: guaranteeReferenceSchema,
      guarantor: partySchema,
      principal: partySchema,
      amount: moneySchema,
      validFrom: localDateSchema,
      validUntil: localDateSchema,
    }),
    ({ guarantor, principal }) => [guarantor.participantId, principal.participantId],
  ),
  contract(
    'GuaranteeToppedUp',
    'The guarantor stands for more than before.',
    z.strictObject({ guaranteeId, amount: moneySchema, total: moneySchema, available: moneySchema }),
  ),
  contract(
    'GuaranteeAmountReserved',
    'A transit was opened against the guarantee: the duty at risk is reserved for it.',
    z.strictObject(forTransit),
  ),
  contract(
    'GuaranteeAmountFreed',
    'A transit was discharged or cancelled: what was still reserved for it is free for others.',
    z.strictObject(forTransit),
  ),
  contract(
    'GuaranteeCalled',
    'The guarantor was called on to pay a part of what is reserved for a transit, or all of it.',
    z.strictObject({ ...forTransit, reason: textSchema(512), reserved: moneySchema }),
  ),
  contract(
    'GuaranteeExpired',
    'The last day of the guarantee is over: it reserves nothing new, and still stands for what it has reserved.',
    z.strictObject({ guaranteeId, validUntil: localDateSchema }),
  ),
] as const;
