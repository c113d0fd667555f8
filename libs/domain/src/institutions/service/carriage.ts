import { type Decider, never } from '@corridor/kernel';
import { checkStep, isSame, refuse } from '../../checks.js';
import type { KnownConsignment } from '../../consignment/consignment-state.js';
import type { CarriageCommand, CarriageEvent, ConsignmentCarried } from './carriage.events.js';
import { checkRuns } from './service.js';
import type { KnownService } from './service-state.js';

export type CarriageState =
  /** Nothing was told of the leg, or it was withdrawn: then with whom it was told of. */
  | { readonly status: 'free'; readonly before?: ConsignmentCarried['data'] }
  | { readonly status: 'carried'; readonly carried: ConsignmentCarried['data'] };

const LEGAL: Readonly<Record<CarriageState['status'], readonly CarriageCommand['type'][]>> = {
  free: ['CarryConsignment'],
  carried: ['WithdrawCarriage'],
};

/** A leg of a consignment, by the place where it began: one service at most carried the goods on it. */
export const carriage: Decider<CarriageCommand, CarriageEvent, CarriageState> = {
  initialState: { status: 'free' },
  decide(command, state) {
    const { type, occurredAt, data } = command;
    if (type === 'CarryConsignment') {
      if (state.status === 'free') return [{ type: 'ConsignmentCarried', occurredAt, data }];
      if (isSame(placeOf(state.carried), placeOf(data))) return [];
      const { from, serviceId, departedOn } = state.carried;
      const message = `They left ${from} by the service ${serviceId} on ${departedOn}; withdraw that first where it is wrong.`;
      refuse('leg-carried', message, '/consignmentId');
    }
    checkStep(type, `leg is ${state.status}`, LEGAL[state.status]);
    const { operator, exporter, importer, ...told } = carriedOf(state);
    if (told.serviceId !== data.serviceId) {
      refuse('carried-by-another', `The service ${told.serviceId} carried them.`, '/consignmentId');
    }
    const { serviceId, consignmentId, from, reason } = data;
    const withdrawn = { serviceId, consignmentId, from, operator, exporter, importer, reason };
    return [{ type: 'CarriageWithdrawn', occurredAt, data: withdrawn }];
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ConsignmentCarried':
        return { status: 'carried', carried: event.data };
      case 'CarriageWithdrawn':
        return { status: 'free', before: carriedOf(state) };
      default:
        return never(event);
    }
  },
};

/**
 * Whether a service can have carried goods on a leg that began at `from`.
 * @throws Rejection `stop-unknown`, `stops-reversed`, `service-not-running`, `leg-unknown`, `mode-differs`, `day-differs`, or `leg-ends-elsewhere`.
 */
export function checkCarried(
  { from, to, departedOn }: Pick<ConsignmentCarried['data'], 'from' | 'to' | 'departedOn'>,
  service: KnownService,
  consignment: Pick<KnownConsignment, 'legs' | 'checkpoints' | 'destination'>,
): void {
  for (const [place, pointer] of [
    [from, '/from'],
    [to, '/to'],
  ] as const) {
    if (!service.stops.includes(place))
      refuse('stop-unknown', `The service does not call at ${place}.`, pointer);
  }
  if (service.stops.indexOf(from) >= service.stops.indexOf(to)) {
    refuse('stops-reversed', `The service calls at ${to} before ${from}.`, '/to');
  }
  checkRuns(departedOn, service);
  const leg = consignment.legs.find((one) => one.from === from);
  if (!leg) refuse('leg-unknown', `No leg of the way of the goods begins at ${from}.`, '/from');
  if (leg.transportMode !== service.mode) {
    refuse(
      'mode-differs',
      `The goods left ${from} by ${leg.transportMode}, the service goes by ${service.mode}.`,
      '/from',
    );
  }
  const day = leg.departedAt.slice(0, 10);
  if (day !== departedOn) refuse('day-differs', `The goods left ${from} on ${day}.`, '/departedOn');
  const seen = consignment.checkpoints.some(
    ({ location, occurredAt }) => location === to && occurredAt.slice(0, 10) >= day,
  );
  const isThere = leg.to === undefined ? consignment.destination === to || seen : leg.to === to;
  if (isThere) return;
  const message =
    leg.to === undefined
      ? `The goods go to ${consignment.destination} and were not seen at ${to}.`
      : `They ended that leg at ${leg.to}.`;
  refuse('leg-ends-elsewhere', message, '/to');
}

function placeOf({ serviceId, to, departedOn }: ConsignmentCarried['data']) {
  return { serviceId, to, departedOn };
}

function carriedOf(state: CarriageState): ConsignmentCarried['data'] {
  if (state.status === 'free') throw new Error('The history of a carriage begins with ConsignmentCarried.');
  return state.carried;
}
