import type { Firm } from '../corridor/firms.js';
import type { GoodsName } from '../corridor/goods.js';
import type { Lane } from '../corridor/lanes.js';
import type { LetterDeal } from '../corridor/letter-deals.js';
import type { Route } from '../corridor/routes.js';
import type { Random } from '../random.js';

/** A consignment that begins. */
export interface Start {
  /** Its own source of randomness: what it draws changes nothing for its neighbours. */
  readonly random: Random;
  readonly ms: number;
  readonly lane: Pick<Lane, 'from' | 'to'>;
  readonly goods: GoodsName;
  /** Value in US cents at Pakistan's frontier. */
  readonly cents: number;
  readonly apart?: Apart;
}

/** What a consignment that came to the demo later does not leave to chance, so that all others keep what is theirs. */
export interface Apart {
  /** Before the running numbers of its papers: they count by themselves. */
  readonly series: string;
  readonly route: Route;
  readonly sides?: { readonly exporter: Firm; readonly importer: Firm };
  /** The letter of credit by which it is paid, and how many there were before. */
  readonly letter?: { readonly deal: LetterDeal; readonly index: number };
}

export interface StartOptions {
  readonly seed: number;
  readonly scale: number;
  readonly fromMs: number;
  readonly untilMs: number;
}
