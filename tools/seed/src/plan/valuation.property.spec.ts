import { statisticalLines, type TradeFlow } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import fc from 'fast-check';
import { usdPerUnit } from '../corridor/exchange-rates.js';
import { EXPORTERS, IMPORTERS } from '../corridor/firms.js';
import { GOODS, type Goods } from '../corridor/goods.js';
import { LANES } from '../corridor/lanes.js';
import { ROUTES } from '../corridor/routes.js';
import { Random } from '../random.js';
import { misstated, type Trade, type Valued, valueTrade } from './valuation.js';

const DAY = '2025-06-02';

/** Some trade of any lane, goods, route and worth. */
const trade = fc
  .record({
    lane: fc.constantFrom(...LANES),
    pick: fc.nat(),
    cents: fc.integer({ min: 100, max: 200_000_000 }),
    seed: fc.nat(),
  })
  .map(({ lane, pick, cents, seed }): { trade: Trade; seed: number } => {
    const names = Object.keys(lane.goods) as (keyof typeof GOODS)[];
    const routes = ROUTES[lane.from === 'PK' ? lane.to : lane.from] ?? [];
    const goods: Goods = GOODS[at(names, pick)];
    const exporter = at(
      EXPORTERS.filter(({ country }) => country === lane.from),
      pick,
    );
    const importer = at(
      IMPORTERS.filter(({ country }) => country === lane.to),
      pick,
    );
    return { trade: { goods, exporter, importer, route: at(routes, pick), cents, day: DAY }, seed };
  });

/** What customs makes of it, in US cents. */
function cents(flow: TradeFlow, valued: Valued, countryOfDestination: string): number {
  const date = DAY;
  const currency = valued.lines[0]?.value.currency ?? '';
  const valuation = { ...valued, flow, countryOfDestination, charges: valued.charges[flow] };
  return statisticalLines(valuation, { usdPerUnit: usdPerUnit(currency, date), date, source: 'demo' })
    .map(({ statisticalValueUsd }) => Number(toMoney(statisticalValueUsd).minor))
    .reduce((a, b) => a + b, 0);
}

it("is worth at the exporter's frontier what was planned, under every incoterm; the import adds the way", () => {
  fc.assert(
    fc.property(trade, ({ trade, seed }) => {
      const valued = valueTrade(new Random(seed), trade);
      const exported = cents('export', valued, trade.importer.country);
      const imported = cents('import', valued, trade.importer.country);
      const planned = trade.exporter.country === 'PK' ? exported : imported;
      // Lines and charges are rounded in their currency, and the smallest rate (of the tenge, 0.0019) after eight digits; the
      // importer knows the costs of the way to some percent of them.
      const off = Math.abs(planned - trade.cents);
      expect(off).toBeLessThanOrEqual(
        trade.exporter.country === 'PK' ? 8 + trade.cents * 3e-6 : 8 + trade.cents * 0.02,
      );
      if (trade.cents > 10_000) expect(imported).toBeGreaterThan(exported);
      expect(imported).toBeLessThan(exported * 1.3 + 20);
    }),
    { seed: 20_260_301, numRuns: 500 },
  );
});

it('a line that was told wrong is off by 1 to 13 percent, the others are not', () => {
  fc.assert(
    fc.property(trade, ({ trade, seed }) => {
      const { lines } = valueTrade(new Random(seed), { ...trade, cents: trade.cents + 1_000_000 });
      const wrong = misstated(new Random(seed), lines);
      const changed = wrong.filter((line, index) => line.value.amount !== lines[index]?.value.amount);
      expect(changed).toHaveLength(1);
      for (const [index, line] of wrong.entries()) {
        const ratio = Number(line.value.amount) / Number(lines[index]?.value.amount);
        expect(ratio).toBeGreaterThan(0.87);
        expect(ratio).toBeLessThan(1.13);
      }
    }),
    { seed: 20_260_301, numRuns: 200 },
  );
});

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
}
