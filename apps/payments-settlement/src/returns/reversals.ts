import type { PaymentReturnAdvised } from '@corridor/domain';
import type { AppendContext } from '@corridor/event-store';
import type { NotifiedEntry } from '@corridor/iso20022';
import { Rejection, toMoney } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { mapBounded } from '../booking/bounded.js';
import { bankDay } from '../dates/day-limits.js';
import { type ItemResult, referenceOf, rejectedItem } from '../messages/item-result.js';
import { paymentIdIn } from '../payments/payment-identity.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { GiveBack } from './give-back.js';
import { Originals } from './originals.js';
import { type Return, returnOfEntry } from './return.js';

/** Settlements under way at once. */
const AT_ONCE_MAX = 64;

interface Found {
  readonly entry: NotifiedEntry;
  readonly settlementId: string;
  readonly data: Return;
}

/** Whether an entry may take a credit back: it says so, or debits the account under a UETR, which a credit may have had. */
export function mayReverse({ reversal, creditDebit, uetr }: NotifiedEntry): boolean {
  return creditDebit === 'DBIT' && (reversal || uetr !== undefined);
}

/** Books the reversed credits of a message. */
@Injectable()
export class Reversals {
  constructor(
    @Inject(GiveBack) private readonly returns: GiveBack,
    @Inject(Originals) private readonly originals: Originals,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** One result for each entry, in their order; those of one settlement are booked in it, too. */
  async take(
    entries: readonly NotifiedEntry[],
    bank: string,
    context: AppendContext,
  ): Promise<readonly ItemResult[]> {
    if (entries.length === 0) return [];
    const results = new Map<NotifiedEntry, ItemResult>();
    const today = bankDay(this.now());
    const ofSettlement = new Map<string, Found[]>();
    const originals = await mapBounded(entries, AT_ONCE_MAX, async (entry): Promise<Found | undefined> => {
      try {
        if (await this.isReturn(bank, entry)) return await this.find(bank, entry, today);
        const known = await this.findKnown(bank, entry, today);
        if (known) return known;
        throw plainDebit();
      } catch (error) {
        results.set(entry, notReversed(entry, error));
        return undefined;
      }
    });
    for (const found of originals) {
      if (!found) continue;
      const group = ofSettlement.get(found.settlementId);
      if (group) group.push(found);
      else ofSettlement.set(found.settlementId, [found]);
    }
    await mapBounded([...ofSettlement.values()], AT_ONCE_MAX, async (group) => {
      for (const found of group) results.set(found.entry, await this.book(found, context));
    });
    return entries.flatMap((entry) => results.get(entry) ?? []);
  }

  private async find(bank: string, entry: NotifiedEntry, today: string): Promise<Found> {
    const original = await this.originals.find(bank, entry);
    return { entry, settlementId: original.settlementId, data: returnOfEntry(entry, original, today) };
  }

  /** What looks like a plain debit tells of a return that is on record once more, be it told by a reversal then. */
  private async findKnown(bank: string, entry: NotifiedEntry, today: string): Promise<Found | undefined> {
    try {
      const found = await this.find(bank, entry, today);
      const isKnown = await this.returns.has(found.settlementId, found.data, entry.occurrence);
      return isKnown ? found : undefined;
    } catch (error) {
      if (error instanceof Rejection) return undefined;
      throw error;
    }
  }

  /** A bank debits charges under the UETR of the credit, too: what says of itself no reversal says why it goes back, or a pacs.004 told of it. */
  private async isReturn(
    bank: string,
    { reversal, tellsReturn, uetr, amount }: NotifiedEntry,
  ): Promise<boolean> {
    if (reversal || tellsReturn) return true;
    if (uetr === undefined) return false;
    const { state } = await this.aggregates.payments.load(paymentIdIn(bank, '', { uetr }));
    if (state.status === 'unknown') return false;
    const { minor, currency } = toMoney(amount);
    return state.returns.some((advice) => wentBack(advice, currency).includes(minor));
  }

  private async book({ entry, settlementId, data }: Found, context: AppendContext): Promise<ItemResult> {
    try {
      const { outcome, position, returnId } = await this.returns.book(
        settlementId,
        data,
        context,
        entry.occurrence,
      );
      const status = outcome === 'appended' ? 'accepted' : 'duplicate';
      return { reference: referenceOf(entry), status, isoStatus: 'ACTC', settlementId, returnId, position };
    } catch (error) {
      return rejectedItem(entry, error);
    }
  }
}

/** What an account may be debited by for a return that was advised: what goes back, or that and the charges. */
function wentBack(
  { returnedAmount, charges }: PaymentReturnAdvised['data'],
  currency: string,
): readonly bigint[] {
  if (returnedAmount.currency !== currency) return [];
  const { minor } = toMoney(returnedAmount);
  const taken = charges
    .filter(({ amount }) => amount.currency === currency)
    .reduce((sum, { amount }) => sum + toMoney(amount).minor, 0n);
  return [minor, minor + taken];
}

function plainDebit(): Rejection {
  return new Rejection('not-a-credit', 'It is a debit (DBIT); only credits settle what is owed.');
}

/** A plain debit that no credit is known for is what it says: a debit. */
function notReversed(entry: NotifiedEntry, error: unknown): ItemResult {
  const isUnknown = error instanceof Rejection && error.code === 'original-unknown';
  return rejectedItem(entry, isUnknown && !entry.reversal ? plainDebit() : error);
}
