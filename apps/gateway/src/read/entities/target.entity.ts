import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

/** A yearly goal, as it was announced or revised: each word of it is a row. */
@ViewEntity({ schema: 'read', name: 'targets', synchronize: false })
export class Target {
  @PrimaryColumn({ name: 'target_id', type: 'text' })
  targetId!: string;

  /** bigint, as text. */
  @ViewColumn()
  position!: string;

  @ViewColumn()
  reporter!: string;

  @ViewColumn()
  partner!: string;

  /** bigint, as text. */
  @ViewColumn({ name: 'yearly_amount_cents' })
  yearlyAmountCents!: string;

  /** `YYYY-MM-DD`. */
  @ViewColumn({ name: 'due_on' })
  dueOn!: string | null;

  /** `YYYY-MM-DD` of the day on which it was told. */
  @ViewColumn({ name: 'told_on' })
  toldOn!: string;

  /** When it was told, RFC 3339. */
  @ViewColumn({ name: 'occurred_at' })
  occurredAt!: string;

  @ViewColumn()
  source!: string;

  @ViewColumn({ name: 'baseline_year' })
  baselineYear!: number | null;

  @ViewColumn()
  definition!: string | null;

  @ViewColumn({ name: 'meeting_id' })
  meetingId!: string | null;

  /** Of a revision. */
  @ViewColumn()
  reason!: string | null;
}
