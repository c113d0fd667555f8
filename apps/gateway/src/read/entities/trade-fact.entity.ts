import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

/** What one line of a declaration adds to the bilateral trade of a reporter, or takes out of it. */
@ViewEntity({ schema: 'read', name: 'trade_facts', synchronize: false })
export class TradeFact {
  /** bigint, as text. */
  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @PrimaryColumn({ type: 'integer' })
  fact!: number;

  @ViewColumn()
  reporter!: string;

  @ViewColumn()
  partner!: string;

  @ViewColumn({ name: 'country_of_origin' })
  countryOfOrigin!: string;

  @ViewColumn()
  flow!: 'export' | 'import';

  /** First day of the month, `YYYY-MM-DD`. */
  @ViewColumn()
  month!: string;

  @ViewColumn()
  hs6!: string;

  @ViewColumn()
  sector!: string;

  @ViewColumn({ name: 'consignment_id' })
  consignmentId!: string;

  /** bigint, as text. */
  @ViewColumn({ name: 'value_usd_cents' })
  valueUsdCents!: string;

  @ViewColumn()
  correction!: boolean;
}
