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
import { type Caller, checkNotAhead } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';
import type { Clock } from '../tokens.js';
import { Checkpoints, type Mapping, type TakenBack } from './checkpoints.js';
import { Corrections } from './corrections.js';
import type { EpcisSettings } from './epcis-settings.js';
import { declaredWrongBy, eventKeyOf } from './event-key.js';
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
  const checkpoints = new Checkpoints(aggregates, caller, settings.places);
  const corrections = new Corrections(store, aggregates, settings.places);
  const wrongKeys = found.flatMap((event) => declaredWrongBy(event) ?? []);
  await Promise.all([
    staged.load([...found.map(eventKeyOf), ...wrongKeys, ...Corrections.keysOf(found)]),
    corrections.load(found),
  ]);
  const moved = wrongKeys.flatMap((key) => consignmentsMovedBy(staged.stateOf(key)));
  await checkpoints.load(
    found.map(({ given }) => given),
    moved,
  );

  /** What an event leads to as things stand. */
  const mappingOf = (
    event: ReadEvent,
  ): ReturnType<Checkpoints['map']> & Partial<Pick<TakenBack, 'wrongFor' | 'upheld'>> => {
    const { given } = event;
    const wrongKey = declaredWrongBy(event);
    if (wrongKey === undefined || !isErrorDeclaration(given))
      return checkpoints.map(given, staged.stateOf(eventKeyOf(event)).wrongFor);
    return checkpoints.takeBack(given, staged.stateOf(wrongKey), wrongKey, (ledTo) =>
      corrections.upholderOf(given, ledTo, (key) => staged.stateOf(key)),
    );
  };
  const stage = (key: string, command: EpcisEventCommand) => staged.keep(key, staged.decide(key, command));
  const summary = { captured: 0, duplicates: 0, checkpoints: 0 };
  const errors: CaptureData['errors'][number][] = [];
  const unmapped: CaptureData['unmapped'][number][] = [];
  for (const event of events) {
    if ('faults' in event) {
      errors.push(...event.faults.map((fault) => errorOf(fault)));
      continue;
    }
    const eventKey = eventKeyOf(event);
    const declaresWrong = declaredWrongBy(event);
    const { keep, wrongFor, upheld, ...mapping } = mappingOf(event);
    try {
      if (declaresWrong !== undefined) checkSeen(staged.stateOf(declaresWrong), caller);
      const decided = staged.decide(eventKey, commandOf(event, mapping, caller.participant, captureId));
      if (decided.events.length === 0) {
        summary.duplicates += 1;
        continue;
      }
      staged.keep(eventKey, decided);
      keep();
      if (declaresWrong !== undefined && wrongFor && wrongFor.consignmentIds.length > 0) {
        const occurredAt = declaredAt(event.given) ?? localTimeOf(event.given);
        const told = { declaredBy: eventKey, captor: caller.participant };
        const wrong = { eventKey: declaresWrong, ...told, ...wrongFor };
        stage(declaresWrong, { type: 'DeclareEpcisEventWrong', occurredAt, data: wrong });
        for (const [upholder, stands] of upheld ?? []) {
          const data = { eventKey: upholder, wrongKey: declaresWrong, ...told, ...stands };
          stage(upholder, { type: 'UpholdCheckpoints', occurredAt, data });
        }
      }
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const pointer = event.pointer + (error.details.pointer ?? '');
      errors.push(errorOf({ pointer, detail: error.message }, error.code));
      continue;
    }
    summary.captured += 1;
    summary.checkpoints += mapping.checkpoints.length;
    for (const { code, consignmentId } of mapping.unmapped) {
      if (consignmentId === undefined && code !== 'ucr-unknown') continue;
      unmapped.push({ pointer: event.pointer, code, ...(consignmentId !== undefined && { consignmentId }) });
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

/** Who may not see an event cannot declare it wrong; one that is not in the ledger may come later. @throws Rejection `event-not-yours`. */
function checkSeen(state: EpcisEventState, { role, participant }: Caller): void {
  if (role !== 'trader' || state.status === 'unknown') return;
  if (state.captors.includes(participant) || state.parties.includes(participant)) return;
  const message =
    'The event that it declares wrong was captured by others, about consignments that are not yours.';
  throw new Rejection('event-not-yours', message, { pointer: '/eventID' });
}

function isErrorDeclaration(
  event: EpcisEvent,
): event is EpcisEvent & { readonly errorDeclaration: NonNullable<EpcisEvent['errorDeclaration']> } {
  return event.errorDeclaration !== undefined;
}

/** In UTC, to the millisecond: the declaration tells of no place. */
function declaredAt({ errorDeclaration }: EpcisEvent): string | undefined {
  return errorDeclaration && new Date(Date.parse(errorDeclaration.declarationTime)).toISOString();
}

function consignmentsMovedBy(state: EpcisEventState): readonly string[] {
  return state.status === 'unknown' ? [] : state.checkpoints.map(({ consignmentId }) => consignmentId);
}

/** An event that lies ahead of the ledger's clock, or where no calendar reaches, is faulty like one with a wrong field. */
export function checkedInTime(event: ReadEvent | FaultyEvent, now: Clock): ReadEvent | FaultyEvent {
  if ('faults' in event) return event;
  const { given, pointer } = event;
  const times = [
    ['eventTime', localTimeOf(given)],
    ['errorDeclaration/declarationTime', declaredAt(given)],
  ] as const;
  const faults = times.flatMap(([field, time]) => {
    const detail = time === undefined ? undefined : timeFaultOf(time, now);
    return detail === undefined ? [] : [{ pointer: `${pointer}/${field}`, detail }];
  });
  return faults.length === 0 ? event : { pointer, faults };
}

function timeFaultOf(time: string, now: Clock): string | undefined {
  if (!timestampSchema.safeParse(time).success) return 'is beyond the calendar';
  try {
    checkNotAhead(time, now, 'occurred-in-future', '/eventTime');
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
