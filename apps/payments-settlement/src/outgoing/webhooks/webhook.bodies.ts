import {
  participantIdSchema,
  webhookDescriptionSchema,
  webhookReasonSchema,
  webhookUrlSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { OUTGOING_TYPES } from '../outgoing-events.js';

const ROTATION_HOURS = 24;
const ROTATION_HOURS_MAX = 168;

export const registrationBody = z.strictObject({
  url: webhookUrlSchema,
  types: z
    .array(z.enum(OUTGOING_TYPES))
    .min(1)
    .max(OUTGOING_TYPES.length)
    .exactOptional()
    .describe('Types of events that are sent; all where it is left out, also those that are added later.'),
  description: webhookDescriptionSchema.exactOptional(),
});

export const rotationBody = z.strictObject({
  graceHours: z
    .int()
    .min(0)
    .max(ROTATION_HOURS_MAX)
    .default(ROTATION_HOURS)
    .describe(
      'How long the secret before signs, too; 24 where it is left out, 0 where it is known to others.',
    ),
});

export const pauseBody = z.strictObject({ reason: webhookReasonSchema.exactOptional() });

export const replayBody = z.strictObject({
  from: z.int().min(1).describe('Position of the first event that is sent again.'),
  to: z
    .int()
    .min(1)
    .exactOptional()
    .describe('Position of the last one; where it is left out, where the ledger ends now.'),
});

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');
const limit = wholeNumber.transform(Number).pipe(z.int().min(1).max(500)).default(50);

export const webhookQuery = z.strictObject({
  bank: participantIdSchema
    .exactOptional()
    .describe("Only this bank's, for an operator; all where it is left out. A bank sees its own."),
  after: wholeNumber
    .transform(Number)
    .default(0)
    .describe('Only what was registered behind this position: `next` of the page before.'),
  limit: limit.describe('Webhooks of a page, 1 to 500; 50 where it is left out.'),
});

export const deliveryQuery = z.strictObject({
  after: wholeNumber
    .transform(Number)
    .exactOptional()
    .describe('Only older ones than this: `next` of the page before.'),
  status: z.enum(['delivered', 'failing']).exactOptional(),
  limit: limit.describe('Deliveries of a page, 1 to 500; 50 where it is left out.'),
});
