import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type { ConductRow } from './conduct-row.js';
import { confirmedBy, NOTHING } from './dealings.js';

export const DISPUTE_EVENTS = ['CaseOpened', 'CaseTriaged', 'CaseResolved', 'CaseReopened'] as const;
export type DisputeEvent = EventOf<(typeof DISPUTE_EVENTS)[number]>;

/** Disputes before the Business Council: a case of each firm that takes part in one. */
export class FirmDisputes {
  private readonly rows = new Map<string, readonly ConductRow[]>();

  /** @param stored the newest row of each party of the disputes that the events tell of */
  constructor(stored: readonly ConductRow[] = []) {
    for (const row of stored) this.rows.set(row.case_id, [...(this.rows.get(row.case_id) ?? []), row]);
  }

  /** A row of each party where the event made another thing of a dispute; of other cases, none. */
  take(event: DisputeEvent): readonly ConductRow[] {
    const { caseId } = event.data;
    const before = this.rows.get(caseId) ?? [];
    const after = this.behind(event, before);
    if (after.length > 0) this.rows.set(caseId, after);
    return after;
  }

  private behind(event: DisputeEvent, before: readonly ConductRow[]): readonly ConductRow[] {
    const { position } = event;
    const { caseId } = event.data;
    const onDay = event.occurredAt.slice(0, 10);
    const now = (outcome: ConductRow['outcome'], on_day: string | null) =>
      before.map((row) => ({ ...row, position, outcome, on_day, ...NOTHING }));
    const isDispute = before.some(({ outcome, on_day }) => outcome !== 'none' || on_day !== null);
    switch (event.type) {
      case 'CaseOpened': {
        const { kind, firms, against } = event.data;
        if (kind !== 'dispute') return [];
        const parties = new Set([...firms, ...(against === undefined ? [] : [against])]);
        const of = { part: 'dispute', case_id: caseId, position, due_on: null, ...NOTHING } as const;
        return [...parties].map((firm) => ({ firm, ...of, outcome: 'open', on_day: null }));
      }
      case 'CaseTriaged':
        // One that turned out to be of another kind is no dispute, unless the Council thinks again.
        if ((event.data.kind === 'dispute') === isDispute) return [];
        return now(isDispute ? 'none' : 'open', null);
      case 'CaseResolved': {
        if (!isDispute) return [];
        // What a firm takes back was lost by nobody, and won by nobody.
        if (event.data.by !== 'council') return now('none', onDay);
        const { lostBy } = event.data;
        return now('success', onDay).map((row) => ({
          ...row,
          ...confirmedBy(position),
          outcome: row.firm === lostBy ? 'failure' : 'success',
        }));
      }
      case 'CaseReopened':
        return isDispute ? now('open', null) : [];
      default:
        return never(event);
    }
  }
}
