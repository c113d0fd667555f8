import { type Decider, never, Rejection } from '@corridor/kernel';
import { checkStep } from '../checks.js';
import type { UcrAssigned, UcrCommand, UcrEvent, UcrReleased } from './ucr.events.js';

export type UcrState =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'assigned' } & UcrAssigned['data'])
  /** `consignmentId` had it last, with its parties. */
  | ({ readonly status: 'released' } & UcrReleased['data']);

const STEPS: Readonly<Record<UcrState['status'], readonly UcrCommand['type'][]>> = {
  unknown: ['AssignUcr'],
  assigned: ['AssignUcr', 'ReleaseUcr'],
  released: ['AssignUcr', 'ReleaseUcr'],
};

/**
 * A unique consignment reference. It names what one contract specifies, whether that travels in one shipment or in several, and tells it from every
 * other transaction at home and abroad for as long as data are kept (WCO, Recommendation on the UCR of 26 June 2004). So the parts of a consignment
 * that is split have the UCR of the whole, and do not ask for it; and since the ledger keeps for ever what it was told, a UCR is not used again,
 * also where its consignment was cancelled: it may stand on papers. Who was first to declare under a reference need not be who gave it out: an
 * operator releases it, with a reason, to the one whose it is and to nobody else.
 */
export const ucr: Decider<UcrCommand, UcrEvent, UcrState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    checkStep(command.type, `reference is ${state.status}`, STEPS[state.status]);
    const { occurredAt } = command;
    switch (command.type) {
      case 'AssignUcr': {
        const { data } = command;
        if (isFreeFor(data, state)) return [{ type: 'UcrAssigned', occurredAt, data }];
        if (state.status === 'assigned' && state.consignmentId === data.consignmentId) return [];
        throw used(`"${data.ucr}" is the UCR of another consignment.`);
      }
      case 'ReleaseUcr':
        return released(occurredAt, command.data, state);
      default:
        return never(command);
    }
  },
  evolve(_, event) {
    switch (event.type) {
      case 'UcrAssigned':
        return { status: 'assigned', ...event.data };
      case 'UcrReleased':
        return { status: 'released', ...event.data };
      default:
        return never(event);
    }
  },
};

/** Whether a consignment of these parties may get the reference, which none has now. */
export function isFreeFor(
  { exporter, importer }: Pick<UcrAssigned['data'], 'exporter' | 'importer'>,
  state: UcrState,
): boolean {
  if (state.status === 'unknown') return true;
  return state.status === 'released' && [exporter, importer].includes(state.releasedTo);
}

function released(
  occurredAt: string,
  { consignmentId, releasedTo, reason }: Extract<UcrCommand, { type: 'ReleaseUcr' }>['data'],
  state: UcrState,
): readonly UcrEvent[] {
  if (state.status === 'unknown') throw new Error('The step was not checked.');
  const { ucr: reference, exporter, importer } = state;
  if (state.consignmentId !== consignmentId) {
    throw used(`"${reference}" is not the UCR of this consignment, but of another one.`);
  }
  if (state.status === 'released' && state.releasedTo === releasedTo) return [];
  const data = { ucr: reference, consignmentId, exporter, importer, releasedTo, reason };
  return [{ type: 'UcrReleased', occurredAt, data }];
}

function used(message: string): Rejection {
  return new Rejection('ucr-used', message, { pointer: '/ucr' });
}
