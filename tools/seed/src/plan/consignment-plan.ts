import type { CarriageCharges, GoodsLine, TradeFlow, TransportMode } from '@corridor/domain';
import { type Money, sum, toMoney } from '@corridor/kernel';
import { EXPORTERS, type Firm, IMPORTERS } from '../corridor/firms.js';
import { GOODS, type Goods, type GoodsName } from '../corridor/goods.js';
import { localDay } from '../corridor/local-time.js';
import { isOpen, ROUTES, type Route } from '../corridor/routes.js';
import type { Random } from '../random.js';
import { isShippedFromInland, JourneyPlan } from './journey.js';
import { planLetter } from './letter-plan.js';
import { isUnshipped, type LetterPlan, letterIdOf, letterInvoice, readyHours } from './letter-terms.js';
import { planCredits, planInvoices, planJointCredit, strayCredit } from './payment-plan.js';
import type { Start } from './start.js';
import type { Step } from './steps.js';
import { foundLess, misstated, reclassified, shrunk, type Valued, valueTrade } from './valuation.js';

/** A declaration to customs, as its declarant will fill it in. */
export interface DeclarationPlan {
  readonly office: string;
  readonly charges: CarriageCharges;
  /** Where they differ from those of the consignment. */
  readonly lines?: readonly GoodsLine[];
}

/** All that will happen to a consignment, and all that is said about it. */
export interface ConsignmentPlan {
  readonly consignmentId: string;
  readonly exporter: Firm;
  readonly importer: Firm;
  readonly mode: TransportMode;
  readonly incoterm: Valued['incoterm'];
  /** Days that a contract of sale gives the exporter, from the declaration on. */
  readonly deliverWithinDays: number;
  /** As first declared, and as they are. */
  readonly declaredLines: readonly GoodsLine[];
  readonly lines: readonly GoodsLine[];
  readonly declarations: Readonly<Partial<Record<TradeFlow, DeclarationPlan>>>;
  readonly steps: readonly Step[];
  /** Before the running numbers of its invoices and declarations, and why no contract of the institutions is for it; none for most. */
  readonly series?: string;
  readonly letter?: LetterPlan;
}

/** How often something is out of the ordinary. */
const ODDS = {
  cancelled: 0.018,
  amended: 0.018,
  restated: 0.013,
  /** Cleared in a neighbour of the customs union, or carried over the border in small lots: one side never hears of it. */
  importUndeclared: 0.04,
  exportUndeclared: 0.015,
  reclassified: 0.05,
  /** One credit for a deposit and the rest. */
  paidTogether: 0.12,
  stray: 0.012,
} as const;

export function planConsignment({ random, ms, lane, goods: name, cents, apart }: Start): ConsignmentPlan {
  const goods: Goods = GOODS[name];
  const exporter = apart?.sides?.exporter ?? firmFor(random, EXPORTERS, lane.from, name);
  const importer = apart?.sides?.importer ?? firmFor(random, IMPORTERS, lane.to, name);
  const southwards = lane.to === 'PK';
  const route = apart?.route ?? routeFor(random, southwards ? lane.from : lane.to, goods, ms);
  const day = localDay(exporter.place, ms);
  const { letter } = apart ?? {};
  // What a bank pays for against documents is in dollars, and as it was told first.
  const currency = letter && { currency: 'USD' };
  const trade = { goods, exporter, importer, route, cents, day, ...currency };
  const { incoterm, lines, charges } = valueTrade(random, trade);
  const cancelled = letter ? isUnshipped(letter.deal) : random.chance(ODDS.cancelled);
  const amended = !letter && !cancelled && random.chance(ODDS.amended);
  const offices = {
    ...(!random.chance(ODDS.exportUndeclared) && {
      export: exportOffice(random, exporter, route, southwards),
    }),
    ...(!random.chance(ODDS.importUndeclared) && { import: importer.place }),
  };
  const ids = letter && letterIdOf(importer, letter.index, ms);
  const underLetter = letter && ids && letterInvoice(letter.deal, ids.letterOfCreditId, totalOf(lines));
  const open = underLetter
    ? []
    : planInvoices(random, totalOf(lines), { cleared: offices.import !== undefined });
  const invoices = underLetter ? [underLetter] : open;
  const journey = new JourneyPlan(random, {
    startMs: ms,
    origin: exporter.place,
    destination: importer.place,
    route,
    southwards,
    cancelled,
    amended,
    offices,
    invoices,
    ...(letter && { readyHours: readyHours(letter.deal) }),
  });
  const { steps, milestones } = journey.plan();
  if (milestones) {
    for (const flow of ['export', 'import'] as const) {
      const clearedMs = milestones.clearedMs[flow];
      if (clearedMs === undefined || !random.chance(ODDS.restated)) continue;
      journey.restate(flow, clearedMs, foundLess(random, lines), charges[flow]);
    }
    const firms = { exporter, importer };
    if (open.length > 1 && random.chance(ODDS.paidTogether)) {
      steps.push(planJointCredit(random, open, firms, milestones));
    } else {
      steps.push(...open.flatMap((invoice) => planCredits(random, invoice, firms, milestones)));
    }
    if (random.chance(ODDS.stray)) steps.push(strayCredit(random, firms, ms));
  }
  const arrivedLines = asArrived(random, goods, lines);
  const consignmentId = random.uuid();
  const mode = isShippedFromInland({ origin: exporter.place, route, southwards })
    ? 'road'
    : route.mode[southwards ? 1 : 0];
  const sold = { exporter, importer, consignmentId, mode, milestones, startMs: ms, total: totalOf(lines) };
  const drawn =
    letter &&
    ids &&
    underLetter &&
    planLetter(random, { ...sold, deal: letter.deal, invoice: underLetter }, ids);
  if (drawn) steps.push(...drawn.steps);
  return {
    consignmentId,
    exporter,
    importer,
    mode,
    incoterm,
    deliverWithinDays: daysOf(route),
    declaredLines: amended ? misstated(random, lines) : lines,
    lines,
    declarations: {
      ...(offices.export && {
        export: { office: offices.export, charges: charges.export },
      }),
      ...(offices.import && {
        import: {
          office: offices.import,
          charges: charges.import,
          ...(arrivedLines !== lines && { lines: arrivedLines }),
        },
      }),
    },
    steps,
    ...(apart && { series: apart.series }),
    ...(drawn && { letter: drawn.letter }),
  };
}

/** What the importer declares: mostly what was sent; fresh goods weigh less, and customs there may see another kind in them. */
function asArrived(random: Random, goods: Goods, lines: readonly GoodsLine[]): readonly GoodsLine[] {
  if (goods.cargo === 'fresh' && random.chance(0.3)) return shrunk(random, lines);
  return random.chance(ODDS.reclassified) ? reclassified(lines, goods) : lines;
}

function firmFor(random: Random, firms: readonly Firm[], country: string, goods: GoodsName): Firm {
  const able = firms.filter(
    (firm) => firm.country === country && (firm.goods === 'all' || firm.goods.has(goods)),
  );
  return random.weighted(able, ({ weight }) => weight);
}

function routeFor(random: Random, north: string, { cargo }: Goods, ms: number): Route {
  const open = (ROUTES[north] ?? []).filter((route) => isOpen(route, ms));
  return random.weighted(open, ({ weights }) => weights[cargo]);
}

/** Half of what leaves is declared where it is loaded, the rest on the way out. */
function exportOffice(random: Random, exporter: Firm, route: Route, southwards: boolean): string {
  if (random.chance(0.5)) return exporter.place;
  return random.pick(southwards ? route.offices.north : route.offices.south);
}

/** What an ordinary passage takes at most, and a week for papers: who is held longer is late. */
function daysOf({ travelHours, waypoints }: Route): number {
  const hours = [...travelHours, ...waypoints.map(({ dwellHours }) => dwellHours)];
  return Math.ceil(hours.reduce((all, [, most]) => all + most, 0) / 24) + 7;
}

export function totalOf(lines: readonly GoodsLine[]): Money {
  const currency = lines[0]?.value.currency ?? '';
  return sum(
    currency,
    lines.map(({ value }) => toMoney(value)),
  );
}
