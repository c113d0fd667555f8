/** What became of the transactions of a message. */
export interface Counts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** How a message stands as a whole, in the words of ISO 20022. */
export function statusOfMessage({ accepted, duplicates, rejected }: Counts): 'ACTC' | 'PART' | 'RJCT' {
  if (rejected === 0) return 'ACTC';
  return accepted + duplicates > 0 ? 'PART' : 'RJCT';
}
