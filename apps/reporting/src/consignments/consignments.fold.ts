import type { EventOf } from '@corridor/contracts';
import { never, toMoney } from '@corridor/kernel';
import type { AwaitedConsignments } from './awaited-consignments.js';
import { type ConsignmentDeclarations, isOfCustoms } from './consignment-declarations.js';
import {
  type CreditEvent,
  consignmentsOfCredit,
  isOfCredit,
  partiesTold,
  withCredit,
  withParties,
} from './consignment-parties.js';
import type { ConsignmentRow, InvoiceRow } from './consignment-row.js';
import { located, withdrawn } from './sightings.js';

/** Every event that tells of a consignment, whatever its stream. */
export const CONSIGNMENT_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentDeclared',
  'UnitsPacked',
  'ConsignmentDispatched',
  'CheckpointRecorded',
  'CheckpointWithdrawn',
  'ConsignmentTransloaded',
  'ConsignmentSplit',
  'OutturnReported',
  'DamageReported',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  'ConsignmentAmended',
  'ConsignmentCancelled',
  'DocumentAttached',
  'DocumentWithdrawn',
  'DocumentsPresented',
  'DeclarationAttached',
  'DeclarationDetached',
  'InvoiceAttached',
  'InvoiceDetached',
  'InvoicePartPaid',
  'InvoiceSettled',
  'InvoicePaymentReturned',
  'ConsignmentSettled',
  'DeclarationLodged',
  'HoldPlaced',
  'HoldReleased',
  'DocumentsRequested',
  'DocumentsProvided',
  'InspectionRecorded',
  'DutyAssessed',
  'DutyPaid',
  'DutyRefunded',
  'DutyRefundWithdrawn',
  'DeclarationCleared',
  'GoodsReleased',
  'DeclarationRefused',
  'GoodsReexported',
  'DeclarationAmended',
  'DeclarationInvalidated',
  'InvoiceRegistered',
  'ObligationArisen',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'InvoiceWithdrawn',
  'SettlementMatched',
] as const;
export type ConsignmentEvent = EventOf<(typeof CONSIGNMENT_EVENTS)[number]>;

/** Events that tell what is owed and paid of an invoice. */
export const OBLIGATION_EVENTS = [
  'ObligationArisen',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'InvoiceWithdrawn',
] as const;
type ObligationEvent = EventOf<(typeof OBLIGATION_EVENTS)[number]>;

/** Consignments and invoices by their ids: those that the events to fold tell of, where they are known already. */
export interface ConsignmentRows {
  readonly consignments: Map<string, ConsignmentRow>;
  readonly invoices: Map<string, InvoiceRow>;
  readonly declarations: ConsignmentDeclarations;
  readonly awaited: AwaitedConsignments;
}

/** Which event tells of which consignment. */
export interface Mention {
  readonly consignment_id: string;
  readonly position: number;
}

/**
 * What events make of consignments and invoices: replaces their rows in `rows`.
 * @returns of which consignments each event tells: its own, and those that its declaration covers beside it.
 */
export function foldConsignments(
  events: readonly (ConsignmentEvent | CreditEvent)[],
  rows: ConsignmentRows,
): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const event of events) {
    if (isOfCredit(event)) {
      for (const id of consignmentsOfCredit(event)) {
        const row = rows.consignments.get(id);
        if (row) rows.consignments.set(id, withCredit(row, event));
        else rows.awaited.await(id, event);
      }
      continue;
    }
    const { consignmentId } = event.data;
    const { position } = event;
    mentions.push({ consignment_id: consignmentId, position });
    if (event.type === 'ConsignmentDeclared') {
      const fresh = withParties(declared(event), partiesTold(event, rows));
      rows.consignments.set(consignmentId, rows.awaited.of(consignmentId).reduce(withCredit, fresh));
      continue;
    }
    // Until its goods are declared, it has no row: where they go is not known.
    if (event.type === 'ConsignmentContracted') continue;
    const before = rows.consignments.get(consignmentId);
    if (!before && event.type === 'ConsignmentCancelled') continue;
    if (!before) throw new Error(`The consignment ${consignmentId} was not declared before.`);
    const changed = isOfCustoms(event) ? rows.declarations.changedBy(event, rows.consignments) : [];
    for (const [id, atCustoms] of changed) {
      const row = rows.consignments.get(id);
      if (!row) throw new Error(`The consignment ${id} was not declared before.`);
      rows.consignments.set(id, { ...row, ...atCustoms, last_position: position });
      if (id !== consignmentId) mentions.push({ consignment_id: id, position });
    }
    const told = rows.consignments.get(consignmentId) ?? before;
    const after = { ...told, ...changes(told, event), last_position: position };
    const isInvoice = event.type === 'InvoiceRegistered' || event.type === 'InvoiceAttached';
    const known = isInvoice ? withParties(after, partiesTold(event, rows)) : after;
    const status = statusOf(known);
    rows.consignments.set(consignmentId, status === known.status ? known : { ...known, status });
    if (event.type === 'InvoiceRegistered') {
      rows.invoices.set(event.data.invoiceId, registered(event));
    } else if (isOfObligation(event)) {
      const invoice = rows.invoices.get(event.data.invoiceId);
      if (!invoice) throw new Error(`The invoice ${event.data.invoiceId} was not registered before.`);
      rows.invoices.set(event.data.invoiceId, owed(invoice, event));
    }
  }
  return mentions;
}

function declared({
  position,
  occurredAt,
  participants,
  demo,
  data,
}: EventOf<'ConsignmentDeclared'>): ConsignmentRow {
  const { exporter, importer, incoterm } = data;
  return {
    consignment_id: data.consignmentId,
    status: 'declared',
    exporter_id: exporter.participantId,
    exporter_name: exporter.name,
    exporter_country: exporter.country,
    importer_id: importer.participantId,
    importer_name: importer.name,
    importer_country: importer.country,
    origin: data.origin,
    destination: data.destination,
    incoterm_rule: incoterm.rule,
    incoterm_place: incoterm.place,
    transport_mode: null,
    last_location: null,
    last_location_at: null,
    sightings: [],
    lines: data.lines,
    declared_at: occurredAt,
    dispatched_at: null,
    delivered_at: null,
    export_accepted_on: null,
    import_accepted_on: null,
    open_holds: 0,
    settled_on: null,
    participants,
    demo,
    first_position: position,
    last_position: position,
  };
}

/** What of a consignment's row an event changes. */
function changes(
  before: ConsignmentRow,
  event: Exclude<ConsignmentEvent, { type: 'ConsignmentContracted' | 'ConsignmentDeclared' }>,
): Partial<ConsignmentRow> {
  const { occurredAt } = event;
  switch (event.type) {
    case 'ConsignmentDispatched':
      return {
        ...located(before, event),
        transport_mode: event.data.transportMode,
        dispatched_at: occurredAt,
      };
    case 'CheckpointRecorded':
      return located(before, event, event.data.movement);
    case 'CheckpointWithdrawn':
      return withdrawn(before, event);
    case 'OutturnReported':
    case 'DamageReported':
      return located(before, event);
    case 'ConsignmentTransloaded':
      return { ...located(before, event), transport_mode: event.data.to };
    case 'ConsignmentSplit':
      return { ...located(before, event), status: 'split' };
    case 'ConsignmentReturned':
      return { ...located(before, event), status: 'returned' };
    case 'ConsignmentDelivered':
      return { ...located(before, event), delivered_at: occurredAt };
    case 'ConsignmentAmended':
      return { lines: event.data.lines };
    case 'ConsignmentCancelled':
      return { status: 'cancelled' };
    // Each of them leaves an invoice open, whatever stood before.
    case 'InvoiceAttached':
    case 'InvoicePartPaid':
    case 'InvoicePaymentReturned':
      return { settled_on: null };
    case 'ConsignmentSettled':
      return { settled_on: event.data.settledOn };
    // What happens at customs changes every consignment that the declaration covers: that is worked out beside.
    case 'HoldPlaced':
    case 'HoldReleased':
    case 'DeclarationCleared':
    case 'UnitsPacked':
    case 'DocumentAttached':
    case 'DocumentWithdrawn':
    case 'DocumentsPresented':
    case 'DeclarationAttached':
    case 'DeclarationDetached':
    case 'InvoiceSettled':
    case 'InvoiceDetached':
    case 'DeclarationLodged':
    case 'DocumentsRequested':
    case 'DocumentsProvided':
    case 'InspectionRecorded':
    case 'DutyAssessed':
    case 'DutyPaid':
    case 'DutyRefunded':
    case 'DutyRefundWithdrawn':
    case 'GoodsReleased':
    case 'DeclarationRefused':
    case 'GoodsReexported':
    case 'DeclarationAmended':
    case 'DeclarationInvalidated':
    case 'InvoiceRegistered':
    case 'ObligationArisen':
    case 'ObligationPartSettled':
    case 'ObligationSettled':
    case 'PaymentReturned':
    case 'InvoiceWithdrawn':
    case 'SettlementMatched':
      return {};
    default:
      return never(event);
  }
}

/** What nothing follows on. */
const ENDED: ReadonlySet<ConsignmentRow['status']> = new Set(['split', 'returned', 'cancelled']);

/** Payment takes its own course: goods on the way are on the way, even where they are paid for. */
function statusOf(row: ConsignmentRow): ConsignmentRow['status'] {
  if (ENDED.has(row.status)) return row.status;
  if (row.delivered_at !== null) return row.settled_on === null ? 'delivered' : 'settled';
  return row.dispatched_at === null ? 'declared' : 'in-transit';
}

function registered({ position, participants, demo, data }: EventOf<'InvoiceRegistered'>): InvoiceRow {
  const { minor, currency } = toMoney(data.amount);
  return {
    invoice_id: data.invoiceId,
    consignment_id: data.consignmentId,
    invoice_number: data.invoiceNumber,
    creditor_id: data.creditor.participantId,
    debtor_id: data.debtor.participantId,
    creditor_bank: data.creditorBank,
    currency,
    amount_minor: minor.toString(),
    paid_minor: '0',
    terms_trigger: data.terms.trigger,
    terms_days: data.terms.days,
    issued_on: data.issuedOn,
    terms_started_on: null,
    due_on: null,
    settled_on: null,
    withdrawn_on: null,
    participants,
    demo,
    last_position: position,
  };
}

export function isOfObligation(event: ConsignmentEvent): event is ObligationEvent {
  return (OBLIGATION_EVENTS as readonly string[]).includes(event.type);
}

function owed(invoice: InvoiceRow, event: ObligationEvent): InvoiceRow {
  const after = { ...invoice, last_position: event.position };
  if (event.type === 'ObligationArisen') {
    const { termsStartedOn, dueOn } = event.data;
    return { ...after, terms_started_on: termsStartedOn, due_on: dueOn };
  }
  if (event.type === 'InvoiceWithdrawn') return { ...after, withdrawn_on: event.data.withdrawnOn };
  return {
    ...after,
    paid_minor: String(BigInt(invoice.amount_minor) - toMoney(event.data.outstanding).minor),
    settled_on: settledOn(event),
  };
}

/** A payment that is returned opens the invoice again; it is due on the day that it was due before. */
function settledOn(
  event: Exclude<ObligationEvent, { type: 'ObligationArisen' | 'InvoiceWithdrawn' }>,
): string | null {
  if (event.type !== 'ObligationSettled') return null;
  return event.data.settledOn ?? event.data.valueDate;
}
