import { derivedId } from './derived-id.js';

/** The id of a goal: of a pair of countries and what counts between them, however that is spaced or written in capitals. */
export function goalIdOf({
  reporter,
  partner,
  definition = '',
}: {
  readonly reporter: string;
  readonly partner: string;
  readonly definition?: string;
}): string {
  const folded = definition.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return derivedId('corridor-ledger goal v1', reporter, partner, folded);
}
