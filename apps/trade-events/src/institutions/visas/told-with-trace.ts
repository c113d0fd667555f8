import { type AppendRequest, type AppendResult, inTransaction, SubjectKeyGone } from '@corridor/event-store';
import type { LedgerParts } from '@corridor/nest-kit';
import { type Person, traceOf } from './sealed-person.js';
import { subjectKeysOf } from './subject-keys.js';
import { subjectErased } from './visa-access.js';

/**
 * Appends what tells who somebody is, together with the trace that the person is found by from then on: neither stands without the other, and an
 * erasure comes before both or behind both.
 * @throws ProblemError 409 `subject-erased` where the key was destroyed meanwhile.
 */
export async function toldWithTrace(
  parts: LedgerParts,
  { subjectId, person }: { readonly subjectId: string; readonly person: Person },
  request: AppendRequest,
): Promise<AppendResult> {
  const keys = subjectKeysOf(parts);
  try {
    return await inTransaction(parts.pool, async (client) => {
      await keys.trace(client, subjectId, traceOf(person));
      return parts.store.appendIn(client, request);
    });
  } catch (error) {
    throw error instanceof SubjectKeyGone ? subjectErased() : error;
  }
}
