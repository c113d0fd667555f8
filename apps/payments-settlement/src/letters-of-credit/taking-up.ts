import type { EventOf, RecordedEvent } from '@corridor/contracts';
import { type LetterOfCreditCommand, TRANSPORT_DOCUMENTS } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf } from '../process/cause.js';
import { decideInTurn } from '../process/decide-in-turn.js';

type Paper = Omit<EventOf<'DocumentAttached'>['data'], 'consignmentId'>;

/**
 * Tells credits of the dispatch and the transport documents of the consignments that they are for, in whichever order they come. What is told of a
 * consignment goes to a credit only where its applicant and its beneficiary are those whose goods it is: nobody learns of others' goods by naming them.
 */
export class TakingUp {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /** A credit was issued, or is for other consignments now: it takes up what is known of them. */
  async credited(
    event: EventOf<'LetterOfCreditIssued' | 'CreditAmendmentAccepted'>,
    client: pg.ClientBase,
  ): Promise<void> {
    const { letterOfCreditId, terms } = event.data;
    const { state } = await this.aggregates.lettersOfCredit.load(letterOfCreditId, client);
    if (state.status === 'unknown') throw new Error(`${letterOfCreditId} is told of and has no history.`);
    const { applicant, beneficiary } = state.issued;
    const parties = [applicant.participantId, beneficiary.participantId];
    for (const consignmentId of terms.consignmentIds) {
      await client.query({
        name: 'payments-credit-consignment',
        text: 'INSERT INTO payments.credit_consignments VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        values: [letterOfCreditId, consignmentId, ...parties],
      });
      await this.takeUp(letterOfCreditId, await known(client, consignmentId, parties), event, client);
    }
  }

  async dispatched(event: EventOf<'ConsignmentDispatched'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, location } = event.data;
    await client.query({
      name: 'payments-credit-shipment',
      text: 'INSERT INTO payments.credit_shipments VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      values: [consignmentId, event.participants, event.occurredAt, location],
    });
    await this.tell(event, shipmentOf(consignmentId, event.occurredAt, location), client);
  }

  async attached(event: EventOf<'DocumentAttached'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, ...document } = event.data;
    if (!TRANSPORT_DOCUMENTS.has(document.typeCode)) return;
    await client.query({
      name: 'payments-credit-paper',
      text: 'INSERT INTO payments.credit_papers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      values: [
        document.documentId,
        consignmentId,
        event.participants,
        event.occurredAt,
        JSON.stringify(document),
      ],
    });
    await this.tell(event, paperOf(consignmentId, event.occurredAt, document), client);
  }

  async withdrawn(event: EventOf<'DocumentWithdrawn'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, documentId } = event.data;
    await client.query({
      name: 'payments-credit-paper-gone',
      text: 'DELETE FROM payments.credit_papers WHERE document_id = $1',
      values: [documentId],
    });
    const data = { consignmentId, documentId };
    await this.tell(event, { type: 'DropTransportDocument', occurredAt: event.occurredAt, data }, client);
  }

  /** Every credit for the consignment of an event, whose parties those of the consignment are. */
  private async tell(
    event: RecordedEvent & { readonly data: { readonly consignmentId: string } },
    command: LetterOfCreditCommand,
    client: pg.ClientBase,
  ): Promise<void> {
    const { rows } = await client.query<{ credit_id: string }>({
      name: 'payments-credits-of-consignment',
      text: `SELECT credit_id FROM payments.credit_consignments
        WHERE consignment_id = $1 AND applicant = ANY ($2) AND beneficiary = ANY ($2) ORDER BY credit_id`,
      values: [event.data.consignmentId, event.participants],
    });
    for (const { credit_id } of rows) await this.takeUp(credit_id, [command], event, client);
  }

  private async takeUp(
    letterOfCreditId: string,
    commands: readonly LetterOfCreditCommand[],
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { lettersOfCredit } = this.aggregates;
    const loaded = await lettersOfCredit.load(letterOfCreditId, client);
    const { append } = decideInTurn(lettersOfCredit, letterOfCreditId, commands, loaded);
    if (append) await this.store.appendIn(client, { ...contextOf(event), streams: [append] });
  }
}

/** What was told of a consignment of these parties before, as commands. */
async function known(
  client: pg.ClientBase,
  consignmentId: string,
  parties: readonly string[],
): Promise<readonly LetterOfCreditCommand[]> {
  const values = [consignmentId, parties];
  const shipments = await client.query<{ occurred_local: string; location: string }>({
    name: 'payments-known-shipment',
    text: `SELECT occurred_local, location FROM payments.credit_shipments
      WHERE consignment_id = $1 AND participants @> $2::text[]`,
    values,
  });
  const papers = await client.query<{ occurred_local: string; document: Paper }>({
    name: 'payments-known-papers',
    text: `SELECT occurred_local, document FROM payments.credit_papers
      WHERE consignment_id = $1 AND participants @> $2::text[] ORDER BY document_id`,
    values,
  });
  return [
    ...shipments.rows.map((each) => shipmentOf(consignmentId, each.occurred_local, each.location)),
    ...papers.rows.map((each) => paperOf(consignmentId, each.occurred_local, each.document)),
  ];
}

function shipmentOf(consignmentId: string, occurredAt: string, location: string): LetterOfCreditCommand {
  // The local day of the dispatch, by the clock of its place.
  const data = { consignmentId, shippedOn: occurredAt.slice(0, 10), location };
  return { type: 'TakeUpShipment', occurredAt, data };
}

function paperOf(consignmentId: string, occurredAt: string, document: Paper): LetterOfCreditCommand {
  return { type: 'TakeUpTransportDocument', occurredAt, data: { consignmentId, document } };
}
