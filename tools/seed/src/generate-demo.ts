import type { AppendRequest } from '@corridor/event-store';
import { Agenda } from './agenda.js';
import { Beside } from './beside/beside.js';
import { MINUTE_MS } from './corridor/local-time.js';
import { Institutions } from './institutions/institutions.js';
import { DemoTarget } from './institutions/targets.js';
import { ConsignmentLife } from './lives/consignment-life.js';
import { type FollowUp, latencyMs, type Performed } from './lives/performed.js';
import { RouteLives } from './lives/route-lives.js';
import { Serials } from './lives/serials.js';
import { planConsignment } from './plan/consignment-plan.js';
import type { Start } from './plan/start.js';
import { starts } from './plan/starts.js';
import type { Step } from './plan/steps.js';
import { Random } from './random.js';

export interface DemoOptions {
  /** A whole number from 0: the same seed makes the same demo, to the byte. */
  readonly seed: number;
  /** `YYYY-MM-DD`: everything was recorded before this day began in UTC, so that it may be today. */
  readonly endsOn: string;
  /** How long the demo goes back (default 5). */
  readonly years?: number;
  /**
   * How many consignments there are: 1 (default) makes about 2,300 in five years, in some 65,000 events. Above 1 there are as
   * many times more and smaller ones, so that the trade of a year stays what it is; below 1 there are fewer, and less trade.
   */
  readonly scale?: number;
}

/** An append of the demo, as `EventStore` and `ledger.append` take it from the owner of the ledger. */
export interface DemoAppend extends AppendRequest {
  readonly demo: true;
  /** Never behind the one before. */
  readonly recordedAt: string;
}

interface Task {
  readonly life: Living;
  readonly step?: Step;
  readonly followUp?: FollowUp;
}

interface Living {
  readonly consignment: ConsignmentLife;
  readonly random: Random;
  pending: number;
}

const OPERATOR = 'operator:demo-operator';
/** Both countries' statistics count, and differ; each has its own target. No day was named by which to reach it. */
const TARGETS = [
  { targetId: 'pk-kz-1bn', reporter: 'PK', partner: 'KZ' },
  { targetId: 'kz-pk-1bn', reporter: 'KZ', partner: 'PK' },
] as const;

/**
 * The demo, append by append in the order of the log, beginning with its first event: causation ids are positions in a log that
 * holds nothing else before. Every event is decided by the deciders of @corridor/domain. Nothing is kept but the consignments
 * that something will still happen to.
 */
export class Demo implements IterableIterator<DemoAppend> {
  private readonly fromMs: number;
  private readonly untilMs: number;
  private readonly agenda = new Agenda<Task>();
  private readonly serials = new Serials();
  private readonly institutions: Institutions;
  private readonly beside: Beside;
  private position = 0;
  private lives = 0;
  private nowMs = 0;
  private readonly appends = this.run();

  /** @throws RangeError for options that make no demo. */
  constructor(private readonly options: DemoOptions) {
    const { seed, endsOn, years = 5, scale = 1 } = options;
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`seed: ${seed} is no whole number from 0.`);
    if (!(scale > 0 && scale <= 10_000))
      throw new RangeError(`scale: ${scale} is not above 0 and up to 10000.`);
    if (!(Number.isInteger(years) && years > 0 && years <= 20)) {
      throw new RangeError(`years: ${years} is no whole number from 1 to 20.`);
    }
    this.untilMs = /^\d{4}-\d{2}-\d{2}$/.test(endsOn) ? Date.parse(`${endsOn}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(this.untilMs) || new Date(this.untilMs).toISOString().slice(0, 10) !== endsOn) {
      throw new RangeError(`endsOn: "${endsOn}" is no day such as "2026-03-01".`);
    }
    const end = new Date(this.untilMs);
    this.fromMs = Date.UTC(end.getUTCFullYear() - years, end.getUTCMonth(), end.getUTCDate());
    this.nowMs = this.fromMs;
    const time = { seed, fromMs: this.fromMs, untilMs: this.untilMs };
    this.institutions = new Institutions(time);
    this.beside = new Beside(time);
  }

  /** Consignments that are kept in memory. */
  get live(): number {
    return this.lives;
  }

  /** How much of the demo's time has gone by, 0 to 1. */
  get share(): number {
    return (this.nowMs - this.fromMs) / (this.untilMs - this.fromMs);
  }

  next(): IteratorResult<DemoAppend> {
    return this.appends.next();
  }

  [Symbol.iterator](): this {
    return this;
  }

  private *run(): Generator<DemoAppend> {
    const { seed, scale = 1 } = this.options;
    const random = new Random(seed, 0x7a6, 1);
    yield* this.targets(random);
    const routes = new RouteLives(this.fromMs, new Random(seed, 0x7a7, 1));
    const coming = starts({ seed, scale, fromMs: this.fromMs, untilMs: this.untilMs });
    let next = coming.next();
    for (;;) {
      while (!next.done && next.value.ms <= this.agenda.nextMs) {
        this.begin(next.value);
        next = coming.next();
      }
      const ms = Math.min(this.agenda.nextMs, routes.nextMs, this.institutions.nextMs, this.beside.nextMs);
      if (ms >= this.untilMs) {
        this.nowMs = this.untilMs;
        return;
      }
      const performed = this.performNext(ms, routes);
      if (performed) yield this.recorded(performed, ms);
    }
  }

  /** What is due at an instant: of routes, of the institutions, of what goes on beside the trade, then of the trade. */
  private performNext(ms: number, routes: RouteLives): Performed | undefined {
    if (routes.nextMs === ms) return routes.perform();
    if (this.institutions.nextMs === ms) return this.institutions.perform(this.position);
    if (this.beside.nextMs === ms) return this.beside.perform();
    const task = this.agenda.take();
    return task && this.perform(task, ms);
  }

  private begin(start: Start): void {
    const plan = planConsignment(start);
    const consignment = new ConsignmentLife(plan, start.random, this.serials, this.institutions);
    const life: Living = { consignment, random: start.random, pending: plan.steps.length };
    this.lives += 1;
    for (const step of plan.steps) this.agenda.add(step.recordedMs, { life, step });
  }

  private perform({ life, step, followUp }: Task, ms: number): Performed | undefined {
    const { consignment, random } = life;
    const first = this.position + 1;
    const done = step ? consignment.perform(step, first) : followUp && consignment.follow(followUp, first);
    const isApart = consignment.plan.series !== undefined;
    const performed = done && { ...done, ...(isApart && { apart: true }) };
    life.pending -= 1;
    if (performed && performed.followUps.length > 0) {
      // What one append leads to comes in the order of its events.
      const dueMs = ms + latencyMs(random);
      for (const each of performed.followUps) this.agenda.add(dueMs, { life, followUp: each });
      life.pending += performed.followUps.length;
    }
    if (life.pending === 0) this.lives -= 1;
    return performed;
  }

  private recorded(performed: Performed, ms: number): DemoAppend {
    const { streams, actor, correlationId, causationId } = performed;
    this.nowMs = ms;
    const first = this.position + 1;
    this.position += streams.reduce((total, { events }) => total + events.length, 0);
    this.institutions.see(performed, first, ms);
    this.beside.see(performed, first, ms);
    return {
      streams,
      actor,
      correlationId,
      ...(causationId !== undefined && { causationId }),
      demo: true,
      recordedAt: new Date(ms).toISOString(),
    };
  }

  private *targets(random: Random): Generator<DemoAppend> {
    for (const [index, data] of TARGETS.entries()) {
      const ms = this.fromMs + (index + 1) * MINUTE_MS;
      const target = new DemoTarget(data);
      this.institutions.reviseTarget(target, index);
      const streams = target.set(new Date(this.fromMs).toISOString(), {
        yearlyAmount: { amount: '1000000000.00', currency: 'USD' },
        source:
          'Announced by the governments of Pakistan and Kazakhstan: trade of one billion US dollars a year',
      });
      const performed = { streams, actor: OPERATOR, correlationId: random.uuid(), followUps: [] };
      yield this.recorded(performed, ms);
    }
  }
}

/** Makes the demo; see {@link DemoOptions}. It is gone through once. @throws RangeError for options that make no demo. */
export function generateDemo(options: DemoOptions): Demo {
  return new Demo(options);
}
