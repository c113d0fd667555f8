import type { EventOf } from '@corridor/contracts';
import { type MoneyJson, minorText, never } from '@corridor/kernel';

/** Every event that tells of a lead. */
export const LEAD_EVENTS = [
  'LeadRecorded',
  'LeadFollowedUp',
  'LeadLapsed',
  'LeadCommitted',
  'LeadCommitmentWithdrawn',
] as const;
export type LeadEventOfLog = EventOf<(typeof LEAD_EVENTS)[number]>;

/** A row of `reporting.leads`, without its generation. */
export interface LeadRow {
  readonly lead_id: string;
  readonly position: number;
  /** What it came of: one of both. */
  readonly engagement_id: string | null;
  readonly match_id: string | null;
  readonly seller: object;
  readonly buyer: object;
  readonly participants: readonly string[];
  readonly sector: string;
  readonly hs: readonly string[];
  readonly currency: string | null;
  /** As text: JSON could round it. */
  readonly expected_minor: string | null;
  readonly recorded_on: string;
  readonly status: 'open' | 'committed' | 'lapsed';
  readonly lapse_reason: string | null;
  /** Those that name it and stand. */
  readonly commitment_ids: readonly string[];
  readonly follow_ups: number;
  readonly demo: boolean;
}

/** A row of `reporting.lead_facts`, without its generation. */
export interface LeadFact {
  readonly position: number;
  readonly lead_id: string;
  readonly kind: 'recorded' | 'followed' | 'lapsed' | 'committed' | 'withdrawn';
  readonly on_day: string;
  readonly reason: string | null;
  readonly commitment_id: string | null;
  readonly currency: string | null;
  readonly expected_minor: string | null;
}

/**
 * What events make of leads, and the facts that they tell.
 * @param stored the rows of those that the events tell of, where they are known already
 */
export function foldLeads(
  events: readonly LeadEventOfLog[],
  stored: ReadonlyMap<string, LeadRow>,
): { readonly rows: ReadonlyMap<string, LeadRow>; readonly facts: readonly LeadFact[] } {
  const rows = new Map<string, LeadRow>();
  const facts = events.map((event) => {
    const { leadId } = event.data;
    rows.set(leadId, rowAfter(event, rows.get(leadId) ?? stored.get(leadId)));
    return factOf(event);
  });
  return { rows, facts };
}

function rowAfter(event: LeadEventOfLog, before: LeadRow | undefined): LeadRow {
  if (event.type === 'LeadRecorded') return recorded(event);
  if (!before) throw new Error(`The lead ${event.data.leadId} was not recorded.`);
  switch (event.type) {
    case 'LeadFollowedUp': {
      const { expectedValue } = event.data;
      return { ...before, follow_ups: before.follow_ups + 1, ...(expectedValue && expected(expectedValue)) };
    }
    case 'LeadLapsed':
      return asItStands({ ...before, lapse_reason: event.data.reason });
    case 'LeadCommitted':
      return asItStands({ ...before, commitment_ids: [...before.commitment_ids, event.data.commitmentId] });
    case 'LeadCommitmentWithdrawn': {
      const { commitmentId } = event.data;
      return asItStands({
        ...before,
        commitment_ids: before.commitment_ids.filter((id) => id !== commitmentId),
      });
    }
    default:
      return never(event);
  }
}

function asItStands(row: LeadRow): LeadRow {
  const { commitment_ids, lapse_reason } = row;
  const status = commitment_ids.length > 0 ? 'committed' : lapse_reason === null ? 'open' : 'lapsed';
  return { ...row, status };
}

function recorded({
  position,
  occurredAt,
  demo,
  data,
}: Extract<LeadEventOfLog, { type: 'LeadRecorded' }>): LeadRow {
  const { leadId, origin, seller, buyer, sector, hs, expectedValue } = data;
  return {
    lead_id: leadId,
    position,
    engagement_id: 'engagementId' in origin ? origin.engagementId : null,
    match_id: 'matchId' in origin ? origin.matchId : null,
    seller,
    buyer,
    participants: [seller.participantId, buyer.participantId].sort(),
    sector,
    hs,
    ...expected(expectedValue),
    recorded_on: occurredAt.slice(0, 10),
    status: 'open',
    lapse_reason: null,
    commitment_ids: [],
    follow_ups: 0,
    demo,
  };
}

const KINDS = {
  LeadRecorded: 'recorded',
  LeadFollowedUp: 'followed',
  LeadLapsed: 'lapsed',
  LeadCommitted: 'committed',
  LeadCommitmentWithdrawn: 'withdrawn',
} as const;

function factOf({ type, position, occurredAt, data }: LeadEventOfLog): LeadFact {
  return {
    position,
    lead_id: data.leadId,
    kind: KINDS[type],
    on_day: occurredAt.slice(0, 10),
    reason: 'reason' in data ? data.reason : null,
    commitment_id: 'commitmentId' in data ? data.commitmentId : null,
    ...expected('expectedValue' in data ? data.expectedValue : undefined),
  };
}

function expected(value: MoneyJson | undefined): Pick<LeadRow, 'currency' | 'expected_minor'> {
  return { currency: value?.currency ?? null, expected_minor: value ? minorText(value) : null };
}
