/** The ledger cannot start, or cannot go on, for a reason that the person at the machine can mend: shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
