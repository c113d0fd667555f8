import type { DomainEvent } from '@corridor/kernel';

/** A text that was encrypted under the key of the person whom it tells of: nobody opens it once that key is destroyed. */
export interface SealedText {
  readonly algorithm: 'AES-256-GCM';
  readonly keyId: string;
  /** Base64, as `ciphertext`, behind whose bytes those of the tag stand. */
  readonly nonce: string;
  readonly ciphertext: string;
}

/** What tells who somebody is, each field sealed by itself. */
export interface SealedPerson {
  readonly name: SealedText;
  readonly passportNumber: SealedText;
  readonly birthDate: SealedText;
  readonly contact?: SealedText;
}

export type ErasureReason = 'asked-by-subject' | 'retention-over' | 'not-needed' | 'ordered';

/** Personal data of somebody was entrusted to the ledger by a firm. */
export type SubjectRegistered = DomainEvent<
  'SubjectRegistered',
  {
    readonly subjectId: string;
    /** The participant that may apply for the same person again. */
    readonly firm: string;
    readonly person: SealedPerson;
  }
>;

/** All of it, anew: what was told before was wrong, or is no longer right. */
export type PersonalDataCorrected = DomainEvent<
  'PersonalDataCorrected',
  { readonly subjectId: string; readonly person: SealedPerson }
>;

/** The key of it was destroyed. */
export type PersonalDataErased = DomainEvent<
  'PersonalDataErased',
  { readonly subjectId: string; readonly reason: ErasureReason }
>;

export type SubjectEvent = SubjectRegistered | PersonalDataCorrected | PersonalDataErased;
