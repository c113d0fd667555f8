import DataLoader from 'dataloader';
import { instantOf } from '../ledger/log.js';
import { grouped } from '../read/grouped.js';
import type { ReadSession } from '../read/read-session.js';
import { HELD_SQL, type HeldRow } from './held.sql.js';
import type { AsOf } from './held-as-of.js';

/** What holds held consignments, read for all consignments of an answer at once. */
export class HoldLoaders {
  readonly held: DataLoader<string, readonly HeldRow[]>;
  private readonly instants = new Map<number, Promise<AsOf>>();

  constructor(private readonly session: ReadSession) {
    this.held = new DataLoader((ids) => this.heldOf(ids));
  }

  /** The instant to which open holds run. @throws GraphQLError `ARCHIVED` where its event has left the database. */
  asOf(position: number): Promise<AsOf> {
    const known = this.instants.get(position);
    if (known) return known;
    const asked = this.read(position);
    this.instants.set(position, asked);
    return asked;
  }

  private async read(position: number): Promise<AsOf> {
    const instant = await instantOf(this.session, position);
    return { position, ms: instant === undefined ? undefined : Date.parse(instant) };
  }

  private async heldOf(ids: readonly string[]): Promise<readonly (readonly HeldRow[])[]> {
    const rows = await this.session.read((manager) => manager.query<HeldRow[]>(HELD_SQL, [ids]));
    return grouped(ids, rows, ({ consignment_id }) => consignment_id);
  }
}
