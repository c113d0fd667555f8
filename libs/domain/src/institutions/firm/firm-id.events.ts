import type { DomainEvent } from '@corridor/kernel';
import type { NationalId } from './national-ids.js';

type Held = NationalId & { readonly participantId: string };

/** A number of a state is that of one firm from now on. */
export type NationalIdClaimed = DomainEvent<'NationalIdClaimed', Held>;

/** It is not that of the firm any more: another one may have it. */
export type NationalIdReleased = DomainEvent<'NationalIdReleased', Held>;

export type FirmIdEvent = NationalIdClaimed | NationalIdReleased;

export type FirmIdCommand =
  | { readonly type: 'ClaimNationalId'; readonly occurredAt: string; readonly data: Held }
  | { readonly type: 'ReleaseNationalId'; readonly occurredAt: string; readonly data: Held };
