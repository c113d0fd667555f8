import { type Iso20022Item, isoReasonOf } from '@corridor/iso20022';
import { ibanFault } from '@corridor/reference-data';
import type { ItemResult } from './item-result.js';
import type { Warning } from './warning.js';

/** Of a file, whatever messages it holds: they are held until it has been answered. */
const WARNINGS_MAX = 1_000;

/**
 * Tells of the accounts of a file's payments that look like IBANs and are none. A payment is taken as it stands, since its banks may
 * have settled it by that account; but nothing that is known of the account finds it.
 */
export class AccountWarnings {
  /** Their accounts: a debtor may stand once for several payments. */
  readonly #told = new Set<string>();

  *of(item: Iso20022Item, result: ItemResult): Generator<Warning, void> {
    if (result.status === 'rejected') return;
    for (const [fault, xpath] of faultsOf(item, result)) {
      if (fault === undefined || this.#told.has(xpath) || this.#told.size === WARNINGS_MAX) continue;
      this.#told.add(xpath);
      const code = 'iban-invalid';
      const more = this.#told.size === WARNINGS_MAX ? ' What accounts come behind it are not told.' : '';
      const { messageId } = item;
      yield { code, isoCode: isoReasonOf({ code }), message: `${fault}${more}`, messageId, xpath };
    }
  }
}

function faultsOf(
  item: Iso20022Item,
  { notes = [] }: ItemResult,
): readonly (readonly [fault: string | undefined, xpath: string])[] {
  const { kind, xpath } = item;
  if (kind === 'credit-transfer') {
    const { debtor, creditor, messageFormat } = item;
    // A pain.001 has its debtor beside the payments, not in each.
    const of = messageFormat.startsWith('pain.') ? xpath.slice(0, xpath.lastIndexOf('/')) : xpath;
    return [
      [faultIn(debtor.account), `${of}/DbtrAcct/Id`],
      [faultIn(creditor.account), `${xpath}/CdtrAcct/Id`],
    ];
  }
  // What it booked has the account of its instruction.
  if (kind !== 'status-report') return [];
  return notes.filter(({ code }) => code === 'iban-invalid').map(({ message }) => [message, xpath]);
}

const faultIn = (account: string | undefined): string | undefined =>
  account === undefined ? undefined : ibanFault(account);
