import { type MoneyJson, toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositiveDecimal, refuse } from '../checks.js';
import { checkGoodsLines, checkIncoterm } from '../consignment/goods-lines.js';
import { checkRateIsOf } from '../usd.js';
import type { CarriageCharges, DeclarationLodged, ExchangeRate } from './declaration.events.js';
import { valueLines } from './statistical-value.js';

type Lodgement = DeclarationLodged['data'];

/** Export, and release for home use, from no procedure before: by the classifier of the Eurasian Economic Union. */
export const FOR_GOOD = {
  export: { requested: '10', previous: '00' },
  import: { requested: '40', previous: '00' },
} as const;

/** @throws Rejection naming the field at fault. */
export function checkLodgement(data: Lodgement, occurredAt: string): void {
  checkGoodsLines(data.lines);
  checkIncoterm(data.incoterm.rule);
  if (data.flow !== 'export' && data.flow !== 'import') {
    refuse('flow-unknown', 'A declaration is for export or for import.', '/flow');
  }
  for (const which of ['requested', 'previous'] as const) {
    if (/^\d{2}$/.test(data.procedure[which])) continue;
    refuse('procedure-malformed', 'A customs procedure has two digits.', `/procedure/${which}`);
  }
  if (data.reporter !== data.customsOffice.slice(0, 2)) {
    const message = `The customs office ${data.customsOffice} does not lie in ${data.reporter}.`;
    refuse('reporter-differs', message, '/reporter');
  }
  checkLocalDate(data.acceptedOn, '/acceptedOn');
  if (data.acceptedOn !== occurredAt.slice(0, 10)) {
    const message = `Accepted at ${occurredAt}, its day there is ${occurredAt.slice(0, 10)}, not ${data.acceptedOn}.`;
    refuse('accepted-on-another-day', message, '/acceptedOn');
  }
  checkCharges(data.charges, currencyOf(data));
  // A declaration that cannot be valued could never be cleared: refused while the declarant can still mend it.
  valueLines(data);
}

export function checkCharges(charges: CarriageCharges, currency: string): void {
  for (const name of ['freight', 'insurance'] as const) {
    const charge = charges[name];
    const pointer = `/charges/${name}`;
    if (toMoney(charge, pointer).minor < 0n) {
      refuse('charge-negative', `"${charge.amount}": a charge is not below 0.`, `${pointer}/amount`);
    }
    checkCurrency(charge, currency, pointer);
  }
}

export function checkExchangeRate(rate: ExchangeRate, lodged: Lodgement): void {
  const { usdPerUnit } = rate;
  checkPositiveDecimal(usdPerUnit, 12, '/exchangeRate/usdPerUnit');
  if (currencyOf(lodged) === 'USD' && usdPerUnit !== '1') {
    refuse('rate-not-one', `A dollar is "1" dollar, not "${usdPerUnit}".`, '/exchangeRate/usdPerUnit');
  }
  checkRateIsOf(rate, {
    day: lodged.acceptedOn,
    what: 'the declaration was accepted',
    pointer: '/exchangeRate',
  });
}

export function firstValue(lines: Lodgement['lines']): MoneyJson {
  const [first] = lines;
  if (!first) throw new RangeError('checked lines have a first one');
  return first.value;
}

export function currencyOf({ lines }: Lodgement): string {
  return firstValue(lines).currency;
}
