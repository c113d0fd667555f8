import { toMoney } from '@corridor/kernel';
import { demoLog, ofType } from './demo-log.spec-kit.js';
import { generateDemo } from './index.js';

type Month = string;

/** Bilateral trade of a reporter by month of acceptance, in cents: exports FOB-type and imports CIF-type. */
function tradeByMonth(seed: number, endsOn: string, reporter: string, partner: string): Map<Month, number> {
  const log = demoLog({ seed, endsOn });
  const months = new Map<Month, number>();
  const add = (month: Month, cents: bigint): void => {
    months.set(month, (months.get(month) ?? 0) + Number(cents));
  };
  for (const { data } of [...ofType(log, 'DeclarationCleared'), ...ofType(log, 'DeclarationAmended')]) {
    if (data.reporter !== reporter) continue;
    const month = data.acceptedOn.slice(0, 7);
    for (const line of data.lines) {
      if (line.partner === partner) add(month, toMoney(line.statisticalValueUsd).minor);
    }
    for (const line of 'replaced' in data ? data.replaced : []) {
      if (line.partner === partner) add(month, -toMoney(line.statisticalValueUsd).minor);
    }
  }
  return months;
}

/** Sums of twelve full months, in million USD, oldest first. */
function rollingYears(months: Map<Month, number>): readonly number[] {
  // The first and the last month are cut by the demo's ends.
  const full = [...months.keys()].sort().slice(1, -1);
  const sums: number[] = [];
  for (let first = 0; first + 12 <= full.length; first += 1) {
    const cents = full.slice(first, first + 12).reduce((sum, month) => sum + (months.get(month) ?? 0), 0);
    sums.push(cents / 100_000_000);
  }
  return sums;
}

it.each([1, 2, 3])(
  "Pakistan's trade with Kazakhstan grows from about 70 to about 95 million USD a year (seed %d)",
  (seed) => {
    const years = rollingYears(tradeByMonth(seed, '2026-08-05', 'PK', 'KZ'));
    expect(years.length).toBeGreaterThanOrEqual(46);
    expect(Math.min(...years)).toBeGreaterThan(50);
    expect(Math.max(...years)).toBeLessThan(100);
    expect(years[0]).toBeGreaterThan(62);
    expect(years[0]).toBeLessThan(78);
    expect(years.at(-1)).toBeGreaterThan(88);
  },
  60_000,
);

it("Kazakhstan's trade with Pakistan stays below 100 million, too, and is another figure", () => {
  const ofKazakhstan = rollingYears(tradeByMonth(1, '2026-08-05', 'KZ', 'PK'));
  const ofPakistan = rollingYears(tradeByMonth(1, '2026-08-05', 'PK', 'KZ'));
  expect(Math.max(...ofKazakhstan)).toBeLessThan(100);
  expect(Math.min(...ofKazakhstan)).toBeGreaterThan(50);
  expect(ofKazakhstan).not.toEqual(ofPakistan);
}, 60_000);

it('is worth as much at a scale of 4, in four times as many consignments', () => {
  const declared = (scale: number): { readonly consignments: number; readonly usd: number } => {
    let consignments = 0;
    let usd = 0;
    for (const { streams } of generateDemo({ seed: 5, endsOn: '2026-03-01', years: 1, scale })) {
      for (const { type, data } of streams.flatMap(({ events }) => events)) {
        if (type === 'ConsignmentDeclared') consignments += 1;
        if (type !== 'DeclarationCleared') continue;
        const { lines } = data as { lines: { statisticalValueUsd: { amount: string } }[] };
        usd += lines.reduce((sum, line) => sum + Number(line.statisticalValueUsd.amount), 0);
      }
    }
    return { consignments, usd };
  };
  const [one, four] = [declared(1), declared(4)];
  expect(four.consignments / one.consignments).toBeGreaterThan(3.6);
  expect(four.consignments / one.consignments).toBeLessThan(4.4);
  expect(four.usd / one.usd).toBeGreaterThan(0.9);
  expect(four.usd / one.usd).toBeLessThan(1.1);
});
