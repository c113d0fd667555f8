import type { RateCorrected, RatePosted } from './rate.events.js';

/** Of one pair and one source; `occurredAt` is when it was told: RFC 3339 with the offset of the source. */
export type RateCommand =
  | { readonly type: 'PostRate'; readonly occurredAt: string; readonly data: RatePosted['data'] }
  | { readonly type: 'CorrectRate'; readonly occurredAt: string; readonly data: RateCorrected['data'] };
