import { SubjectKeys } from '@corridor/event-store';
import type { LedgerParts } from '@corridor/nest-kit';

/** The keys of those whose personal data the ledger holds. */
export function subjectKeysOf({ pool, settings: { privacyKey } }: LedgerParts): SubjectKeys {
  return new SubjectKeys(pool, privacyKey);
}
