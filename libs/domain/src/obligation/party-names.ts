/** What firms are by law, which banks write, leave out and translate as they like; in Latin letters without marks. */
const LEGAL_FORMS: ReadonlySet<string> = new Set([
  // English, and of Pakistan: private (limited), SMC, AOP.
  ...[
    'llc',
    'llp',
    'ltd',
    'limited',
    'pvt',
    'private',
    'plc',
    'inc',
    'incorporated',
    'corp',
    'co',
    'company',
  ],
  ...['smc', 'aop', 'fze', 'fzco', 'fzc', 'dmcc', 'ms', 'messrs'],
  // Companies limited by shares.
  ...['jsc', 'ojsc', 'cjsc', 'pjsc', 'ao', 'oao', 'zao', 'pao', 'ak'],
  // ТОО, ООО, ЖШС (the Kazakh ТОО), ИП, ФХ.
  ...['too', 'ooo', 'zss', 'zhshs', 'ip'],
  ...['gmbh', 'ag', 'sa', 'srl', 'spa', 'bv'],
  ...['and', 'the', 'of'],
]);

/** The words of a firm's name, in Latin letters without marks, less its legal form; in order, each once. */
export function partyWords(latinName: string): readonly string[] {
  const words = latinName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // A. B. C. and M/S are one word each.
    .replace(/(?<![\p{L}\p{N}])(\p{L})[./](?=\p{L}(?![\p{L}\p{N}]))/gu, '$1')
    .match(/[\p{L}\p{N}]+/gu);
  const distinct = [...new Set(words ?? [])];
  const telling = distinct.filter((word) => !LEGAL_FORMS.has(word));
  // A name of nothing else is better than none.
  return telling.length > 0 ? telling : distinct;
}

/**
 * How much alike two names are, 0 to 100: by the words that they share, or by runs of three letters where words are spelled
 * differently, as names are that were written in other letters first.
 */
export function nameLikeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  return Math.max(dice(one, other), dice(trigramsOf(one), trigramsOf(other)));
}

/** Twice what both have, as a share of what either has, in percent, rounded down. */
function dice(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  const shared = [...a].filter((each) => b.has(each)).length;
  return Math.floor((200 * shared) / (a.size + b.size));
}

function trigramsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const padded = `  ${word} `;
    return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
  });
}
