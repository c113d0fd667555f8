import { uuidSchema } from '@corridor/contracts';
import { lineAnswerSchema } from '@corridor/nest-kit';

/** One line of the answer. */
export const bulkAnswer = lineAnswerSchema
  .extend({
    consignmentId: uuidSchema.exactOptional(),
    pointer: lineAnswerSchema.shape.pointer.describe(
      'JSON pointer into the line; in CSV, into the JSON that its rows stand for.',
    ),
  })
  .meta({ id: 'BulkAnswer' });
