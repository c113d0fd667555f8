import type { CellChange, CellKind } from '../cells/cells.fold.js';
import { type Contribution, EventChanges } from '../cells/event-changes.js';
import { monthOf } from '../local-day.js';
import { type Customs, isOf } from './customs.fold.js';
import type { DutyAssessmentRow, DutyPaymentRow, DutyRefundRow } from './customs-row.js';

/** Duties of a month at an office, exports or imports, in one currency; what was given back is apart, by its reason. */
export interface DutyCellName {
  /** Its first day. */
  readonly month: string;
  readonly office: string;
  readonly flow: DutyAssessmentRow['flow'];
  readonly currency: string;
  /** Empty of what was assessed and paid. */
  readonly reason: string;
}

/** Of each kind, how many assessments name it, and what they ask for; what was paid in the month; what of its assessments was paid; what was given back. */
const SUMS = [
  'customs_duties',
  'customs_duty_minor',
  'value_added_taxes',
  'value_added_tax_minor',
  'excises',
  'excise_minor',
  'fees',
  'fee_minor',
  'paid_minor',
  'settled_minor',
  'refunded_minor',
] as const;
export type DutySum = (typeof SUMS)[number];
type DutyContribution = Contribution<DutyCellName, DutySum>;

export const DUTY_CELLS: CellKind<DutyCellName, DutySum> = {
  name: ['month', 'office', 'flow', 'currency', 'reason'],
  sums: SUMS,
};

const SUMS_OF: Readonly<Record<DutyAssessmentRow['kind'], readonly [number: DutySum, minor: DutySum]>> = {
  'customs-duty': ['customs_duties', 'customs_duty_minor'],
  'value-added-tax': ['value_added_taxes', 'value_added_tax_minor'],
  excise: ['excises', 'excise_minor'],
  fee: ['fees', 'fee_minor'],
};

/** Of an assessment, what its cells are told of. */
export type AssessedLine = Omit<DutyAssessmentRow, 'line' | 'assessed_at' | 'ended_position'>;
export type PaidDuty = Pick<DutyPaymentRow, 'position' | 'declaration_id' | 'currency' | 'amount_minor'>;
export type GivenBack = Pick<
  DutyRefundRow,
  'declaration_id' | 'reference' | 'reason' | 'office' | 'flow' | 'refunded_on' | 'currency' | 'amount_minor'
>;

/** What stood before the events, of what these end, pay or withdraw. */
export interface DutiesBefore {
  readonly assessed: readonly AssessedLine[];
  /** For declarations of which an assessment ends. */
  readonly paid: readonly PaidDuty[];
  readonly refunds: readonly GivenBack[];
}

/**
 * What events change of cells. An assessment is in its month while it stands, and what is paid for its declaration goes with it; a payment and a refund stay in their own. The
 * domain has nothing paid before it is assessed, and payments and refunds above 0.
 * @param told by the events
 * @param first position of the events
 */
export function dutyChangesOf(
  told: Pick<Customs, 'assessments' | 'ended' | 'payments' | 'refunds' | 'withdrawn'>,
  before: DutiesBefore,
  first: number,
): readonly CellChange<DutyCellName, DutySum>[] {
  const events = new Map<number, EventChanges<DutyCellName, DutySum>>();
  const add = (position: number, sign: 1n | -1n, contribution: DutyContribution) => {
    if (position < first) return;
    const event = events.get(position) ?? new EventChanges(DUTY_CELLS);
    events.set(position, event);
    event.add(sign, contribution);
  };
  const endOf = new Map(told.ended.map(({ position, by }) => [position, by]));
  const paid = byDeclaration([...before.paid, ...told.payments]);
  const settledFor = new Set<number>();
  for (const line of [...before.assessed, ...told.assessments]) {
    const { position, declaration_id } = line;
    const end = endOf.get(position) ?? Number.POSITIVE_INFINITY;
    const during = (from: number, contribution: DutyContribution) => {
      if (from >= end) return;
      add(from, 1n, contribution);
      if (end !== Number.POSITIVE_INFINITY) add(end, -1n, contribution);
    };
    during(position, assessedBy(line));
    // Once for all kinds.
    if (settledFor.has(position)) continue;
    settledFor.add(position);
    for (const payment of paid.get(declaration_id) ?? [])
      during(Math.max(position, payment.position), settledBy(payment, line));
  }
  for (const payment of told.payments) add(payment.position, 1n, paidBy(payment));
  for (const refund of told.refunds) {
    add(refund.position, 1n, refundedBy(refund));
    if (refund.withdrawn_position !== null) add(refund.withdrawn_position, -1n, refundedBy(refund));
  }
  for (const withdrawal of told.withdrawn) {
    const refund = before.refunds.find((one) => isOf(withdrawal, one));
    if (!refund) throw new Error(`Nothing was given back as ${withdrawal.reference} that is withdrawn.`);
    add(withdrawal.withdrawn_position, -1n, refundedBy(refund));
  }
  return [...events].sort(([a], [b]) => a - b).flatMap(([position, event]) => event.at(position));
}

const assessedBy = (line: AssessedLine): DutyContribution => {
  const [number, minor] = SUMS_OF[line.kind];
  return [nameOf(line, line.assessed_on), { [number]: 1n, [minor]: BigInt(line.amount_minor) }];
};

/** In the month of what it is paid for. */
const settledBy = ({ currency, amount_minor }: PaidDuty, line: AssessedLine): DutyContribution => [
  nameOf({ ...line, currency }, line.assessed_on),
  { settled_minor: BigInt(amount_minor) },
];

const paidBy = (payment: DutyPaymentRow): DutyContribution => [
  nameOf(payment, payment.paid_on),
  { paid_minor: BigInt(payment.amount_minor) },
];

const refundedBy = (refund: GivenBack): DutyContribution => [
  { ...nameOf(refund, refund.refunded_on), reason: refund.reason },
  { refunded_minor: BigInt(refund.amount_minor) },
];

function nameOf(
  { office, flow, currency }: Pick<AssessedLine, 'office' | 'flow' | 'currency'>,
  day: string,
): DutyCellName {
  return { month: monthOf(day), office, flow, currency, reason: '' };
}

function byDeclaration(payments: readonly PaidDuty[]): ReadonlyMap<string, readonly PaidDuty[]> {
  const found = new Map<string, PaidDuty[]>();
  for (const payment of payments) {
    const of = found.get(payment.declaration_id) ?? [];
    found.set(payment.declaration_id, of);
    of.push(payment);
  }
  return found;
}
