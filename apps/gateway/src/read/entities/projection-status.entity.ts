import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

/** How far the live generation of a read model has come. */
@ViewEntity({ schema: 'read', name: 'projection_status', synchronize: false })
export class ProjectionStatus {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @ViewColumn()
  generation!: number;

  /** bigint, as text. */
  @ViewColumn()
  position!: string;

  /** Why it stands still; null while all is well. */
  @ViewColumn()
  error!: string | null;
}
