import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type { ConductRow } from './conduct-row.js';

export const DELIVERY_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentSplit',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  'ConsignmentCancelled',
] as const;
export type DeliveryEvent = EventOf<(typeof DELIVERY_EVENTS)[number]>;

/** A row of `reporting.firm_deliveries`, without its generation: goods of a contract with a day to deliver by. */
export interface DeliveryRow {
  readonly consignment_id: string;
  /** The consignment that was contracted: that itself, or the one that this was split from, in however many steps. */
  readonly contracted_id: string;
  readonly firm: string;
  readonly deliver_by: string;
  readonly state: 'open' | 'delivered' | 'gone' | 'split';
  readonly delivered_on: string | null;
}

/** What is known of the goods of contracts, and what events make of it. */
export class FirmDeliveries {
  private readonly rows: Map<string, DeliveryRow>;
  private readonly changedIds = new Set<string>();

  /** @param stored all rows of the contracts that the events tell of */
  constructor(stored: readonly DeliveryRow[] = []) {
    this.rows = new Map(stored.map((row) => [row.consignment_id, row]));
  }

  /** Rows that are other than they were stored. */
  get changed(): readonly DeliveryRow[] {
    return [...this.rows.values()].filter(({ consignment_id }) => this.changedIds.has(consignment_id));
  }

  /** What the contract is from then on; `undefined` for goods that no contract names a day for. */
  take(event: DeliveryEvent): Omit<ConductRow, 'position'> | undefined {
    const { consignmentId } = event.data;
    if (event.type === 'ConsignmentContracted') {
      const { deliverBy, exporter } = event.data;
      if (deliverBy === undefined) return undefined;
      const of = { contracted_id: consignmentId, firm: exporter.participantId, deliver_by: deliverBy };
      this.put({ consignment_id: consignmentId, ...of, state: 'open', delivered_on: null });
    }
    const row = this.rows.get(consignmentId);
    if (!row) return undefined;
    switch (event.type) {
      case 'ConsignmentContracted':
        break;
      case 'ConsignmentSplit':
        this.put({ ...row, state: 'split' });
        for (const part of event.data.parts) this.put({ ...row, consignment_id: part.consignmentId });
        break;
      case 'ConsignmentDelivered':
        this.put({ ...row, state: 'delivered', delivered_on: event.occurredAt.slice(0, 10) });
        break;
      case 'ConsignmentReturned':
        // What was delivered and comes back was delivered.
        if (row.state === 'open') this.put({ ...row, state: 'gone' });
        break;
      case 'ConsignmentCancelled':
        this.put({ ...row, state: 'gone' });
        break;
      default:
        return never(event);
    }
    return this.outcomeOf(row);
  }

  /** A contract is delivered once all of its goods are; it is late as soon as some are, and nothing where none come. */
  private outcomeOf({ contracted_id, firm, deliver_by }: DeliveryRow): Omit<ConductRow, 'position'> {
    const of = { firm, part: 'delivery', case_id: contracted_id, due_on: deliver_by } as const;
    const goods = [...this.rows.values()].filter((row) => row.contracted_id === contracted_id);
    const days = goods.flatMap(({ delivered_on }) => delivered_on ?? []).sort();
    const late = days.find((day) => day > deliver_by);
    if (late !== undefined) return { ...of, outcome: 'failure', on_day: late };
    if (goods.some(({ state }) => state === 'open')) return { ...of, outcome: 'open', on_day: null };
    const last = days.at(-1);
    return last === undefined
      ? { ...of, outcome: 'none', on_day: null }
      : { ...of, outcome: 'success', on_day: last };
  }

  private put(row: DeliveryRow): void {
    this.rows.set(row.consignment_id, row);
    this.changedIds.add(row.consignment_id);
  }
}
