import { Rejection } from '@corridor/kernel';
import { ROWS as CHAPTER_ROWS } from './tables/hs-chapters.js';
import { ROWS as HEADING_ROWS } from './tables/hs-headings.js';

/** A chapter of the Harmonized System. */
export interface HsChapter {
  /** Two digits, `01` to `97`. */
  readonly chapter: string;
  /** `I` to `XXI`. */
  readonly section: string;
  /** A short name of our own, for tables and charts; not the legal text. */
  readonly name: string;
}

/** All 96 chapters in use, in their order: 01 to 97 without the reserved 77. */
export const HS_CHAPTERS: readonly HsChapter[] = CHAPTER_ROWS.map(([chapter, section, name]) => ({
  chapter,
  section,
  name,
}));

const CHAPTERS: ReadonlyMap<string, HsChapter> = new Map(
  HS_CHAPTERS.map((chapter) => [chapter.chapter, chapter]),
);
const HEADINGS: ReadonlyMap<string, string> = new Map(HEADING_ROWS);

/** The short name of a chapter (two digits); `undefined` for one that is not in use. */
export function chapterName(chapter: string): string | undefined {
  return CHAPTERS.get(chapter)?.name;
}

/** What a heading (four digits) holds, as UN Comtrade describes it; `undefined` for one that is not in use. */
export function headingDescription(heading: string): string | undefined {
  return HEADINGS.get(heading);
}

/**
 * Checks a subheading down to its heading; the last two digits are taken as given, since the nomenclature of each
 * country decides which of them are in use.
 * @throws Rejection `hs-code-unknown` with `pointer` for six digits of an unknown chapter or heading, of the reserved
 *   chapter 77, or of the chapters 98 and 99, and for what is not six digits.
 */
export function checkHs6(code: string, pointer: string): void {
  if (/^\d{6}$/.test(code) && HEADINGS.has(code.slice(0, 4))) return;
  throw new Rejection('hs-code-unknown', `${explain(code)} Give the six digits of HS 2022.`, { pointer });
}

/**
 * Checks a chapter (two digits), a heading (four) or a subheading (six, as {@link checkHs6}).
 * @throws Rejection `hs-code-unknown` with `pointer`.
 */
export function checkHsCode(code: string, pointer: string): void {
  if (code.length === 6) {
    checkHs6(code, pointer);
    return;
  }
  if (code.length === 2 ? CHAPTERS.has(code) : HEADINGS.has(code)) return;
  const what = code.length === 2 ? 'chapter' : 'heading';
  throw new Rejection('hs-code-unknown', `HS 2022 has no ${what} "${code}".`, { pointer });
}

function explain(code: string): string {
  const chapter = /^\d{6}$/.test(code) ? code.slice(0, 2) : '';
  if (CHAPTERS.has(chapter)) return `"${code}" has no heading in chapter ${chapter}.`;
  if (chapter === '98' || chapter === '99')
    return `"${code}": chapters 98 and 99 are for national use and name no goods.`;
  if (chapter === '77') return `"${code}": chapter 77 is reserved.`;
  return `"${code}" stands in no chapter of the Harmonized System.`;
}
