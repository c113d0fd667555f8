import { ROWS } from './tables/arabic-letters.js';

const CONSONANTS: ReadonlyMap<string, string> = new Map(ROWS);

const FATHA = '\u064e';
const DAMMA = '\u064f';
const KASRA = '\u0650';
const SHADDA = '\u0651';
const SUKUN = '\u0652';

const VOWELS: Readonly<Record<string, string>> = {
  [FATHA]: 'a',
  [DAMMA]: 'u',
  [KASRA]: 'i',
  '\u064b': 'an',
  '\u064c': 'un',
  '\u064d': 'in',
  '\u0670': 'á',
};

/** A short vowel and the letter behind it that make a long vowel or a diphthong together. */
const LONG: Readonly<Record<string, string>> = {
  [`${FATHA}ا`]: 'ā',
  [`${FATHA}و`]: 'au',
  [`${FATHA}ی`]: 'ai',
  [`${FATHA}ي`]: 'ai',
  [`${FATHA}ے`]: 'ai',
  [`${DAMMA}و`]: 'ū',
  [`${KASRA}ی`]: 'ī',
  [`${KASRA}ي`]: 'ī',
};

const OTHER_SIGNS: Readonly<Record<string, string>> = {
  '،': ',',
  '؛': ';',
  '؟': '?',
  '۔': '.',
  // Stretches a letter, joins or parts its neighbours: no sound of its own.
  ـ: '',
  '\u200c': '',
  '\u200d': '',
};

/** A letter of the Arabic script with the signs above and below it. */
interface Letter {
  readonly base: string;
  readonly marks: string;
}

/** Words in Arabic script by BGN/PCGN's scheme for Urdu; everything else stays. @param text in NFC. */
export function romanizeArabic(text: string): string {
  return text
    .replace(/(?:\p{Script=Arabic}|[\u064b-\u0652\u0670\u0640\u200c\u200d])+/gu, (run) =>
      wordOf(lettersOf(run.normalize('NFKC'))),
    )
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[،؛؟۔ـ\u200c\u200d]/g, (sign) => OTHER_SIGNS[sign] ?? sign)
    .normalize('NFC');
}

function lettersOf(run: string): readonly Letter[] {
  return [...run.matchAll(/([^\u064b-\u0652\u0670])([\u064b-\u0652\u0670]*)/g)].map(
    ([, base = '', marks = '']) => ({ base, marks }),
  );
}

function wordOf(letters: readonly Letter[]): string {
  let latin = '';
  for (let index = 0; index < letters.length; index += 1) {
    const { base, marks } = letters[index] as Letter;
    const next = letters[index + 1];
    latin += consonant(base, marks, index === 0);
    const vowel = [...marks].find((mark) => VOWELS[mark] !== undefined);
    if (vowel === undefined) continue;
    const long = next && carriesOnly(next) ? LONG[vowel + next.base] : undefined;
    latin += long ?? VOWELS[vowel];
    if (long !== undefined) index += 1;
  }
  return latin;
}

/** A letter that may lengthen the vowel before it has no vowel of its own. */
function carriesOnly({ marks }: Letter): boolean {
  return marks === '' || marks === SUKUN;
}

function consonant(base: string, marks: string, first: boolean): string {
  // Alif is silent at the beginning or below a sign of its own, and else the long vowel.
  if (base === 'ا' && !first && marks === '') return 'ā';
  const latin = CONSONANTS.get(base) ?? base;
  return marks.includes(SHADDA) ? latin + latin : latin;
}
