import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minorUnitDigits } from '@corridor/kernel';
import { checkHs6, checkLocode } from '@corridor/reference-data';
import { CONVOYS } from './convoys.js';
import { CURRENCIES } from './exchange-rates.js';
import { bankPlace, EXPORTERS, IMPORTERS, traderById } from './firms.js';
import { GOODS, type GoodsName } from './goods.js';
import { ROUTE_STEPS } from './known-routes.js';
import { LANES } from './lanes.js';
import { LETTER_DEALS } from './letter-deals.js';
import { NORTHERN, NORTHERN_LANES } from './northern.js';
import { isOpen, MEASURED, ROUTES } from './routes.js';

const FIRMS = [...EXPORTERS, ...IMPORTERS];
const WAYS = [...Object.values(ROUTES).flat(), NORTHERN];
const lanes = [...LANES, ...NORTHERN_LANES].flatMap(({ from, to, goods }) =>
  (Object.keys(goods) as GoodsName[]).map((name) => [from, to, name] as const),
);

it('names goods, places and currencies that are known', () => {
  for (const { variants } of Object.values(GOODS)) for (const { hs6 } of variants) checkHs6(hs6, '/hs6');
  for (const { place } of FIRMS) checkLocode(place, '/place');
  for (const { waypoints, offices } of WAYS) {
    for (const { place, across } of waypoints) {
      checkLocode(place, '/place');
      if (across) checkLocode(across.place, '/across');
    }
    for (const place of [...offices.south, ...offices.north]) checkLocode(place, '/office');
  }
  for (const currency of CURRENCIES) expect(minorUnitDigits(currency)).toBe(2);
  const named = FIRMS.flatMap(({ goods }) => (goods === 'all' ? [] : [...goods]));
  expect(named.filter((name) => !(name in GOODS))).toEqual([]);
});

it.each(lanes)('somebody in %s sells, and somebody in %s buys, %s', (from, to, goods) => {
  expect(
    EXPORTERS.some((firm) => firm.country === from && firm.goods !== 'all' && firm.goods.has(goods)),
  ).toBe(true);
  expect(
    IMPORTERS.some((firm) => firm.country === to && (firm.goods === 'all' || firm.goods.has(goods))),
  ).toBe(true);
});

it('has the firms that hold keys, and banks for all that sell', () => {
  expect(EXPORTERS.map(({ id }) => id)).toContain('demo-textiles-faisalabad');
  expect(IMPORTERS.map(({ id }) => id)).toContain('demo-trading-almaty');
  expect(new Set(FIRMS.map(({ id }) => id)).size).toBe(FIRMS.length);
  expect(new Set(EXPORTERS.map(({ invoicePrefix }) => invoicePrefix)).size).toBe(EXPORTERS.length);
  expect(new Set(EXPORTERS.map(({ bank }) => bank))).toEqual(
    new Set(['demo-bank-karachi', 'demo-bank-lahore', 'demo-bank-almaty', 'demo-bank-astana']),
  );
  for (const { bank, country } of EXPORTERS) {
    expect(bankPlace(bank).startsWith('PK')).toBe(country === 'PK');
  }
});

it.each(EXPORTERS.map(({ account }) => account))('%s is a well-formed IBAN', (iban) => {
  expect(iban).toMatch(/^(?:PK\d{2}[A-Z]{4}\d{16}|KZ\d{5}\d{13})$/);
  // ISO 7064: with the first four signs behind the rest and letters as 10 to 35, the remainder by 97 is 1.
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((sign) =>
    /\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55),
  );
  expect([...digits.join('')].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)).toBe(1);
});

it('names places that are known on every known route, in the order of the days', () => {
  for (const { command } of ROUTE_STEPS) {
    for (const { from, to, borderPoints } of 'legs' in command.data ? command.data.legs : []) {
      for (const place of [from, to, ...borderPoints]) checkLocode(place, '/place');
    }
  }
  const days = ROUTE_STEPS.map(({ saidOn }) => saidOn);
  expect(days).toEqual(days.toSorted());
});

// The table of distances stands beside the repository on some machines and is no part of it.
const DISTANCES = fileURLToPath(
  new URL('../../../../../shared/data/corridor-distances.csv', import.meta.url),
);
(existsSync(DISTANCES) ? it : it.skip)('tells the distances and days of its sources, and no others', () => {
  const told = readFileSync(DISTANCES, 'utf8')
    .split('\n')
    .map((line) => line.split(','));
  const known: Readonly<Record<string, string>> = {
    PKKHI: 'Karachi',
    KZALA: 'Almaty',
    KZAST: 'Astana',
    UZTAS: 'Tashkent',
    KZPWQ: 'Pavlodar SEZ',
    AEJEA: 'Jebel Ali',
    CNKHG: 'Kashgar',
  };
  let checked = 0;
  for (const { command } of ROUTE_STEPS) {
    for (const { from, to, distance, duration } of 'legs' in command.data ? command.data.legs : []) {
      if (!distance && !duration) continue;
      const ends = [known[from], known[to]];
      const rows = told.filter(([a, b]) => ends.includes(a) && ends.includes(b) && a !== b);
      if (distance) expect(rows.map((row) => row[4])).toContain(distance.km);
      if (duration) expect(rows.map((row) => row[5])).toContain(duration.days);
      checked += 1;
    }
  }
  expect(checked).toBe(6);
});

it('has a time for each stretch of a route', () => {
  for (const { waypoints, travelHours } of WAYS) {
    expect(travelHours).toHaveLength(waypoints.length + 1);
    for (const [least, most] of travelHours) expect(least).toBeLessThan(most);
  }
});

it('crosses Khunjerab from April to November only, until December 2024', () => {
  const khunjerab = ROUTES.KZ?.find(({ name }) => name.startsWith('Khunjerab'));
  const open = (day: string): boolean => khunjerab !== undefined && isOpen(khunjerab, Date.parse(day));
  expect(['2024-01-15', '2024-03-31', '2023-12-01'].map(open)).toEqual([false, false, false]);
  expect(['2024-04-01', '2023-11-30', '2024-12-01', '2025-02-01'].map(open)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

it('deals between firms of two countries, by a way between them, in goods that one side trades', () => {
  for (const { exporter, importer, goods, route } of [...CONVOYS, ...LETTER_DEALS]) {
    const [from, to] = [traderById(exporter), traderById(importer)];
    expect(from.country === 'PK').not.toBe(to.country === 'PK');
    const north = from.country === 'PK' ? to.country : from.country;
    expect(ROUTES[north]).toContain(route);
    expect([from, to].some((firm) => firm.goods === 'all' || firm.goods.has(goods))).toBe(true);
  }
});

it('drives convoys between the ends of sections of which kilometres are told', () => {
  for (const { exporter, importer } of CONVOYS) {
    const ends = [traderById(exporter).place, traderById(importer).place];
    expect(MEASURED.some((section) => section.every((end) => ends.includes(end)))).toBe(true);
  }
});
