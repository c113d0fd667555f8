import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  type ConsignmentState,
  type EpcisEventCaptured,
  type EpcisEventState,
  isDeclared,
  isSameCheckpoint,
  type KnownConsignment,
  type LedTo,
  type MappedCheckpoint,
  type UcrState,
  type Unmapped,
} from '@corridor/domain';
import {
  bareTerm,
  CONSIGNMENTS_MAX,
  consignmentsOf,
  type EpcisEvent,
  localTimeOf,
  type PlaceTable,
  scanOf,
  ucrsOf,
} from '@corridor/epcis';
import type { Decided } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type { TradeAggregates } from '../aggregates.js';
import { isParty } from '../consignments/consignment-access.js';
import { maySee, ucrIdOf } from '../consignments/ucr.js';
import { StagedStreams } from './staged-streams.js';

/** What an event led to in the consignments that it names. */
export type Mapping = Pick<
  EpcisEventCaptured['data'],
  'consignmentIds' | 'parties' | 'checkpoints' | 'unmapped'
>;

/** A mapping, and how to keep it: nothing is recorded before. */
type Mapped = Mapping & { keep(): void };

type ErrorDeclaration = NonNullable<EpcisEvent['errorDeclaration']>;

/** What an error declaration leads to. */
export interface TakenBack extends Mapped {
  /** The consignments that it speaks for, with their parties. */
  readonly wrongFor: { readonly consignmentIds: readonly string[]; readonly parties: readonly string[] };
  /** What stands all the same, by the stream of the corrective event that tells of it. */
  readonly upheld: ReadonlyMap<string, Upheld>;
}

/** Checkpoints that are from now on what a corrective event led to. */
export interface Upheld {
  readonly checkpoints: readonly LedTo[];
  /** Participant ids of the parties of their consignments. */
  readonly parties: readonly string[];
}

/** Makes checkpoints of scans, and takes them back where a scan is declared wrong, within the append that captures them. */
export class Checkpoints {
  private readonly consignments: StagedStreams<ConsignmentCommand, ConsignmentEvent, ConsignmentState>;
  /** By the id of the UCR, as {@link ucrIdOf} makes it. */
  private readonly ucrs = new Map<string, UcrState>();

  constructor(
    private readonly aggregates: TradeAggregates,
    private readonly caller: Caller,
    private readonly places: PlaceTable,
  ) {
    this.consignments = new StagedStreams(aggregates.consignments);
  }

  /** Loads the consignments that the events name, and those that events which they declare wrong have moved. */
  async load(events: readonly EpcisEvent[], moved: readonly string[]): Promise<void> {
    const named = events.filter((event) => !namesTooMany(event));
    const ucrIds = new Set(named.flatMap((event) => ucrsOf(event).map(ucrIdOf)));
    const loadUcr = async (id: string) => this.ucrs.set(id, (await this.aggregates.ucrs.load(id)).state);
    await Promise.all([...ucrIds].map(loadUcr));
    await this.consignments.load([...named.flatMap((event) => this.namedBy(event).ids), ...moved]);
  }

  /** @param wrongFor consignments for which the event was declared wrong before it came. */
  map(event: EpcisEvent, wrongFor: readonly string[]): Mapped {
    const scan = scanOf(event, this.places);
    const checkpoints: MappedCheckpoint[] = [];
    const kept: (() => void)[] = [];
    const { ids, unmapped, ...named } = this.named(event);
    for (const consignmentId of named.consignmentIds) {
      if (typeof scan === 'string') {
        unmapped.push({ code: scan, consignmentId });
        continue;
      }
      if (wrongFor.includes(consignmentId)) {
        unmapped.push({ code: 'declared-wrong', consignmentId });
        continue;
      }
      const checkpoint = { consignmentId, ...scan };
      const recorded = this.record(checkpoint, byClockOf(scan.location, localTimeOf(event)));
      if ('code' in recorded) {
        unmapped.push({ code: recorded.code, consignmentId });
      } else {
        checkpoints.push(checkpoint);
        kept.push(() => this.consignments.keep(consignmentId, recorded));
      }
    }
    if (ids.length === 0 && unmapped.length === 0 && typeof scan === 'string') unmapped.push({ code: scan });
    return { ...named, checkpoints, unmapped, keep: () => keepAll(kept) };
  }

  /**
   * What an error declaration takes back: the checkpoints that the wrong event led to, in the consignments that the caller may act for. A scan
   * that found its checkpoint there already leaves it.
   * @param eventKey of the wrong event
   * @param upholderOf the stream of a corrective event that tells of a checkpoint, too: it stays, as what that one led to
   */
  takeBack(
    declaration: EpcisEvent & { readonly errorDeclaration: ErrorDeclaration },
    wrong: EpcisEventState,
    eventKey: string,
    upholderOf: (ledTo: LedTo) => string | undefined,
  ): TakenBack {
    const { ids: _, unmapped, ...named } = this.named(declaration);
    const parties = new Set(named.parties);
    const consignmentIds = new Set(named.consignmentIds);
    const kept: (() => void)[] = [];
    const takenBack = new Set<string>();
    const upheld = new Map<string, Upheld>();
    for (const ledTo of wrong.status === 'captured' ? wrong.checkpoints : []) {
      const { consignmentId } = ledTo;
      const consignment = this.consignmentOf(consignmentId);
      if (!consignment) continue;
      consignmentIds.add(consignmentId);
      for (const party of partiesOf(consignment)) parties.add(party);
      const isDone = wrong.wrongFor.includes(consignmentId) || takenBack.has(consignmentId);
      if (isDone) continue;
      const upholder = upholderOf(ledTo);
      if (upholder !== undefined) {
        if (stands(consignment, ledTo))
          upheld.set(upholder, withOne(upheld.get(upholder), ledTo, consignment));
        continue;
      }
      const decided = this.withdraw(ledTo, eventKey, declaration.errorDeclaration);
      if (decided.events.length === 0) continue;
      takenBack.add(consignmentId);
      kept.push(() => this.consignments.keep(consignmentId, decided));
    }
    for (const consignmentId of named.consignmentIds) {
      if (!takenBack.has(consignmentId)) unmapped.push({ code: 'error-declaration', consignmentId });
    }
    if (consignmentIds.size === 0 && unmapped.length === 0) unmapped.push({ code: 'error-declaration' });
    return {
      ...named,
      checkpoints: [],
      unmapped,
      wrongFor: { consignmentIds: [...consignmentIds], parties: [...parties].sort() },
      upheld,
      keep: () => keepAll(kept),
    };
  }

  appends() {
    return this.consignments.appends();
  }

  /** The consignments that an event names and the caller may act for; of the others, that they are not there. */
  private named(event: EpcisEvent) {
    const unmapped: Unmapped[] = [];
    const consignmentIds: string[] = [];
    const parties = new Set<string>();
    const { ids, unknownUcrs } = this.namedBy(event);
    for (const consignmentId of ids) {
      const consignment = this.consignmentOf(consignmentId);
      if (!consignment) {
        unmapped.push({ code: 'consignment-unknown', consignmentId });
        continue;
      }
      consignmentIds.push(consignmentId);
      for (const party of partiesOf(consignment)) parties.add(party);
    }
    for (let n = 0; n < unknownUcrs; n += 1) unmapped.push({ code: 'ucr-unknown' });
    return { ids, consignmentIds, parties: [...parties].sort(), unmapped };
  }

  /** The ids of consignments that an event names, by themselves or by their UCR; none where there are too many for one event. */
  private namedBy(event: EpcisEvent): { readonly ids: readonly string[]; readonly unknownUcrs: number } {
    if (namesTooMany(event)) return { ids: [], unknownUcrs: 0 };
    const ids = new Set(consignmentsOf(event));
    let unknownUcrs = 0;
    for (const ucr of ucrsOf(event)) {
      const state = this.ucrs.get(ucrIdOf(ucr));
      // What another's UCR stands for is not told.
      if (state?.status === 'assigned' && maySee(this.caller, state)) ids.add(state.consignmentId);
      else unknownUcrs += 1;
    }
    return { ids: [...ids], unknownUcrs };
  }

  /** A trader's own; another's does not exist for it. */
  private consignmentOf(id: string): KnownConsignment | undefined {
    const state = this.consignments.stateOf(id);
    if (!isDeclared(state)) return undefined;
    return this.caller.role !== 'trader' || isParty(this.caller, state) ? state : undefined;
  }

  private record(
    data: MappedCheckpoint,
    occurredAt: string,
  ): Decided<ConsignmentEvent, ConsignmentState> | { readonly code: string } {
    const id = data.consignmentId;
    // Each pallet of a consignment is scanned at the same gate: it arrived there once.
    const isKnown = this.consignmentOf(id)?.checkpoints.some((one) =>
      isSameCheckpoint(one, { ...data, occurredAt }),
    );
    if (isKnown) return { code: 'checkpoint-known' };
    try {
      return this.consignments.decide(id, { type: 'RecordCheckpoint', occurredAt, data });
    } catch (error) {
      // The scan took place all the same: it is kept, and told as not mapped.
      if (error instanceof Rejection) return { code: error.code };
      throw error;
    }
  }

  private withdraw(
    { consignmentId, location, movement, seenAt }: LedTo,
    eventKey: string,
    { declarationTime, reason }: ErrorDeclaration,
  ): Decided<ConsignmentEvent, ConsignmentState> {
    return this.consignments.decide(consignmentId, {
      type: 'WithdrawCheckpoint',
      occurredAt: byClockOf(location, new Date(Date.parse(declarationTime)).toISOString()),
      data: {
        consignmentId,
        location,
        movement,
        seenAt: byClockOf(location, seenAt),
        reason: reasonOf(reason),
        eventKey,
      },
    });
  }
}

function stands({ checkpoints }: KnownConsignment, ledTo: LedTo): boolean {
  return checkpoints.some((one) => isSameCheckpoint(one, { ...ledTo, occurredAt: ledTo.seenAt }));
}

function withOne(before: Upheld | undefined, ledTo: LedTo, consignment: KnownConsignment): Upheld {
  const parties = new Set([...(before?.parties ?? []), ...partiesOf(consignment)]);
  return { checkpoints: [...(before?.checkpoints ?? []), ledTo], parties: [...parties].sort() };
}

function keepAll(kept: readonly (() => void)[]): void {
  for (const keep of kept) keep();
}

const REASON_MAX = 512;

/** Why an event is wrong: a term of the CBV without what stands before it, or somebody's URI. */
function reasonOf(reason: string | undefined): string {
  if (reason === undefined) return 'declared wrong';
  return (bareTerm('errorReason', reason) ?? reason).slice(0, REASON_MAX);
}

function namesTooMany(event: EpcisEvent): boolean {
  return consignmentsOf(event).length + ucrsOf(event).length > CONSIGNMENTS_MAX;
}

function partiesOf({ exporter, importer }: KnownConsignment): readonly string[] {
  return [exporter.participantId, importer.participantId];
}
