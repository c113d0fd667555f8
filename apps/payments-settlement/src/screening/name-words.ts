import { partyWords } from '@corridor/domain';
import { transliterate } from '@corridor/reference-data';

/**
 * The words that a name is looked for by, each once: in Latin letters without marks, less the legal form, and brought together where
 * schemes of transliteration differ, so that `Жұмабаев`, `Zhumabayev` and `Žumabaev` are one.
 */
export function nameWords(name: string): readonly string[] {
  const words = partyWords(transliterate(name).latin).map(foldSpelling);
  return [...new Set(words.filter((word) => word !== ''))];
}

/** One spelling for what ISO 9 writes by one letter and English by two, and for what stands for я, ю, ё, й, ы, х and signs. */
function foldSpelling(word: string): string {
  return word
    .replace(/[\u02b9\u02ba\u02bc\u02bf\u02be]/gu, '')
    .replace(/shch|sch|sh/g, 's')
    .replace(/ch/g, 'c')
    .replace(/zh/g, 'z')
    .replace(/[kg]h/g, (pair) => (pair === 'kh' ? 'h' : 'g'))
    .replace(/ts/g, 'c')
    .replace(/[yj](?=[aeou])/g, '')
    .replace(/[yj]/g, 'i');
}

/** Letters that a word of a list has at least to be found with one of them wrong. */
const LETTERS_MIN = 6;

/** Whether a word may be one of a list: it is, or, where that is long enough, but for one letter or two neighbours in turn. */
export function isLike(listed: string, word: string): boolean {
  return listed === word || (isTolerant(listed) && differsByOne(listed, word));
}

/** Whether a word may be one of a list's with a letter wrong, by its length. */
export function isLongEnough(word: string): boolean {
  return word.length >= LETTERS_MIN - 1;
}

/** Whether a word of a list is found with a letter wrong; figures have to be right. */
export function isTolerant(listed: string): boolean {
  return listed.length >= LETTERS_MIN && !/\p{N}/u.test(listed);
}

function differsByOne(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [rest, otherRest] = [one.slice(same), other.slice(same)];
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}

/** A word, and all that is left of it without one of its letters: two words that differ by one have one of these in common. */
export function lessOne(word: string): readonly string[] {
  return [word, ...Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}
