import { documentSchema, textSchema, timestampSchema } from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on papers. */
export const documentBody = z.strictObject({ ...at, ...documentSchema.omit({ documentId: true }).shape });
export const withdrawalBody = z.strictObject({ ...at, reason: textSchema(512) });
