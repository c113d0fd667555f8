import { isSameMessage, type MessageReceived } from '@corridor/domain';
import { type AppendContext, EventStore, retryOnConflict } from '@corridor/event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { copyReceiptIdOf, receiptIdOf } from '../naming/settlement-id.js';
import { instantOf } from '../payments/payment-commands.js';
import { AGGREGATES } from '../tokens.js';
import type { FoundMessage } from './looking-through.js';
import type { Spool } from './spool.js';

/** How many of a message's transactions came to what. */
export interface Counts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/**
 * `new`: it has not come before, or was cut short. `again`: all of it was taken over. `id-reused`: another message came under its id.
 */
export type Receipt = { readonly receiptId: string; readonly standing: 'new' | 'again' | 'id-reused' };

/** The file tells nothing of a message that shares it with another one of its id: only the first of them is known by it. */
function isSame(
  { repeatsId, contentSha256 }: FoundMessage,
  received: MessageReceived['data'],
  fileSha256: string,
): boolean {
  if (repeatsId) return received.contentSha256 === contentSha256;
  return isSameMessage(received, { fileSha256, contentSha256 });
}

/** Keeps which messages have come, and which of them were taken over whole. */
@Injectable()
export class Receipts {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  begin(
    found: FoundMessage,
    bank: string,
    spool: Spool,
    context: AppendContext,
    now: string,
  ): Promise<Receipt> {
    const { messages } = this.aggregates;
    const { begin, contentSha256, transactions, copyDuplicate } = found;
    const { messageId, family, definition, header, createdAt } = begin;
    const isCopy = copyDuplicate !== undefined;
    const receiptId = isCopy
      ? copyReceiptIdOf(bank, family, messageId)
      : receiptIdOf(bank, family, messageId);
    const data = {
      receiptId,
      bank,
      format: definition,
      messageId,
      ...(header && { businessMessageId: header.businessMessageId }),
      ...(createdAt !== undefined && { createdAt }),
      fileSha256: spool.sha256,
      contentSha256,
      bytes: spool.bytes,
      transactions,
      ...(header?.possibleDuplicate !== undefined && { possibleDuplicate: header.possibleDuplicate }),
      ...(isCopy && { copyDuplicate }),
    };
    return retryOnConflict(async () => {
      const loaded = await messages.load(receiptId);
      const { state } = loaded;
      if (state.status !== 'unknown') {
        if (!isSame(found, state.received, spool.sha256)) return { receiptId, standing: 'id-reused' };
        return { receiptId, standing: state.status === 'processed' ? 'again' : 'new' };
      }
      const occurredAt = instantOf(createdAt, now);
      const { append } = messages.decide(receiptId, { type: 'ReceiveMessage', occurredAt, data }, loaded);
      if (append) await this.store.append({ ...context, streams: [append] });
      return { receiptId, standing: 'new' };
    });
  }

  async finish({ receiptId }: Receipt, counts: Counts, context: AppendContext, now: string): Promise<void> {
    const command = { type: 'FinishMessage', occurredAt: now, data: counts } as const;
    await this.aggregates.messages.handle(receiptId, command, context);
  }
}
