import type { PaymentReferences } from '../settlement/settlement.events.js';

/** Tells which reference names an invoice number, if any does. */
export function referenceFinder(
  references: PaymentReferences,
): (invoiceNumber: string) => 'end-to-end-id' | 'remittance' | undefined {
  const endToEndId = normal(references.endToEndId ?? '');
  const texts = references.remittance.map(normal);
  const spelledOut = texts.map(withoutCodeWords);
  return (invoiceNumber) => {
    const number = normal(invoiceNumber);
    if (number === '') return undefined;
    if (number === endToEndId) return 'end-to-end-id';
    if (texts.includes(number)) return 'remittance';
    const stands = isTelling(number)
      ? spelledOut.some((text) => hasToken(text, number))
      : texts.some((text) => standsBehindCodeWord(text, number));
    return stands ? 'remittance' : undefined;
  };
}

const TELLING_CHARS_MIN = 4;

/** Whether a number in a text is not there by chance: `payment`, which a creditor may call an invoice, or `17` stand in many. */
function isTelling(number: string): boolean {
  return number.length >= TELLING_CHARS_MIN && /\p{N}/u.test(number);
}

function normal(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Code words of payment messages stand before a reference without a space: `/INV/2026-17`, `//RFB/2026-17`. */
const CODE_WORD = /(?<![^\s])\/[a-z]{3,4}\//g;

function withoutCodeWords(text: string): string {
  return text.replace(/\/\//g, ' /').replace(CODE_WORD, ' ');
}

function standsBehindCodeWord(text: string, number: string): boolean {
  const spread = text.replace(/\/\//g, ' /');
  return [...spread.matchAll(CODE_WORD)].some(({ 0: word, index }) => {
    const behind = spread.slice(index + word.length).trimStart();
    return behind.startsWith(number) && !JOINED_BEHIND.test(behind.slice(number.length));
  });
}

const JOINED_BEHIND = /^[-/._]*[\p{L}\p{N}]/u;

/**
 * Whether `token` stands in `text` by itself. Signs that invoice numbers are made of join it to its neighbours: `17` is
 * not a token of `2026-17`, nor `2026-1` of `2026-17`; a full stop or a comma behind a number ends it.
 */
function hasToken(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
    const joinedBefore = /[\p{L}\p{N}][-/._]*$/u.test(text.slice(Math.max(0, at - 8), at));
    const joinedBehind = JOINED_BEHIND.test(text.slice(at + token.length, at + token.length + 8));
    if (!joinedBefore && !joinedBehind) return true;
  }
  return false;
}

/**
 * Whether the remittance information holds a number, as one of an invoice, an order or a contract: it says what is paid, and who
 * does not know that number knows the less what is. A payer's own end-to-end id says nothing of the kind.
 */
export function saysWhatIsPaid({ remittance }: PaymentReferences): boolean {
  return remittance.some((text) => /\p{N}/u.test(text));
}
