import type { CarriageCharges, GoodsLine, TradeFlow } from '@corridor/domain';
import { HOUR_MS, MINUTE_MS, officeTime } from '../corridor/local-time.js';
import { isMeasured, type Route, SEAPORT, type Waypoint } from '../corridor/routes.js';
import type { Random } from '../random.js';
import type { Action, InvoicePlan, Step } from './steps.js';

/** What the way of the goods depends on. */
export interface Journey {
  readonly startMs: number;
  readonly origin: string;
  readonly destination: string;
  readonly route: Route;
  readonly southwards: boolean;
  /** It is called off before anything is invoiced or declared to customs. */
  readonly cancelled: boolean;
  /** What was declared at first is put right before anything else happens. */
  readonly amended: boolean;
  readonly offices: Readonly<Partial<Record<TradeFlow, string>>>;
  readonly invoices: readonly InvoicePlan[];
  /** Hours until the goods are ready, or the sale is called off, where that takes another time than usual. */
  readonly readyHours?: readonly [least: number, most: number];
}

/** When what starts the terms of an invoice happens; absent where it never does. */
export interface Milestones {
  readonly invoicedMs: number;
  readonly dispatchMs: number;
  readonly deliveryMs: number;
  readonly clearedMs: Readonly<Partial<Record<TradeFlow, number>>>;
}

const HOLDS = [
  { reason: 'documents', note: 'Certificate of origin is missing', days: [0.5, 4] },
  { reason: 'inspection', note: 'Selected for physical examination', days: [0.3, 3] },
  { reason: 'valuation', note: 'Declared price is below the reference price', days: [1, 9] },
  { reason: 'classification', note: 'Subheading has to be confirmed', days: [1, 7] },
  { reason: 'sanitary', note: 'Phytosanitary sample is with the laboratory', days: [1, 6] },
  { reason: 'duty-unpaid', note: 'Duty has not been credited yet', days: [0.5, 5] },
] as const;
const INSPECTIONS = [
  { kind: 'documentary', result: 'conforming', note: 'Papers agree with the declaration' },
  { kind: 'scan', result: 'conforming', note: 'Image shows what was declared' },
  { kind: 'physical', result: 'conforming', note: 'Opened and counted, nothing found' },
  { kind: 'physical', result: 'discrepancy', note: 'Fewer packages than declared' },
] as const;
/** Rounded rates of value-added tax, of the demo: no tariff was looked at. */
const VAT_PERCENT: Readonly<Record<string, number>> = { PK: 18, KZ: 12 };
const CANCELLATIONS = [
  'Buyer withdrew the order',
  'Price was not agreed',
  'No import permit was granted',
  'Goods failed the inspection before loading',
];
const AMENDMENTS = ['Weighed again at loading', 'Packing list was corrected', 'Quantity was mistyped'];

/** Plans a consignment from its declaration to its delivery, in the order in which the ledger is to know of it. */
export class JourneyPlan {
  private readonly steps: Step[] = [];
  private now: number;
  private recorded = 0;

  /** Of what came to the demo later: what is drawn for it changes nothing of the rest. */
  private readonly own: Random;
  /** The same of what came later still. */
  private readonly since: Random;

  constructor(
    private readonly random: Random,
    private readonly journey: Journey,
  ) {
    this.now = journey.startMs;
    this.own = random.beside(0xa11);
    this.since = random.beside(0xa13);
  }

  plan(): { readonly steps: Step[]; readonly milestones: Milestones | undefined } {
    const { random, journey, steps } = this;
    const { origin, destination, invoices } = journey;
    this.add({ do: 'declare' }, origin);
    if (journey.cancelled) {
      this.later(...(journey.readyHours ?? [24, 200])).add(
        { do: 'cancel', reason: random.pick(CANCELLATIONS) },
        origin,
      );
      return { steps, milestones: undefined };
    }
    if (journey.amended) this.later(3, 40).add({ do: 'amend', reason: random.pick(AMENDMENTS) }, origin);
    this.later(...(journey.readyHours ?? [1, 40])).duringOffice(origin);
    for (const invoice of invoices) this.later(0.1, 0.5).add({ do: 'invoice', invoice }, origin);
    const invoicedMs = this.now;
    const cleared: { export?: number; import?: number } = {};
    this.later(6, 50);
    this.customs('export', cleared);
    this.later(2, 36).add({ do: 'dispatch' }, origin);
    const dispatchMs = this.now;
    if (isShippedFromInland(journey)) {
      // Three days at sea at least lie behind the road to the port.
      const { route, southwards } = journey;
      const to = route.mode[southwards ? 1 : 0];
      this.beside({ do: 'transload', from: 'road', to }, SEAPORT, dispatchMs + this.hours([8, 40]));
    }
    const isScanned = isMeasured(journey.route, origin, destination);
    if (isScanned) this.seen('departed', origin, dispatchMs + this.hours([0.2, 2]));
    const lastScanMs = this.onTheWay();
    if (isLandedForInland(journey)) {
      // At least a day and a half at sea lie before the road from the port.
      const [from] = journey.route.mode;
      this.beside(
        { do: 'transload', from, to: 'road' },
        SEAPORT,
        this.now - this.hours([12, 24], this.since),
        this.since,
      );
    }
    if (isScanned) this.seen('arrived', destination, this.now);
    this.customs('import', cleared);
    this.later(2, 30);
    // A scan that comes in late still comes before the goods do: behind the delivery there is nothing to scan.
    this.recorded = Math.max(this.recorded, lastScanMs);
    this.add({ do: 'deliver' }, destination);
    return { steps, milestones: { invoicedMs, dispatchMs, deliveryMs: this.now, clearedMs: cleared } };
  }

  /** Restates a declaration some time behind its clearance. */
  restate(flow: TradeFlow, clearedMs: number, lines: readonly GoodsLine[], charges: CarriageCharges): void {
    const { random, journey } = this;
    const place = journey.offices[flow];
    if (place === undefined) return;
    this.now = officeTime(place, clearedMs + random.between(4, 70) * 24 * HOUR_MS);
    this.recorded = 0;
    this.add({ do: 'restate', flow, reason: random.pick(AMENDMENTS), lines, charges }, place);
  }

  /** Every place on the way. Returns when the last scan is known. */
  private onTheWay(): number {
    const { random, journey } = this;
    const { waypoints, travelHours } = journey.route;
    const places = journey.southwards ? waypoints.toReversed() : waypoints;
    const travels = journey.southwards ? travelHours.toReversed() : travelHours;
    let lastScanMs = 0;
    const scan = (movement: 'arrived' | 'departed', { place }: Waypoint): void => {
      // One in thirty was forgotten; one in twenty comes in a day or two late, behind later ones.
      if (random.chance(0.03)) return;
      const late = random.chance(0.05) ? random.between(20, 60) * HOUR_MS : 0;
      const byCustoms = place.startsWith('PK') || place.startsWith('KZ');
      const step = this.at({ do: 'scan', movement, byCustoms }, place);
      this.steps.push({ ...step, recordedMs: step.recordedMs + late });
      lastScanMs = Math.max(lastScanMs, step.recordedMs + late);
      if (late === 0) this.recorded = step.recordedMs;
    };
    for (const [index, [least, most]] of travels.entries()) {
      this.later(least, most);
      const waypoint = places[index];
      if (!waypoint) break;
      if (journey.southwards) this.across(waypoint);
      scan('arrived', waypoint);
      const [quick, slow] = waypoint.dwellHours;
      const arrivedMs = this.now;
      // Now and then a border is jammed.
      this.later(quick, random.chance(0.04) ? slow * 4 : slow);
      this.changeCarriage(waypoint, (arrivedMs + this.now) / 2);
      if (waypoint.scans === 'both') scan('departed', waypoint);
      if (!journey.southwards) this.across(waypoint);
    }
    return lastScanMs;
  }

  /** Between ship and train. */
  private changeCarriage({ transloads, place }: Waypoint, ms: number): void {
    if (!transloads) return;
    const [from, to] = this.journey.southwards ? transloads.toReversed() : transloads;
    if (from && to) this.beside({ do: 'transload', from, to }, place, ms);
  }

  /** A place just behind another, or just before: some are scanned there, by who carries them. */
  private across({ place: near, across }: Waypoint): void {
    const random = near === 'PKTOR' ? this.own : this.since;
    if (across === undefined || !random.chance(across.share)) return;
    const { place, passingHours, standingHours } = across;
    const [passing, standing] = [this.hours(passingHours, random), this.hours(standingHours, random)];
    const arrivedMs = this.journey.southwards ? this.now - passing - standing : this.now + passing;
    this.seen('arrived', place, arrivedMs, random);
    this.seen('departed', place, arrivedMs + standing, random);
  }

  private seen(movement: 'arrived' | 'departed', place: string, ms: number, random = this.own): void {
    this.beside({ do: 'scan', movement, byCustoms: false }, place, ms, random);
  }

  /** Somebody tells within the hour of what comes beside the plan, and behind what was planned before it. */
  private beside(action: Action, place: string, occurredMs: number, random = this.own): void {
    const told = occurredMs + random.int(20, 3_600) * 1_000;
    const recordedMs = Math.max(told, this.recorded + random.int(1_000, 90_000));
    this.steps.push({ ...action, place, occurredMs, recordedMs, beside: true });
  }

  private hours([least, most]: readonly [number, number], random = this.own): number {
    return Math.round(random.between(least, most) * 60) * MINUTE_MS;
  }

  /** A declaration, its holds and its clearance, where there is one. */
  private customs(flow: TradeFlow, cleared: { export?: number; import?: number }): void {
    const { random, journey } = this;
    const office = journey.offices[flow];
    if (office === undefined) return;
    const lodged = this.duringOffice(office).add({ do: 'lodge', flow }, office);
    let isInspected = false;
    const holds = random.chance(0.065) ? (random.chance(0.12) ? 2 : 1) : 0;
    for (let hold = 0; hold < holds; hold += 1) {
      const holdId = random.uuid();
      const { reason, note, days } = random.pick(HOLDS);
      isInspected ||= reason === 'inspection';
      this.later(0.5, 8).duringOffice(office).add({ do: 'hold', flow, holdId, reason, note }, office);
      this.later(days[0] * 24, days[1] * 24)
        .duringOffice(office)
        .add({ do: 'release', flow, holdId }, office);
    }
    const clear = this.later(1, random.chance(0.2) ? 40 : 7)
      .duringOffice(office)
      .add({ do: 'clear', flow }, office);
    cleared[flow] = this.now;
    this.examine(flow, [lodged, clear], isInspected);
  }

  /** What customs does between the lodgement and the clearance, each at its share of that time: some goods are inspected, and on some imports duty is paid. */
  private examine(flow: TradeFlow, [lodged, clear]: readonly [Step, Step], isInspected: boolean): void {
    const { own } = this;
    const between = (from: number, to: number, share: number): number =>
      from + Math.round((to - from) * share);
    const add = (share: number, action: Action): void => {
      this.steps.push({
        ...action,
        place: lodged.place,
        occurredMs: between(lodged.occurredMs, clear.occurredMs, share),
        recordedMs: between(lodged.recordedMs, clear.recordedMs, share),
        beside: true,
      });
    };
    if (isInspected || own.chance(0.03)) {
      const found = own.pick(INSPECTIONS);
      add(0.4, { do: 'inspect', flow, inspectionId: own.uuid(), ...found });
    }
    const vatPercent = VAT_PERCENT[lodged.place.slice(0, 2)];
    if (flow !== 'import' || vatPercent === undefined || !own.chance(0.2)) return;
    const rates = { dutyPercent: own.pick([0, 3, 5, 11, 16]), vatPercent };
    add(0.6, { do: 'assess', flow, ...rates });
    add(0.8, { do: 'pay-duty', flow });
  }

  private later(hoursLeast: number, hoursMost: number): this {
    this.now += Math.round(this.random.between(hoursLeast, hoursMost) * 60) * MINUTE_MS;
    return this;
  }

  private duringOffice(place: string): this {
    this.now = officeTime(place, this.now);
    return this;
  }

  private add(action: Action, place: string): Step {
    const step = this.at(action, place);
    this.recorded = step.recordedMs;
    this.steps.push(step);
    return step;
  }

  /** Who acts reports within the hour, and in the order of what happened. */
  private at(action: Action, place: string): Step {
    const delay = this.random.int(20, 3_600) * 1_000 + this.random.int(0, 999);
    const recordedMs = Math.max(this.now + delay, this.recorded + this.random.int(1_000, 90_000));
    return { ...action, place, occurredMs: this.now, recordedMs };
  }
}

/** No ship goes on to where they are unloaded. */
function isLandedForInland({ destination, route, southwards }: Journey): boolean {
  return southwards && route.mode[0] === 'sea' && destination !== SEAPORT;
}

/** No ship comes to where they are loaded. */
export function isShippedFromInland({
  origin,
  route,
  southwards,
}: Pick<Journey, 'origin' | 'route' | 'southwards'>): boolean {
  return route.mode[southwards ? 1 : 0] === 'sea' && origin !== SEAPORT;
}
