/** A local server that cannot start for a reason that the person at the machine can mend. */
export class LocalServerError extends Error {
  override readonly name = 'LocalServerError';
}
