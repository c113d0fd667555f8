import { apportionUnits, toMoney, toMoneyJson } from '@corridor/kernel';
import { refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { KnownConsignment } from './consignment-state.js';
import { type Coverage, coveredBy, type Measure, measuresOf, totalOf } from './declared-goods.js';
import type { DeclaredLine, GoodsLine } from './goods.js';

/** A consignment that goods went on as: its lines, and what declarations cover of them. */
export type PartOfWhole = Pick<KnownConsignment, 'lines' | 'declarations'>;

/**
 * What a declaration of the whole covers of each of its parts, line by line. A line that went on in one part is covered there; of one that was
 * divided each part has its share, in proportion to what of it is open there: what was consigned, as amended, less what other declarations of
 * the same flow cover. A part that has nothing open of one of the measures gets nothing of the line: no goods have a mass and no pieces. Shares sum to what is declared exactly, to the milligram and the minor unit, and none exceeds what is open. What is
 * declared in another unit or currency goes by mass.
 * @returns for each part its lines, none where nothing of it is covered.
 * @throws Rejection `line-unknown`, or `more-than-consigned` where the parts together have less open than is declared.
 */
export function declaredShares(
  { declarationId, flow, lines }: Coverage,
  parts: readonly PartOfWhole[],
): readonly (readonly DeclaredLine[])[] {
  const others = parts.map(({ declarations }) =>
    coveredBy(
      flow,
      declarations.filter((one) => one.declarationId !== declarationId),
    ),
  );
  const shares = lines.map((declared, index) => {
    const { lineNumber } = declared;
    const goods = parts.map((part, place) => ({
      line: part.lines.find((line) => line.lineNumber === lineNumber),
      covered: others[place]?.get(lineNumber) ?? [],
    }));
    if (!goods.some(({ line }) => line)) {
      refuse('line-unknown', `No part has a line ${lineNumber}.`, `/lines/${index}/lineNumber`);
    }
    return sharesOfLine(declared, goods, `/lines/${index}`);
  });
  return parts.map((_, place) => shares.flatMap((ofLine) => ofLine[place] ?? []));
}

const FIELDS: readonly Measure['field'][] = [
  'netMassKg',
  'quantity',
  'supplementary/quantity',
  'value/amount',
];

interface Goods {
  /** Absent where the part has none of the line. */
  readonly line: GoodsLine | undefined;
  /** What other declarations tell of it. */
  readonly covered: readonly DeclaredLine[];
}

function sharesOfLine(
  declared: DeclaredLine,
  goods: readonly Goods[],
  at: string,
): readonly (DeclaredLine | undefined)[] {
  const { lineNumber, quantity, unit, netMassKg, supplementary, value } = declared;
  const held = FIELDS.map(measured).filter(({ isHeld }) => isHeld);
  const isOpen = goods.map((_, place) => held.every(({ open }) => (open[place] ?? 0n) > 0n));
  const masses = divided(millionths(netMassKg), 'netMassKg');
  const quantities = divided(millionths(quantity), 'quantity');
  const beside = supplementary && divided(millionths(supplementary.quantity), 'supplementary/quantity');
  const values = value && divided(toMoney(value).minor, 'value/amount');
  return masses.map((mass, place) => {
    if (mass === 0n) return undefined;
    return {
      lineNumber,
      quantity: decimalOf(quantities[place] ?? 0n),
      netMassKg: decimalOf(mass),
      ...(unit !== undefined && { unit }),
      ...(supplementary &&
        beside && { supplementary: { ...supplementary, quantity: decimalOf(beside[place] ?? 0n) } }),
      ...(value &&
        values && { value: toMoneyJson({ minor: values[place] ?? 0n, currency: value.currency }) }),
    };
  });

  /** What is open of each part in the measure that is told in `field`; held where every part counts in its unit or currency. */
  function measured(field: Measure['field']) {
    const measures = goods.map(
      ({ line }) => line && measuresOf(line).find(({ toldBy }) => toldBy(declared)?.field === field),
    );
    const open = goods.map(({ covered }, place) => {
      const measure = measures[place];
      if (!measure) return 0n;
      const left = measure.consigned - totalOf(covered, measure.toldBy);
      return left > 0n ? left : 0n;
    });
    const [measure] = measures.filter((one) => one !== undefined);
    const isHeld = measure !== undefined && goods.every(({ line }, place) => !line || measures[place]);
    return { measure, open, isHeld };
  }

  /** Whatever is told in `field`, part by part; by mass where it is not held. */
  function divided(total: bigint, field: Measure['field']): readonly bigint[] {
    const { measure, open, isHeld } = measured(field);
    if (!measure || !isHeld) return apportionUnits(total, masses);
    const shared = open.map((one, place) => (isOpen[place] ? one : 0n));
    const together = shared.reduce((sum, one) => sum + one, 0n);
    if (total <= together) return apportionUnits(total, shared);
    const message = `Of line ${lineNumber} ${measure.textOf(together)} are open in the parts together, not ${measure.textOf(total)}; amend the parts first where that was wrong.`;
    return refuse('more-than-consigned', message, `${at}/${field}`);
  }
}
