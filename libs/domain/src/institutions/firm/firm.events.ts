import type { DomainEvent } from '@corridor/kernel';
import type { NationalId } from './national-ids.js';

/** Whose a firm is: trade of states and of private firms is told apart. */
export type Ownership = 'state' | 'private' | 'mixed';

/** What the register tells of a firm. */
export interface FirmDetails {
  readonly name: string;
  /** In Latin letters, where the name was given in others. */
  readonly nameLatin?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of each scheme one. */
  readonly nationalIds: readonly NationalId[];
  readonly ownership: Ownership;
  readonly sectors: readonly string[];
  readonly city?: string;
}

/** A firm stands in the register of traders. */
export type FirmRegistered = DomainEvent<'FirmRegistered', FirmDetails & { readonly participantId: string }>;

/** What the register tells is other now: all of it, and why. */
export type FirmChanged = DomainEvent<
  'FirmChanged',
  FirmDetails & { readonly participantId: string; readonly reason: string }
>;

/** The register does not vouch for the firm for a time. */
export type FirmSuspended = DomainEvent<
  'FirmSuspended',
  { readonly participantId: string; readonly reason: string }
>;

export type FirmReinstated = DomainEvent<
  'FirmReinstated',
  { readonly participantId: string; readonly reason: string }
>;

export type FirmEvent = FirmRegistered | FirmChanged | FirmSuspended | FirmReinstated;
