import { readEventData } from '@corridor/contracts';
import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  type ConsignmentState,
  type EpcisEventCaptured,
  isDeclared,
  type KnownConsignment,
  type MappedCheckpoint,
  type Unmapped,
} from '@corridor/domain';
import {
  CONSIGNMENTS_MAX,
  consignmentsOf,
  type EpcisEvent,
  localTimeOf,
  type PlaceTable,
  scanOf,
} from '@corridor/epcis';
import type { EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type { TradeAggregates } from '../aggregates.js';
import { isParty } from '../consignments/consignment-access.js';
import { StagedStreams } from './staged-streams.js';

/** What an event led to in the consignments that it names. */
export type Mapping = Pick<
  EpcisEventCaptured['data'],
  'consignmentIds' | 'parties' | 'checkpoints' | 'unmapped'
>;

/** Makes checkpoints of scans, within the append that captures them. */
export class Checkpoints {
  private readonly consignments: StagedStreams<ConsignmentCommand, ConsignmentEvent, ConsignmentState>;
  /** By consignment, each as {@link keyOf} writes it. */
  private readonly known = new Map<string, Set<string>>();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: TradeAggregates,
    private readonly caller: Caller,
    private readonly places: PlaceTable,
  ) {
    this.consignments = new StagedStreams(aggregates.consignments);
  }

  /** Loads the consignments that the events name. */
  async load(events: readonly EpcisEvent[]): Promise<void> {
    const ids = new Set(events.flatMap((event) => namedBy(event)));
    await this.consignments.load(ids);
    await Promise.all([...ids].map((id) => this.loadKnown(id)));
  }

  /** The mapping of an event, and how to keep it: nothing is recorded before. */
  map(event: EpcisEvent): Mapping & { keep(): void } {
    const scan = scanOf(event, this.places);
    const consignmentIds: string[] = [];
    const parties = new Set<string>();
    const checkpoints: MappedCheckpoint[] = [];
    const unmapped: Unmapped[] = [];
    const kept: (() => void)[] = [];
    for (const consignmentId of namedBy(event)) {
      const consignment = this.consignmentOf(consignmentId);
      if (!consignment) {
        unmapped.push({ code: 'consignment-unknown', consignmentId });
        continue;
      }
      consignmentIds.push(consignmentId);
      parties.add(consignment.exporter.participantId).add(consignment.importer.participantId);
      if (typeof scan === 'string') {
        unmapped.push({ code: scan, consignmentId });
        continue;
      }
      const checkpoint = { consignmentId, ...scan };
      const recorded = this.record(checkpoint, byClockOf(scan.location, localTimeOf(event)));
      if ('code' in recorded) {
        unmapped.push({ code: recorded.code, consignmentId });
      } else {
        checkpoints.push(checkpoint);
        kept.push(recorded.keep);
      }
    }
    if (consignmentIds.length === 0 && unmapped.length === 0 && typeof scan === 'string')
      unmapped.push({ code: scan });
    return {
      consignmentIds,
      parties: [...parties].sort(),
      checkpoints,
      unmapped,
      keep: () => {
        for (const keep of kept) keep();
      },
    };
  }

  appends() {
    return this.consignments.appends();
  }

  /** A trader's own; another's does not exist for it. */
  private consignmentOf(id: string): KnownConsignment | undefined {
    const state = this.consignments.stateOf(id);
    if (!isDeclared(state)) return undefined;
    return this.caller.role !== 'trader' || isParty(this.caller, state) ? state : undefined;
  }

  private record(data: MappedCheckpoint, occurredAt: string): { keep(): void } | { readonly code: string } {
    const id = data.consignmentId;
    const known = this.known.get(id);
    const key = keyOf(data, occurredAt);
    // Each pallet of a consignment is scanned at the same gate: it arrived there once.
    if (known?.has(key)) return { code: 'checkpoint-known' };
    try {
      const decided = this.consignments.decide(id, { type: 'RecordCheckpoint', occurredAt, data });
      return {
        keep: () => {
          this.consignments.keep(id, decided);
          known?.add(key);
        },
      };
    } catch (error) {
      // The scan took place all the same: it is kept, and told as not mapped.
      if (error instanceof Rejection) return { code: error.code };
      throw error;
    }
  }

  private async loadKnown(id: string): Promise<void> {
    const history = await this.store.readStream(this.aggregates.consignments.streamOf(id));
    const keys = history
      .filter(({ type }) => type === 'CheckpointRecorded')
      .map((event) => keyOf(readEventData('CheckpointRecorded', event), event.occurredAt));
    this.known.set(id, new Set(keys));
  }
}

/** The ids of consignments that an event names; none where there are too many for one event. */
function namedBy(event: EpcisEvent): readonly string[] {
  const ids = consignmentsOf(event);
  return ids.length > CONSIGNMENTS_MAX ? [] : ids;
}

function keyOf({ location, movement }: Omit<MappedCheckpoint, 'consignmentId'>, occurredAt: string): string {
  return `${location} ${movement} ${Date.parse(occurredAt)}`;
}
