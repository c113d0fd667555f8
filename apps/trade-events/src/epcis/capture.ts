import { timestampSchema } from '@corridor/contracts';
import type { CaptureFinished, EpcisEventCommand, EpcisEventEvent, EpcisEventState } from '@corridor/domain';
import {
  type EpcisEvent,
  type Fault,
  type FaultyEvent,
  identityOf,
  localTimeOf,
  type ReadEvent,
} from '@corridor/epcis';
import type { EventStore, StreamAppend } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';
import { derivedId } from '../requests/derived-id.js';
import { checkNotAhead } from '../requests/request-body.js';
import type { Clock } from '../tokens.js';
import { Checkpoints, type Mapping } from './checkpoints.js';
import type { EpcisSettings } from './epcis-settings.js';
import { StagedStreams } from './staged-streams.js';

/** So many errors, and so many events that were not mapped, are told by name. */
const TOLD_MAX = 1_000;
const LINE_MAX = 512;

type CaptureData = CaptureFinished['data'];

/** What became of the events of a document, and what is to be appended so that it is so. */
export interface Captured
  extends Pick<CaptureData, 'captured' | 'duplicates' | 'checkpoints' | 'errors' | 'unmapped'> {
  readonly streams: readonly StreamAppend[];
}

export interface CaptureOptions {
  readonly store: EventStore;
  readonly aggregates: TradeAggregates;
  readonly settings: EpcisSettings;
  readonly caller: Caller;
  /** The job; absent for an event that comes alone. */
  readonly captureId?: string;
}

/**
 * Decides on the events of a document one by one, each on what the ones before it made of the ledger: an event that stands twice in a document is captured
 * once. What is refused leaves nothing behind.
 */
export async function capture(
  events: readonly (ReadEvent | FaultyEvent)[],
  { store, aggregates, settings, caller, captureId }: CaptureOptions,
): Promise<Captured> {
  const found = events.filter((event): event is ReadEvent => 'given' in event);
  const staged = new StagedStreams<EpcisEventCommand, EpcisEventEvent, EpcisEventState>(
    aggregates.epcisEvents,
  );
  const checkpoints = new Checkpoints(store, aggregates, caller, settings.places);
  await Promise.all([
    staged.load(found.flatMap((event) => [eventKeyOf(event), ...declaredWrongBy(event)])),
    checkpoints.load(found.map(({ given }) => given)),
  ]);

  const summary = { captured: 0, duplicates: 0, checkpoints: 0 };
  const errors: CaptureData['errors'][number][] = [];
  const unmapped: CaptureData['unmapped'][number][] = [];
  for (const event of events) {
    if ('faults' in event) {
      errors.push(...event.faults.map((fault) => errorOf(fault)));
      continue;
    }
    const eventKey = eventKeyOf(event);
    const { keep, ...mapping } = checkpoints.map(event.given);
    try {
      for (const key of declaredWrongBy(event)) checkSeen(staged.stateOf(key), caller);
      const decided = staged.decide(eventKey, commandOf(event, mapping, caller.participant, captureId));
      if (decided.events.length === 0) {
        summary.duplicates += 1;
        continue;
      }
      staged.keep(eventKey, decided);
      keep();
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const pointer = event.pointer + (error.details.pointer ?? '');
      errors.push(errorOf({ pointer, detail: error.message }, error.code));
      continue;
    }
    summary.captured += 1;
    summary.checkpoints += mapping.checkpoints.length;
    for (const { code, consignmentId } of mapping.unmapped) {
      if (consignmentId !== undefined) unmapped.push({ pointer: event.pointer, code, consignmentId });
    }
  }
  return {
    ...summary,
    errors: errors.slice(0, TOLD_MAX),
    unmapped: unmapped.slice(0, TOLD_MAX),
    streams: [...staged.appends(), ...checkpoints.appends()],
  };
}

function commandOf(
  event: ReadEvent,
  mapping: Mapping,
  captor: string,
  captureId: string | undefined,
): EpcisEventCommand {
  return {
    type: 'CaptureEpcisEvent',
    occurredAt: localTimeOf(event.given),
    data: {
      eventKey: eventKeyOf(event),
      ...identityOf(event),
      ...(captureId !== undefined && { captureId }),
      captor,
      hash: event.hash,
      eventType: event.given.type,
      event: event.given as Readonly<Record<string, unknown>>,
      context: event.context,
      ...mapping,
    },
  };
}

/** The stream of an event: what it is known by holds it unique. */
function eventKeyOf(event: ReadEvent): string {
  const { eventId, identifiedBy, errorDeclaration } = identityOf(event);
  return eventKey(eventId, identifiedBy, errorDeclaration);
}

/** The stream of the event that an error declaration is about. */
function declaredWrongBy(event: ReadEvent): readonly string[] {
  const { eventId, identifiedBy, errorDeclaration } = identityOf(event);
  return errorDeclaration ? [eventKey(eventId, identifiedBy, false)] : [];
}

/** Who may not see an event cannot declare it wrong; one that is not in the ledger may come later. @throws Rejection `event-not-yours`. */
function checkSeen(state: EpcisEventState, { role, participant }: Caller): void {
  if (role !== 'trader' || state.status === 'unknown') return;
  if (state.captors.includes(participant) || state.parties.includes(participant)) return;
  const message =
    'The event that it declares wrong was captured by others, about consignments that are not yours.';
  throw new Rejection('event-not-yours', message, { pointer: '/eventID' });
}

export function eventKey(eventId: string, identifiedBy: string, errorDeclaration: boolean): string {
  const kind = errorDeclaration ? 'error-declaration' : 'event';
  return derivedId('corridor-ledger epcis event v1', identifiedBy, kind, eventId);
}

/** An event that lies ahead of the ledger's clock, or where no calendar reaches, is faulty like one with a wrong field. */
export function checkedInTime(event: ReadEvent | FaultyEvent, now: Clock): ReadEvent | FaultyEvent {
  if ('faults' in event) return event;
  const detail = timeFaultOf(event.given, now);
  if (detail === undefined) return event;
  return { pointer: event.pointer, faults: [{ pointer: `${event.pointer}/eventTime`, detail }] };
}

function timeFaultOf(event: EpcisEvent, now: Clock): string | undefined {
  if (!timestampSchema.safeParse(localTimeOf(event)).success) return 'is beyond the calendar';
  try {
    checkNotAhead(event.eventTime, now, 'occurred-in-future', '/eventTime');
    return undefined;
  } catch {
    return "lies more than a day ahead of the ledger's clock; send it when it has happened";
  }
}

function errorOf({ pointer, detail }: Fault, code = 'content-invalid'): CaptureData['errors'][number] {
  return { pointer: lineOf(pointer), code, detail: lineOf(detail) };
}

/** Cut off where it is too long, but not through a character. */
function lineOf(text: string): string {
  return text.slice(0, LINE_MAX).replace(/[\uD800-\uDBFF]$/, '');
}
