import type { EventDataOf, EventType } from '@corridor/contracts';
import type { StreamAppend } from '@corridor/event-store';
import { Agenda } from '../agenda.js';
import { localTime, MINUTE_MS, officeTime } from '../corridor/local-time.js';
import type { Performed } from '../lives/performed.js';
import { Random } from '../random.js';

/** An event as the institutions see it, once it stands in the log. */
export type Seen = {
  readonly [Type in EventType]: {
    readonly type: Type;
    readonly data: EventDataOf<Type>;
    readonly streamId: string;
    readonly position: number;
    readonly occurredAt: string;
    readonly correlationId: string;
    readonly actor: string;
    readonly participants: readonly string[];
    readonly apart: boolean;
    /** When it was recorded, in milliseconds since 1970. */
    readonly ms: number;
  };
}[EventType];
export type SeenOf<Type extends EventType> = Extract<Seen, { type: Type }>;

/** A part of the institutions: it is told of every event, its own ones as well. */
export interface Part {
  see?(event: Seen): void;
}

/** Appends of some streams, or nothing where there is nothing to say any more. */
export type Said = readonly (StreamAppend | undefined)[] | StreamAppend | undefined;

/** A command that is not told yet when it happens. */
export type Untimed<Command> = Command extends { readonly type: infer Type; readonly data: infer Data }
  ? { readonly type: Type; readonly data: Data }
  : never;

type Doing = (ms: number) => Performed | undefined;

export const ACTORS = {
  commission: 'commission:demo-commission',
  council: 'council:demo-council',
  customs: 'customs:demo-customs',
  process: 'process:trade-events',
} as const;
/** By whose clock the Commission and the Council keep their days. */
export const HOME = 'PKISB';

/** When things are done, and by whom: what all parts of the institutions stand on. */
export class World {
  private readonly agenda = new Agenda<Doing>();
  private readonly correlations: Random;
  /** Of the last event in the log. */
  position = 0;

  constructor(
    private readonly seed: number,
    readonly fromMs: number,
    readonly untilMs: number,
    /** Tells the randomness of one world from that of another. */
    private readonly base = 0xc0de00,
  ) {
    this.correlations = this.random(0);
  }

  /** Randomness of a part's own: what it draws changes nothing for the others, nor for the trade. */
  random(word: number): Random {
    return new Random(this.seed, Math.floor(this.seed / 4_294_967_296), this.base + word);
  }

  get nextMs(): number {
    return this.agenda.nextMs;
  }

  /** Does what is due next. */
  perform(): Performed | undefined {
    const ms = this.agenda.nextMs;
    return this.agenda.take()?.(ms);
  }

  /** An instant by its share of the demo's time, 0 to 1. */
  at(share: number): number {
    return this.fromMs + Math.round(((this.untilMs - this.fromMs) * share) / MINUTE_MS) * MINUTE_MS;
  }

  /** The day at a place, `YYYY-MM-DD`, of an instant by its share. */
  dayAt(share: number, place: string = HOME): string {
    return localTime(place, this.at(share)).slice(0, 10);
  }

  /** Somebody says something in office hours from an instant on; it is recorded some minutes later. */
  say(
    ms: number,
    actor: string,
    decide: (occurredAt: string, recordedMs: number) => Said,
    place: string = HOME,
  ): number {
    return this.report(officeTime(place, ms), actor, decide, place);
  }

  /** The same at whatever hour it is. */
  report(
    occurredMs: number,
    actor: string,
    decide: (occurredAt: string, recordedMs: number) => Said,
    place: string,
  ): number {
    const recordedMs = occurredMs + 4 * MINUTE_MS + (occurredMs % 173) * 1_000;
    this.when(recordedMs, () => {
      const said = decide(localTime(place, occurredMs), recordedMs);
      return this.performed(said, actor, this.correlations.uuid());
    });
    return occurredMs;
  }

  /** A process manager tells what follows from an event, at an instant. */
  follow(ms: number, cause: Pick<Seen, 'position' | 'correlationId'>, decide: (ms: number) => Said): void {
    this.when(ms, (now) => this.performed(decide(now), ACTORS.process, cause.correlationId, cause.position));
  }

  /** A process manager tells what time brought about; `position` tells behind which event. */
  mark(ms: number, position: () => number, decide: (ms: number) => Said): void {
    this.when(ms, (now) => {
      const said = decide(now);
      return this.performed(said, ACTORS.process, this.correlations.uuid(), position());
    });
  }

  /** Looks at something at an instant; nothing has to come of it. */
  when(ms: number, doing: Doing): void {
    // What was to come before the demo began, or comes behind its end, does not come.
    if (ms < this.untilMs) this.agenda.add(Math.max(ms, this.fromMs + MINUTE_MS), doing);
  }

  private performed(
    said: Said,
    actor: string,
    correlationId: string,
    causationId?: number,
  ): Performed | undefined {
    const all = said === undefined || 'streamId' in said ? [said] : said;
    const streams = all.flatMap((append) => append ?? []);
    if (streams.length === 0) return undefined;
    return {
      streams,
      actor,
      correlationId,
      ...(causationId !== undefined && { causationId }),
      followUps: [],
    };
  }
}

/** The events of an append, as they stand in the log from a position on. */
export function* seen(
  { streams, actor, correlationId, apart = false }: Performed,
  firstPosition: number,
  ms: number,
): Generator<Seen> {
  let position = firstPosition;
  for (const { streamId, events } of streams) {
    for (const { type, data, occurredAt, participants } of events) {
      const told = { type, data, streamId, position, occurredAt, correlationId, actor, participants };
      yield { ...told, apart, ms } as Seen;
      position += 1;
    }
  }
}
