/** A stream has not the version that the append expected; decide again on what it holds now. */
export class ConcurrencyConflict extends Error {
  override readonly name = 'ConcurrencyConflict';

  constructor(
    readonly streamId: string,
    readonly expected: string | number,
    readonly actual: number,
  ) {
    super(`${streamId} is at version ${actual}, not at ${expected}.`);
  }
}

/** The idempotency key was used before by another request of the same actor. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';

  constructor(readonly key: string) {
    super(`Idempotency key "${key}" was used before for another request.`);
  }
}

/** More appends wait than the queue holds; nothing was appended, try again later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';

  constructor() {
    super('The ledger is busy: too many appends wait. Nothing was recorded; send it again in a moment.');
  }
}

/** The role may not append to a stream of this category. */
export class AppendForbidden extends Error {
  override readonly name = 'AppendForbidden';
}
