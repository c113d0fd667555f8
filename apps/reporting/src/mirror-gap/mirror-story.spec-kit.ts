import fc from 'fast-check';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { lineIn } from './mirror-gap.spec-kit.js';

const goods = fc.array(
  fc.record({
    hs6: fc.constantFrom('520100', '540110', '300490'),
    cents: fc.integer({ min: 20_000, max: 9_999_999 }),
    origin: fc.constantFrom('PK', 'KZ', 'CN'),
  }),
  { minLength: 1, maxLength: 3 },
);
const word = fc.record({
  flow: fc.constantFrom('export', 'import'),
  reporter: fc.constantFrom('PK', 'KZ', 'KG'),
  destination: fc.constantFrom('PK', 'KZ', 'KG'),
  currency: fc.constantFrom('USD', 'PKR', 'KZT'),
  rate: fc.constantFrom('0.0036', '0.00351', '0.002'),
  month: fc.integer({ min: 1, max: 3 }),
  freight: fc.integer({ min: 0, max: 9_000 }),
  rule: fc.constantFrom('FOB', 'DAP', 'CFR'),
  lines: goods,
  amended: fc.option(goods),
  invalidated: fc.boolean(),
});
const life = fc.record({
  ofWhole: fc.array(word, { minLength: 1, maxLength: 3 }),
  split: fc.option(fc.array(fc.array(word, { maxLength: 2 }), { minLength: 2, maxLength: 3 })),
  splitAgain: fc.boolean(),
  cancelled: fc.boolean(),
});
type Word = typeof word extends fc.Arbitrary<infer Value> ? Value : never;
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

const linesOf = (told: Word['lines'], currency: string) =>
  told.map(({ hs6, cents, origin }, at) => lineIn(currency, at + 1, hs6, (cents / 100).toFixed(2), origin));

function lodge(story: Story, id: number, of: number, told: Word): void {
  const { flow, reporter, destination, currency, rate, month, rule } = told;
  const day = `2026-0${month}-10`;
  story.lodge(id, of, flow as 'export' | 'import', linesOf(told.lines, currency), `${day}T10:00:00+05:00`, {
    reporter,
    customsOffice: `${reporter}KHI`,
    countryOfDestination: destination,
    incoterm: { rule: rule as 'FOB', place: 'Karachi' },
    charges: {
      freight: { amount: (told.freight / 100).toFixed(2), currency },
      insurance: { amount: '1.01', currency },
    },
  });
  story.clear(id, day, `${day}T11:00:00+05:00`, currency === 'USD' ? '1' : rate);
}

function mend(story: Story, id: number, { amended, currency, flow, invalidated }: Word): void {
  if (amended && currency === 'USD')
    story.correct(id, linesOf(amended, currency), '2026-05-01T10:00:00+05:00');
  if (invalidated && flow === 'export') story.invalidate(id, '2026-05-02T10:00:00+05:00');
}

/** Into parts of so many kilograms of each line. */
function split(story: Story, id: number, parts: readonly (readonly [id: number, kg: number])[]): void {
  story.step(id, '2026-04-01T09:00:00+05:00', {
    type: 'SplitConsignment',
    data: {
      location: 'UZTAS',
      parts: parts.map(([part, kg]) => ({
        consignmentId: uuid(part),
        lines: WHOLE.map((_, at) => ({ lineNumber: at + 1, quantity: String(kg), netMassKg: String(kg) })),
      })),
    },
  });
}

/** Wholes and what of them is declared first; then what is split, declared of the parts, mended and called off. */
export function storyOf(lives: readonly Life[]): Story {
  const story = new Story();
  const words = lives.map(({ ofWhole, split, splitAgain }, at) => {
    const whole = 100 * (at + 1);
    const parts = (split ?? []).map((told, part) => ({ id: whole + 10 * (part + 1), told }));
    return { whole, parts, splitAgain, all: [{ id: whole, told: ofWhole }, ...parts] };
  });
  for (const { whole, all } of words) {
    story.declare(whole, linesOf(WHOLE, 'USD'), '2026-01-01T09:00:00+05:00');
    for (const [at, told] of all[0]?.told.entries() ?? []) lodge(story, whole + at + 1, whole, told);
  }
  for (const { whole, parts, splitAgain } of words) {
    if (parts.length === 0) continue;
    const masses = parts.map((_, at) => 10 * (at + 2));
    const rest = 100 - masses.slice(1).reduce((sum, mass) => sum + mass, 0);
    split(story, whole, [
      [whole + 10, rest],
      ...parts.slice(1).map(({ id }, at) => [id, masses[at + 1] ?? 0] as const),
    ]);
    if (splitAgain) {
      const again = linesOf(WHOLE, 'USD').map((line) => ({
        ...line,
        netMassKg: String(rest),
        quantity: String(rest),
      }));
      story.declare(whole + 10, again, '2026-04-01T09:00:00+05:00');
      split(story, whole + 10, [
        [whole + 90, 7],
        [whole + 91, rest - 7],
      ]);
    }
    for (const { id, told } of parts)
      for (const [at, one] of told.entries()) lodge(story, id + at + 1, id, one);
  }
  for (const { all } of words)
    for (const { id, told } of all) for (const [at, one] of told.entries()) mend(story, id + at + 1, one);
  lives.forEach(({ cancelled, split }, at) => {
    if (cancelled && !split) story.cancel(100 * (at + 1), '2026-05-03T10:00:00+05:00');
  });
  return story;
}
const WHOLE: Word['lines'] = (['520100', '540110', '300490'] as const).map((hs6) => ({
  hs6,
  cents: 100_000,
  origin: 'PK',
}));

export const lives = fc.array(life, { minLength: 1, maxLength: 3 });
