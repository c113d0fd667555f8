import type { EventOf } from '@corridor/contracts';
import { never, toMoney } from '@corridor/kernel';
import { sumOfMasses } from './masses.js';
import type { TransitRow } from './transit-row.js';

/** Every event of a transit. What its guarantee says of it, it says itself. */
export const TRANSIT_EVENTS = [
  'TransitOpened',
  'TransitSealAffixed',
  'TransitSealBroken',
  'TransitSealReplaced',
  'TransitPassageRecorded',
  'TransitIrregularityRecorded',
  'TransitExtended',
  'TransitBecameOverdue',
  'TransitTerminated',
  'TransitGuaranteeCalled',
  'TransitDischarged',
  'TransitCancelled',
] as const;
export type TransitEvent = EventOf<(typeof TRANSIT_EVENTS)[number]>;

/** What events make of transits: replaces their rows in `rows`, by id. */
export function foldTransits(events: readonly TransitEvent[], rows: Map<string, TransitRow>): void {
  for (const event of events) {
    const { transitId } = event.data;
    if (event.type === 'TransitOpened') {
      rows.set(transitId, opened(event));
      continue;
    }
    const before = rows.get(transitId);
    if (!before) throw new Error(`The transit ${transitId} was not opened before.`);
    rows.set(transitId, { ...before, ...changes(before, event), last_position: event.position });
  }
}

function opened({ position, occurredAt, participants, demo, data }: EventOf<'TransitOpened'>): TransitRow {
  const { minor, currency } = toMoney(data.dutyAtRisk);
  return {
    transit_id: data.transitId,
    transit_number: data.transitNumber,
    status: 'opened',
    consignment_id: data.consignmentId ?? null,
    principal_id: data.principal.participantId,
    principal_name: data.principal.name,
    carrier_id: data.carrier.participantId,
    carrier_name: data.carrier.name,
    transport_mode: data.vehicle.mode,
    vehicle: data.vehicle.registration,
    office_of_departure: data.officeOfDeparture,
    office_of_destination: data.officeOfDestination,
    goods: data.goods,
    net_mass_kg: sumOfMasses(data.goods.map(({ netMassKg }) => netMassKg)),
    opened_at: occurredAt,
    due_by: data.dueBy,
    extensions: 0,
    overdue_since: null,
    guarantee_id: data.guaranteeId,
    guarantor_id: data.guarantor,
    currency,
    duty_at_risk_minor: minor.toString(),
    reserved_minor: minor.toString(),
    called_minor: '0',
    itinerary: data.itinerary,
    passages: [],
    unplanned_passages: 0,
    irregularities: 0,
    late_minutes_max: 0,
    terminated_at: null,
    terminated_at_office: null,
    reservation: null,
    discharged_at: null,
    participants,
    demo,
    first_position: position,
    last_position: position,
  };
}

/** What of a transit's row an event changes. */
function changes(
  before: TransitRow,
  event: Exclude<TransitEvent, { type: 'TransitOpened' }>,
): Partial<TransitRow> {
  const { occurredAt } = event;
  switch (event.type) {
    case 'TransitSealAffixed':
    case 'TransitSealBroken':
    case 'TransitSealReplaced':
      return {};
    case 'TransitPassageRecorded': {
      const { location, movement, planned, lateMinutes } = event.data;
      return {
        status: 'under-way',
        passages: [...before.passages, { location, movement, planned, lateMinutes, at: occurredAt }],
        unplanned_passages: before.unplanned_passages + (planned ? 0 : 1),
        late_minutes_max: Math.max(before.late_minutes_max, lateMinutes),
      };
    }
    case 'TransitIrregularityRecorded':
      return { irregularities: before.irregularities + 1 };
    case 'TransitExtended':
      return { due_by: event.data.dueBy, extensions: before.extensions + 1, overdue_since: null };
    case 'TransitBecameOverdue':
      return { overdue_since: event.data.dueBy };
    case 'TransitTerminated': {
      const { office, reservation, lateMinutes, dueBy } = event.data;
      return {
        status: 'terminated',
        terminated_at: occurredAt,
        terminated_at_office: office,
        reservation: reservation ?? null,
        late_minutes_max: Math.max(before.late_minutes_max, lateMinutes),
        // Told late, it may yet have been in time.
        overdue_since: lateMinutes > 0 ? dueBy : null,
      };
    }
    case 'TransitGuaranteeCalled': {
      const called = BigInt(before.called_minor) + toMoney(event.data.amount).minor;
      return {
        called_minor: called.toString(),
        reserved_minor: toMoney(event.data.reserved).minor.toString(),
      };
    }
    case 'TransitDischarged':
      return { status: 'discharged', discharged_at: occurredAt, reserved_minor: '0' };
    case 'TransitCancelled':
      return { status: 'cancelled', reserved_minor: '0' };
    default:
      return never(event);
  }
}
