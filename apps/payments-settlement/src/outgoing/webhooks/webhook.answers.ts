import { participantIdSchema, timestampSchema, uuidSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';
import { OUTGOING_TYPES } from '../outgoing-events.js';

const position = z.int().min(1);
const answered = { webhookId: uuidSchema, ...recorded };

export const webhookAnswer = z.object(answered).meta({ id: 'WebhookAnswer' });

export const secretAnswer = z
  .object({
    ...answered,
    secret: z
      .string()
      .exactOptional()
      .describe(
        '`whsec_` and the key in base64: shown this once and never again. Absent where the request is a repeated one; whoever did not get it rotates.',
      ),
    previousUntil: timestampSchema
      .exactOptional()
      .describe('Of a rotation: until when the secret before signs, too.'),
  })
  .meta({ id: 'WebhookSecretAnswer' });

export const replayAnswer = z
  .object({ ...answered, replayId: uuidSchema, from: position, to: position })
  .meta({ id: 'WebhookReplayAnswer' });

const sending = {
  cursor: z.int().min(0).describe('What stands up to this position was taken, or is not for this webhook.'),
  attempts: z.int().min(0).describe('So far, of the item that comes next; 0 where nothing fails.'),
  failingSince: timestampSchema.exactOptional(),
  nextTryAt: timestampSchema.exactOptional().describe('While it fails: not before then.'),
};

const view = z.object({
  webhookId: uuidSchema,
  bank: participantIdSchema,
  url: z.string(),
  types: z.array(z.enum(OUTGOING_TYPES)).exactOptional().describe('Absent for all.'),
  description: z.string().exactOptional(),
  status: z.enum(['active', 'paused', 'disabled', 'ended']),
  reason: z
    .string()
    .exactOptional()
    .describe(
      'Why it is paused, as it was told; why it is disabled: `failing` for five days, or `gone` (410).',
    ),
  registeredAt: timestampSchema,
  position: position.describe('Of the event that registered it.'),
  ...sending,
  replays: z
    .array(z.object({ replayId: uuidSchema, from: position, to: position, isDone: z.boolean(), ...sending }))
    .describe('The last ten, oldest first.'),
});

export const webhookView = view.meta({ id: 'Webhook' });

export const webhookPage = z
  .object({
    items: z.array(webhookView),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'WebhookPage' });

export const deliveryPage = z
  .object({
    items: z
      .array(
        z.object({
          id: z.string().describe('The `webhook-id` that it was sent with.'),
          position,
          type: z.enum(OUTGOING_TYPES),
          replayId: uuidSchema.exactOptional(),
          status: z.enum(['delivered', 'failing']),
          attempts: z.int().min(1),
          lastAttemptAt: timestampSchema,
          httpStatus: z.int().exactOptional().describe('Of the last answer.'),
          fault: z
            .enum(['timed-out', 'address-refused', 'unreachable'])
            .exactOptional()
            .describe('Why the last attempt got no answer.'),
          deliveredAt: timestampSchema.exactOptional(),
          nextTryAt: timestampSchema.exactOptional(),
        }),
      )
      .describe('Those first whose first attempt was the latest; kept for 30 days behind their last one.'),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'WebhookDeliveryPage' });
