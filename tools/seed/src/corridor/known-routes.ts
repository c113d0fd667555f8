import type { RouteCommand } from '@corridor/domain';
import { KNOWN_ROUTES, type KnownRoute } from '@corridor/reference-data';

/** What was said of a route on a day; the ledger's operator wrote it down. */
export interface RouteStep {
  /** `YYYY-MM-DD`, of the source; its last day, where a source tells the month or the year only. */
  readonly saidOn: string;
  readonly command: { readonly [Type in RouteCommand['type']]: StepOf<Type> }[RouteCommand['type']];
}

type StepOf<Type extends RouteCommand['type']> = Pick<Extract<RouteCommand, { type: Type }>, 'type' | 'data'>;

/** Why a plan was told anew, by the route and the day. */
const REVISIONS: Readonly<Record<string, { readonly wrong: string; readonly reason: string }>> = {
  'karachi-almaty-khorgos 2025-12-31': {
    wrong: 'The time between Karachi and Kashgar was not told',
    reason: 'The operator of the trucks told it',
  },
};

/** What press and operators told of each known route, in the order of the days on which they did. */
export const ROUTE_STEPS: readonly RouteStep[] = KNOWN_ROUTES.flatMap(stepsOf).toSorted((a, b) =>
  a.saidOn < b.saidOn ? -1 : a.saidOn > b.saidOn ? 1 : 0,
);

function stepsOf({ code: routeId, name, plans, opened }: KnownRoute): readonly RouteStep[] {
  const [first, ...anew] = plans;
  if (!first) throw new Error(`${routeId} has no plan.`);
  const steps: RouteStep[] = [
    { saidOn: first.toldOn, command: { type: 'DefineRoute', data: { routeId, name, legs: first.legs } } },
  ];
  if (opened) {
    const { on, source } = opened;
    steps.push({ saidOn: on, command: { type: 'OpenRoute', data: { routeId, source } } });
  }
  for (const { toldOn, legs } of anew) {
    const why = REVISIONS[`${routeId} ${toldOn}`];
    if (!why) throw new Error(`Why ${routeId} was told anew on ${toldOn} is not known.`);
    steps.push({ saidOn: toldOn, command: { type: 'RevisePlan', data: { routeId, ...why, legs } } });
  }
  return steps;
}
