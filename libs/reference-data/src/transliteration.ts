import { romanizeArabic } from './arabic-script.js';
import { ROWS as CYRILLIC } from './tables/cyrillic-letters.js';

export const CYRILLIC_SCHEME = 'ISO 9:1995';
export const ARABIC_SCHEME = 'BGN/PCGN Urdu 2007';

/** A text in Latin letters, beside the text as it was given, which it never replaces. */
export interface Transliteration {
  /** Characters that the scheme has no letter for stand in it as they were. */
  readonly latin: string;
  /** Which of these scripts its letters are of; `other` where there are letters of none of them. */
  readonly script: 'latin' | 'cyrillic' | 'arabic' | 'mixed' | 'other';
  /** The scheme, or both with `; ` between them; absent where no letter was changed by one. */
  readonly scheme?: string;
}

const LATIN_OF: ReadonlyMap<string, string> = new Map(
  CYRILLIC.flatMap(([letter, latin]) => [
    [letter, latin] as const,
    [letter.toUpperCase(), latin.toUpperCase().normalize('NFC')] as const,
  ]),
);

/**
 * Writes a name in Latin letters by published schemes: Cyrillic by ISO 9:1995, a letter for a letter whatever the language,
 * so that it can be turned back; Arabic script by BGN/PCGN's scheme for Urdu (2007), in lower case. Urdu, Persian and Arabic
 * mostly leave short vowels out: they are not guessed, so that `پاکستان` becomes `pākstān`.
 */
export function transliterate(text: string): Transliteration {
  const given = text.normalize('NFC');
  const cyrillic = /\p{Script=Cyrillic}/u.test(given);
  const arabic = /\p{Script=Arabic}/u.test(given);
  const romanized = arabic ? romanizeArabic(given) : given;
  const latin = cyrillic
    ? [...romanized]
        .map((sign) => LATIN_OF.get(sign) ?? sign)
        .join('')
        .normalize('NFC')
    : romanized;
  const schemes = [cyrillic && CYRILLIC_SCHEME, arabic && ARABIC_SCHEME].filter((scheme) => scheme !== false);
  return {
    latin,
    script: scriptOf(given, cyrillic, arabic),
    ...(schemes.length > 0 && { scheme: schemes.join('; ') }),
  };
}

function scriptOf(text: string, cyrillic: boolean, arabic: boolean): Transliteration['script'] {
  if (cyrillic && arabic) return 'mixed';
  if (cyrillic) return 'cyrillic';
  if (arabic) return 'arabic';
  // Marks and letters that several scripts share are of no script of their own.
  return /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text) ? 'other' : 'latin';
}
