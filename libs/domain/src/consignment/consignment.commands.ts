import type {
  CheckpointRecorded,
  ConsignmentAmended,
  ConsignmentCancelled,
  ConsignmentDeclared,
  ConsignmentDelivered,
  ConsignmentDispatched,
  InvoiceAttached,
  InvoiceSettled,
} from './consignment.events.js';

/** A command asks for an event: it carries what the event will say, and the aggregate checks it. */
type Asking<Type extends string, Event extends { occurredAt: string; data: unknown }> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Event['data'];
};

export type ConsignmentCommand =
  | Asking<'DeclareConsignment', ConsignmentDeclared>
  | Asking<'DispatchConsignment', ConsignmentDispatched>
  | Asking<'RecordCheckpoint', CheckpointRecorded>
  | Asking<'DeliverConsignment', ConsignmentDelivered>
  | Asking<'AmendConsignment', ConsignmentAmended>
  | Asking<'CancelConsignment', ConsignmentCancelled>
  | Asking<'AttachInvoice', InvoiceAttached>
  | Asking<'SettleInvoice', InvoiceSettled>;
