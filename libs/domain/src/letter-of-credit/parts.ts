import { refuse } from '../checks.js';
import type { KnownCredit } from './letter-of-credit-state.js';

/** @throws Rejection `not-the-banks-part` where the bank is none of those. */
export function checkPart(banks: readonly (string | undefined)[], bank: string, pointer = '/bank'): void {
  if (banks.includes(bank)) return;
  const named = banks.filter((each) => each !== undefined).map((each) => `"${each}"`);
  const whose = named.length > 0 ? `That is for ${named.join(' or ')}` : 'That is for no bank';
  refuse('not-the-banks-part', `${whose}, not for "${bank}".`, pointer);
}

/** The banks that documents may be presented to, and that may pay on them: the issuing bank, the nominated one, and the confirming one once it has confirmed. */
export function payingBanksOf({ issued, confirmed }: KnownCredit): readonly string[] {
  const { issuingBank, nominatedBank, confirmingBank } = issued;
  const confirmer = confirmed > 0n ? confirmingBank?.participantId : undefined;
  const all = [issuingBank.participantId, nominatedBank?.participantId, confirmer];
  return [...new Set(all.filter((each) => each !== undefined))];
}

/** Whether a bank is bound by the credit: a nominated bank alone is not (UCP 600, article 12(a)). */
export function isBound({ issued, confirmed }: KnownCredit, bank: string): boolean {
  const confirms = confirmed > 0n && issued.confirmingBank?.participantId === bank;
  return confirms || issued.issuingBank.participantId === bank;
}
