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

/** More appends wait than the queue holds; nothing of this one was appended, try again later. What a request appended before it stands. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';

  constructor() {
    super(
      'The ledger is busy: too many appends wait, and this one was not recorded. Send it again in a moment.',
    );
  }
}

/** The role may not append to a stream of this category. */
export class AppendForbidden extends Error {
  override readonly name = 'AppendForbidden';
}

/** A part of the log is in an archived file that is not at hand. */
export class ArchiveMissing extends Error {
  override readonly name = 'ArchiveMissing';

  constructor(
    readonly fileName: string,
    /** What to do about it. */
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(`A part of the log is in the archived file ${fileName}, which is not at hand: ${remedy}`, options);
  }
}

/** An archived file is not what was written. */
export class ArchiveBroken extends Error {
  override readonly name = 'ArchiveBroken';

  constructor(
    readonly fileName: string,
    /** What does not fit. */
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The archived file ${fileName} is not what was written: ${reason}. Put a sound copy of it in its place.`,
      options,
    );
  }
}

/** A part of the log is not archived, now or as it is; nothing of it is lost. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

/** The service was not given the key under which personal data is kept. */
export class PrivacyKeyMissing extends Error {
  override readonly name = 'PrivacyKeyMissing';

  constructor() {
    super(
      'Personal data can neither be taken nor shown: set LEDGER_PRIVACY_KEY for trade-events, 32 random bytes in base64 (openssl rand -base64 32), the same whenever it runs.',
    );
  }
}

/** The key of a subject was destroyed: nothing more is told of it. */
export class SubjectKeyGone extends Error {
  override readonly name = 'SubjectKeyGone';

  constructor(readonly subjectId: string) {
    super(`The key of ${subjectId} was destroyed.`);
  }
}

/** The key of a subject was wrapped by another master key than the service was given. */
export class PrivacyKeyDiffers extends Error {
  override readonly name = 'PrivacyKeyDiffers';

  /** Both are fingerprints. */
  constructor(wrappedBy: string, given: string) {
    super(
      `This personal data was sealed under the master key ${wrappedBy}, and LEDGER_PRIVACY_KEY is ${given}: give trade-events the one that it ran with then.`,
    );
  }
}
