import { type Decider, Rejection } from '@corridor/kernel';
import type { UcrAssigned, UcrCommand, UcrEvent } from './ucr.events.js';

export type UcrState =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'assigned' } & UcrAssigned['data']);

/**
 * A unique consignment reference. It names one trade transaction, at home and abroad, and is not used again (WCO, Guidelines on the UCR): also
 * where the consignment was cancelled. The parts of a consignment that is split have the UCR of the whole, and do not ask for it.
 */
export const ucr: Decider<UcrCommand, UcrEvent, UcrState> = {
  initialState: { status: 'unknown' },
  decide({ occurredAt, data }, state) {
    if (state.status === 'unknown') return [{ type: 'UcrAssigned', occurredAt, data }];
    if (state.consignmentId === data.consignmentId) return [];
    const message = `"${data.ucr}" is the UCR of another consignment.`;
    throw new Rejection('ucr-used', message, { pointer: '/ucr' });
  },
  evolve: (_, { data }) => ({ status: 'assigned', ...data }),
};
