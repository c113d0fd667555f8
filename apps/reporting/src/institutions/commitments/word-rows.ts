import type { RealisationMemory, RealisationWord } from '@corridor/domain';

/** A row of `reporting.commitment_words`, without its generation. */
export interface WordRow {
  /** The commitment, or the consignment with its parts. */
  readonly unit_id: string;
  readonly position: number;
  /** From when on it counts, in UTC; null of what counts whenever it happened: by itself, what is lodged is worth nothing. */
  readonly occurred_at: string | null;
  readonly word: RealisationWord;
}

/** Where a word is looked up by which what came of commitments is folded anew; none of letters of credit, which add to no stage. */
export function wordRowOf(word: RealisationWord, { roots }: RealisationMemory): readonly WordRow[] {
  const row = (unit_id: string) => [
    { unit_id, position: word.position, occurred_at: word.kind === 'lodged' ? null : word.at, word },
  ];
  if (word.kind === 'commitment') return row(word.told.data.commitmentId);
  if ('consignmentId' in word) return row(roots.get(word.consignmentId) ?? word.consignmentId);
  return word.allocated.kind === 'consignment' ? row(word.allocated.id) : [];
}
