import { uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

/** One line of the answer. */
export const bulkAnswer = z
  .object({
    line: z.int().min(1).describe('Where it begins in the request.'),
    reference: z.string().exactOptional(),
    status: z
      .enum(['accepted', 'duplicate', 'rejected', 'unknown'])
      .describe(
        '`duplicate`: recorded since an earlier request, whose answer this is. `unknown`: it may have been recorded; send it again under its reference.',
      ),
    consignmentId: uuidSchema.exactOptional(),
    position: z.int().min(1).exactOptional(),
    code: z.string().exactOptional(),
    detail: z.string().exactOptional(),
    pointer: z
      .string()
      .exactOptional()
      .describe('JSON pointer into the line; in CSV, into the JSON that its rows stand for.'),
  })
  .meta({ id: 'BulkAnswer' });
