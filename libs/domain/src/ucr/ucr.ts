import { type Decider, Rejection } from '@corridor/kernel';
import type { UcrAssigned, UcrCommand, UcrEvent } from './ucr.events.js';

export type UcrState =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'assigned' } & UcrAssigned['data']);

/**
 * A unique consignment reference. It names what one contract specifies, whether that travels in one shipment or in several, and tells it from every
 * other transaction at home and abroad for as long as data are kept (WCO, Recommendation on the UCR of 26 June 2004). So the parts of a consignment
 * that is split have the UCR of the whole, and do not ask for it; and since the ledger keeps for ever what it was told, a UCR is not used again,
 * also where its consignment was cancelled: it may stand on papers.
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
