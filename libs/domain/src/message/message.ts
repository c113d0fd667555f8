import { type Decider, never, Rejection } from '@corridor/kernel';
import { illegalStep } from '../checks.js';
import type { MessageCommand, MessageEvent, MessageReceived } from './message.events.js';

export type MessageState =
  | { readonly status: 'unknown' }
  | { readonly status: 'received' | 'processed'; readonly received: MessageReceived['data'] };

/**
 * One message of a bank, by its id. It is received once its file is found sound, and processed once each of its transactions has its answer:
 * one that was cut short between the two is finished when it is sent again.
 */
export const message: Decider<MessageCommand, MessageEvent, MessageState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    const { occurredAt } = command;
    switch (command.type) {
      case 'ReceiveMessage': {
        const { data } = command;
        if (state.status === 'unknown') return [{ type: 'MessageReceived', occurredAt, data }];
        if (isSameMessage(state.received, data)) return [];
        const told = `The ledger has another message under the id "${data.messageId}"; a new message needs an id of its own.`;
        throw new Rejection('message-id-reused', told);
      }
      case 'FinishMessage': {
        if (state.status === 'unknown') {
          throw illegalStep(command.type, 'message is unknown', ['ReceiveMessage']);
        }
        if (state.status === 'processed') return [];
        const { receiptId, bank } = state.received;
        return [{ type: 'MessageProcessed', occurredAt, data: { receiptId, bank, ...command.data } }];
      }
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'MessageReceived':
        return { status: 'received', received: event.data };
      case 'MessageProcessed':
        if (state.status === 'unknown') throw new Error('A history begins with MessageReceived.');
        return { ...state, status: 'processed' };
      default:
        return never(event);
    }
  },
};

type Told = Pick<MessageReceived['data'], 'fileSha256' | 'contentSha256'>;

/** Byte for byte, or in what was read of it: envelopes and other messages of its file do not matter. */
export function isSameMessage(one: Told, other: Told): boolean {
  return one.fileSha256 === other.fileSha256 || one.contentSha256 === other.contentSha256;
}
