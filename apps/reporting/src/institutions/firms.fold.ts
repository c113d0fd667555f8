import type { EventOf } from '@corridor/contracts';
import { type FirmState, firm, type KnownFirm } from '@corridor/domain';

export const FIRM_EVENTS = ['FirmRegistered', 'FirmChanged', 'FirmSuspended', 'FirmReinstated'] as const;
export type FirmEventOfLog = EventOf<(typeof FIRM_EVENTS)[number]>;

/** A row of `reporting.firm_versions`, without its generation: all that holds of a firm from `position` on. */
export interface FirmVersionRow {
  readonly participant_id: string;
  readonly position: number;
  readonly registered_position: number;
  readonly status: KnownFirm['status'];
  readonly name: string;
  readonly name_latin: string | null;
  readonly country: string;
  readonly national_ids: KnownFirm['nationalIds'];
  readonly ownership: KnownFirm['ownership'];
  readonly sectors: readonly string[];
  readonly city: string | null;
  readonly suspension: NonNullable<KnownFirm['suspension']> | null;
  readonly demo: boolean;
}

/**
 * What events make of the register, by the rules that decided them: a version for each.
 * @param last the newest version of each firm that the events tell of, where there is one
 */
export function foldFirms(
  events: readonly FirmEventOfLog[],
  last: ReadonlyMap<string, FirmVersionRow>,
): readonly FirmVersionRow[] {
  const newest = new Map(last);
  return events.map((event) => {
    const before = newest.get(event.data.participantId);
    const state = firm.evolve(before ? stateOf(before) : firm.initialState, event);
    const row = rowOf(state, {
      position: event.position,
      registered_position: before?.registered_position ?? event.position,
      demo: before?.demo ?? event.demo,
    });
    newest.set(row.participant_id, row);
    return row;
  });
}

function stateOf(row: FirmVersionRow): KnownFirm {
  return {
    participantId: row.participant_id,
    status: row.status,
    name: row.name,
    ...(row.name_latin !== null && { nameLatin: row.name_latin }),
    country: row.country,
    nationalIds: row.national_ids,
    ownership: row.ownership,
    sectors: row.sectors,
    ...(row.city !== null && { city: row.city }),
    ...(row.suspension && { suspension: row.suspension }),
  };
}

function rowOf(
  state: FirmState,
  of: Pick<FirmVersionRow, 'position' | 'registered_position' | 'demo'>,
): FirmVersionRow {
  if (state.status === 'unknown') throw new Error('No event makes a firm unknown.');
  return {
    participant_id: state.participantId,
    ...of,
    status: state.status,
    name: state.name,
    name_latin: state.nameLatin ?? null,
    country: state.country,
    national_ids: state.nationalIds,
    ownership: state.ownership,
    sectors: state.sectors,
    city: state.city ?? null,
    suspension: state.suspension ?? null,
  };
}
