import { uuidSchema } from '@corridor/contracts';
import { lineAnswerSchema } from '@corridor/nest-kit';
import { z } from 'zod';
import { valueNotes } from '../bank-calendars/bank-calendar.answers.js';

const position = z
  .int()
  .min(1)
  .exactOptional()
  .describe('Of the event that booked it, at its first delivery.');

export const settlementAnswer = z
  .object({
    settlementId: uuidSchema,
    status: z
      .enum(['accepted', 'duplicate'])
      .describe('`duplicate`: this transaction was booked before, in whatever format.'),
    position,
    isoStatus: z
      .literal('PDNG')
      .exactOptional()
      .describe('It is booked, and waits: it pays nothing until it is released.'),
    reason: z
      .enum(['held-by-screening', 'booked-in-sum'])
      .exactOptional()
      .describe('`booked-in-sum`: its entry was told as one amount first, and is booked as that.'),
    notes: valueNotes,
  })
  .meta({ id: 'SettlementAnswer' });

/** One line of the answer to many. */
export const bulkSettlementAnswer = lineAnswerSchema
  .extend({
    settlementId: uuidSchema.exactOptional(),
    isoStatus: z
      .enum(['ACTC', 'PDNG'])
      .exactOptional()
      .describe('`PDNG` while a person has to look at its parties.'),
    notes: valueNotes,
  })
  .meta({ id: 'BulkSettlementAnswer' });

export const returnAnswer = z
  .object({
    settlementId: uuidSchema.describe('Of the credit that it takes back.'),
    returnId: uuidSchema,
    status: z
      .enum(['accepted', 'duplicate'])
      .describe('`duplicate`: this return was booked before, in whatever format.'),
    position,
  })
  .meta({ id: 'ReturnAnswer' });
