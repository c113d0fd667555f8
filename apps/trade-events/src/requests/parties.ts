import type { partyV1Schema } from '@corridor/contracts';
import type { Party } from '@corridor/domain';
import { transliterate } from '@corridor/reference-data';
import type { z } from 'zod';

/** A party with its name as it was given, and, where that is in Cyrillic or Arabic letters, in Latin ones beside it. */
export function namedInLatin(party: z.infer<typeof partyV1Schema>): Party {
  const { script, latin } = transliterate(party.name);
  return script === 'cyrillic' || script === 'arabic' ? { ...party, nameLatin: latin } : party;
}

/** Both sides of a trade. */
export function sidesInLatin<Sides extends { readonly exporter: Party; readonly importer: Party }>(
  sides: Sides,
): Sides & { readonly exporter: Party; readonly importer: Party } {
  return { ...sides, exporter: namedInLatin(sides.exporter), importer: namedInLatin(sides.importer) };
}
