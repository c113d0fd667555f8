import {
  instrumentFlowSchema,
  instrumentKindSchema,
  instrumentNumberSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  repatriationTermSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const instrumentAnswer = z
  .object({ instrumentId: uuidSchema, ...recorded })
  .meta({ id: 'InstrumentAnswer' });

const status = z.enum(['open', 'closed', 'cancelled']);

export const instrumentView = z
  .object({
    instrumentId: uuidSchema,
    kind: instrumentKindSchema,
    flow: instrumentFlowSchema,
    number: instrumentNumberSchema,
    holder: partyV1Schema,
    bank: participantIdSchema,
    amount: moneySchema.describe('As registered, or as it was amended last.'),
    issuedOn: localDateSchema,
    contractNumber: z.string().exactOptional(),
    term: repatriationTermSchema.exactOptional(),
    paymentDueOn: localDateSchema.exactOptional(),
    required: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether a contract of this amount needs the number, where the regulator sets a limit in this currency.',
      ),
    status,
    realised: moneySchema.describe('What has come, returns taken off.'),
    outstanding: moneySchema,
    ties: z.array(
      z.object({
        consignmentId: uuidSchema,
        invoiceId: uuidSchema.exactOptional(),
        declarationNumber: z.string().exactOptional(),
      }),
    ),
    startedOn: localDateSchema.exactOptional().describe('Of the first shipment; absent before it.'),
    dueOn: localDateSchema.exactOptional(),
    missed: z.array(localDateSchema).describe('The last days that passed before all had come.'),
    ...standing,
  })
  .meta({ id: 'Instrument' });

export const repatriationPage = z
  .object({
    items: z.array(
      z
        .object({
          instrumentId: uuidSchema,
          kind: instrumentKindSchema,
          number: instrumentNumberSchema,
          holder: participantIdSchema,
          holderName: z.string(),
          bank: participantIdSchema,
          amount: moneySchema,
          outstanding: moneySchema.describe('What is missing.'),
          startedOn: localDateSchema,
          dueOn: localDateSchema,
          daysLeft: z.int().min(0).exactOptional().describe('To the last day; absent once it is over.'),
          daysOverdue: z.int().min(1).exactOptional().describe('Since the last day; absent until then.'),
          demo: z.boolean().describe('Whether it is invented, for the demo.'),
        })
        .meta({ id: 'RepatriationItem' }),
    ),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'RepatriationPage' });
