import { z } from 'zod';
import { participantIdSchema, textSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('message');
const ids = {
  receiptId: uuidSchema.describe("Made of the bank, the message's name without its version, and its id."),
  bank: participantIdSchema,
};
const toBank = ({ bank }: { readonly bank: string }): readonly string[] => [bank];
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 of 64 hexadecimal digits in lower case');
const count = z.int().min(0).max(10_000_000);
const copyDuplicate = z.enum(['CODU', 'COPY', 'DUPL']).exactOptional();

export const MESSAGE_CONTRACTS = [
  contract(
    'MessageReceived',
    'A message of ISO 20022 came in and is sound as a whole: what is in it follows.',
    z.strictObject({
      ...ids,
      format: textSchema(35).describe('Its name with its version, such as `camt.054.001.08`.'),
      messageId: textSchema(35),
      businessMessageId: textSchema(35).exactOptional(),
      createdAt: textSchema(35).exactOptional().describe('As written.'),
      fileSha256: sha256.describe('Of the file that held it, byte for byte.'),
      contentSha256: sha256.describe('Of what was read of it, wherever it stands in whichever file.'),
      bytes: z.int().min(1).describe('Of that file.'),
      transactions: count,
      possibleDuplicate: z.boolean().exactOptional(),
      copyDuplicate,
    }),
    toBank,
  ),
  contract(
    'MessageProcessed',
    'Each transaction of the message has had its answer. A message without this was cut short: sent again, it is finished.',
    z.strictObject({
      ...ids,
      accepted: count,
      duplicates: count,
      rejected: count,
    }),
    toBank,
  ),
] as const;
