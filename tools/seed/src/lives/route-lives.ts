import { type RouteCommand, type RouteEvent, type RouteState, route } from '@corridor/domain';
import { ROUTE_STEPS, type RouteStep } from '../corridor/known-routes.js';
import { HOUR_MS, MINUTE_MS } from '../corridor/local-time.js';
import type { Random } from '../random.js';
import type { Performed } from './performed.js';
import { Stream } from './stream.js';

const OPERATOR = 'operator:demo-operator';

interface DueStep {
  readonly step: RouteStep;
  readonly recordedMs: number;
}

/** The routes of the demo: each step is written down on the day on which it was said, or as the demo begins. */
export class RouteLives {
  private readonly streams = new Map<string, Stream<RouteCommand, RouteEvent, RouteState>>();
  private readonly due: DueStep[];

  /** @param fromMs when the demo begins, as milliseconds since 1970; the first step is recorded behind it. */
  constructor(
    fromMs: number,
    private readonly random: Random,
  ) {
    const first = fromMs + HOUR_MS;
    this.due = ROUTE_STEPS.map((step, index) => ({
      step,
      // A minute apart, so that their order is that of the list.
      recordedMs: Math.max(first, Date.parse(occurredAt(step)) + HOUR_MS) + index * MINUTE_MS,
    }));
  }

  /** When the next step is recorded; never where there is none. */
  get nextMs(): number {
    return this.due[0]?.recordedMs ?? Number.POSITIVE_INFINITY;
  }

  /** Performs the next step. @throws Error where there is none, or it leads to nothing new. */
  perform(): Performed {
    const next = this.due.shift();
    if (!next) throw new Error('No step of a route is left.');
    const { command } = next.step;
    const { routeId } = command.data;
    const stream = this.streams.get(routeId) ?? new Stream('route', routeId, route, []);
    this.streams.set(routeId, stream);
    const append = stream.decide({ ...command, occurredAt: occurredAt(next.step) } as RouteCommand);
    if (!append) throw new Error(`${command.type} of ${routeId} led to nothing.`);
    return { streams: [append], actor: OPERATOR, correlationId: this.random.uuid(), followUps: [] };
  }
}

/** Noon in Pakistan. */
function occurredAt({ saidOn }: RouteStep): string {
  return `${saidOn}T12:00:00+05:00`;
}
