import { type Part, seen, World } from '../institutions/world.js';
import type { Performed } from '../lives/performed.js';
import { Costs } from './costs.js';
import { Statistics } from './statistics.js';
import { Transits } from './transits.js';

/** Of another world than that of the institutions. */
const BASE = 0xbe5100;

/** What goes on beside the trade, told by others than those who trade: it sees every event, and its randomness is its own. */
export class Beside {
  private readonly world: World;
  private readonly parts: readonly Part[];

  constructor({
    seed,
    fromMs,
    untilMs,
  }: {
    readonly seed: number;
    readonly fromMs: number;
    readonly untilMs: number;
  }) {
    this.world = new World(seed, fromMs, untilMs, BASE);
    this.parts = [new Costs(this.world), new Transits(this.world), new Statistics(this.world)];
  }

  /** When something is to be done next. */
  get nextMs(): number {
    return this.world.nextMs;
  }

  perform(): Performed | undefined {
    return this.world.perform();
  }

  /** Told of every append, once it stands in the log. */
  see(performed: Performed, firstPosition: number, ms: number): void {
    for (const event of seen(performed, firstPosition, ms)) {
      for (const part of this.parts) part.see?.(event);
    }
  }
}
