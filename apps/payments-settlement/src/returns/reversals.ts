import type { AppendContext } from '@corridor/event-store';
import type { NotifiedEntry } from '@corridor/iso20022';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { mapBounded } from '../booking/bounded.js';
import { type ItemResult, referenceOf, rejectedItem } from '../booking/notification.js';
import { bankDay } from '../dates/day-limits.js';
import { CLOCK, type Clock } from '../tokens.js';
import { Originals } from './originals.js';
import { ReturnRequest } from './return.handler.js';
import { type Return, returnOfEntry } from './return.js';

/** Settlements under way at once. */
const AT_ONCE_MAX = 64;

interface Found {
  readonly entry: NotifiedEntry;
  readonly settlementId: string;
  readonly data: Return;
}

/** Whether an entry takes a credit back. */
export function isReversedCredit({ reversal, creditDebit }: NotifiedEntry): boolean {
  return reversal && creditDebit === 'DBIT';
}

/** Books the reversed credits of a notification. */
@Injectable()
export class Reversals {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(Originals) private readonly originals: Originals,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** One result for each entry, in their order; those of one settlement are booked in it, too. */
  async take(
    entries: readonly NotifiedEntry[],
    bank: string,
    context: AppendContext,
  ): Promise<readonly ItemResult[]> {
    const results = new Map<NotifiedEntry, ItemResult>();
    const today = bankDay(this.now());
    const ofSettlement = new Map<string, Found[]>();
    const originals = await mapBounded(entries, AT_ONCE_MAX, async (entry): Promise<Found | undefined> => {
      try {
        const original = await this.originals.find(bank, entry);
        return { entry, settlementId: original.settlementId, data: returnOfEntry(entry, original, today) };
      } catch (error) {
        results.set(entry, rejectedItem(entry, error));
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

  private async book({ entry, settlementId, data }: Found, context: AppendContext): Promise<ItemResult> {
    try {
      const request = new ReturnRequest(settlementId, data, context);
      const { outcome, position } = await this.commands.execute(request);
      const status = outcome === 'appended' ? 'accepted' : 'duplicate';
      const { returnId } = data;
      return { reference: referenceOf(entry), status, settlementId, returnId, position };
    } catch (error) {
      return rejectedItem(entry, error);
    }
  }
}
