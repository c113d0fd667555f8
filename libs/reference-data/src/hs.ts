import { Rejection } from '@corridor/kernel';
import { CHAPTER_LINES } from './hs-chapters.js';

/** A chapter of the Harmonized System. */
export interface HsChapter {
  /** Two digits, `01` to `97`. */
  readonly chapter: string;
  /** A short name of our own, for tables and charts; not the legal text. */
  readonly name: string;
}

interface ChapterRange extends HsChapter {
  readonly lastHeading: number;
  readonly unused: ReadonlySet<number>;
}

const RANGES: ReadonlyMap<string, ChapterRange> = new Map(
  CHAPTER_LINES.trim()
    .split('\n')
    .map((line) => {
      const [chapter = '', headings = '', ...words] = line.split(' ');
      const [lastHeading = 0, ...unused] = headings.split('-').map(Number);
      return [chapter, { chapter, name: words.join(' '), lastHeading, unused: new Set(unused) }];
    }),
);

/** All 96 chapters in use, in their order: 01 to 97 without the reserved 77. */
export const HS_CHAPTERS: readonly HsChapter[] = [...RANGES.values()].map(({ chapter, name }) => ({
  chapter,
  name,
}));

/** The short name of a chapter (two digits); `undefined` for one that is not in use. */
export function chapterName(chapter: string): string | undefined {
  return RANGES.get(chapter)?.name;
}

/**
 * Checks a subheading down to its heading; the last two digits are taken as given, since the nomenclature of each
 * country decides which of them are in use.
 * @throws Rejection `hs-code-unknown` with `pointer` for six digits of an unknown chapter or heading, of the reserved
 *   chapter 77, or of the chapters 98 and 99, and for what is not six digits.
 */
export function checkHs6(code: string, pointer: string): void {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(code);
  const range = RANGES.get(match?.[1] ?? '');
  const heading = Number(match?.[2]);
  if (range && heading >= 1 && heading <= range.lastHeading && !range.unused.has(heading)) return;
  throw new Rejection('hs-code-unknown', `${explain(code, range)} Give the six digits of HS 2022.`, {
    pointer,
  });
}

function explain(code: string, range: ChapterRange | undefined): string {
  if (range) return `"${code}" has no heading in chapter ${range.chapter}.`;
  if (/^9[89]\d{4}$/.test(code))
    return `"${code}": chapters 98 and 99 are for national use and name no goods.`;
  if (/^77\d{4}$/.test(code)) return `"${code}": chapter 77 is reserved.`;
  return `"${code}" stands in no chapter of the Harmonized System.`;
}
