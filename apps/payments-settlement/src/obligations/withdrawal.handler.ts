import { readEventData } from '@corridor/contracts';
import type { InvoiceRegistered } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

type Invoice = InvoiceRegistered['data'];

export interface WithdrawalAnswer {
  readonly invoiceId: string;
}

/** Asks to take an invoice back. */
export class WithdrawalRequest extends Command<Answered<WithdrawalAnswer>> {
  constructor(
    readonly invoiceId: string,
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly reason: string,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(WithdrawalRequest)
export class WithdrawalHandler implements ICommandHandler<WithdrawalRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /** On the stream of its obligation, whether that has arisen or not: what pays it comes to the same stream, and so never between. */
  async execute(asked: WithdrawalRequest): Promise<Answered<WithdrawalAnswer>> {
    const { invoiceId, reason, request } = asked;
    const { consignmentId, creditor, debtor, creditorBank } = await this.invoiceOf(invoiceId, request.caller);
    const occurredAt = byClockOf(creditor.country, asked.occurredAt);
    const data = {
      obligationId: invoiceId,
      invoiceId,
      consignmentId,
      creditor: creditor.participantId,
      debtor: debtor.participantId,
      creditorBank,
      withdrawnOn: occurredAt.slice(0, 10),
      reason,
    };
    return answerOnce(this.store, request, { invoiceId }, async (context) => {
      const command = { type: 'WithdrawInvoice', occurredAt, data } as const;
      const { obligations } = this.aggregates;
      const { result } = await obligations.handle(invoiceId, command, context);
      return result ?? obligations.known(invoiceId, command);
    });
  }

  /** One that is the caller's to take back. @throws ProblemError 404 `invoice-unknown` for another's, 403 `not-the-creditor` for who owes it. */
  private async invoiceOf(invoiceId: string, { role, participant }: Caller): Promise<Invoice> {
    const [first] = await this.store.readStream(`invoice-${invoiceId}`, { limit: 1 });
    const invoice = first && readEventData('InvoiceRegistered', first);
    if (!invoice) throw invoiceUnknown();
    const { creditor, debtor } = invoice;
    if (role === 'operator' || creditor.participantId === participant) return invoice;
    if (debtor.participantId !== participant) throw invoiceUnknown();
    const message = `An invoice is taken back by its creditor, "${creditor.participantId}"; your key is of "${participant}".`;
    throw new ProblemError(403, 'not-the-creditor', message);
  }
}

export function invoiceUnknown(): ProblemError {
  return new ProblemError(404, 'invoice-unknown', 'There is no invoice with this id among yours.');
}
