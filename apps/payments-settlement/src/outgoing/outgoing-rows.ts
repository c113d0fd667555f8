import { type EventType, PUBLISHED_CONTRACTS, type RecordedEvent } from '@corridor/contracts';
import { type IsoStatus, OUTGOING_TYPES, PLACEMENTS, type Placement } from './outgoing-events.js';

/** A row of `payments.outgoing`: an event as one bank is told of it. */
export interface OutgoingRow {
  readonly bank: string;
  readonly position: number;
  readonly type: string;
  readonly stream_id: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly demo: boolean;
  readonly settlement_id?: string;
  readonly payment_id?: string;
  readonly end_to_end_id?: string;
  readonly uetr?: string;
  readonly message_id?: string;
  readonly message_format?: string;
  readonly iso_status?: IsoStatus;
  readonly data: Data;
}

type Data = Readonly<Record<string, unknown>>;

// The process manager of the same service tells of events that are not known.
const read = PUBLISHED_CONTRACTS.reader(OUTGOING_TYPES, () => undefined);

/**
 * What each participant of the events is told. Who of them is a bank is known by the key that asks.
 * @throws ContractViolation where an event is not what was published for its type, or in a version that is not known here.
 */
export function outgoingRowsOf(events: readonly RecordedEvent[]): readonly OutgoingRow[] {
  return events.flatMap((event) => {
    const told = read(event);
    if (!told) return [];
    const data = told.data as Data;
    const references = [data.references, data.original].find(isData) ?? data;
    const placement: Placement = PLACEMENTS[told.type as EventType & keyof typeof PLACEMENTS];
    if (!placement.told) return [];
    const { statuses, statusOf, without = [] } = placement;
    const status = statusOf ? statusOf(data) : statuses[0];
    return told.participants.map((bank) => ({
      bank,
      position: told.position,
      type: told.type,
      stream_id: told.streamId,
      occurred_at: told.occurredAt,
      recorded_at: told.recordedAt,
      demo: told.demo,
      ...textOf('settlement_id', data.settlementId),
      ...textOf('payment_id', data.paymentId),
      ...textOf('end_to_end_id', references.endToEndId),
      ...textOf('uetr', references.uetr),
      ...textOf('message_id', data.messageId),
      ...(typeof data.messageId === 'string' && textOf('message_format', data.format)),
      ...(status && { iso_status: status }),
      data: dataFor(bank, data, without),
    }));
  });
}

/** What the event says, without what is left out of it for all, and without the postings to accounts of others. */
export function dataFor(bank: string, data: Data, without: readonly string[]): Data {
  const fields = Object.entries(data).filter(([name]) => !without.includes(name));
  return Object.fromEntries(
    fields.map(([name, value]) =>
      name === 'postings' && Array.isArray(value)
        ? [name, value.filter(({ of }) => of === bank)]
        : [name, value],
    ),
  );
}

function textOf<Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: string } {
  return typeof value === 'string' ? ({ [name]: value } as { [key in Name]: string }) : {};
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}
