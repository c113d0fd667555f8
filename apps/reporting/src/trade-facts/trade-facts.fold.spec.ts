import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { foldTrade, type TradeEvent, type TradeFact } from './trade-facts.fold.js';
import { foldAll, NOTHING, tradeEventsOf } from './trade-facts.spec-kit.js';

const cents = (facts: readonly TradeFact[]): number =>
  facts.reduce((total, { value_usd_cents }) => total + Number(value_usd_cents), 0);

/** Shown as reporter, partner, flow, month, cents. */
const brief = ({ reporter, partner, flow, month, value_usd_cents }: TradeFact): string =>
  `${reporter} ${partner} ${flow} ${month} ${value_usd_cents}`;

const COTTON = line(1, '520100', '1000.00');
const DRUGS = line(2, '300490', '250.50');

it('adds the lines of a clearance in the month of acceptance, whenever it was cleared', () => {
  const story = new Story();
  story.declare(1, [COTTON, DRUGS], '2026-01-30T10:00:00+05:00');
  story.lodge(2, 1, 'export', [COTTON, DRUGS], '2026-01-31T23:30:00+05:00');
  story.clear(2, '2026-01-31', '2026-02-02T09:00:00+05:00');
  const { facts } = foldAll(story);
  expect(facts.map(brief)).toEqual(['PK KZ export 2026-01-01 100000', 'PK KZ export 2026-01-01 25050']);
  expect(facts[1]).toEqual({
    position: 3,
    fact: 2,
    reporter: 'PK',
    partner: 'KZ',
    country_of_origin: 'PK',
    country_of_consignment: null,
    flow: 'export',
    month: '2026-01-01',
    accepted_on: '2026-01-31',
    hs6: '300490',
    sector: 'pharmaceuticals',
    consignment_id: uuid(1),
    declaration_id: uuid(2),
    line_number: 2,
    net_mass_kg: '100',
    value_usd_cents: '25050',
    correction: false,
    participants: ['textiles-faisalabad', 'trading-almaty'],
    demo: false,
    customs_office: 'PKKHI',
    // Cleared on 2 February at nine, Pakistan's time.
    occurred_at: '2026-02-02T04:00:00.000Z',
  });
});

it('counts an import from its origin, with the country that sent it as second partner', () => {
  const story = new Story();
  const chinese = line(1, '847130', '900.00', 'CN');
  story.declare(1, [chinese, DRUGS], '2026-03-01T10:00:00+05:00');
  story.lodge(2, 1, 'import', [chinese, DRUGS], '2026-03-09T10:00:00+05:00', { countryOfConsignment: 'AE' });
  story.clear(2, '2026-03-09', '2026-03-09T12:00:00+05:00');
  const { facts } = foldAll(story);
  expect(facts.map(brief)).toEqual(['KZ CN import 2026-03-01 90000', 'KZ PK import 2026-03-01 25050']);
  expect(facts.map(({ country_of_consignment }) => country_of_consignment)).toEqual(['AE', 'AE']);
});

it('counts goods that come home as an import from the reporter itself, never as a negative export', () => {
  const story = new Story();
  story.declare(1, [COTTON], '2026-03-01T10:00:00+05:00');
  story.lodge(2, 1, 'import', [COTTON], '2026-03-09T10:00:00+05:00', {
    reporter: 'PK',
    countryOfConsignment: 'KZ',
  });
  story.clear(2, '2026-03-09', '2026-03-09T12:00:00+05:00');
  const { facts } = foldAll(story);
  expect(facts.map(brief)).toEqual(['PK PK import 2026-03-01 100000']);
});

it('does not count goods that leave for their own country', () => {
  const story = new Story();
  story.declare(1, [COTTON], '2026-03-01T10:00:00+05:00');
  story.lodge(2, 1, 'export', [COTTON], '2026-03-09T10:00:00+05:00', { countryOfDestination: 'PK' });
  story.clear(2, '2026-03-09', '2026-03-09T12:00:00+05:00');
  story.correct(2, [line(1, '520100', '900.00')], '2026-03-10T12:00:00+05:00');
  expect(foldAll(story).facts).toEqual([]);
});

it('takes out what counts of a declaration that is taken back, in the month in which it did', () => {
  const story = new Story();
  story.declare(1, [COTTON, DRUGS], '2026-01-30T10:00:00+05:00');
  story.lodge(2, 1, 'export', [COTTON, DRUGS], '2026-01-31T10:00:00+05:00');
  story.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
  story.correct(2, [line(1, '520100', '900.00')], '2026-02-01T12:00:00+05:00');
  story.invalidate(2, '2026-02-02T12:00:00+05:00');
  const { facts } = foldAll(story);
  expect(facts.slice(-1).map(brief)).toEqual(['PK KZ export 2026-01-01 -90000']);
  expect(facts.at(-1)).toMatchObject({ correction: true, declaration_id: uuid(2), fact: 1 });
  expect(cents(facts)).toBe(0);
  // Cancelled then, the consignment has nothing left to take out.
  story.cancel(1, '2026-02-03T12:00:00+05:00');
  expect(cents(foldAll(story).facts)).toBe(0);
});

it('restates the month of the original acceptance by an amendment', () => {
  const story = new Story();
  story.declare(1, [COTTON, DRUGS], '2026-01-30T10:00:00+05:00');
  story.lodge(2, 1, 'export', [COTTON, DRUGS], '2026-01-31T10:00:00+05:00');
  story.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
  story.correct(2, [line(1, '520100', '1100.00')], '2026-06-05T12:00:00+05:00');
  const { facts } = foldAll(story);
  const corrections = facts.filter(({ correction }) => correction);
  expect(corrections.map(brief)).toEqual([
    'PK KZ export 2026-01-01 -100000',
    'PK KZ export 2026-01-01 -25050',
    'PK KZ export 2026-01-01 110000',
  ]);
  expect(corrections.map(({ fact, net_mass_kg }) => [fact, net_mass_kg])).toEqual([
    [1, '-100'],
    [2, '-100'],
    [3, '100'],
  ]);
  expect(cents(facts)).toBe(110_000);
});

describe('a cancelled consignment', () => {
  const cancelled = (): Story => {
    const story = new Story();
    story.declare(1, [COTTON, DRUGS], '2026-01-30T10:00:00+05:00');
    story.lodge(2, 1, 'export', [COTTON, DRUGS], '2026-01-31T10:00:00+05:00');
    story.lodge(3, 1, 'export', [DRUGS], '2026-02-01T10:00:00+05:00');
    story.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
    story.correct(2, [line(1, '520100', '1100.00')], '2026-02-05T12:00:00+05:00');
    story.cancel(1, '2026-03-05T12:00:00+05:00');
    return story;
  };

  it('takes out what last counted, in the month in which it did', () => {
    const { facts, cancellations } = foldAll(cancelled());
    expect(facts.filter(({ position }) => position === 6).map(brief)).toEqual([
      'PK KZ export 2026-01-01 -110000',
    ]);
    expect(facts.filter(({ position }) => position === 6)[0]).toMatchObject({
      correction: true,
      net_mass_kg: '-100',
      fact: 1,
    });
    expect(cents(facts)).toBe(0);
    expect(cancellations).toEqual([
      { consignment_id: uuid(1), position: 6, occurred_at: '2026-03-05T07:00:00.000Z' },
    ]);
  });

  it('does not count by what is cleared or amended later', () => {
    const story = cancelled();
    story.clear(3, '2026-02-01', '2026-03-06T12:00:00+05:00');
    story.correct(2, [COTTON], '2026-03-07T12:00:00+05:00');
    const { facts } = foldAll(story);
    expect(Math.max(...facts.map(({ position }) => position))).toBe(6);
    expect(cents(facts)).toBe(0);
  });

  it('tells what had been cleared before it and was told later, and takes that out from the cancellation on', () => {
    const story = cancelled();
    // Position 7: three days before the cancellation.
    story.clear(3, '2026-02-01', '2026-03-02T12:00:00+05:00');
    const late = foldAll(story).facts.filter(({ position }) => position === 7);
    expect(late.map((fact) => [fact.fact, fact.value_usd_cents, fact.occurred_at, fact.correction])).toEqual([
      [1, '25050', '2026-03-02T07:00:00.000Z', false],
      [2, '-25050', '2026-03-05T07:00:00.000Z', true],
    ]);
    expect(late.map(({ net_mass_kg }) => net_mass_kg)).toEqual(['100', '-100']);
  });

  it('takes each word out from when on it counts, where one of them happened only after it', () => {
    const story = new Story();
    story.declare(1, [COTTON], '2026-01-30T10:00:00+05:00');
    story.lodge(2, 1, 'export', [COTTON], '2026-01-31T10:00:00+05:00');
    story.clear(2, '2026-01-31', '2026-02-01T12:00:00+05:00');
    story.correct(2, [line(1, '520100', '1100.00')], '2026-02-20T12:00:00+05:00');
    // Position 5: what customs told of the 20th had reached the ledger before.
    story.cancel(1, '2026-02-10T12:00:00+05:00');
    const out = foldAll(story).facts.filter(({ position }) => position === 5);
    expect(out.map((fact) => [fact.value_usd_cents, fact.net_mass_kg, fact.occurred_at])).toEqual([
      ['-100000', '-100', '2026-02-10T07:00:00.000Z'],
      ['100000', '100', '2026-02-20T07:00:00.000Z'],
      ['-110000', '-100', '2026-02-20T07:00:00.000Z'],
    ]);
  });

  it('takes out what was told before, in another batch', () => {
    const story = cancelled();
    const events = tradeEventsOf(story);
    const earlier = foldTrade(events.slice(0, -1), NOTHING).facts;
    const { facts } = foldTrade(events.slice(-1), { ...NOTHING, facts: earlier });
    expect(facts.map(brief)).toEqual(['PK KZ export 2026-01-01 -110000']);
  });
});

describe('what a declaration is for', () => {
  // IMTS 2010: temporary movements and transit are no trade; under the general system what comes into a warehouse or a processing counts
  // there, and not again as it leaves it for home use; re-exports and re-imports count.
  it.each([
    ['export', '10', '00', true],
    ['export', '31', '70', true],
    ['export', '23', '00', false],
    ['export', '31', '53', false],
    ['import', '40', '00', true],
    ['import', '70', '00', true],
    ['import', '51', '00', true],
    ['import', '40', '70', false],
    ['import', '40', '51', false],
    ['import', '53', '00', false],
    ['import', '60', '10', true],
    ['import', '60', '23', false],
    ['export', '10', '23', true],
    ['import', '40', '53', true],
    ['import', '40', '91', false],
    ['import', '51', '70', false],
    ['import', '70', '51', false],
  ] as const)('%s under %s from %s counts: %s', (flow, requested, previous, counts) => {
    const story = new Story();
    story.declare(1, [COTTON], '2026-01-30T10:00:00+05:00');
    story.lodge(2, 1, flow, [COTTON], '2026-01-31T10:00:00+05:00', { procedure: { requested, previous } });
    story.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
    story.correct(2, [DRUGS], '2026-02-07T12:00:00+05:00');
    const all = tradeEventsOf(story);
    const rows = foldTrade(all, NOTHING);
    expect(cents(rows.facts)).toBe(counts ? 25_050 : 0);
    // Also where the lodgement was told in a batch before.
    const { declarations } = foldTrade(all.slice(0, 1), NOTHING);
    const outside = declarations.filter((one) => !one.counts).map((one) => one.declaration_id);
    const countries = declarations.map((one) => [one.declaration_id, one.country_of_consignment] as const);
    const memory = {
      ...NOTHING,
      outsideTrade: new Set(outside),
      countriesOfConsignment: new Map(countries),
    };
    expect(foldTrade(all.slice(1), memory).facts).toEqual(rows.facts);
  });
});

it('cannot apply an import that was not lodged, nor a value in another currency than USD', () => {
  const story = new Story();
  story.declare(1, [COTTON], '2026-01-30T10:00:00+05:00');
  story.lodge(2, 1, 'import', [COTTON], '2026-01-31T10:00:00+05:00');
  story.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
  const events = tradeEventsOf(story);
  expect(() => foldTrade(events.slice(1), NOTHING)).toThrow('was not lodged before');
  const inRoubles = JSON.parse(JSON.stringify(events).replaceAll('"USD"', '"RUB"')) as readonly TradeEvent[];
  expect(() => foldTrade(inRoubles, NOTHING)).toThrow('RUB cannot be added to USD');
});
