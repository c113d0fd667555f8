import { never } from '@corridor/kernel';
import { seen, unseen } from './checkpoints.js';
import type { ConsignmentDeclared, ConsignmentEvent } from './consignment.events.js';
import { type ConsignmentState, type KnownConsignment, known, type Leg } from './consignment-state.js';
import { withUnits } from './packing.js';
import { withPresented } from './presented-documents.js';
import { openAgain, toldBy } from './returned-payments.js';

export function evolve(state: ConsignmentState, event: ConsignmentEvent): ConsignmentState {
  switch (event.type) {
    case 'ConsignmentContracted':
      return { ...event.data, status: 'contracted' };
    case 'ConsignmentDeclared':
      return declared(event, state);
    case 'ConsignmentCancelled':
      if (state.status === 'contracted') return { ...state, status: 'called-off' };
      return { ...known(state), status: 'cancelled' };
    default:
      return changed(known(state), event);
  }
}

function declared({ data }: ConsignmentDeclared, state: ConsignmentState): KnownConsignment {
  // In this order: an object that is copied first and then grown costs four times as much, which thousands of lines in bulk would feel.
  const known: KnownConsignment = {
    status: 'declared',
    legs: [],
    checkpoints: [],
    withdrawnCheckpoints: [],
    units: [],
    damages: [],
    documents: [],
    presented: [],
    declarations: [],
    invoices: [],
    ...data,
  };
  if (state.status !== 'contracted') return known;
  const { status: _, consignmentId: __, ...contract } = state;
  return { ...known, contract };
}

function changed(
  before: KnownConsignment,
  event: Exclude<
    ConsignmentEvent,
    { type: 'ConsignmentContracted' | 'ConsignmentDeclared' | 'ConsignmentCancelled' }
  >,
): KnownConsignment {
  const { occurredAt } = event;
  switch (event.type) {
    case 'UnitsPacked':
      return withUnits(before, event.data.units);
    case 'ConsignmentDispatched': {
      const { location, transportMode } = event.data;
      const leg = { transportMode, from: location, departedAt: occurredAt };
      return { ...before, status: 'dispatched', dispatchedAt: occurredAt, legs: [leg] };
    }
    case 'CheckpointRecorded':
      return seen(before, event);
    case 'CheckpointWithdrawn':
      return unseen(before, event.data);
    case 'ConsignmentTransloaded': {
      const { location, to, meansOfTransport, units } = event.data;
      const leg: Leg = {
        transportMode: to,
        ...(meansOfTransport !== undefined && { meansOfTransport }),
        from: location,
        departedAt: occurredAt,
      };
      const legs = [...arrived(before.legs, location, occurredAt), leg];
      const after = { ...before, legs };
      return units ? withUnits(after, units) : after;
    }
    case 'ConsignmentSplit': {
      const { location, parts } = event.data;
      const legs = arrived(before.legs, location, occurredAt);
      return { ...before, status: 'split', legs, parts: parts.map(({ consignmentId }) => consignmentId) };
    }
    case 'OutturnReported': {
      const { consignmentId: _, ...outturn } = event.data;
      return { ...before, outturn, landedAt: [...new Set(before.landedAt).add(outturn.location)] };
    }
    case 'DamageReported': {
      const { consignmentId: _, ...damage } = event.data;
      return { ...before, damages: [...before.damages, damage] };
    }
    case 'ConsignmentDelivered':
      return { ...before, status: 'delivered', legs: arrived(before.legs, event.data.location, occurredAt) };
    case 'ConsignmentReturned':
      return { ...before, status: 'returned', legs: arrived(before.legs, event.data.location, occurredAt) };
    case 'ConsignmentAmended':
      return { ...before, lines: event.data.lines };
    case 'DocumentAttached': {
      const { consignmentId: _, ...document } = event.data;
      return { ...before, documents: [...before.documents, document] };
    }
    case 'DocumentWithdrawn': {
      const { documentId } = event.data;
      const others = <One extends { readonly documentId: string }>(papers: readonly One[]) =>
        papers.filter((one) => one.documentId !== documentId);
      return { ...before, documents: others(before.documents), presented: others(before.presented) };
    }
    case 'DocumentsPresented':
      return { ...before, presented: withPresented(before.presented, event.data) };
    case 'DeclarationAttached': {
      const { consignmentId: _, ...coverage } = event.data;
      return { ...before, declarations: [...withoutDeclaration(before, coverage), coverage] };
    }
    case 'DeclarationDetached': {
      const { declarationId } = event.data;
      const presented = before.presented.filter((one) => one.declarationId !== declarationId);
      return { ...before, presented, declarations: withoutDeclaration(before, event.data) };
    }
    case 'InvoiceAttached': {
      const { settledOn: _, ...reopened } = before;
      return { ...reopened, invoices: [...before.invoices, { invoiceId: event.data.invoiceId }] };
    }
    case 'InvoiceDetached': {
      const { invoiceId } = event.data;
      const invoices = before.invoices.filter((one) => one.invoiceId !== invoiceId);
      return { ...before, invoices, withdrawnInvoices: [...(before.withdrawnInvoices ?? []), invoiceId] };
    }
    case 'InvoicePartPaid': {
      // It may tell of a return, too, where that one arrives behind it.
      const { settledOn: _, ...open } = before;
      const { invoiceId, outstanding } = event.data;
      const invoice = { invoiceId, outstanding, ...toldBy(event.data) };
      return { ...open, invoices: replaced(before.invoices, invoice) };
    }
    case 'InvoiceSettled': {
      const { invoiceId, settledOn } = event.data;
      const invoice = { invoiceId, settledOn, ...toldBy(event.data) };
      return { ...before, invoices: replaced(before.invoices, invoice) };
    }
    case 'InvoicePaymentReturned': {
      const { settledOn: _, ...reopened } = before;
      return { ...reopened, invoices: replaced(before.invoices, openAgain(event.data)) };
    }
    case 'ConsignmentSettled':
      return { ...before, settledOn: event.data.settledOn };
    default:
      return never(event);
  }
}

/** The leg that the goods were on has ended. */
function arrived(legs: readonly Leg[], to: string, arrivedAt: string): readonly Leg[] {
  return legs.map((leg) => (leg.to === undefined ? { ...leg, to, arrivedAt } : leg));
}

function withoutDeclaration(
  { declarations }: KnownConsignment,
  { declarationId }: { readonly declarationId: string },
): KnownConsignment['declarations'] {
  return declarations.filter((one) => one.declarationId !== declarationId);
}

function replaced(
  invoices: KnownConsignment['invoices'],
  invoice: KnownConsignment['invoices'][number],
): KnownConsignment['invoices'] {
  return invoices.map((one) => (one.invoiceId === invoice.invoiceId ? invoice : one));
}
