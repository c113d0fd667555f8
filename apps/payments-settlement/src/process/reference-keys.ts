import type { PaymentReferences } from '@corridor/domain';

/**
 * Words by which an index finds what `allocate` of @corridor/domain would match, and little else: runs of letters and
 * digits. An invoice number that stands in a text by itself stands there with all of its words, next to each other.
 */

/** As long as an invoice number may be. */
const KEY_CHARS_MAX = 35;

/** The words of an invoice number in order; empty for one without a letter or digit, which names nothing. */
export function wordsOf(invoiceNumber: string): readonly string[] {
  return invoiceNumber.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function keyOf(invoiceNumber: string): string {
  return wordsOf(invoiceNumber).join(' ');
}

/** Every word that a payment's references hold, each once. */
export function wordsIn(references: PaymentReferences): readonly string[] {
  return [...new Set(textsOf(references).flatMap(wordsOf))];
}

/** The key of every invoice number that a payment's references may name, each once. */
export function keysIn(references: PaymentReferences): readonly string[] {
  const keys = new Set<string>();
  for (const words of textsOf(references).map(wordsOf)) {
    for (let first = 0; first < words.length; first += 1) {
      let key = '';
      for (const word of words.slice(first)) {
        key = key === '' ? word : `${key} ${word}`;
        if (key.length > KEY_CHARS_MAX) break;
        keys.add(key);
      }
    }
  }
  return [...keys];
}

function textsOf({ endToEndId, remittance }: PaymentReferences): readonly string[] {
  return endToEndId === undefined ? remittance : [endToEndId, ...remittance];
}
