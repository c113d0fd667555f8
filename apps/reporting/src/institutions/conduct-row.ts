/** What a firm is trusted for. */
export type ConductPart = 'delivery' | 'payment' | 'customs' | 'dispute';

/** A row of `reporting.firm_conduct`, without its generation: what an event made of a case of a firm. */
export interface ConductRow {
  readonly firm: string;
  readonly part: ConductPart;
  /** The consignment that was contracted, the obligation, the declaration or transit, or the dispute. */
  readonly case_id: string;
  readonly position: number;
  /** `none` where it is no case any more. */
  readonly outcome: 'open' | 'success' | 'failure' | 'none';
  /** Of an open case, the last day on which it can still be a success; null where there is none. `YYYY-MM-DD`, as `on_day`. */
  readonly due_on: string | null;
  /** When it was decided. */
  readonly on_day: string | null;
}
