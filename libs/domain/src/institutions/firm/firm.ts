import { type Decider, never } from '@corridor/kernel';
import { checkStep, isSame, refuse } from '../../checks.js';
import type { FirmCommand } from './firm.commands.js';
import type { FirmDetails, FirmEvent, FirmRegistered } from './firm.events.js';
import { checkNationalIds } from './national-ids.js';

export type FirmState = { readonly status: 'unknown' } | KnownFirm;

/** What the register tells now. */
export type KnownFirm = FirmRegistered['data'] & {
  readonly status: 'registered' | 'suspended';
  /** While it is suspended. */
  readonly suspension?: { readonly reason: string; readonly since: string };
};

const LEGAL: Readonly<Record<FirmState['status'], readonly FirmCommand['type'][]>> = {
  unknown: ['RegisterFirm'],
  registered: ['ChangeFirm', 'SuspendFirm'],
  suspended: ['ChangeFirm', 'ReinstateFirm'],
};

export function legalForFirm({ status }: FirmState): readonly FirmCommand['type'][] {
  return LEGAL[status];
}

/** A firm in the register of traders. It says who a firm is, and not how good: that is counted from what it did. */
export const firm: Decider<FirmCommand, FirmEvent, FirmState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: FirmCommand, state: FirmState): readonly FirmEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `firm is ${state.status}`, legalForFirm(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'RegisterFirm':
      checkDetails(command.data);
      return [{ type: 'FirmRegistered', occurredAt, data: command.data }];
    case 'ChangeFirm':
      checkDetails(command.data);
      return [{ type: 'FirmChanged', occurredAt, data: command.data }];
    case 'SuspendFirm':
      return [{ type: 'FirmSuspended', occurredAt, data: command.data }];
    case 'ReinstateFirm':
      return [{ type: 'FirmReinstated', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: FirmCommand, state: KnownFirm): boolean {
  switch (command.type) {
    case 'RegisterFirm':
    case 'ChangeFirm':
      return isSame(detailsOf(command.data), detailsOf(state));
    case 'SuspendFirm':
      return state.suspension?.reason === command.data.reason;
    case 'ReinstateFirm':
      return state.status === 'registered';
    default:
      return never(command);
  }
}

function checkDetails({ nationalIds, country, sectors }: FirmDetails): void {
  checkNationalIds(nationalIds, country);
  for (const [index, sector] of sectors.entries()) {
    if (sectors.indexOf(sector) < index) {
      refuse('sector-twice', `"${sector}" stands there twice.`, `/sectors/${index}`);
    }
  }
}

function detailsOf({
  name,
  nameLatin,
  country,
  nationalIds,
  ownership,
  sectors,
  city,
}: FirmDetails): FirmDetails {
  return {
    name,
    ...(nameLatin !== undefined && { nameLatin }),
    country,
    nationalIds: nationalIds.map(({ scheme, number }) => ({ scheme, number })),
    ownership,
    sectors,
    ...(city !== undefined && { city }),
  };
}

function evolve(state: FirmState, event: FirmEvent): FirmState {
  if (event.type === 'FirmRegistered') return { ...event.data, status: 'registered' };
  if (state.status === 'unknown') throw new Error('The history of a firm begins with FirmRegistered.');
  const { suspension, ...before } = state;
  switch (event.type) {
    case 'FirmChanged':
      return {
        participantId: state.participantId,
        ...detailsOf(event.data),
        status: state.status,
        ...(suspension && { suspension }),
      };
    case 'FirmSuspended': {
      const { reason } = event.data;
      return { ...before, status: 'suspended', suspension: { reason, since: event.occurredAt } };
    }
    case 'FirmReinstated':
      return { ...before, status: 'registered' };
    default:
      return never(event);
  }
}
