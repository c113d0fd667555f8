/** Where goods stand with one visit: see {@link visitsOf}. */
export type VisitStanding = 'begun' | 'open' | 'ended' | 'complete' | 'incomplete' | 'anomaly';

/** By what goods go: as events tell it. */
export type Mode = 'road' | 'rail' | 'sea' | 'air';

/** What a row says was known of a consignment from one position to another. */
export interface KnownRow {
  readonly consignment_id: string;
  readonly from_position: number;
  /** Which of the rows that became known so there, so that they stand in one order. */
  readonly within: number;
  /** From which it is known otherwise; null while it is known so. */
  readonly until_position: number | null;
}

/** A row of `reporting.visits`, without its generation: a visit of a consignment to a place, as it was known from one position to another. Instants are RFC 3339 in UTC, to the millisecond. */
export interface VisitRow extends KnownRow {
  /** Which of the places on its way it is, the one where it began being 0. */
  readonly number: number;
  /** UN/LOCODE. */
  readonly location: string;
  readonly standing: VisitStanding;
  readonly arrived_at: string | null;
  readonly departed_at: string | null;
  /** Its last departure or, where none was scanned, when it was last seen there: this tells the month. */
  readonly seen_at: string;
  /** By what it went on, or is to; null where that was not told. */
  readonly mode: Mode | null;
  /** The events that tell of it, in the order of the ledger. */
  readonly positions: readonly number[];
}

/** A row of `reporting.border_passages`, without its generation: the last visit in one country, and the next one, in another. */
export interface PassageRow extends KnownRow {
  /** Of the visit behind the border. */
  readonly number: number;
  /** By what it went over the border; null where that was not told. */
  readonly mode: Mode | null;
  readonly out_location: string;
  readonly out_standing: VisitStanding;
  readonly out_arrived_at: string | null;
  readonly out_departed_at: string | null;
  readonly out_seen_at: string;
  readonly in_location: string;
  readonly in_standing: VisitStanding;
  readonly in_arrived_at: string | null;
  readonly in_departed_at: string | null;
  readonly in_seen_at: string;
  /** The events that tell of both visits, in the order of the ledger. */
  readonly positions: readonly number[];
}

/** A row of `reporting.visit_sightings`, without its generation: where a consignment was seen. */
export interface VisitSightingRow {
  readonly position: number;
  readonly consignment_id: string;
  readonly location: string;
  /** `seen`: it was there, which tells neither that it came then nor that it left. */
  readonly kind: 'arrived' | 'departed' | 'seen' | 'split' | 'ended';
  readonly at: string;
  /** By what it goes from there on, where the event tells it. */
  readonly mode: Mode | null;
  /** Of the error declaration that takes it back; null while it stands. */
  readonly withdrawn_position: number | null;
  /** When that found it to be wrong, RFC 3339 in UTC. */
  readonly withdrawn_at: string | null;
}

/** A row of `reporting.visit_parts`, without its generation: a part that a consignment goes on as. */
export interface VisitPartRow {
  readonly consignment_id: string;
  readonly whole_id: string;
  /** The consignment that the first whole was declared as. */
  readonly root_id: string;
  /** Of the split. */
  readonly position: number;
}
