import { type Decider, never, Rejection } from '@corridor/kernel';
import type { ConsignmentCommand } from './consignment.commands.js';
import { type ConsignmentEvent, type GoodsLine, INCOTERMS } from './consignment.events.js';
import { checkGoodsLines } from './goods-lines.js';

export type ConsignmentStatus = 'unknown' | 'declared' | 'dispatched' | 'delivered' | 'cancelled';

export interface ConsignmentState {
  readonly status: ConsignmentStatus;
  readonly lines: readonly GoodsLine[];
  /** When it left; nothing on the way can have happened before. */
  readonly dispatchedAt?: string;
  readonly settledOn?: string;
}

/** Which commands each status allows. Payment takes its own course: in advance, or long after delivery. */
const LEGAL: Readonly<Record<ConsignmentStatus, readonly ConsignmentCommand['type'][]>> = {
  unknown: ['DeclareConsignment'],
  declared: ['DispatchConsignment', 'AmendConsignment', 'CancelConsignment', 'SettleConsignment'],
  dispatched: ['RecordCheckpoint', 'DeliverConsignment', 'AmendConsignment', 'SettleConsignment'],
  delivered: ['AmendConsignment', 'SettleConsignment'],
  cancelled: [],
};

/** The life of a consignment, from its declaration by the exporter to its delivery and its payment. */
export const consignment: Decider<ConsignmentCommand, ConsignmentEvent, ConsignmentState> = {
  initialState: { status: 'unknown', lines: [] },
  decide,
  evolve,
};

function decide(command: ConsignmentCommand, state: ConsignmentState): readonly ConsignmentEvent[] {
  const legalNow = LEGAL[state.status];
  if (!legalNow.includes(command.type)) {
    const message = `${command.type} is not possible while the consignment is ${state.status}.`;
    throw new Rejection('illegal-step', message, { legalNow });
  }
  const { occurredAt } = command;
  switch (command.type) {
    case 'DeclareConsignment': {
      const { data } = command;
      checkGoodsLines(data.lines);
      if (!INCOTERMS.includes(data.incoterm.rule)) {
        const message = `"${data.incoterm.rule}" is no rule of Incoterms 2020.`;
        throw new Rejection('incoterm-unknown', message, { pointer: '/incoterm/rule' });
      }
      if (data.origin === data.destination) {
        const message = 'A consignment ends elsewhere than it began.';
        throw new Rejection('destination-is-origin', message, { pointer: '/destination' });
      }
      return [{ type: 'ConsignmentDeclared', occurredAt, data }];
    }
    case 'DispatchConsignment':
      return [{ type: 'ConsignmentDispatched', occurredAt, data: command.data }];
    case 'RecordCheckpoint':
      checkNotBeforeDispatch(occurredAt, state);
      return [{ type: 'CheckpointRecorded', occurredAt, data: command.data }];
    case 'DeliverConsignment':
      checkNotBeforeDispatch(occurredAt, state);
      return [{ type: 'ConsignmentDelivered', occurredAt, data: command.data }];
    case 'AmendConsignment':
      checkGoodsLines(command.data.lines);
      return [{ type: 'ConsignmentAmended', occurredAt, data: command.data }];
    case 'CancelConsignment':
      return [{ type: 'ConsignmentCancelled', occurredAt, data: command.data }];
    case 'SettleConsignment':
      // Payments are reported at least once: the second report says nothing new.
      if (state.settledOn !== undefined) return [];
      return [{ type: 'ConsignmentSettled', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

function evolve(state: ConsignmentState, event: ConsignmentEvent): ConsignmentState {
  switch (event.type) {
    case 'ConsignmentDeclared':
      return { status: 'declared', lines: event.data.lines };
    case 'ConsignmentDispatched':
      return { ...state, status: 'dispatched', dispatchedAt: event.occurredAt };
    case 'CheckpointRecorded':
      return state;
    case 'ConsignmentDelivered':
      return { ...state, status: 'delivered' };
    case 'ConsignmentAmended':
      return { ...state, lines: event.data.lines };
    case 'ConsignmentCancelled':
      return { ...state, status: 'cancelled' };
    case 'ConsignmentSettled':
      return { ...state, settledOn: event.data.settledOn };
    default:
      return never(event);
  }
}

function checkNotBeforeDispatch(occurredAt: string, { dispatchedAt }: ConsignmentState): void {
  if (dispatchedAt !== undefined && Date.parse(occurredAt) < Date.parse(dispatchedAt)) {
    const message = `${occurredAt} lies before the dispatch at ${dispatchedAt}.`;
    throw new Rejection('before-dispatch', message, { pointer: '/occurredAt' });
  }
}
