import { z } from 'zod';
import { participantIdSchema, textSchema, timestampSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('webhook');
const ids = { webhookId: uuidSchema, bank: participantIdSchema };
const position = z.int().min(1);
const toBank = ({ bank }: { readonly bank: string }) => [bank];

/** An address as URLs are written: visible ASCII, with what is not that encoded. */
export const webhookUrlSchema = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[\x21-\x7e]+$/, 'is a URL, with what is not ASCII encoded');
export const webhookDescriptionSchema = textSchema(140);
export const webhookReasonSchema = textSchema(140);

export const WEBHOOK_CONTRACTS = [
  contract(
    'WebhookRegistered',
    'A bank is told at an address what happens to its payments, from here on. The secret that signs stands in no event.',
    z.strictObject({
      ...ids,
      url: webhookUrlSchema,
      types: z.array(textSchema(64)).min(1).max(200).exactOptional(),
      description: webhookDescriptionSchema.exactOptional(),
      secretId: uuidSchema,
    }),
    toBank,
  ),
  contract(
    'WebhookSecretRotated',
    'Another secret signs what is sent; the one before signs beside it for a time.',
    z.strictObject({ ...ids, secretId: uuidSchema, previousUntil: timestampSchema }),
    toBank,
  ),
  contract(
    'WebhookPaused',
    'Nothing is sent for a time; it goes on later from where it stood.',
    z.strictObject({ ...ids, reason: webhookReasonSchema.exactOptional() }),
    toBank,
  ),
  contract('WebhookResumed', 'It is sent again, from where it stood.', z.strictObject(ids), toBank),
  contract(
    'WebhookDisabled',
    'The ledger gave up sending: nothing was taken for days, or the receiver said that it is gone.',
    z.strictObject({
      ...ids,
      reason: z.enum(['failing', 'gone']),
      failingSince: timestampSchema,
      attempts: z.int().min(1),
    }),
    toBank,
  ),
  contract('WebhookEnded', 'Nothing is sent to this address any more.', z.strictObject(ids), toBank),
  contract(
    'WebhookReplayAsked',
    'What was told between two positions, both with it, is sent again beside what is new.',
    z.strictObject({ ...ids, replayId: uuidSchema, from: position, to: position }),
    toBank,
  ),
] as const;
