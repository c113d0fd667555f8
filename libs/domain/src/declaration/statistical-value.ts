import { apportion, type Money, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { refuse } from '../checks.js';
import type { GoodsLine, IncotermRule } from '../consignment/goods.js';
import { toUsd } from '../usd.js';
import type { CarriageCharges, ExchangeRate, StatisticalLine, TradeFlow } from './declaration.events.js';

/** Whether a charge is added to the invoice value (1), taken out of it (-1), or left (0). */
type Sign = 1n | 0n | -1n;

interface Adjustment {
  readonly freight: Sign;
  readonly insurance: Sign;
}

const ADDED: Adjustment = { freight: 1n, insurance: 1n };
const TAKEN_OUT: Adjustment = { freight: -1n, insurance: -1n };

/**
 * What makes the statistical value of IMTS 2010 from the invoice value, by incoterm. The charges are those between the
 * incoterm's place and the frontier of the reporter.
 *
 * - Under the rules of groups E and F the seller hands over before the frontier: the invoice lacks the carriage up to
 *   it, so freight and insurance are added, for an import (CIF-type at the entry frontier) and for an export
 *   (FOB-type at the exit frontier) alike.
 * - CFR and CPT hold the freight to a place behind the frontier, and no insurance. Freight behind the frontier is taken
 *   out. An import value includes insurance up to the frontier, which is added; an export value needs none of what
 *   lies behind the frontier, and none is in the invoice.
 * - CIF, CIP and group D hold freight and insurance to a place behind the frontier: what lies behind it is taken out.
 */
export const ADJUSTMENTS: Readonly<Record<TradeFlow, Readonly<Record<IncotermRule, Adjustment>>>> = {
  import: {
    EXW: ADDED,
    FCA: ADDED,
    FAS: ADDED,
    FOB: ADDED,
    CFR: { freight: -1n, insurance: 1n },
    CPT: { freight: -1n, insurance: 1n },
    CIF: TAKEN_OUT,
    CIP: TAKEN_OUT,
    DAP: TAKEN_OUT,
    DPU: TAKEN_OUT,
    DDP: TAKEN_OUT,
  },
  export: {
    EXW: ADDED,
    FCA: ADDED,
    FAS: ADDED,
    FOB: ADDED,
    CFR: { freight: -1n, insurance: 0n },
    CPT: { freight: -1n, insurance: 0n },
    CIF: TAKEN_OUT,
    CIP: TAKEN_OUT,
    DAP: TAKEN_OUT,
    DPU: TAKEN_OUT,
    DDP: TAKEN_OUT,
  },
};

/** What of a declaration decides its statistical values. Lines and charges have been checked and have one currency. */
export interface Valuation {
  readonly flow: TradeFlow;
  readonly incoterm: { readonly rule: IncotermRule };
  readonly countryOfDestination: string;
  readonly charges: CarriageCharges;
  readonly lines: readonly GoodsLine[];
}

/**
 * The statistical value of each line in the declaration's currency: its invoice value and its share of the charges.
 * Shares go by value and sum to the charges exactly.
 * @throws Rejection `statistical-value-not-positive` or `amount-too-large` naming the line.
 */
export function valueLines({
  flow,
  incoterm,
  charges,
  lines,
}: Valuation): readonly { readonly line: GoodsLine; readonly value: Money }[] {
  const signs = ADJUSTMENTS[flow][incoterm.rule];
  const { minor: freight, currency } = toMoney(charges.freight);
  const minor = signs.freight * freight + signs.insurance * toMoney(charges.insurance).minor;
  const weights = lines.map(({ value }) => toMoney(value).minor);
  const shares = apportion({ minor, currency }, weights);
  return lines.map((line, index) => {
    const pointer = `/lines/${index}/value`;
    const value = sum(currency, [toMoney(line.value), ...shares.slice(index, index + 1)]);
    if (value.minor <= 0n) {
      const message = `Behind its share of the charges line ${line.lineNumber} is worth ${toMoneyJson(value).amount}; it has to stay above 0.`;
      refuse('statistical-value-not-positive', message, `${pointer}/amount`);
    }
    return { line, value: inRange(value, pointer) };
  });
}

/**
 * What each line counts in the statistics of the reporter.
 * @throws Rejection as {@link valueLines} does, and `amount-too-large` where the value in USD is.
 */
export function statisticalLines(valuation: Valuation, rate: ExchangeRate): readonly StatisticalLine[] {
  const { flow, countryOfDestination } = valuation;
  return valueLines(valuation).map(({ line, value }, index) => {
    const { lineNumber, hs6, countryOfOrigin, netMassKg, quantity, unit } = line;
    const usd = inRange(toUsd(value, rate.usdPerUnit), `/lines/${index}/value`);
    return {
      lineNumber,
      hs6,
      partner: flow === 'export' ? countryOfDestination : countryOfOrigin,
      countryOfOrigin,
      netMassKg,
      quantity,
      unit,
      statisticalValue: toMoneyJson(value),
      statisticalValueUsd: toMoneyJson(usd),
    };
  });
}

/** Reads the amount back, so that nothing is published that no reader could take in. */
function inRange(money: Money, pointer: string): Money {
  return toMoney(toMoneyJson(money), pointer);
}
