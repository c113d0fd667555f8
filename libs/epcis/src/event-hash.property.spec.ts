import fc from 'fast-check';
import { fullEvents, objectEvent } from './epcis.spec-kit.js';
import { eventHash } from './event-hash.js';
import { canonicalIdentifier } from './identifiers.js';
import { namespacesOf } from './namespaces.js';

const SEED = 20_260_309;
const NAMESPACES = namespacesOf({ example: 'https://ns.example.com/epcis/' });

/** The same value with its fields and the items of its lists in another order, none of which says anything. */
function shuffled(value: unknown, pick: (max: number) => number): unknown {
  const order = <Item>(items: readonly Item[]): Item[] => {
    const left = [...items];
    return items.map(() => left.splice(pick(left.length), 1)[0] as Item);
  };
  if (Array.isArray(value)) return order(value).map((item) => shuffled(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    order(Object.entries(value)).map(([name, inner]) => [name, shuffled(inner, pick)]),
  );
}

it.each(fullEvents().map((event) => [event.type, event]))(
  '%s: the order of fields and items does not count',
  (_, event) => {
    const hash = eventHash(event as object, NAMESPACES);
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), (numbers) => {
        let at = 0;
        const pick = (max: number) => (numbers[at++ % numbers.length] ?? 0) % max;
        expect(eventHash(shuffled(event, pick) as object, NAMESPACES)).toBe(hash);
      }),
      { seed: SEED, numRuns: 50 },
    );
  },
);

it('the offset in which a time is written does not count, to the millisecond', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('1990-01-01T00:00:00Z'),
        max: new Date('2090-01-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const two = (value: number) => String(value).padStart(2, '0');
        const ahead = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
        const hashAt = (eventTime: string) => eventHash(objectEvent({ eventTime }), NAMESPACES);
        expect(hashAt(local + offset)).toBe(hashAt(date.toISOString()));
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

it('a canonical identifier is its own canonical form, whatever text it was made of', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const part = fc.stringMatching(/^[A-Za-z0-9!()*+,:'-]{1,20}$/);
  const urn = fc.oneof(
    fc.tuple(digits(7), digits(6), part).map(([p, i, s]) => `urn:epc:id:sgtin:${p}.${i}.${s}`),
    fc.tuple(digits(8), digits(4), part).map(([p, l, x]) => `urn:epc:id:sgln:${p}.${l}.${x}`),
    fc.tuple(digits(9), digits(8)).map(([p, s]) => `urn:epc:id:sscc:${p}.${s}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string(),
  );
  fc.assert(
    fc.property(urn, (text) => {
      const canonical = canonicalIdentifier(text);
      expect(canonicalIdentifier(canonical)).toBe(canonical);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});
