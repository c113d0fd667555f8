import type { Cases } from './cases.js';
import type { Commitments } from './commitments.js';
import type { TradeFigures } from './trade-figures.js';

/** What the Commission looks at. */
export interface Surroundings {
  readonly cases: Cases;
  readonly commitments: Commitments;
  readonly figures: TradeFigures;
}
