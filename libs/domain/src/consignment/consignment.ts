import { type Decider, never, Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkStep, refuse } from '../checks.js';
import type { ConsignmentCommand } from './consignment.commands.js';
import type { ConsignmentDeclared, ConsignmentEvent, InvoiceSettled } from './consignment.events.js';
import { checkGoodsLines, checkIncoterm } from './goods-lines.js';

export type ConsignmentStatus = ConsignmentState['status'];

export type ConsignmentState = UnknownConsignment | KnownConsignment;

export interface UnknownConsignment {
  readonly status: 'unknown';
}

/** What was declared, with the lines as last amended, and what has happened to it since. */
export type KnownConsignment = ConsignmentDeclared['data'] & {
  readonly status: 'declared' | 'dispatched' | 'delivered' | 'cancelled';
  /** When it left; nothing on the way can have happened before. */
  readonly dispatchedAt?: string;
  readonly invoices: readonly AttachedInvoice[];
  /** Set while every invoice is settled. */
  readonly settledOn?: string;
};

export interface AttachedInvoice {
  readonly invoiceId: string;
  /** `YYYY-MM-DD`; absent while it is open. */
  readonly settledOn?: string;
}

/** Which commands each status allows. Payment takes its own course: in advance, long after delivery, or after all was called off. */
const LEGAL: Readonly<Record<ConsignmentStatus, readonly ConsignmentCommand['type'][]>> = {
  unknown: ['DeclareConsignment'],
  declared: [
    'DispatchConsignment',
    'AmendConsignment',
    'CancelConsignment',
    'AttachInvoice',
    'SettleInvoice',
  ],
  dispatched: [
    'RecordCheckpoint',
    'DeliverConsignment',
    'AmendConsignment',
    'AttachInvoice',
    'SettleInvoice',
  ],
  delivered: ['AmendConsignment', 'AttachInvoice', 'SettleInvoice'],
  cancelled: ['SettleInvoice'],
};

/** The life of a consignment, from its declaration by the exporter to its delivery and its payment. */
export const consignment: Decider<ConsignmentCommand, ConsignmentEvent, ConsignmentState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: ConsignmentCommand, state: ConsignmentState): readonly ConsignmentEvent[] {
  checkStep(command.type, `consignment is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'DeclareConsignment': {
      const { data } = command;
      checkGoodsLines(data.lines);
      checkIncoterm(data.incoterm.rule);
      if (data.origin === data.destination) {
        refuse('destination-is-origin', 'A consignment ends elsewhere than it began.', '/destination');
      }
      return [{ type: 'ConsignmentDeclared', occurredAt, data }];
    }
    case 'DispatchConsignment':
      return [{ type: 'ConsignmentDispatched', occurredAt, data: command.data }];
    case 'RecordCheckpoint':
      checkNotBeforeDispatch(occurredAt, known(state));
      return [{ type: 'CheckpointRecorded', occurredAt, data: command.data }];
    case 'DeliverConsignment':
      checkNotBeforeDispatch(occurredAt, known(state));
      return [{ type: 'ConsignmentDelivered', occurredAt, data: command.data }];
    case 'AmendConsignment':
      checkGoodsLines(command.data.lines);
      return [{ type: 'ConsignmentAmended', occurredAt, data: command.data }];
    case 'CancelConsignment':
      return [{ type: 'ConsignmentCancelled', occurredAt, data: command.data }];
    case 'AttachInvoice': {
      // Events of other aggregates bring these two commands at least once: the second says nothing new.
      const { invoices } = known(state);
      if (invoices.some(({ invoiceId }) => invoiceId === command.data.invoiceId)) return [];
      return [{ type: 'InvoiceAttached', occurredAt, data: command.data }];
    }
    case 'SettleInvoice':
      return settleInvoice(occurredAt, command.data, known(state));
    default:
      return never(command);
  }
}

function settleInvoice(
  occurredAt: string,
  data: InvoiceSettled['data'],
  { invoices }: KnownConsignment,
): readonly ConsignmentEvent[] {
  const invoice = invoices.find(({ invoiceId }) => invoiceId === data.invoiceId);
  if (!invoice) {
    refuse('invoice-unknown', `The invoice ${data.invoiceId} is not attached to it.`, '/invoiceId');
  }
  if (invoice.settledOn !== undefined) return [];
  checkLocalDate(data.settledOn, '/settledOn');
  const settled: ConsignmentEvent = { type: 'InvoiceSettled', occurredAt, data };
  const days = invoices.map(({ invoiceId, settledOn }) =>
    invoiceId === data.invoiceId ? data.settledOn : settledOn,
  );
  if (days.includes(undefined)) return [settled];
  // Days as YYYY-MM-DD sort as texts.
  const settledOn = days.reduce((a = '', b = '') => (a > b ? a : b)) ?? data.settledOn;
  return [
    settled,
    { type: 'ConsignmentSettled', occurredAt, data: { consignmentId: data.consignmentId, settledOn } },
  ];
}

function evolve(state: ConsignmentState, event: ConsignmentEvent): ConsignmentState {
  if (event.type === 'ConsignmentDeclared') {
    return { ...event.data, status: 'declared', invoices: [] };
  }
  const before = known(state);
  switch (event.type) {
    case 'ConsignmentDispatched':
      return { ...before, status: 'dispatched', dispatchedAt: event.occurredAt };
    case 'CheckpointRecorded':
      return before;
    case 'ConsignmentDelivered':
      return { ...before, status: 'delivered' };
    case 'ConsignmentAmended':
      return { ...before, lines: event.data.lines };
    case 'ConsignmentCancelled':
      return { ...before, status: 'cancelled' };
    case 'InvoiceAttached': {
      const { settledOn: _, ...reopened } = before;
      return { ...reopened, invoices: [...before.invoices, { invoiceId: event.data.invoiceId }] };
    }
    case 'InvoiceSettled': {
      const { invoiceId, settledOn } = event.data;
      const invoices = before.invoices.map((invoice) =>
        invoice.invoiceId === invoiceId ? { invoiceId, settledOn } : invoice,
      );
      return { ...before, invoices };
    }
    case 'ConsignmentSettled':
      return { ...before, settledOn: event.data.settledOn };
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: ConsignmentState): KnownConsignment {
  if (state.status === 'unknown')
    throw new Error('The history of a consignment begins with ConsignmentDeclared.');
  return state;
}

function checkNotBeforeDispatch(occurredAt: string, { dispatchedAt }: KnownConsignment): void {
  if (dispatchedAt !== undefined && Date.parse(occurredAt) < Date.parse(dispatchedAt)) {
    const message = `${occurredAt} lies before the dispatch at ${dispatchedAt}.`;
    throw new Rejection('before-dispatch', message, { pointer: '/occurredAt' });
  }
}
