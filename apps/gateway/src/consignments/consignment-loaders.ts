import type { Caller } from '@corridor/nest-kit';
import DataLoader from 'dataloader';
import { ArrayContains, In } from 'typeorm';
import { seesAll } from '../access/rights.js';
import { checkPresent } from '../ledger/present.js';
import { Invoice } from '../read/entities/invoice.entity.js';
import { grouped } from '../read/grouped.js';
import type { ReadSession } from '../read/read-session.js';
import { HISTORY_SQL, type HistoryRow } from './history.sql.js';

/** A page of each of several histories. */
export interface HistoryPage {
  /** Events behind this position. */
  readonly after: number;
  readonly limit: number;
}

/**
 * What belongs to consignments, read for all consignments of an answer at once. A row that names participants is shown to
 * traders and banks only where they are among them.
 */
export class ConsignmentLoaders {
  /** The invoices of a consignment, by the day of the invoice. */
  readonly invoices: DataLoader<string, readonly Invoice[]>;
  private readonly histories = new Map<string, DataLoader<string, readonly HistoryRow[]>>();

  constructor(
    private readonly session: ReadSession,
    private readonly caller: Caller,
  ) {
    this.invoices = new DataLoader((ids) => this.invoicesOf(ids));
  }

  /** The events of consignments; all that are asked for the same page are read together. */
  history(page: HistoryPage): DataLoader<string, readonly HistoryRow[]> {
    const key = `${page.after}/${page.limit}`;
    const known = this.histories.get(key);
    if (known) return known;
    const loader = new DataLoader<string, readonly HistoryRow[]>((ids) => this.historiesOf(ids, page));
    this.histories.set(key, loader);
    return loader;
  }

  private async invoicesOf(ids: readonly string[]): Promise<readonly (readonly Invoice[])[]> {
    const mine = seesAll(this.caller) ? {} : { participants: ArrayContains([this.caller.participant]) };
    const invoices = await this.session.read((manager) =>
      manager.find(Invoice, {
        where: { consignmentId: In([...ids]), ...mine },
        order: { issuedOn: 'ASC', invoiceNumber: 'ASC', id: 'ASC' },
      }),
    );
    return grouped(ids, invoices, ({ consignmentId }) => consignmentId);
  }

  private async historiesOf(
    ids: readonly string[],
    { after, limit }: HistoryPage,
  ): Promise<readonly (readonly HistoryRow[])[]> {
    const mine = seesAll(this.caller) ? null : this.caller.participant;
    const rows = await this.session.read((manager) =>
      manager.query<HistoryRow[]>(HISTORY_SQL, [ids, after, limit, mine]),
    );
    checkPresent(rows);
    return grouped(ids, rows, ({ consignment_id }) => consignment_id);
  }
}
