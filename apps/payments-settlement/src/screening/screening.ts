import type { ScreeningHit } from '@corridor/domain';
import { Injectable } from '@nestjs/common';
import type { Credit } from '../booking/credit.js';

/** What the looking for a credit's parties came to. */
export interface Screened {
  readonly screenedBy?: { readonly list: string; readonly version: string };
  /** Absent where none of its parties may be on the list. */
  readonly held?: {
    readonly list: string;
    readonly version: string;
    readonly hits: readonly ScreeningHit[];
  };
}

/** Looks for the parties of credits before they are taken over. */
@Injectable()
export class Screening {
  /** One for each, in their order. */
  async screen(credits: readonly Credit[]): Promise<readonly Screened[]> {
    return credits.map(() => ({}));
  }
}
