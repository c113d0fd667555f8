import type { EventOf } from '@corridor/contracts';
import { minorText, never } from '@corridor/kernel';

/** Every event that tells of a need. */
export const NEED_EVENTS = [
  'NeedPosted',
  'NeedAmended',
  'NeedWithdrawn',
  'NeedExpired',
  'NeedFulfilled',
] as const;
export type NeedEventOfLog = EventOf<(typeof NEED_EVENTS)[number]>;

/** A row of `reporting.needs`, without its generation. Decimals and minor units are text: JSON could round them. */
export interface NeedRow {
  readonly need_id: string;
  readonly position: number;
  readonly side: 'offer' | 'seek';
  readonly firm: object;
  readonly participant: string;
  readonly hs: string;
  readonly chapter: string;
  readonly country: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly per: string;
  readonly place: string | null;
  readonly incoterm: object | null;
  readonly price_currency: string | null;
  readonly price_minor: string | null;
  readonly valid_until: string;
  readonly status: 'open' | 'withdrawn' | 'expired' | 'fulfilled';
  readonly posted_on: string;
  /** Of the event that told its terms last, and of the one that ended it. */
  readonly terms_position: number;
  readonly ended_position: number | null;
  readonly demo: boolean;
}

/** A row of `reporting.need_facts`, without its generation. */
export interface NeedFact {
  readonly position: number;
  readonly need_id: string;
  readonly kind: 'posted' | 'amended' | 'withdrawn' | 'expired' | 'fulfilled';
  readonly on_day: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly per: string | null;
  readonly reason: string | null;
  /** Of a fulfilment, the match that brought it. */
  readonly match_id: string | null;
}

/**
 * What events make of needs, and the facts that they tell.
 * @param stored the rows of those that the events tell of, where they are known already
 */
export function foldNeeds(
  events: readonly NeedEventOfLog[],
  stored: ReadonlyMap<string, NeedRow>,
): { readonly rows: ReadonlyMap<string, NeedRow>; readonly facts: readonly NeedFact[] } {
  const rows = new Map<string, NeedRow>();
  const facts = events.map((event) => {
    const { needId } = event.data;
    rows.set(needId, rowAfter(event, rows.get(needId) ?? stored.get(needId)));
    return factOf(event);
  });
  return { rows, facts };
}

function rowAfter(event: NeedEventOfLog, before: NeedRow | undefined): NeedRow {
  if (event.type === 'NeedPosted') {
    const { needId, side, firm, hs, country } = event.data;
    return {
      need_id: needId,
      position: event.position,
      side,
      firm,
      participant: firm.participantId,
      hs,
      chapter: hs.slice(0, 2),
      country,
      ...termsOf(event.data),
      status: 'open',
      posted_on: event.occurredAt.slice(0, 10),
      terms_position: event.position,
      ended_position: null,
      demo: event.demo,
    };
  }
  if (!before) throw new Error(`The need ${event.data.needId} was not posted.`);
  switch (event.type) {
    case 'NeedAmended':
      return { ...before, ...termsOf(event.data), terms_position: event.position };
    case 'NeedWithdrawn':
      return { ...before, status: 'withdrawn', ended_position: event.position };
    case 'NeedExpired':
      return { ...before, status: 'expired', ended_position: event.position };
    case 'NeedFulfilled':
      return { ...before, status: 'fulfilled', ended_position: event.position };
    default:
      return never(event);
  }
}

function termsOf(terms: Extract<NeedEventOfLog, { type: 'NeedPosted' | 'NeedAmended' }>['data']) {
  const { description, quantity, unit, per, place, incoterm, unitPrice, validUntil } = terms;
  return {
    description,
    quantity,
    unit,
    per,
    place: place ?? null,
    incoterm: incoterm ?? null,
    price_currency: unitPrice?.currency ?? null,
    price_minor: unitPrice ? minorText(unitPrice) : null,
    valid_until: validUntil,
  };
}

const KINDS = {
  NeedPosted: 'posted',
  NeedAmended: 'amended',
  NeedWithdrawn: 'withdrawn',
  NeedExpired: 'expired',
  NeedFulfilled: 'fulfilled',
} as const;

function factOf({ type, position, occurredAt, data }: NeedEventOfLog): NeedFact {
  return {
    position,
    need_id: data.needId,
    kind: KINDS[type],
    on_day: occurredAt.slice(0, 10),
    quantity: 'quantity' in data ? data.quantity : null,
    unit: 'unit' in data ? data.unit : null,
    per: 'per' in data ? data.per : null,
    reason: 'reason' in data ? data.reason : null,
    match_id: ('matchId' in data ? data.matchId : undefined) ?? null,
  };
}
