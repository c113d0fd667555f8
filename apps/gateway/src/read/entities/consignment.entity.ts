import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';
import type { GoodsLineJson } from './goods-line.js';

/** A consignment as its events have left it. Days and instants are text, as PostgreSQL writes them in UTC. */
@ViewEntity({ schema: 'read', name: 'consignments', synchronize: false })
export class Consignment {
  @PrimaryColumn({ name: 'consignment_id', type: 'uuid' })
  id!: string;

  @ViewColumn()
  status!: string;

  @ViewColumn({ name: 'exporter_id' })
  exporterId!: string;

  @ViewColumn({ name: 'exporter_name' })
  exporterName!: string;

  @ViewColumn({ name: 'exporter_country' })
  exporterCountry!: string;

  @ViewColumn({ name: 'importer_id' })
  importerId!: string;

  @ViewColumn({ name: 'importer_name' })
  importerName!: string;

  @ViewColumn({ name: 'importer_country' })
  importerCountry!: string;

  @ViewColumn()
  origin!: string;

  @ViewColumn()
  destination!: string;

  @ViewColumn({ name: 'incoterm_rule' })
  incotermRule!: string;

  @ViewColumn({ name: 'incoterm_place' })
  incotermPlace!: string;

  @ViewColumn({ name: 'transport_mode' })
  transportMode!: string | null;

  @ViewColumn({ name: 'last_location' })
  lastLocation!: string | null;

  @ViewColumn()
  lines!: readonly GoodsLineJson[];

  @ViewColumn({ name: 'declared_at' })
  declaredAt!: string;

  @ViewColumn({ name: 'dispatched_at' })
  dispatchedAt!: string | null;

  @ViewColumn({ name: 'delivered_at' })
  deliveredAt!: string | null;

  @ViewColumn({ name: 'export_accepted_on' })
  exportAcceptedOn!: string | null;

  @ViewColumn({ name: 'import_accepted_on' })
  importAcceptedOn!: string | null;

  @ViewColumn({ name: 'open_holds' })
  openHolds!: number;

  @ViewColumn({ name: 'settled_on' })
  settledOn!: string | null;

  @ViewColumn()
  participants!: readonly string[];

  @ViewColumn()
  demo!: boolean;

  /** bigint, as text. */
  @ViewColumn({ name: 'first_position' })
  firstPosition!: string;

  /** bigint, as text. */
  @ViewColumn({ name: 'last_position' })
  lastPosition!: string;
}
