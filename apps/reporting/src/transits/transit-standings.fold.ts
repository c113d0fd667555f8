import type { EventOf } from '@corridor/contracts';
import { type Money, never, sum, toMoney } from '@corridor/kernel';
import { GATEWAY_PORTS, isPort } from '@corridor/reference-data';
import { localDayAt } from '../local-day.js';
import { laterOf, utcInstant } from '../utc-instant.js';
import { sumOfMasses } from './masses.js';
import type { TransitStandingRow } from './transit-standing-row.js';
import type { TransitEvent } from './transits.fold.js';

const GATEWAYS: ReadonlySet<string> = new Set(GATEWAY_PORTS.map(({ place }) => place));

/** The port by which the corridor reaches the sea, wherever on the way it lies; else one of the two ends that is a port of another kind, and '' where there is none. */
function portOf(departure: string, stops: readonly string[], destination: string): string {
  const gateway = [departure, ...stops, destination].find((place) => GATEWAYS.has(place));
  return gateway ?? [departure, destination].find(isPort) ?? '';
}

/**
 * What events make of the standings of transits: one ends where something is told that it does not say, and another one begins there.
 * @param current the standings that are known now of the transits that the events tell of, by their id
 * @returns the rows that are new or changed
 */
export function foldStandings(
  events: readonly TransitEvent[],
  current: ReadonlyMap<string, TransitStandingRow>,
): readonly TransitStandingRow[] {
  const now = new Map(current);
  const ended: TransitStandingRow[] = [];
  const touched = new Set<string>();
  for (const event of events) {
    const { transitId } = event.data;
    if (event.type === 'TransitOpened') {
      now.set(transitId, opened(event));
      touched.add(transitId);
      continue;
    }
    const before = now.get(transitId);
    if (!before) throw new Error(`The transit ${transitId} was not opened before.`);
    const told = changes(before, event);
    if (!told) continue;
    ended.push({ ...before, until_position: event.position });
    const told_at = utcInstant(event.occurredAt);
    const latest_at = laterOf(before.latest_at, told_at);
    now.set(transitId, { ...before, ...told, told_at, latest_at, from_position: event.position });
    touched.add(transitId);
  }
  return [...ended, ...[...touched].flatMap((id) => now.get(id) ?? [])];
}

function opened({ position, occurredAt, data }: EventOf<'TransitOpened'>): TransitStandingRow {
  const { officeOfDeparture: departure, officeOfDestination: destination, goods } = data;
  const stops = data.itinerary.map(({ location }) => location);
  const { minor, currency } = worth(data);
  return {
    transit_id: data.transitId,
    from_position: position,
    until_position: null,
    opened_position: position,
    status: 'opened',
    departure,
    destination,
    stops,
    port: portOf(departure, stops, destination),
    transport_mode: data.vehicle.mode,
    guarantee_id: data.guaranteeId,
    net_mass_kg: sumOfMasses(goods.map(({ netMassKg }) => netMassKg)),
    currency,
    value_minor: minor.toString(),
    opened_at: utcInstant(occurredAt),
    due_by: utcInstant(data.dueBy),
    terminated_at: null,
    late: false,
    discharged_at: null,
    discharged_on: null,
    change: 'opened',
    told_at: utcInstant(occurredAt),
    latest_at: utcInstant(occurredAt),
    irregularities: [],
  };
}

/** What the goods count for: USD where a rate was told, else what they are valued at. */
function worth({ goods, usd, dutyAtRisk }: EventOf<'TransitOpened'>['data']): Money {
  if (usd) return toMoney(usd.amount);
  const values = goods.map(({ value }) => toMoney(value));
  // All goods of a transit are valued in one currency.
  return sum(values[0]?.currency ?? dutyAtRisk.currency, values);
}

type Change = Pick<TransitStandingRow, 'change'> & Partial<TransitStandingRow>;

/** What of a standing an event changes; nothing where it says nothing of it. */
function changes(
  before: TransitStandingRow,
  event: Exclude<TransitEvent, { type: 'TransitOpened' }>,
): Change | undefined {
  const { occurredAt } = event;
  switch (event.type) {
    case 'TransitSealAffixed':
    case 'TransitSealBroken':
    case 'TransitSealReplaced':
    case 'TransitGuaranteeCalled':
    // Whether the goods have set out is nothing that a figure tells apart.
    case 'TransitPassageRecorded':
    // That the limit passed is told by the limit itself, at whatever instant a figure is of.
    case 'TransitBecameOverdue':
      return undefined;
    case 'TransitIrregularityRecorded':
      return { change: 'irregular', irregularities: [...before.irregularities, event.data.code] };
    case 'TransitExtended':
      return { change: 'extended', due_by: utcInstant(event.data.dueBy) };
    case 'TransitTerminated':
      return {
        change: 'terminated',
        status: 'terminated',
        terminated_at: utcInstant(occurredAt),
        late: event.data.lateMinutes > 0,
      };
    case 'TransitDischarged':
      return {
        change: 'discharged',
        status: 'discharged',
        discharged_at: utcInstant(occurredAt),
        discharged_on: localDayAt(before.departure, occurredAt),
      };
    case 'TransitCancelled':
      return { change: 'cancelled', status: 'cancelled' };
    default:
      return never(event);
  }
}
