import type { Firm } from '../corridor/firms.js';
import type { Contract } from '../lives/consignment-life.js';
import type { Performed } from '../lives/performed.js';
import { Cases } from './cases.js';
import { Commitments } from './commitments.js';
import { Engagements } from './engagements.js';
import { FirmCases } from './firm-cases.js';
import { FirmRegister } from './firm-register.js';
import { Market } from './market.js';
import { MEETING_IDS, Meetings } from './meetings.js';
import { Services } from './services.js';
import { type DemoTarget, reviseTarget } from './targets.js';
import { TradeFigures } from './trade-figures.js';
import { Visas } from './visas.js';
import { type Part, seen, World } from './world.js';

/**
 * The life of the institutions beside the trade: it sees every event of the demo as it is recorded, and what it does comes from randomness of its own.
 */
export class Institutions {
  private readonly world: World;
  private readonly parts: readonly Part[];
  private readonly commitments: Commitments;

  constructor(options: { readonly seed: number; readonly fromMs: number; readonly untilMs: number }) {
    const { seed, fromMs, untilMs } = options;
    const world = new World(seed, fromMs, untilMs);
    this.world = world;
    const register = new FirmRegister(world);
    const engagements = new Engagements(world);
    const cases = new Cases(world, seed);
    const figures = new TradeFigures();
    const commitments = new Commitments(world, { engagements, meetings: MEETING_IDS }, register);
    const meetings = new Meetings(world, { cases, commitments, figures });
    const visas = new Visas(world, engagements, seed);
    const market = new Market(world);
    const services = new Services(world);
    const firmCases = new FirmCases(world, cases, visas);
    this.commitments = commitments;
    this.parts = [figures, cases, commitments, meetings, visas, market, services, firmCases];
  }

  /** When something is to be done next. */
  get nextMs(): number {
    return this.world.nextMs;
  }

  /** Does what is due next; the first event that it leads to stands behind `position`. */
  perform(position: number): Performed | undefined {
    this.world.position = position;
    return this.world.perform();
  }

  /** Told of every append, once it stands in the log. */
  see(performed: Performed, firstPosition: number, ms: number): void {
    for (const event of seen(performed, firstPosition, ms)) {
      for (const part of this.parts) part.see?.(event);
    }
  }

  /** Under which contract a consignment is declared, where there is one. */
  contractFor(exporter: Firm, importer: Firm, hs6: string, ms: number): Contract | undefined {
    return this.commitments.contractFor(exporter, importer, hs6, ms);
  }

  reviseTarget(of: DemoTarget, index: number): void {
    reviseTarget(this.world, of, index * 15);
  }
}
