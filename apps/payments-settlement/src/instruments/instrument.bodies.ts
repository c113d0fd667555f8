import {
  approvalSchema,
  instrumentFlowSchema,
  instrumentKindSchema,
  instrumentNumberSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import type { RepatriationTerm } from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import { checkCountry, REPATRIATION_RULES, repatriationTerm } from '@corridor/reference-data';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on instruments. */
export const instrumentBody = z.strictObject({
  ...at,
  kind: instrumentKindSchema,
  flow: instrumentFlowSchema.default('export'),
  number: instrumentNumberSchema,
  holder: partyV1Schema,
  bank: participantIdSchema,
  amount: moneySchema,
  issuedOn: localDateSchema,
  contractNumber: textSchema(70).exactOptional(),
  rule: z
    .enum(REPATRIATION_RULES)
    .exactOptional()
    .describe("Of Pakistan's terms the one that holds; `pk-export` where it is left out."),
  termDays: z
    .int()
    .min(1)
    .max(3_650)
    .exactOptional()
    .describe('Days within which proceeds come home by the contract, of an export of Kazakhstan.'),
  paymentDueOn: localDateSchema
    .exactOptional()
    .describe('When the buyer has to pay by the contract: the term ends with it where it comes first.'),
});
export const tieBody = z.strictObject({
  ...at,
  consignmentId: uuidSchema,
  invoiceId: uuidSchema.exactOptional().describe('All invoices of the consignment where it is left out.'),
  declarationNumber: textSchema(35).exactOptional(),
});
export const amountBody = z.strictObject({ ...at, amount: moneySchema, reason: textSchema(512) });
export const extensionBody = z.strictObject({ ...at, dueOn: localDateSchema, approval: approvalSchema });
export const cancellationBody = z.strictObject({ ...at, reason: textSchema(512) });

/**
 * The term that a registration tells of: Pakistan's by the day of issue, Kazakhstan's by the contract.
 * @throws Rejection naming the field that does not go with the kind, or a rule that did not hold yet.
 */
export function termOf(body: z.infer<typeof instrumentBody>): RepatriationTerm | undefined {
  const { kind, flow, holder, rule, termDays, contractNumber, number, issuedOn } = body;
  checkCountry(holder.country, '/holder/country');
  if (kind === 'pk-financial-instrument') {
    if (termDays !== undefined) {
      const message = 'The State Bank of Pakistan sets the term; name its rule instead.';
      throw new Rejection('term-by-rule', message, { pointer: '/termDays' });
    }
    return flow === 'export' ? repatriationTerm(rule ?? 'pk-export', issuedOn, '/rule') : undefined;
  }
  if (rule !== undefined) {
    throw new Rejection('rule-of-another-country', `${rule} is a rule of Pakistan.`, { pointer: '/rule' });
  }
  if (flow === 'import') {
    if (termDays === undefined) return undefined;
    const message = 'Nothing of an import comes home: it has no term.';
    throw new Rejection('term-of-import', message, { pointer: '/termDays' });
  }
  if (termDays === undefined) {
    const message = 'Say within how many days the proceeds come home by the contract.';
    throw new Rejection('term-missing', message, { pointer: '/termDays' });
  }
  return { days: termDays, source: `Contract ${contractNumber ?? `of the number ${number}`}` };
}
