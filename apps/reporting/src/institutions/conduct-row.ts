/** What a firm is trusted for. */
export type ConductPart = 'delivery' | 'payment' | 'customs' | 'dispute';

/**
 * Why a case counts for nobody: nothing but the word of others binds the firm; it alone says that it kept its word; or it was told too long
 * behind its day.
 */
export type UnconfirmedBecause = 'not-bound' | 'own-word' | 'told-late';

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
  /** Of the event by which somebody stands behind it who gains nothing by it; null where nobody does, or there is nothing to stand behind. */
  readonly confirmed_position: number | null;
  /** Null of what is confirmed, and of what counts for nobody whoever stands behind it. */
  readonly unconfirmed_because: UnconfirmedBecause | null;
}

/** What an event made of a case, but for where it stands. */
export type ToldCase = Omit<ConductRow, 'position'>;

/** Whether two rows of a case say the same. */
export function saysTheSame(before: ToldCase, after: ToldCase): boolean {
  return (
    before.firm === after.firm &&
    before.outcome === after.outcome &&
    before.due_on === after.due_on &&
    before.on_day === after.on_day &&
    before.confirmed_position === after.confirmed_position &&
    before.unconfirmed_because === after.unconfirmed_because
  );
}
