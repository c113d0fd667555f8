import { dueDate } from '../calendar.js';

/** A word of a paper's name, however it is spaced and in capitals or not. */
function normal(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What a paper is known by, told by who issues it, and by its file. */
export function documentKeys(paper: {
  readonly typeCode: string;
  readonly number: string;
  readonly issuer: string;
  readonly sha256: string;
}): { readonly named: string; readonly file: string } {
  const { typeCode, number, issuer, sha256 } = paper;
  return { named: `${typeCode} ${normal(number)} of ${normal(issuer)}`, file: `sha256 ${sha256}` };
}

/**
 * The last day on which goods that are paid may stand where they were, `YYYY-MM-DD`: so many days behind the payment, or, where the
 * contract says by when they have to be delivered, that day, but not before the payment itself.
 */
export function lastDayUnmoved(paidOn: string, days: number, deliverBy: string | undefined): string {
  if (deliverBy === undefined) return dueDate(paidOn, days);
  return deliverBy > paidOn ? deliverBy : paidOn;
}
