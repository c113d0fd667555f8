import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import { type ConductRow, saysTheSame, type ToldCase } from './conduct-row.js';
import { confirmedBy, NOTHING } from './dealings.js';
import { DEALING_EVENTS, type DealingEvent, type FirmDealings } from './firm-dealings.js';
import { DISPUTE_EVENTS, type DisputeEvent, type FirmDisputes } from './firm-disputes.js';

const CUSTOMS_EVENTS = [
  'DeclarationLodged',
  'InspectionRecorded',
  'DeclarationCleared',
  'DeclarationRefused',
  'DeclarationInvalidated',
  'TransitOpened',
  'TransitIrregularityRecorded',
  'TransitGuaranteeCalled',
  'TransitDischarged',
  'TransitCancelled',
] as const;
export type CustomsEvent = EventOf<(typeof CUSTOMS_EVENTS)[number]>;

/** Every event that tells whether a firm kept its word, or stands behind what was told. */
export const FIRM_CONDUCT_EVENTS = [
  ...DEALING_EVENTS,
  ...DISPUTE_EVENTS,
  'InspectionRecorded',
  'DeclarationRefused',
  'DeclarationInvalidated',
  'TransitOpened',
  'TransitIrregularityRecorded',
  'TransitGuaranteeCalled',
  'TransitDischarged',
  'TransitCancelled',
] as const;
export type FirmConductEvent = EventOf<(typeof FIRM_CONDUCT_EVENTS)[number]>;

type Told = Pick<ConductRow, 'outcome' | 'on_day'> & Partial<Pick<ConductRow, 'firm'>>;

/** What is known of each case that events tell of: the newest row by {@link caseKey}, dealings, and disputes. */
export interface Conduct {
  readonly cases: Map<string, ConductRow>;
  readonly dealings: FirmDealings;
  readonly disputes: FirmDisputes;
}

export function caseKey({ part, case_id }: Pick<ConductRow, 'part' | 'case_id'>): string {
  return `${part} ${case_id}`;
}

/** The case that an event of customs tells of. */
export function caseOf({ data }: CustomsEvent): Pick<ConductRow, 'part' | 'case_id'> {
  return { part: 'customs', case_id: 'transitId' in data ? data.transitId : data.declarationId };
}

export function isCustomsEvent(event: FirmConductEvent): event is CustomsEvent {
  return (CUSTOMS_EVENTS as readonly string[]).includes(event.type);
}

export function isDealingEvent(event: FirmConductEvent): event is DealingEvent {
  return (DEALING_EVENTS as readonly string[]).includes(event.type);
}

export function isDisputeEvent(event: FirmConductEvent): event is DisputeEvent {
  return (DISPUTE_EVENTS as readonly string[]).includes(event.type);
}

/** What events add: a row wherever a case became another one, or somebody stands behind it. Brings `conduct` up to them. */
export function foldFirmConduct(
  events: readonly FirmConductEvent[],
  { cases, dealings, disputes }: Conduct,
): readonly ConductRow[] {
  return events.flatMap((event) => {
    if (isDisputeEvent(event)) return disputes.take(event);
    const atCustoms = isCustomsEvent(event) ? ofCustoms(event, cases) : undefined;
    const told = [...(atCustoms ? [atCustoms] : []), ...(isDealingEvent(event) ? dealings.take(event) : [])];
    return told.flatMap((now) => {
      const before = cases.get(caseKey(now));
      if (before && saysTheSame(before, now)) return [];
      const row = { ...now, position: event.position };
      cases.set(caseKey(row), row);
      return [row];
    });
  });
}

function ofCustoms(event: CustomsEvent, cases: ReadonlyMap<string, ConductRow>): ToldCase | undefined {
  const of = caseOf(event);
  const before = cases.get(caseKey(of));
  const told = toldOf(event, before);
  if (!told) return undefined;
  const { firm = before?.firm, outcome, on_day } = told;
  if (firm === undefined) throw new Error(`The ${of.part} ${of.case_id} was not begun before.`);
  // Customs itself tells what becomes of it.
  const isDecided = outcome === 'success' || outcome === 'failure';
  const since = before?.outcome === outcome && before.on_day === on_day ? before.confirmed_position : null;
  const standing = isDecided ? confirmedBy(since ?? event.position) : NOTHING;
  return { firm, ...of, outcome, due_on: null, on_day, ...standing };
}

/** `undefined` where it says nothing new: above all, what customs found amiss stays, whatever becomes of the goods. */
function toldOf(event: CustomsEvent, before: ConductRow | undefined): Told | undefined {
  const day = event.occurredAt.slice(0, 10);
  const atCustoms = (told: Told): Told | undefined => (before?.outcome === 'failure' ? undefined : told);
  const failed = { outcome: 'failure', on_day: day } as const;
  const none = { outcome: 'none', on_day: null } as const;
  switch (event.type) {
    case 'DeclarationLodged': {
      const { flow, exporter, importer } = event.data;
      return { firm: flow === 'export' ? exporter : importer, outcome: 'open', on_day: null };
    }
    case 'InspectionRecorded':
      return event.data.result === 'discrepancy' ? atCustoms(failed) : undefined;
    case 'DeclarationCleared':
    case 'TransitDischarged':
      return atCustoms({ outcome: 'success', on_day: day });
    case 'DeclarationRefused':
      return atCustoms(event.data.reason === 'withdrawn' ? none : failed);
    case 'DeclarationInvalidated':
    case 'TransitCancelled':
      return atCustoms(none);
    case 'TransitOpened':
      return { firm: event.data.principal.participantId, outcome: 'open', on_day: null };
    case 'TransitIrregularityRecorded':
      // Whom an accident befalls has not been found at fault.
      return event.data.code === 'accident' ? undefined : atCustoms(failed);
    case 'TransitGuaranteeCalled':
      return atCustoms(failed);
    default:
      return never(event);
  }
}
