import type { EventOf } from '@corridor/contracts';
import { decimalOf, type GoodsLine, millionths, runningPeriods, service } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { isTimeCritical } from '@corridor/reference-data';
import type {
  CarriageRow,
  CriticalDispatchRow,
  GoodsRow,
  ServiceDepartureRow,
  ServiceVersionRow,
} from './service-rows.js';

/** What is told of services, of what they carried, and of goods that they may carry. */
export const SERVICE_EVENTS = [
  'ServiceAnnounced',
  'ServiceStarted',
  'ServiceScheduleChanged',
  'ServiceSuspended',
  'ServiceResumed',
  'ServiceEnded',
  'DepartureReported',
  'ConsignmentCarried',
  'CarriageWithdrawn',
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'ConsignmentDispatched',
] as const;
export type ServiceEventOfLog = EventOf<(typeof SERVICE_EVENTS)[number]>;

/** What is known of what events tell of: {@link foldServices} brings it up to them. */
export interface ServiceKnowledge {
  /** The newest version of each service. */
  readonly services: Map<string, ServiceVersionRow>;
  /** What was told last of each leg, by {@link legKey}. */
  readonly carriages: Map<string, CarriageRow>;
  readonly goods: Map<string, GoodsRow>;
}

export interface ServiceFacts {
  readonly versions: ServiceVersionRow[];
  readonly departures: ServiceDepartureRow[];
  readonly carriages: CarriageRow[];
  readonly dispatches: CriticalDispatchRow[];
}

export function legKey({
  consignment_id,
  from_place,
}: Pick<CarriageRow, 'consignment_id' | 'from_place'>): string {
  return `${consignment_id} ${from_place}`;
}

/** What events add, row by row. */
export function foldServices(events: readonly ServiceEventOfLog[], known: ServiceKnowledge): ServiceFacts {
  const facts: ServiceFacts = { versions: [], departures: [], carriages: [], dispatches: [] };
  for (const event of events) take(event, known, facts);
  return facts;
}

function take(event: ServiceEventOfLog, known: ServiceKnowledge, facts: ServiceFacts): void {
  const { position } = event;
  switch (event.type) {
    case 'ServiceAnnounced':
    case 'ServiceStarted':
    case 'ServiceScheduleChanged':
    case 'ServiceSuspended':
    case 'ServiceResumed':
    case 'ServiceEnded': {
      const row = versionBehind(event, known.services.get(event.data.serviceId));
      known.services.set(row.service_id, row);
      facts.versions.push(row);
      return;
    }
    case 'DepartureReported': {
      const { serviceId: service_id, departedOn: departed_on, run, loadTonnes } = event.data;
      const load_kg = loadTonnes === undefined ? null : decimalOf(millionths(loadTonnes) * 1_000n);
      facts.departures.push({ position, service_id, departed_on, run, load_kg });
      return;
    }
    case 'ConsignmentCarried': {
      const { serviceId, consignmentId, from, to, departedOn, netMassKg, grossMassKg, timeCriticalKg } =
        event.data;
      const row: CarriageRow = {
        position,
        service_id: serviceId,
        consignment_id: consignmentId,
        from_place: from,
        to_place: to,
        departed_on: departedOn,
        net_kg: netMassKg,
        load_kg: grossMassKg ?? netMassKg,
        critical_kg: timeCriticalKg,
        withdrawn: false,
      };
      known.carriages.set(legKey(row), row);
      facts.carriages.push(row);
      return;
    }
    case 'CarriageWithdrawn': {
      const { consignmentId: consignment_id, from: from_place } = event.data;
      const before = known.carriages.get(legKey({ consignment_id, from_place }));
      if (!before)
        throw new Error(`Nothing was told before of the leg of ${consignment_id} from ${from_place}.`);
      const row = { ...before, position, withdrawn: true };
      known.carriages.set(legKey(row), row);
      facts.carriages.push(row);
      return;
    }
    case 'ConsignmentDeclared': {
      const { consignmentId, origin, destination, lines, partOf } = event.data;
      const whole = partOf === undefined ? undefined : known.goods.get(partOf);
      known.goods.set(consignmentId, {
        consignment_id: consignmentId,
        from_country: origin.slice(0, 2),
        to_country: destination.slice(0, 2),
        critical_kg: criticalKg(lines),
        dispatched_on: null,
        counted_before: whole !== undefined && (whole.counted_before || whole.dispatched_on !== null),
      });
      return;
    }
    case 'ConsignmentAmended': {
      const row = { ...goodsOf(event.data.consignmentId, known), critical_kg: criticalKg(event.data.lines) };
      leave(row, position, known, facts);
      return;
    }
    case 'ConsignmentDispatched': {
      const dispatched_on = event.occurredAt.slice(0, 10);
      leave({ ...goodsOf(event.data.consignmentId, known), dispatched_on }, position, known, facts);
      return;
    }
    default:
      never(event);
  }
}

function versionBehind(
  event: Extract<ServiceEventOfLog, { type: `Service${string}` }>,
  before: ServiceVersionRow | undefined,
): ServiceVersionRow {
  const state = service.evolve(before ? { ...before.details, departures: [] } : service.initialState, event);
  if (state.status === 'unknown') throw new Error('No event makes a service unknown.');
  const { departures: _, ...details } = state;
  return {
    service_id: state.serviceId,
    position: event.position,
    announced_position: before?.announced_position ?? event.position,
    status: state.status,
    details,
    periods: runningPeriods(state),
    demo: before?.demo ?? event.demo,
  };
}

/** Goods that left count with what of them is time-critical now; those that are none, and never were, are left out. */
function leave(
  row: GoodsRow,
  position: number,
  { goods }: ServiceKnowledge,
  { dispatches }: ServiceFacts,
): void {
  const before = goods.get(row.consignment_id);
  goods.set(row.consignment_id, row);
  const { consignment_id, from_country, to_country, dispatched_on, critical_kg } = row;
  if (dispatched_on === null || row.counted_before) return;
  const counted = before?.dispatched_on == null ? 0n : millionths(before.critical_kg);
  if (millionths(critical_kg) === counted) return;
  dispatches.push({ position, consignment_id, from_country, to_country, dispatched_on, critical_kg });
}

function goodsOf(consignmentId: string, { goods }: ServiceKnowledge): GoodsRow {
  const row = goods.get(consignmentId);
  if (row) return row;
  throw new Error(`The consignment ${consignmentId} was not declared before.`);
}

function criticalKg(lines: readonly Pick<GoodsLine, 'hs6' | 'netMassKg'>[]): string {
  const masses = lines.filter(({ hs6 }) => isTimeCritical(hs6)).map(({ netMassKg }) => millionths(netMassKg));
  return decimalOf(masses.reduce((sum, mass) => sum + mass, 0n));
}
