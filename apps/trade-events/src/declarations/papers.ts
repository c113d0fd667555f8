import type { KnownConsignment } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { LaterStep } from './declaration-step.js';

/** Papers that are brought to customs, by the ids that they have at the consignment. */
export interface Papers {
  readonly type: 'ProvideDocuments';
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: { readonly documentIds: readonly string[] };
}

/** @throws ProblemError 422 `document-unknown` for one that is not attached to the consignment. */
export function providedBy({ type, occurredAt, data }: Papers, { documents }: KnownConsignment): LaterStep {
  const named = data.documentIds.map((documentId, index) => {
    const document = documents.find((one) => one.documentId === documentId);
    if (document) return { documentId, typeCode: document.typeCode };
    const message = `No document ${documentId} is attached to the consignment; attach it first.`;
    throw new ProblemError(422, 'document-unknown', message, { pointer: `/documentIds/${index}` });
  });
  return { type, occurredAt, data: { documents: named } };
}
