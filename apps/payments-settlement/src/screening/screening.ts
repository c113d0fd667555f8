import type { ScreenedBy, ScreeningHold } from '@corridor/domain';
import type { ScreenedParties } from './name-search.js';

/** What the looking for a credit's parties came to. */
export interface Screened {
  /** Absent where there is nothing to look in, or no answer. */
  readonly screenedBy?: ScreenedBy;
  /** Absent where none of its parties may be on the list; without hits, nobody could say. */
  readonly held?: ScreeningHold;
}

/** Looks for the parties of credits before they are taken over. */
export abstract class Screening {
  /** One for each, in their order. Never fails: where nobody can say, the credit is held. */
  abstract screen(parties: readonly ScreenedParties[]): Promise<readonly Screened[]>;
}

const CLEAR: Screened = {};

/** There is no list, and nothing is looked for. */
export class NoScreening extends Screening {
  async screen(parties: readonly ScreenedParties[]): Promise<readonly Screened[]> {
    return parties.map(() => CLEAR);
  }
}

/** What came of looking in a list. */
export function screenedIn(screenedBy: ScreenedBy, hits: ScreeningHold['hits']): Screened {
  return hits.length === 0 ? { screenedBy } : { screenedBy, held: { ...screenedBy, hits } };
}
