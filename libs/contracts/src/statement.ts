import { z } from 'zod';
import {
  currencySchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('statement');
const sequenceNumber = z.int().min(0).exactOptional();

export const STATEMENT_CONTRACTS = [
  contract(
    'StatementRecorded',
    "A bank's statement of an account (camt.053), with what does not add up in it. Findings reject nothing that was booked.",
    z.strictObject({
      accountId: uuidSchema.describe('Made of the bank, the account and its currency.'),
      bank: participantIdSchema,
      account: textSchema(34),
      currency: currencySchema
        .exactOptional()
        .describe(
          'Of the account: under one number may be kept several. Absent where the statement tells none, or several.',
        ),
      statementId: textSchema(35).exactOptional(),
      electronicSequenceNumber: sequenceNumber,
      legalSequenceNumber: sequenceNumber,
      page: z.strictObject({ number: z.int().min(0), last: z.boolean() }).exactOptional(),
      from: textSchema(35).exactOptional(),
      to: textSchema(35).exactOptional(),
      balances: z
        .array(z.strictObject({ type: textSchema(35), amount: moneySchema, date: localDateSchema }))
        .max(100),
      entries: z.int().min(0).max(10_000_000),
      bookedNet: z.array(moneySchema).max(20).exactOptional(),
      findings: z
        .array(
          z.strictObject({
            code: z.enum([
              'balance-missing',
              'balance-differs',
              'opening-differs',
              'sequence-gap',
              'sequence-repeated',
              'entries-differ',
              'entries-unread',
            ]),
            message: textSchema(280),
          }),
        )
        .max(20),
      format: textSchema(35),
      messageId: textSchema(35),
    }),
    ({ bank }) => [bank],
  ),
] as const;
