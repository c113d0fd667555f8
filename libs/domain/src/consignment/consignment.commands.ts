import type {
  CheckpointRecorded,
  CheckpointWithdrawn,
  ConsignmentAmended,
  ConsignmentCancelled,
  ConsignmentContracted,
  ConsignmentDeclared,
  ConsignmentDelivered,
  ConsignmentDispatched,
  ConsignmentReturned,
  ConsignmentSplit,
  ConsignmentTransloaded,
  DamageReported,
  DeclarationAttached,
  DeclarationDetached,
  DocumentAttached,
  DocumentsPresented,
  DocumentWithdrawn,
  InvoiceAttached,
  InvoiceDetached,
  InvoicePartPaid,
  InvoicePaymentReturned,
  InvoiceSettled,
  UnitsPacked,
} from './consignment.events.js';
import type { LinePart } from './goods.js';

/** A command asks for an event: it carries what the event will say, and the aggregate checks it. */
type Asking<Type extends string, Event extends { occurredAt: string; data: unknown }> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Event['data'];
};

/** A part that a consignment is to be split into: its goods are taken out of the lines of the whole. */
export interface PartAsked {
  readonly consignmentId: string;
  readonly lines: readonly LinePart[];
}

export type ConsignmentCommand =
  | Asking<'ContractConsignment', ConsignmentContracted>
  | Asking<'DeclareConsignment', ConsignmentDeclared>
  | Asking<'PackUnits', UnitsPacked>
  | Asking<'DispatchConsignment', ConsignmentDispatched>
  | Asking<'RecordCheckpoint', CheckpointRecorded>
  | Asking<'WithdrawCheckpoint', CheckpointWithdrawn>
  | Asking<'TransloadConsignment', ConsignmentTransloaded>
  | {
      readonly type: 'SplitConsignment';
      readonly occurredAt: string;
      /** The parts with their goods; the rest of their lines is that of the whole. */
      readonly data: Omit<ConsignmentSplit['data'], 'parts'> & { readonly parts: readonly PartAsked[] };
    }
  | {
      readonly type: 'ReportOutturn';
      readonly occurredAt: string;
      /** What was landed of each line; what is missing or too much is worked out. */
      readonly data: {
        readonly consignmentId: string;
        readonly location: string;
        readonly lines: readonly LinePart[];
      };
    }
  | Asking<'ReportDamage', DamageReported>
  | Asking<'DeliverConsignment', ConsignmentDelivered>
  | Asking<'ReturnConsignment', ConsignmentReturned>
  | Asking<'AmendConsignment', ConsignmentAmended>
  | Asking<'CancelConsignment', ConsignmentCancelled>
  | Asking<'AttachDocument', DocumentAttached>
  | Asking<'WithdrawDocument', DocumentWithdrawn>
  | Asking<'PresentDocuments', DocumentsPresented>
  | Asking<'AttachDeclaration', DeclarationAttached>
  | Asking<'DetachDeclaration', DeclarationDetached>
  | Asking<'AttachInvoice', InvoiceAttached>
  | Asking<'DetachInvoice', InvoiceDetached>
  | Asking<'PayInvoiceInPart', InvoicePartPaid>
  | Asking<'SettleInvoice', InvoiceSettled>
  | Asking<'ReturnInvoicePayment', InvoicePaymentReturned>;
