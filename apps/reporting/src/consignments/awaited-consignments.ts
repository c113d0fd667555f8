import type { CreditEvent } from './consignment-parties.js';
import type { AwaitedRow } from './consignment-row.js';

/** Credits that name consignments before their goods are declared: a consignment has its id from its contract on. */
export class AwaitedConsignments {
  private readonly rows = new Map<string, AwaitedRow[]>();
  private readonly added: AwaitedRow[] = [];

  constructor(known: readonly AwaitedRow[] = []) {
    for (const row of known) this.keep(row);
  }

  /** Those that came to what was given. */
  get addedRows(): readonly AwaitedRow[] {
    return this.added;
  }

  /** Keeps who takes part in the credit until the goods are declared. */
  await(consignmentId: string, { position, participants }: CreditEvent): void {
    const row = { consignment_id: consignmentId, position, participants };
    this.keep(row);
    this.added.push(row);
  }

  /** The credits that named a consignment: who takes part in each. */
  of(consignmentId: string): readonly AwaitedRow[] {
    return this.rows.get(consignmentId) ?? [];
  }

  private keep(row: AwaitedRow): void {
    const others = this.rows.get(row.consignment_id);
    if (others) others.push(row);
    else this.rows.set(row.consignment_id, [row]);
  }
}
