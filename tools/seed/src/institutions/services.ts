import { derivedId } from '@corridor/contracts';
import {
  type ConsignmentCarried,
  carriage,
  checkCarried,
  type KnownConsignment,
  type MilestoneCommand,
  milestone,
  runsOn,
  type ServiceCommand,
  type ServiceEvent,
  type ServiceState,
  service,
} from '@corridor/domain';
import { DAY_MS, HOUR_MS, localTime } from '../corridor/local-time.js';
import { participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { sha256 } from './amounts.js';
import { MILESTONES, type MilestonePlan, SERVICES, type ServicePlan } from './tables/services.js';
import { ACTORS, HOME, type Part, type Seen, type SeenOf, type Untimed, type World } from './world.js';

type ServiceStream = Stream<ServiceCommand, ServiceEvent, ServiceState>;

/** Goods that may go by a service, while they are on their way. */
interface OnTheWay {
  readonly exporter: string;
  readonly importer: string;
  readonly destination: string;
  leg?: {
    readonly running: Running;
    readonly from: string;
    readonly mode: KnownConsignment['legs'][number]['transportMode'];
    readonly departedAt: string;
  };
}

interface Running {
  readonly plan: ServicePlan;
  readonly stream: ServiceStream;
}

/** How many of the goods that could go by a service do. */
const CARRIED = 0.7;

/** Flights, trains and ships with what they carry, and the milestones of the corridor's infrastructure. */
export class Services implements Part {
  private readonly random: Random;
  private readonly choice: Random;
  private readonly apart: Random;
  private readonly running: readonly Running[];
  private readonly goods = new Map<string, OnTheWay>();
  private readonly routes = new Set<string>();

  constructor(private readonly world: World) {
    this.random = world.random(10);
    this.choice = world.random(11);
    this.apart = world.random(0x4b);
    this.running = SERVICES.map((plan) => ({ plan, stream: this.serve(plan) }));
    for (const plan of MILESTONES) this.build(plan);
  }

  see(event: Seen): void {
    switch (event.type) {
      case 'RouteDefined':
        this.routes.add(event.data.routeId);
        break;
      case 'ConsignmentDeclared': {
        const { consignmentId, exporter, importer, destination } = event.data;
        const parties = { exporter: exporter.participantId, importer: importer.participantId };
        this.goods.set(consignmentId, { ...parties, destination });
        break;
      }
      case 'ConsignmentCancelled':
        this.goods.delete(event.data.consignmentId);
        break;
      case 'ConsignmentDispatched':
        this.dispatched(event);
        break;
      case 'CheckpointRecorded':
        if (event.data.movement === 'arrived') this.arrived(event);
        break;
      case 'ConsignmentDelivered':
        this.arrived(event);
        this.goods.delete(event.data.consignmentId);
        break;
      default:
    }
  }

  private choiceOf(apart: boolean): Random {
    return apart ? this.apart : this.choice;
  }

  private dispatched({
    data: { consignmentId, location, transportMode },
    occurredAt,
    apart,
  }: SeenOf<'ConsignmentDispatched'>): void {
    const of = this.goods.get(consignmentId);
    const day = occurredAt.slice(0, 10);
    const running = this.running.find(({ plan, stream: { state } }) => {
      const calls = plan.stops.slice(0, -1).includes(location);
      return calls && plan.mode === transportMode && state.status !== 'unknown' && runsOn(state, day);
    });
    if (!of || !running || !this.choiceOf(apart).chance(CARRIED)) this.goods.delete(consignmentId);
    else of.leg = { running, from: location, mode: transportMode, departedAt: occurredAt };
  }

  /** The operator tells of goods once they are where the service ends. */
  private arrived({
    data: { consignmentId, location },
    occurredAt,
    ms,
    apart,
  }: SeenOf<'CheckpointRecorded' | 'ConsignmentDelivered'>): void {
    const of = this.goods.get(consignmentId);
    if (!of?.leg || of.leg.running.plan.stops.at(-1) !== location) return;
    this.goods.delete(consignmentId);
    const { exporter, importer, destination, leg } = of;
    const { plan, stream } = leg.running;
    const { serviceId } = plan;
    const { from, departedAt, mode } = leg;
    const to = location;
    const departedOn = departedAt.slice(0, 10);
    const operator = `demo-${plan.operator}`;
    this.world.say(
      ms + this.choiceOf(apart).int(1, 20) * HOUR_MS,
      `trader:${operator}`,
      (told) => {
        const { state } = stream;
        if (state.status === 'unknown' || !runsOn(state, departedOn)) return undefined;
        const way = {
          legs: [{ from, transportMode: mode, departedAt }],
          checkpoints: [{ location: to, occurredAt }],
          destination,
        };
        checkCarried({ from, to, departedOn }, state, way as unknown as Parameters<typeof checkCarried>[2]);
        const data: ConsignmentCarried['data'] = {
          serviceId,
          consignmentId,
          from,
          to,
          departedOn,
          operator,
          exporter,
          importer,
        };
        const id = derivedId('corridor-ledger carriage v1', consignmentId, from);
        const sides = participants(operator, exporter, importer);
        const load = { serviceId, consignmentId, from, departedOn };
        return [
          stream.decide({ type: 'LoadService', occurredAt: told, data: load }),
          new Stream('carriage', id, carriage, sides).decide({
            type: 'CarryConsignment',
            occurredAt: told,
            data,
          }),
        ];
      },
      from,
    );
  }

  private serve(plan: ServicePlan): ServiceStream {
    const { world } = this;
    const { serviceId, name, mode, stops, perWeek, capacity, started } = plan;
    const operator = `demo-${plan.operator}`;
    const stream: ServiceStream = new Stream('service', serviceId, service, [operator]);
    const [place = HOME] = stops;
    const say = (ms: number, command: Untimed<ServiceCommand>, actor = `trader:${operator}`): number =>
      world.say(
        ms,
        actor,
        (occurredAt) => stream.decide({ ...command, occurredAt } as ServiceCommand),
        place,
      );
    const day = (share: number): string => world.dayAt(share, place);
    const data = {
      serviceId,
      name,
      mode,
      stops,
      operator,
      departuresPerWeek: perWeek,
      capacity,
      plannedStart: day(plan.plannedStart),
      announcedBy: plan.announcedBy,
      source: 'Demo: timetable of the operator',
      confirmed: true,
    };
    say(world.at(plan.announced), { type: 'AnnounceService', data }, ACTORS.commission);
    if (started === undefined) return stream;
    say(world.at(started) + HOUR_MS, { type: 'StartService', data: { serviceId, startedOn: day(started) } });
    if (plan.changed) {
      const { from, perWeek: departuresPerWeek, reason } = plan.changed;
      const change = { serviceId, from: day(from), departuresPerWeek, capacity, reason };
      say(world.at(from) - 6 * DAY_MS, { type: 'ChangeSchedule', data: change });
    }
    for (const { from, until, reason, resumed } of plan.suspensions) {
      say(world.at(from) - DAY_MS, { type: 'SuspendService', data: { serviceId, from: day(from), reason } });
      if (until === undefined) continue;
      const resuming = { serviceId, from: day(until), reason: resumed ?? reason };
      say(world.at(until) - DAY_MS, { type: 'ResumeService', data: resuming });
    }
    this.depart(plan, stream, started, place);
    return stream;
  }

  /** Every departure, told by its operator on the day behind. */
  private depart(plan: ServicePlan, stream: ServiceStream, started: number, place: string): void {
    const { world, random } = this;
    const { serviceId, tonnes } = plan;
    const weeks = Math.floor((world.untilMs - world.at(started)) / (7 * DAY_MS));
    for (let week = 0; week < weeks; week += 1) {
      const changed = plan.changed && world.at(started) + week * 7 * DAY_MS >= world.at(plan.changed.from);
      const perWeek = changed ? (plan.changed?.perWeek ?? 0) : plan.perWeek;
      for (let nth = 0; nth < perWeek; nth += 1) {
        const departsMs =
          world.at(started) + week * 7 * DAY_MS + Math.round((nth * 7) / perWeek) * DAY_MS + HOUR_MS;
        const loadTonnes = tonnes && random.int(...tonnes).toString();
        // One in thirty does not go.
        if (random.chance(0.035)) continue;
        const departedOn = localTime(place, departsMs).slice(0, 10);
        world.say(
          departsMs + 20 * HOUR_MS,
          `trader:demo-${plan.operator}`,
          (occurredAt) => {
            const { state } = stream;
            if (state.status === 'unknown' || !runsOn(state, departedOn)) return undefined;
            const data = { serviceId, departedOn, run: 1, ...(loadTonnes !== undefined && { loadTonnes }) };
            return stream.decide({ type: 'ReportDeparture', occurredAt, data });
          },
          place,
        );
      }
    }
  }

  private build(plan: MilestonePlan): void {
    const { world } = this;
    const { milestoneId, name, kind, places, responsible } = plan;
    const stream = new Stream('milestone', milestoneId, milestone, []);
    const say = (at: number, command: () => Untimed<MilestoneCommand>): void => {
      world.say(world.at(at), ACTORS.commission, (occurredAt) =>
        stream.decide({ ...command(), occurredAt } as MilestoneCommand),
      );
    };
    say(plan.told, () => {
      // Those that the ledger knows of by then.
      const routeIds = plan.routeIds.filter((id) => this.routes.has(id));
      const days = { plannedOn: world.dayAt(plan.planned), workFrom: world.dayAt(plan.workFrom) };
      const data = {
        milestoneId,
        name,
        kind,
        places,
        routeIds,
        ...days,
        responsible,
        source: 'Demo: plan of works',
      };
      return { type: 'PlanMilestone', data };
    });
    if (plan.replanned) {
      const { at, to, reason } = plan.replanned;
      say(at, () => ({ type: 'ReplanMilestone', data: { milestoneId, plannedOn: world.dayAt(to), reason } }));
    }
    if (plan.cancelled) {
      const { at, reason } = plan.cancelled;
      say(at, () => ({ type: 'CancelMilestone', data: { milestoneId, reason } }));
    }
    if (plan.done === undefined) return;
    const doneOn = world.dayAt(plan.done);
    say(plan.done, () => ({
      type: 'CompleteMilestone',
      data: { milestoneId, doneOn, evidenceSha256: sha256(milestoneId) },
    }));
  }
}
