import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('instrument');
const instrumentId = uuidSchema;

export const instrumentKindSchema = z.enum(['pk-financial-instrument', 'kz-contract-number']);

/** Which way the goods of its holder go. */
export const instrumentFlowSchema = z.enum(['export', 'import']);

/** The regulator's, or its bank's, own number. */
export const instrumentNumberSchema = textSchema(35);

/** Days within which proceeds have to come, and who says so. */
export const repatriationTermSchema = z.strictObject({
  days: z.int().min(1).max(3_650),
  source: textSchema(512),
});

/** What a regulator, or a bank in its name, allowed. */
export const approvalSchema = z.strictObject({
  reference: textSchema(70),
  approvedBy: textSchema(140),
  approvedOn: localDateSchema,
});

const proceeds = z.strictObject({
  instrumentId,
  invoiceId: uuidSchema,
  consignmentId: uuidSchema,
  obligationVersion: z.int().min(1),
  amount: moneySchema,
  realised: moneySchema,
  outstanding: moneySchema,
  valueDate: localDateSchema,
});

export const INSTRUMENT_CONTRACTS = [
  contract(
    'InstrumentRegistered',
    'A trade got the number by which a regulator follows its money, and the term within which proceeds have to come home.',
    z.strictObject({
      instrumentId,
      kind: instrumentKindSchema,
      flow: instrumentFlowSchema,
      number: instrumentNumberSchema,
      holder: partyV1Schema,
      bank: participantIdSchema,
      amount: moneySchema,
      issuedOn: localDateSchema,
      contractNumber: textSchema(70).exactOptional(),
      term: repatriationTermSchema.exactOptional(),
      paymentDueOn: localDateSchema.exactOptional(),
    }),
    ({ holder, bank }) => [holder.participantId, bank],
  ),
  contract(
    'InstrumentTied',
    'The instrument covers a consignment with all its invoices, or with one of them.',
    z.strictObject({
      instrumentId,
      consignmentId: uuidSchema,
      invoiceId: uuidSchema.exactOptional(),
      declarationNumber: textSchema(35).exactOptional(),
    }),
  ),
  contract(
    'RepatriationTermStarted',
    'The first goods that the instrument covers were shipped: the days within which their proceeds have to come run. Told again where an earlier shipment is told later; the newest holds.',
    z.strictObject({
      instrumentId,
      consignmentId: uuidSchema,
      startedOn: localDateSchema,
      dueOn: localDateSchema,
    }),
  ),
  contract('ProceedsRealised', 'Money came for an invoice that the instrument covers.', proceeds),
  contract(
    'ProceedsTakenBack',
    'A payment of an invoice that the instrument covers was returned: so much is still to come again.',
    proceeds,
  ),
  contract(
    'InstrumentClosed',
    'All that the instrument was to bring has come.',
    z.strictObject({ instrumentId, realised: moneySchema }),
  ),
  contract(
    'InstrumentAmountAmended',
    'Another amount than was registered is to come.',
    z.strictObject({
      instrumentId,
      amount: moneySchema,
      outstanding: moneySchema,
      reason: textSchema(512),
    }),
  ),
  contract(
    'RepatriationTermExtended',
    'The regulator, or the bank in its name, gave the proceeds more time.',
    z.strictObject({
      instrumentId,
      dueBefore: localDateSchema,
      dueOn: localDateSchema,
      approval: approvalSchema,
    }),
  ),
  contract(
    'ProceedsOverdue',
    'The last day for the proceeds passed, and not all of them had come.',
    z.strictObject({ instrumentId, dueOn: localDateSchema, outstanding: moneySchema }),
  ),
  contract(
    'InstrumentCancelled',
    'The instrument covers nothing any more; no money had come for it.',
    z.strictObject({ instrumentId, reason: textSchema(512) }),
  ),
] as const;
