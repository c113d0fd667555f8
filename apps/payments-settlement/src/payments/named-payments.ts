import type { Iso20022Item } from '@corridor/iso20022';
import { paymentIdOfItem } from './payment-commands.js';
import { paymentIdIn } from './payment-identity.js';
import type { OfWhole, SplitWhole } from './whole-messages.js';

/** The payments that a message names one by one: what it says of a whole message beside them is not said of these. */
export class NamedPayments {
  readonly #bank: string;
  readonly #ids = new Set<string>();
  /** Those that are named by no UETR, by the id of their message (null where none is told) and their end-to-end id. */
  readonly #ofMessages = new Set<string>();
  /** End-to-end ids of those whose item has a fault. */
  readonly #faulty = new Set<string>();

  constructor(bank: string) {
    this.#bank = bank;
  }

  /** @param paymentId the payment that it was found to be of. */
  add(item: Iso20022Item, paymentId: string | undefined): void {
    if (item.kind === 'rejected') {
      const { uetr, endToEndId } = item.named ?? {};
      if (uetr !== undefined) this.#ids.add(paymentIdIn(this.#bank, item.messageId, { uetr }));
      else if (endToEndId !== undefined) this.#faulty.add(endToEndId);
      return;
    }
    if (!isOfOne(item)) return;
    this.#ids.add(paymentId ?? paymentIdOfItem(item, this.#bank));
    const { uetr, endToEndId, messageId } = item.original;
    // A recall by no UETR is refused where the payment has one: that of the whole is then the only one.
    if (item.kind === 'cancellation-request' || uetr !== undefined || endToEndId === undefined) return;
    this.#ofMessages.add(keyOf(messageId, endToEndId));
  }

  /** Whether one of these is the payment of an item that was split. */
  has({ paymentId, original: { messageId, uetr, endToEndId } }: SplitWhole): boolean {
    if (paymentId !== undefined && this.#ids.has(paymentId)) return true;
    if (paymentId === undefined || endToEndId === undefined) return false;
    if (this.#faulty.has(endToEndId)) return true;
    // What has no UETR either is known by its id.
    if (uetr === undefined) return false;
    return [messageId, undefined].some((id) => this.#ofMessages.has(keyOf(id, endToEndId)));
  }
}

function keyOf(messageId: string | undefined, endToEndId: string): string {
  return JSON.stringify([messageId ?? null, endToEndId]);
}

function isOfOne(item: Iso20022Item): item is OfWhole {
  switch (item.kind) {
    case 'status-report':
    case 'cancellation-request':
    case 'cancellation-answer':
      return item.level === 'transaction';
    default:
      return false;
  }
}
