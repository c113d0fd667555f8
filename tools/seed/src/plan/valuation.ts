import type { CarriageCharges, GoodsLine, IncotermRule, TradeFlow } from '@corridor/domain';
import { apportion, divideHalfEven, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { placeName } from '@corridor/reference-data';
import { fromUsd } from '../corridor/exchange-rates.js';
import type { Firm } from '../corridor/firms.js';
import type { Goods, GoodsVariant } from '../corridor/goods.js';
import type { Route } from '../corridor/routes.js';
import type { Random } from '../random.js';

/** What is to be valued. */
export interface Trade {
  readonly goods: Goods;
  readonly exporter: Firm;
  readonly importer: Firm;
  readonly route: Route;
  /** US cents at Pakistan's frontier. */
  readonly cents: number;
  /** `YYYY-MM-DD`, the day of the rate. */
  readonly day: string;
  /** Where it was agreed on beforehand. */
  readonly currency?: string;
}

export interface Valued {
  readonly incoterm: { readonly rule: IncotermRule; readonly place: string };
  readonly lines: readonly GoodsLine[];
  readonly charges: Readonly<Record<TradeFlow, CarriageCharges>>;
}

/** Costs on the way in US cents: to the exporter's frontier, from there to the importer's, and on to the buyer. */
interface Carriage {
  readonly before: number;
  readonly between: number;
  readonly behind: number;
  readonly insurance: number;
}

const CURRENCY_WEIGHTS: Readonly<Record<string, number>> = {
  USD: 74,
  CNY: 8,
  AED: 6,
  RUB: 4,
  KZT: 4,
  PKR: 4,
};

/** Where the price hands over, and under which rules: to the frontier's place or without carriage, carriage paid, insured too. */
const RULES = [
  { rule: 'FCA', upTo: 'works', weight: 26 },
  { rule: 'EXW', upTo: 'works', weight: 4 },
  { rule: 'FCA', upTo: 'frontier', weight: 18 },
  { rule: 'CPT', upTo: 'buyer', weight: 27 },
  { rule: 'CIP', upTo: 'buyer', weight: 10 },
  { rule: 'DAP', upTo: 'buyer', weight: 15 },
] as const satisfies readonly { rule: IncotermRule; upTo: string; weight: number }[];

/** Puts masses, prices and the costs of the way on a consignment, in one currency. */
export function valueTrade(random: Random, trade: Trade): Valued {
  const { goods, exporter, importer, route, cents, day } = trade;
  const currency =
    trade.currency ?? random.weighted(Object.keys(CURRENCY_WEIGHTS), (code) => CURRENCY_WEIGHTS[code] ?? 0);
  // An import is planned with its freight: what the goods themselves are worth is about this much less.
  const goodsCents = exporter.country === 'PK' ? cents : Math.round(cents * 0.88);
  const measured = measure(random, goods, goodsCents);
  const kilograms = measured.reduce((total, line) => total + line.kilograms, 0);
  const carriage = carriageOf(random, route, exporter.country, kilograms, goodsCents);
  const atFrontier =
    exporter.country === 'PK' ? cents : Math.max(1, cents - carriage.between - carriage.insurance);

  const { rule, upTo } = random.weighted(RULES, ({ weight }) => weight);
  const { before, between, behind, insurance } = carriage;
  const onwards = between + behind;
  const insured = rule === 'CIP' || rule === 'DAP' ? insurance : 0;
  const price = {
    works: Math.max(1, atFrontier - before),
    frontier: atFrontier,
    buyer: atFrontier + onwards + insured,
  }[upTo];
  const values = apportion(
    { minor: BigInt(price), currency: 'USD' },
    measured.map(({ cents: weight }) => BigInt(weight)),
  );
  const money = (usdCents: number): MoneyJson => fromUsd(usdCents, currency, day);
  // The declarant at the other end knows the costs from another bill.
  const roughly = (usdCents: number): number => Math.round(usdCents * random.between(0.93, 1.07));
  return {
    incoterm: {
      rule: upTo === 'frontier' && route.mode[0] === 'sea' && exporter.country === 'PK' ? 'FOB' : rule,
      place: nameOf(
        {
          works: exporter.place,
          frontier: random.pick(exporter.country === 'PK' ? route.offices.south : route.offices.north),
          buyer: importer.place,
        }[upTo],
      ),
    },
    lines: measured.map(({ variant, quantity, mass }, index) => ({
      lineNumber: index + 1,
      hs6: variant.hs6,
      description: variant.description,
      // A few goods that a trader sells were made elsewhere.
      countryOfOrigin: goods.cargo === 'boxed' && random.chance(0.01) ? 'CN' : exporter.country,
      netMassKg: mass,
      quantity,
      unit: variant.unit,
      value: money(Math.max(1, Number(values[index]?.minor ?? 1n))),
    })),
    charges: {
      export: {
        freight: money(upTo === 'works' ? before : upTo === 'buyer' ? onwards : 0),
        insurance: money(insured),
      },
      import: {
        freight: money(roughly(upTo === 'works' ? before + between : upTo === 'buyer' ? behind : between)),
        insurance: money(upTo === 'buyer' && insured > 0 ? 0 : roughly(insurance)),
      },
    },
  };
}

/** The same lines with one that was told wrong: other mass, quantity and value, in the same proportion. */
export function misstated(random: Random, lines: readonly GoodsLine[]): readonly GoodsLine[] {
  const wrong = random.int(0, lines.length - 1);
  return scaled(lines, wrong, BigInt(random.chance(0.5) ? random.int(880, 985) : random.int(1015, 1120)));
}

/** The same lines with one of which customs found less than was declared; more than was sent there cannot be. */
export function foundLess(random: Random, lines: readonly GoodsLine[]): readonly GoodsLine[] {
  return scaled(lines, random.int(0, lines.length - 1), BigInt(random.int(880, 985)));
}

function scaled(lines: readonly GoodsLine[], wrong: number, permille: bigint): readonly GoodsLine[] {
  return lines.map((line, index) => {
    if (index !== wrong) return line;
    const { minor, currency } = toMoney(line.value);
    const value = toMoneyJson({ minor: atLeastOne(divideHalfEven(minor * permille, 1000n)), currency });
    const units = atLeastOne(divideHalfEven(BigInt(line.quantity) * permille, 1000n));
    return {
      ...line,
      quantity: units.toString(),
      netMassKg: scaledMass(line.netMassKg, permille),
      value,
    };
  });
}

/** What is left of fresh goods on arrival: less mass, the same price. */
export function shrunk(random: Random, lines: readonly GoodsLine[]): readonly GoodsLine[] {
  const permille = BigInt(random.int(962, 993));
  return lines.map((line) => {
    const netMassKg = scaledMass(line.netMassKg, permille);
    const units = atLeastOne(divideHalfEven(BigInt(line.quantity) * permille, 1000n));
    return { ...line, netMassKg, quantity: units.toString() };
  });
}

/** The same goods under another subheading of their kind, where there is one. */
export function reclassified(lines: readonly GoodsLine[], { variants }: Goods): readonly GoodsLine[] {
  const [first, ...others] = lines;
  const sibling = variants.find(({ hs6, unit }) => hs6 !== first?.hs6 && unit === first?.unit);
  return first && sibling ? [{ ...first, hs6: sibling.hs6 }, ...others] : lines;
}

interface Measured {
  readonly variant: GoodsVariant;
  readonly cents: number;
  readonly kilograms: number;
  readonly mass: string;
  readonly quantity: string;
}

function measure(random: Random, { variants }: Goods, cents: number): readonly Measured[] {
  const first = random.int(0, variants.length - 1);
  const count = random.chance(0.55) ? 1 : random.int(1, variants.length);
  const weights = Array.from({ length: count }, () => random.int(2, 10));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.flatMap((weight, index) => {
    const variant = variants[(first + index) % variants.length];
    if (!variant) return [];
    const share = Math.max(1, Math.round((cents * weight) / total));
    const centsPerKilogram = (variant.usdPerTonne / 10) * random.between(0.88, 1.12);
    const units = Math.max(1, Math.round(share / centsPerKilogram / variant.kgPerUnit));
    // Hundredths of a kilogram.
    const hundredths = Math.max(1, Math.round(units * variant.kgPerUnit * 100));
    const mass = decimal(BigInt(hundredths));
    return [{ variant, cents: share, kilograms: hundredths / 100, mass, quantity: units.toString() }];
  });
}

function carriageOf(
  random: Random,
  { freight }: Route,
  from: string,
  kilograms: number,
  goodsCents: number,
): Carriage {
  // One USD a tonne is a tenth of a cent a kilogram; nobody sends goods that the freight would eat up.
  const cost = (usdPerTonne: number, shareMax: number): number =>
    Math.round(Math.min((kilograms * usdPerTonne) / 10, goodsCents * shareMax) * random.between(0.85, 1.15));
  const southwards = from !== 'PK';
  return {
    before: cost(southwards ? freight.north : freight.south, 0.06),
    between: cost(freight.main, 0.16),
    behind: cost(southwards ? freight.south : freight.north, 0.06),
    insurance: Math.round(goodsCents * random.between(0.003, 0.006)),
  };
}

function nameOf(place: string): string {
  const name = placeName(place);
  if (name === undefined) throw new RangeError(`${place} is no place of the corridor.`);
  return name;
}

function scaledMass(mass: string, permille: bigint): string {
  const hundredths = BigInt(mass.replace('.', ''));
  return decimal(atLeastOne(divideHalfEven(hundredths * permille, 1000n)));
}

/** Hundredths as a decimal with both digits. */
function decimal(hundredths: bigint): string {
  const text = hundredths.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

function atLeastOne(value: bigint): bigint {
  return value < 1n ? 1n : value;
}
