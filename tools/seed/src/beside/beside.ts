import { type Part, seen, World } from '../institutions/world.js';
import type { Performed } from '../lives/performed.js';
import { Costs } from './costs.js';
import { planServiceContracts } from './service-contracts.js';
import { Statistics } from './statistics.js';
import { Transits } from './transits.js';

/** Of another world than that of the institutions. */
const BASE = 0xbe5100;
/** And services of another one, so that what is told of them changes nothing that is drawn for the rest. */
const SERVICES_BASE = 0xbe5200;

/** What goes on beside the trade, told by others than those who trade: it sees every event, and its randomness is its own. */
export class Beside {
  private readonly worlds: readonly World[];
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
    const world = new World(seed, fromMs, untilMs, BASE);
    const ofServices = new World(seed, fromMs, untilMs, SERVICES_BASE);
    this.worlds = [world, ofServices];
    planServiceContracts(ofServices);
    this.parts = [new Costs(world), new Transits(world), new Statistics(world)];
  }

  /** When something is to be done next. */
  get nextMs(): number {
    return Math.min(...this.worlds.map((world) => world.nextMs));
  }

  perform(): Performed | undefined {
    const { nextMs } = this;
    return this.worlds.find((world) => world.nextMs === nextMs)?.perform();
  }

  /** Told of every append, once it stands in the log. */
  see(performed: Performed, firstPosition: number, ms: number): void {
    for (const event of seen(performed, firstPosition, ms)) {
      for (const part of this.parts) part.see?.(event);
    }
  }
}
