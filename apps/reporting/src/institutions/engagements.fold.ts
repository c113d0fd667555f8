import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';

/** Every event that tells of an engagement. */
export const ENGAGEMENT_EVENTS = [
  'EngagementPlanned',
  'EngagementRescheduled',
  'EngagementCancelled',
  'EngagementHeld',
  'ParticipationRegistered',
  'ParticipationWithdrawn',
  'FirmAttended',
  'FirmsMet',
] as const;
export type EngagementEventOfLog = EventOf<(typeof ENGAGEMENT_EVENTS)[number]>;

/** A row of `reporting.engagements`, without its generation. */
export interface EngagementRow {
  readonly engagement_id: string;
  readonly position: number;
  readonly kind: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly organiser: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly sectors: readonly string[];
  readonly status: 'planned' | 'held' | 'cancelled';
  /** Participant ids, in the order in which they registered. */
  readonly firms: readonly string[];
  readonly meetings: number;
  readonly demo: boolean;
}

/** A row of `reporting.engagement_facts`, without its generation. */
export interface EngagementFact {
  readonly position: number;
  readonly engagement_id: string;
  readonly kind:
    | 'planned'
    | 'rescheduled'
    | 'cancelled'
    | 'held'
    | 'registered'
    | 'registration-withdrawn'
    | 'attended'
    | 'met';
  readonly on_day: string;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly firm: string | null;
  readonly other_firm: string | null;
  readonly people: number | null;
  readonly reason: string | null;
}

/**
 * What events make of engagements, and the facts that they tell.
 * @param stored the rows of those that the events tell of, where they are known already
 */
export function foldEngagements(
  events: readonly EngagementEventOfLog[],
  stored: ReadonlyMap<string, EngagementRow>,
): { readonly rows: ReadonlyMap<string, EngagementRow>; readonly facts: readonly EngagementFact[] } {
  const rows = new Map<string, EngagementRow>();
  const facts = events.map((event) => {
    const { engagementId } = event.data;
    rows.set(engagementId, rowAfter(event, rows.get(engagementId) ?? stored.get(engagementId)));
    return { ...NONE, ...factOf(event), ...toldBy(event) };
  });
  return { rows, facts };
}

const NONE = {
  starts_on: null,
  ends_on: null,
  firm: null,
  other_firm: null,
  people: null,
  reason: null,
} as const;

function toldBy({ position, occurredAt, data }: EngagementEventOfLog) {
  return { position, engagement_id: data.engagementId, on_day: occurredAt.slice(0, 10) };
}

function rowAfter(event: EngagementEventOfLog, before: EngagementRow | undefined): EngagementRow {
  if (event.type === 'EngagementPlanned') {
    const { engagementId, startsOn, endsOn, ...terms } = event.data;
    const days = { starts_on: startsOn, ends_on: endsOn };
    const { position, demo } = event;
    const begun = { status: 'planned', firms: [], meetings: 0 } as const;
    return { engagement_id: engagementId, position, ...terms, ...days, ...begun, demo };
  }
  if (!before) throw new Error(`The engagement ${event.data.engagementId} was not planned.`);
  switch (event.type) {
    case 'EngagementRescheduled':
      return { ...before, starts_on: event.data.startsOn, ends_on: event.data.endsOn };
    case 'EngagementCancelled':
      return { ...before, status: 'cancelled' };
    case 'EngagementHeld':
      return { ...before, status: 'held' };
    case 'ParticipationRegistered': {
      const { participantId } = event.data.firm;
      return { ...before, firms: [...new Set([...before.firms, participantId])] };
    }
    case 'ParticipationWithdrawn':
      return { ...before, firms: before.firms.filter((firm) => firm !== event.data.firm) };
    case 'FirmAttended':
      return before;
    case 'FirmsMet':
      return { ...before, meetings: before.meetings + 1 };
    default:
      return never(event);
  }
}

function factOf(event: EngagementEventOfLog): Pick<EngagementFact, 'kind'> & Partial<EngagementFact> {
  switch (event.type) {
    case 'EngagementPlanned':
    case 'EngagementRescheduled': {
      const kind = event.type === 'EngagementPlanned' ? 'planned' : 'rescheduled';
      return { kind, starts_on: event.data.startsOn, ends_on: event.data.endsOn };
    }
    case 'EngagementCancelled':
      return { kind: 'cancelled', reason: event.data.reason };
    case 'EngagementHeld':
      return { kind: 'held' };
    case 'ParticipationRegistered':
      return { kind: 'registered', firm: event.data.firm.participantId, people: event.data.people };
    case 'ParticipationWithdrawn':
      return { kind: 'registration-withdrawn', firm: event.data.firm };
    case 'FirmAttended':
      return { kind: 'attended', firm: event.data.firm, people: event.data.people };
    case 'FirmsMet': {
      const [firm = null, other_firm = null] = event.data.firms;
      return { kind: 'met', firm, other_firm };
    }
    default:
      return never(event);
  }
}
