import { timestampSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';
import { ISO_STATUSES, OUTGOING_TYPES } from './outgoing-events.js';

const position = z.int().min(1);

export const outgoingItem = z
  .object({
    position: position.describe('Of the event in the ledger: the order of the items.'),
    id: z
      .string()
      .describe('The same however often and whichever way it is told: what was had before is known by it.'),
    type: z.enum(OUTGOING_TYPES).describe('Of the event; docs/events tells what each says.'),
    occurredAt: timestampSchema,
    recordedAt: timestampSchema,
    settlementId: uuidSchema.exactOptional(),
    paymentId: uuidSchema.exactOptional(),
    reference: z
      .object({ endToEndId: z.string().exactOptional(), uetr: z.string().exactOptional() })
      .exactOptional()
      .describe('What the payment is called, where it is known.'),
    message: z
      .object({ messageId: z.string(), definition: z.string() })
      .exactOptional()
      .describe('The message of ISO 20022 that told of it, or that it is about.'),
    isoStatus: z
      .enum(ISO_STATUSES)
      .exactOptional()
      .describe(
        "How the ledger's own handling stands: `RCVD` received, `ACTC` checked and taken, `PDNG` waiting, `RJCT` refused, `PART` some payments of a message refused. Never ACSC: the ledger services no account.",
      ),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
    data: z
      .record(z.string(), z.unknown())
      .describe(
        "What the event says, in the newest version of its type; without postings to others' accounts.",
      ),
  })
  .meta({ id: 'OutgoingItem' });

export const outgoingPage = z
  .object({
    items: z.array(outgoingItem).describe('Oldest first.'),
    next: z.string().describe('Goes into `after` of the next request, also where there was nothing to tell.'),
  })
  .meta({ id: 'OutgoingPage' });
