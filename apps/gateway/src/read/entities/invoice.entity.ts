import { PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

/** An invoice of a consignment and what has been paid of it. */
@ViewEntity({ schema: 'read', name: 'invoices', synchronize: false })
export class Invoice {
  @PrimaryColumn({ name: 'invoice_id', type: 'uuid' })
  id!: string;

  @ViewColumn({ name: 'consignment_id' })
  consignmentId!: string;

  @ViewColumn({ name: 'invoice_number' })
  invoiceNumber!: string;

  @ViewColumn({ name: 'creditor_id' })
  creditorId!: string;

  @ViewColumn({ name: 'debtor_id' })
  debtorId!: string;

  @ViewColumn({ name: 'creditor_bank' })
  creditorBank!: string;

  @ViewColumn()
  currency!: string;

  /** bigint, as text. */
  @ViewColumn({ name: 'amount_minor' })
  amountMinor!: string;

  /** bigint, as text. */
  @ViewColumn({ name: 'paid_minor' })
  paidMinor!: string;

  @ViewColumn({ name: 'terms_trigger' })
  termsTrigger!: string;

  @ViewColumn({ name: 'terms_days' })
  termsDays!: number;

  @ViewColumn({ name: 'issued_on' })
  issuedOn!: string;

  @ViewColumn({ name: 'terms_started_on' })
  termsStartedOn!: string | null;

  @ViewColumn({ name: 'due_on' })
  dueOn!: string | null;

  @ViewColumn({ name: 'settled_on' })
  settledOn!: string | null;

  @ViewColumn({ name: 'withdrawn_on' })
  withdrawnOn!: string | null;

  @ViewColumn()
  participants!: readonly string[];
}
