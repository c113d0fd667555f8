import fc from 'fast-check';
import { NameSearch } from './name-search.js';
import { isLike, nameWords } from './name-words.js';

const SEED = 20_261_126;
const NUM_RUNS = 1_000;

const letters = fc.constantFrom(...'abdehikmnoprstuvxyzшжяюقپ');
const word = fc.string({ unit: letters, minLength: 1, maxLength: 9 });
const words = fc.array(word, { minLength: 1, maxLength: 5 });
const text = fc.oneof(
  words.map((each) => each.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const parties = (debtorName: string) => ({ debtorName, references: { remittance: [debtorName] } });
const found = (names: readonly string[], debtorName: string) =>
  new NameSearch(names.map((name, at) => ({ entryId: String(at), names: [name] }))).hitsOf(
    parties(debtorName),
  );

it('finds nothing in an empty list', () =>
  fc.assert(
    fc.property(text, (name) => {
      expect(found([], name)).toEqual([]);
    }),
    { seed: SEED, numRuns: NUM_RUNS },
  ));

it('does not care for the order of words, on either side', () =>
  fc.assert(
    fc.property(
      words.chain((each) =>
        fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
      ),
      fc.array(words, { maxLength: 20 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      ([told, shuffled], listed, order) => {
        // The list has near relatives of the text, or hardly anything would be found.
        const relatives = [told, told.slice(1), told.map((each) => `${each}a`), ...listed].filter(
          (each) => each.length > 0,
        );
        const names = relatives.map((each) => each.join(' '));
        const turned = relatives.map((each) => order.flatMap((at) => each[at] ?? []).join(' '));
        const ids = (hits: readonly { readonly field: string; readonly entryId: string }[]) =>
          hits.map(({ field, entryId }) => `${field} ${entryId}`);
        const before = ids(found(names, told.join(' ')));
        expect(ids(found(names, shuffled.join(' ')))).toEqual(before);
        expect(ids(found(turned, told.join(' ')))).toEqual(before);
      },
    ),
    { seed: SEED, numRuns: NUM_RUNS },
  ));

/** As the rule is told, name by name and without an index. */
function isFoundPlainly(listed: readonly string[], told: readonly string[]): boolean {
  if (listed.length === 0 || (listed.length === 1 && told.length !== 1)) return false;
  const place = (rest: readonly string[], free: readonly string[]): boolean => {
    const [first, ...others] = rest;
    if (first === undefined) return true;
    return free.some(
      (each, at) =>
        isLike(first, each) &&
        place(
          others,
          free.filter((_, other) => other !== at),
        ),
    );
  };
  return place(listed, told);
}

it('finds by its index what looking at each name finds', () =>
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 20 }), fc.nat(8), letters, (told, listed, at, letter) => {
      const misspelt = told.map((each) => each.slice(0, at) + letter + each.slice(at + 1));
      const names = [misspelt, told.slice(1), ...listed]
        .map((each) => each.join(' '))
        .filter((each) => each !== '');
      const name = told.join(' ');
      const expected = names.flatMap((each, index) =>
        isFoundPlainly(nameWords(each), nameWords(name)) ? [String(index)] : [],
      );
      const hits = found(names, name).filter(({ field }) => field === 'debtorName');
      expect(hits.map(({ entryId }) => entryId)).toEqual(expected);
    }),
    { seed: SEED, numRuns: NUM_RUNS },
  ));

it('finds each name of a list in itself', () =>
  fc.assert(
    fc.property(text, (name) => {
      fc.pre(nameWords(name).length > 0);
      expect(found([name], name)).toHaveLength(2);
    }),
    { seed: SEED, numRuns: NUM_RUNS },
  ));
