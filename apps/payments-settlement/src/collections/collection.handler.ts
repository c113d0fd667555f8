import { readEventData } from '@corridor/contracts';
import type {
  CollectionAccepted,
  CollectionCommand,
  CollectionPresented,
  InvoiceRegistered,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  ProblemError,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

type Invoice = InvoiceRegistered['data'];

/** What the creditor's bank was told by the bank that presents. */
export type ToldOfCollection =
  | ({ readonly step: 'presentation' } & Pick<CollectionPresented['data'], 'presentingBank' | 'presentedOn'>)
  | ({ readonly step: 'acceptance' } & Pick<
      CollectionAccepted['data'],
      'presentingBank' | 'acceptedOn' | 'maturityOn'
    >);

export interface CollectionAnswer {
  readonly invoiceId: string;
}

/** Asks to record a step of a collection. */
export class CollectionRequest extends Command<Answered<CollectionAnswer>> {
  constructor(
    readonly invoiceId: string,
    readonly told: ToldOfCollection,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(CollectionRequest)
export class CollectionHandler implements ICommandHandler<CollectionRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  async execute({ invoiceId, told, request }: CollectionRequest): Promise<Answered<CollectionAnswer>> {
    const invoice = await this.invoiceOf(invoiceId, request.caller);
    checkMethod(invoice, told.step);
    await this.checkStands(invoiceId);
    return answerOnce(this.store, request, { invoiceId }, async (context) => {
      const { collections } = this.aggregates;
      const command = commandOf(invoice, told);
      const { result } = await collections.handle(invoiceId, command, context);
      return result ?? collections.known(invoiceId, command);
    });
  }

  /** @throws Rejection `invoice-withdrawn` where nobody owes it any more. */
  private async checkStands(invoiceId: string): Promise<void> {
    const { state } = await this.aggregates.obligations.load(invoiceId);
    if (state.status !== 'withdrawn') return;
    const message = 'The creditor has withdrawn the invoice: there is nothing to collect.';
    throw new Rejection('invoice-withdrawn', message);
  }

  /** One that the caller's bank collects: another's does not exist for it. @throws ProblemError 404 `invoice-unknown`. */
  private async invoiceOf(invoiceId: string, { role, participant }: Caller): Promise<Invoice> {
    const [first] = await this.store.readStream(`invoice-${invoiceId}`);
    const invoice = first && readEventData('InvoiceRegistered', first);
    if (invoice && (role === 'operator' || invoice.creditorBank === participant)) return invoice;
    throw new ProblemError(
      404,
      'invoice-unknown',
      'There is no invoice with this id that your bank collects.',
    );
  }
}

/** @throws Rejection `not-by-collection` for an invoice that is paid another way. */
function checkMethod({ terms }: Invoice, step: ToldOfCollection['step']): void {
  const { method } = terms;
  if (method === 'documents-against-acceptance') return;
  if (method === 'documents-against-payment' && step === 'presentation') return;
  const message = `The invoice is paid by ${method}: it has no ${step} of a collection.`;
  throw new Rejection('not-by-collection', message);
}

function commandOf(invoice: Invoice, told: ToldOfCollection): CollectionCommand {
  const { invoiceId, creditor, debtor, creditorBank } = invoice;
  const ids = {
    invoiceId,
    principal: creditor.participantId,
    drawee: debtor.participantId,
    remittingBank: creditorBank,
    presentingBank: told.presentingBank,
  };
  if (told.step === 'presentation') {
    const { presentedOn } = told;
    return { type: 'PresentCollection', occurredAt: startOf(presentedOn), data: { ...ids, presentedOn } };
  }
  const { acceptedOn, maturityOn } = told;
  const data = { ...ids, acceptedOn, ...(maturityOn !== undefined && { maturityOn }) };
  return { type: 'AcceptCollection', occurredAt: startOf(acceptedOn), data };
}

/** Of the moment a bank tells the day only, which is that of the debtor's place: at UTC+5, as the creditor's. */
function startOf(day: string): string {
  return `${day}T00:00:00+05:00`;
}
