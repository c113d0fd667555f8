import type { EventOf } from '@corridor/contracts';
import { decimalOf, millionths, NO_DEPARTURES, runningPeriods, service } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { takeGoods } from './service-goods.js';
import type {
  CarriageRow,
  CriticalDispatchRow,
  GoodsRow,
  MassRow,
  PartRow,
  ServiceDepartureRow,
  ServiceVersionRow,
} from './service-rows.js';

/** What is told of services, of what they carried, and of goods that they may carry. */
export const SERVICE_EVENTS = [
  'ServiceAnnounced',
  'ServiceConfirmed',
  'ServiceStarted',
  'ServiceStartWithdrawn',
  'ServiceScheduleChanged',
  'ServiceSuspended',
  'ServiceResumed',
  'ServiceEnded',
  'DepartureReported',
  'DepartureWithdrawn',
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
  readonly masses: MassRow[];
  readonly parts: PartRow[];
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
  const facts: ServiceFacts = {
    versions: [],
    departures: [],
    carriages: [],
    masses: [],
    parts: [],
    dispatches: [],
  };
  for (const event of events) take(event, known, facts);
  return facts;
}

function take(event: ServiceEventOfLog, known: ServiceKnowledge, facts: ServiceFacts): void {
  const { position } = event;
  switch (event.type) {
    case 'ServiceAnnounced':
    case 'ServiceConfirmed':
    case 'ServiceStarted':
    case 'ServiceStartWithdrawn':
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
      facts.departures.push({ position, service_id, departed_on, run, load_kg, withdrawn: false });
      return;
    }
    case 'DepartureWithdrawn': {
      const { serviceId: service_id, departedOn: departed_on, run } = event.data;
      facts.departures.push({ position, service_id, departed_on, run, load_kg: null, withdrawn: true });
      return;
    }
    case 'ConsignmentCarried': {
      const { serviceId, consignmentId, from, to, departedOn } = event.data;
      const row: CarriageRow = {
        position,
        service_id: serviceId,
        consignment_id: consignmentId,
        from_place: from,
        to_place: to,
        departed_on: departedOn,
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
    case 'ConsignmentDeclared':
    case 'ConsignmentAmended':
    case 'ConsignmentDispatched':
      takeGoods(event, known.goods, facts);
      return;
    default:
      never(event);
  }
}

function versionBehind(
  event: Extract<ServiceEventOfLog, { type: `Service${string}` }>,
  before: ServiceVersionRow | undefined,
): ServiceVersionRow {
  const state = service.evolve(
    before ? { ...before.details, ...NO_DEPARTURES } : service.initialState,
    event,
  );
  if (state.status === 'unknown') throw new Error('No event makes a service unknown.');
  const { departures: _, withdrawnDepartures: __, loads: ___, ...details } = state;
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
