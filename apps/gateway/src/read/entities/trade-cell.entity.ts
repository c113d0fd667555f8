import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

/** What a part of the trade of a reporter with a partner in a month comes to, behind an event that changed it. */
@ViewEntity({ schema: 'read', name: 'trade_cells', synchronize: false })
export class TradeCell {
  @PrimaryColumn()
  reporter!: string;

  @PrimaryColumn()
  partner!: string;

  @PrimaryColumn()
  cut!: string;

  @PrimaryColumn()
  key!: string;

  /** First day of the month, `YYYY-MM-DD`. */
  @PrimaryColumn()
  month!: string;

  /** bigint, as text. */
  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  /** Events that have changed it so far. */
  @ViewColumn()
  changes!: number;
}
