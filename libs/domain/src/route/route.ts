import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositive, checkStep, refuse } from '../checks.js';
import type { RouteCommand } from './route.commands.js';
import type { RouteDefined, RouteEvent, RouteLeg, RoutePlanRevised, Tariff } from './route.events.js';
import { checkPlan } from './route-plan.js';

export type RouteState = UnknownRoute | KnownRoute;

export interface UnknownRoute {
  readonly status: 'unknown';
}

/** What was planned, with the legs as last revised, and what holds of it now. */
export type KnownRoute = RouteDefined['data'] & {
  readonly status: 'planned' | 'open' | 'suspended';
  /** While it is suspended. */
  readonly suspension?: { readonly reason: string; readonly since: string };
  /** Of every day, by basis and then by the day they begin on. */
  readonly tariffs: readonly Tariff[];
};

const ALWAYS = ['SetTariff', 'RevisePlan'] as const;

/** Which commands each status allows. */
const LEGAL: Readonly<Record<RouteState['status'], readonly RouteCommand['type'][]>> = {
  unknown: ['DefineRoute'],
  planned: ['OpenRoute', ...ALWAYS],
  open: ['SuspendRoute', ...ALWAYS],
  suspended: ['ReopenRoute', ...ALWAYS],
};

/** The life of a route: its plan leg by leg, whether goods can take it, and what that costs. */
export const route: Decider<RouteCommand, RouteEvent, RouteState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: RouteCommand, state: RouteState): readonly RouteEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `route is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'DefineRoute':
      checkPlan(command.data.legs);
      return [{ type: 'RouteDefined', occurredAt, data: command.data }];
    case 'OpenRoute':
      return [{ type: 'RouteOpened', occurredAt, data: command.data }];
    case 'SuspendRoute':
      return [{ type: 'RouteSuspended', occurredAt, data: command.data }];
    case 'ReopenRoute':
      return [{ type: 'RouteReopened', occurredAt, data: command.data }];
    case 'SetTariff':
      checkTariff(command.data, known(state).legs);
      return [{ type: 'RouteTariffSet', occurredAt, data: command.data }];
    case 'RevisePlan': {
      const { legs: replaced } = known(state);
      checkPlan(command.data.legs);
      checkSameEnds(command.data.legs, replaced);
      return [{ type: 'RoutePlanRevised', occurredAt, data: revisionOf(command.data, replaced) }];
    }
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: RouteCommand, state: KnownRoute): boolean {
  switch (command.type) {
    case 'DefineRoute':
      return state.name === command.data.name && isSame(state.legs, command.data.legs);
    case 'OpenRoute':
    case 'ReopenRoute':
      return state.status === 'open';
    case 'SuspendRoute':
      return state.suspension?.reason === command.data.reason;
    case 'SetTariff': {
      const { routeId: _, ...tariff } = command.data;
      return state.tariffs.some((standing) => isSameTariff(standing, tariff));
    }
    case 'RevisePlan':
      return isSame(state.legs, command.data.legs);
    default:
      return never(command);
  }
}

function checkTariff({ basis, price, validFrom }: Tariff, legs: readonly RouteLeg[]): void {
  checkPositive(price, '/price');
  checkLocalDate(validFrom, '/validFrom');
  const mode = basis === 'truck' ? 'road' : basis === 'wagon' ? 'rail' : undefined;
  if (mode !== undefined && !legs.some((leg) => leg.mode === mode)) {
    refuse('basis-not-on-route', `No leg of the route goes by ${mode}, so none has a ${basis}.`, '/basis');
  }
}

function checkSameEnds(legs: readonly RouteLeg[], before: readonly RouteLeg[]): void {
  if (legs[0]?.from !== before[0]?.from) {
    refuse(
      'ends-differ',
      `The route begins at ${before[0]?.from}; another way is another route.`,
      '/legs/0/from',
    );
  }
  if (legs.at(-1)?.to !== before.at(-1)?.to) {
    const pointer = `/legs/${legs.length - 1}/to`;
    refuse('ends-differ', `The route ends at ${before.at(-1)?.to}; another way is another route.`, pointer);
  }
}

function revisionOf(
  { routeId, wrong, reason, legs }: Omit<RoutePlanRevised['data'], 'replaced'>,
  replaced: readonly RouteLeg[],
): RoutePlanRevised['data'] {
  return { routeId, wrong, reason, legs, replaced };
}

function evolve(state: RouteState, event: RouteEvent): RouteState {
  if (event.type === 'RouteDefined') return { ...event.data, status: 'planned', tariffs: [] };
  const { suspension: _, ...before } = known(state);
  switch (event.type) {
    case 'RouteOpened':
    case 'RouteReopened':
      return { ...before, status: 'open' };
    case 'RouteSuspended': {
      const { reason } = event.data;
      return { ...before, status: 'suspended', suspension: { reason, since: event.occurredAt } };
    }
    case 'RouteTariffSet': {
      const { routeId: __, ...tariff } = event.data;
      return { ...known(state), tariffs: withTariff(before.tariffs, tariff) };
    }
    case 'RoutePlanRevised':
      return { ...known(state), legs: event.data.legs };
    default:
      return never(event);
  }
}

function withTariff(tariffs: readonly Tariff[], tariff: Tariff): readonly Tariff[] {
  const keyOf = ({ basis, validFrom }: Tariff) => `${basis} ${validFrom}`;
  const others = tariffs.filter((other) => keyOf(other) !== keyOf(tariff));
  return [...others, tariff].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isSameTariff(a: Tariff, b: Tariff): boolean {
  const fields = ({ basis, price, validFrom, source }: Tariff) => [
    basis,
    price.amount,
    price.currency,
    validFrom,
    source,
  ];
  return fields(a).join('\n') === fields(b).join('\n');
}

function isSame(a: readonly RouteLeg[], b: readonly RouteLeg[]): boolean {
  const fields = ({ from, to, mode, borderPoints, source, distance, duration, cost }: RouteLeg) => [
    from,
    to,
    mode,
    borderPoints,
    source,
    distance?.km,
    distance?.source,
    duration?.days,
    duration?.source,
    cost?.perTonne.amount,
    cost?.perTonne.currency,
    cost?.source,
  ];
  return JSON.stringify(a.map(fields)) === JSON.stringify(b.map(fields));
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: RouteState): KnownRoute {
  if (state.status === 'unknown') throw new Error('The history of a route begins with RouteDefined.');
  return state;
}
