import type { ScreeningHit } from '@corridor/domain';
import { isLike, isLongEnough, isTolerant, lessOne, nameWords } from './name-words.js';

/** An entry of a list. */
export interface ListedEntry {
  readonly entryId: string;
  /** As the list has them: the name, then its aliases. */
  readonly names: readonly string[];
}

/** What of a payment is looked for. */
export interface ScreenedParties {
  readonly debtorName?: string;
  readonly creditorName?: string;
  readonly ultimateDebtorName?: string;
  readonly ultimateCreditorName?: string;
  /** A BIC. */
  readonly debtorAgent?: string;
  /** A BIC. */
  readonly creditorAgent?: string;
  readonly references: { readonly remittance: readonly string[] };
}

interface ListedName {
  readonly entryId: string;
  readonly entry: string;
  /** Place of the name in the list. */
  readonly order: number;
  readonly words: readonly string[];
}

/** As many as an event holds. */
const HITS_MAX = 100;

const NAMES = ['debtorName', 'ultimateDebtorName', 'creditorName', 'ultimateCreditorName'] as const;
const BANKS = ['debtorAgent', 'creditorAgent'] as const;

const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/**
 * Finds the names of a list in the parties of payments. A name is found where all of its words stand in a text, in any order, each by a word
 * of its own (see {@link isLike}); a name of one word, only where the text has no other. A bank is found by a name that is its BIC; one of
 * eight characters is that of all its branches.
 */
export class NameSearch {
  /** Each name stands at one of its words, the rarest in the list, since a text that has the name has that word. */
  readonly #exact = new Map<string, ListedName[]>();
  /** And, where that word may have a letter wrong, at all that {@link lessOne} makes of it. */
  readonly #tolerant = new Map<string, ListedName[]>();
  readonly #banks = new Map<string, ListedName[]>();

  constructor(entries: readonly ListedEntry[]) {
    const names = entries
      .flatMap(({ entryId, names }) => names.map((entry) => ({ entryId, entry, words: nameWords(entry) })))
      .map((name, order) => ({ ...name, order }));
    const counts = new Map<string, number>();
    for (const word of names.flatMap(({ words }) => words)) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const name of names) {
      if (BIC.test(name.entry)) put(this.#banks, name.entry.replace(/XXX$/, ''), name);
      const [rarest] = [...name.words].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      if (rarest === undefined) continue;
      put(this.#exact, rarest, name);
      if (isTolerant(rarest)) for (const key of new Set(lessOne(rarest))) put(this.#tolerant, key, name);
    }
  }

  /** Each entry once for each field, by the first of its names that is found there; in the order of the list. */
  hitsOf({ references, ...parties }: ScreenedParties): readonly ScreeningHit[] {
    const named = NAMES.flatMap((field) => hits(field, this.#inText(parties[field] ?? '')));
    const banks = BANKS.flatMap((field) => hits(field, this.#ofBank(parties[field] ?? '')));
    const remittance = references.remittance.flatMap((text) => this.#inText(text));
    return [...named, ...banks, ...hits('remittance', remittance)].slice(0, HITS_MAX);
  }

  #inText(text: string): readonly ListedName[] {
    if (this.#exact.size === 0) return [];
    const words = nameWords(text);
    const candidates = new Set<ListedName>();
    for (const word of words) {
      for (const name of this.#exact.get(word) ?? []) candidates.add(name);
      if (this.#tolerant.size === 0 || !isLongEnough(word)) continue;
      for (const key of lessOne(word)) {
        for (const name of this.#tolerant.get(key) ?? []) candidates.add(name);
      }
    }
    return [...candidates].filter((name) => isIn(name.words, words));
  }

  #ofBank(bic: string): readonly ListedName[] {
    const branch = bic.replace(/XXX$/, '');
    return [...new Set([branch, bic.slice(0, 8)])].flatMap((each) => this.#banks.get(each) ?? []);
  }
}

function isIn(listed: readonly string[], words: readonly string[]): boolean {
  if (listed.length === 1 ? words.length !== 1 : listed.length > words.length) return false;
  return haveOwn(listed, words, new Set());
}

/** Whether each word of a name has one of the text's to itself. */
function haveOwn(listed: readonly string[], words: readonly string[], taken: ReadonlySet<string>): boolean {
  const [first, ...others] = listed;
  if (first === undefined) return true;
  return words.some(
    (word) => !taken.has(word) && isLike(first, word) && haveOwn(others, words, new Set([...taken, word])),
  );
}

function hits(field: ScreeningHit['field'], found: readonly ListedName[]): readonly ScreeningHit[] {
  const first = new Map<string, ListedName>();
  for (const name of [...found].sort((a, b) => a.order - b.order)) {
    if (!first.has(name.entryId)) first.set(name.entryId, name);
  }
  return [...first.values()].map(({ entry, entryId }) => ({ field, entry, entryId }));
}

function put(index: Map<string, ListedName[]>, key: string, name: ListedName): void {
  const there = index.get(key);
  if (there) there.push(name);
  else index.set(key, [name]);
}
