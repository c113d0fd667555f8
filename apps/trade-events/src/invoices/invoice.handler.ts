import { derivedId } from '@corridor/contracts';
import type { InvoiceParty, InvoiceRegistered, KnownConsignment } from '@corridor/domain';
import { type AppendContext, type AppendResult, EventStore, retryOnConflict } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  isBankKnown,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { consignmentFor } from '../consignments/consignment-access.js';
import { type LoadedPart, partsBelow } from '../consignments/parts.js';
import { pointedInto } from '../requests/request-body.js';
import { AGGREGATES } from '../tokens.js';

/** What the creditor says; the consignment says who owes it to whom. */
type Registration = Omit<InvoiceRegistered['data'], 'invoiceId' | 'creditor' | 'debtor'>;

export interface InvoiceAnswer {
  readonly invoiceId: string;
  /** It informs: nothing is refused for it. */
  readonly notes?: readonly { readonly code: 'creditor-bank-unknown'; readonly message: string }[];
}

/** Asks to register an invoice, for the one who sent it. */
export class InvoiceRequest extends Command<Answered<InvoiceAnswer>> {
  constructor(
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly registration: Registration,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(InvoiceRequest)
export class InvoiceHandler implements ICommandHandler<InvoiceRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  async execute({ occurredAt, registration, request }: InvoiceRequest): Promise<Answered<InvoiceAnswer>> {
    const { state } = await this.aggregates.consignments.load(registration.consignmentId);
    // Neither party ever changes, so that one look at them is enough.
    const { exporter: creditor, importer: debtor } = consignmentFor(request.caller, state, '/consignmentId');
    checkCreditor(request.caller, creditor);
    const invoiceId = invoiceIdOf(creditor.participantId, registration.invoiceNumber);
    const data = { invoiceId, creditor: partyOf(creditor), debtor: partyOf(debtor), ...registration };
    const answer = { invoiceId, ...(await this.noted(registration.creditorBank)) };
    return answerOnce(this.store, request, answer, (context) =>
      retryOnConflict(() => this.register(occurredAt, data, context)).catch((error) => {
        throw pointedInto(registration, '/consignmentId', error);
      }),
    );
  }

  /** Banks outside the ledger book money, too; but whoever mistypes the name of one in it waits for ever. */
  private async noted(creditorBank: string): Promise<Pick<InvoiceAnswer, 'notes'>> {
    if (await isBankKnown(this.parts.pool, creditorBank)) return {};
    const message = `No key of this ledger is of a bank "${creditorBank}": until it has one, what it books is not seen here, and the invoice stays open. If the name is wrong, the creditor withdraws it, and sends another one.`;
    return { notes: [{ code: 'creditor-bank-unknown', message }] };
  }

  /** One append over both streams, and those of its parts: a consignment knows each of its invoices from the first moment. */
  private async register(
    occurredAt: string,
    data: InvoiceRegistered['data'],
    context: AppendContext,
  ): Promise<AppendResult> {
    const { consignments, invoices } = this.aggregates;
    const { invoiceId, consignmentId, invoiceNumber } = data;
    const before = await invoices.load(invoiceId);
    if (before.state.status !== 'unknown') {
      const message = `"${invoiceNumber}" is the number of an earlier invoice of ${data.creditor.participantId}.`;
      throw new ProblemError(409, 'invoice-number-used', message, { pointer: '/invoiceNumber' });
    }
    const consignment = await consignments.load(consignmentId);
    const attach = ({ id, loaded }: LoadedPart) =>
      consignments.decide(
        id,
        { type: 'AttachInvoice', occurredAt, data: { consignmentId: id, invoiceId } },
        loaded,
      );
    const parts = await partsBelow(consignments, consignment.state);
    const decided = [
      invoices.decide(invoiceId, { type: 'RegisterInvoice', occurredAt, data }, before),
      attach({ id: consignmentId, loaded: consignment }),
      // For goods that were called off nobody asks to be paid.
      ...parts.filter(({ loaded }) => loaded.state.status !== 'cancelled').map(attach),
    ];
    return this.store.append({ ...context, streams: decided.flatMap(({ append }) => append ?? []) });
  }
}

/** What an invoice says of a party. */
function partyOf({ participantId, name, country }: InvoiceParty): InvoiceParty {
  return { participantId, name, country };
}

/**
 * The id of an invoice. Its number is its creditor's alone, for good: a payer quotes it, and a payment that names a number
 * which two invoices have would pay the wrong one. So a second invoice with it, however it is spaced and in capitals or not
 * (as payments are matched), meets the stream of the first, and the log itself holds it unique.
 */
export function invoiceIdOf(creditor: string, invoiceNumber: string): string {
  const number = invoiceNumber.toLowerCase().replace(/\s+/g, ' ');
  return derivedId('corridor-ledger invoice v1', creditor, number);
}

/** Who owes must not write what it owes. */
function checkCreditor({ participant, role }: Caller, creditor: KnownConsignment['exporter']): void {
  if (role !== 'trader' || creditor.participantId === participant) return;
  const message = `An invoice comes from the exporter, "${creditor.participantId}"; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-creditor', message, { pointer: '/consignmentId' });
}
