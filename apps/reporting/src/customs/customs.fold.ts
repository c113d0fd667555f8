import type { EventOf } from '@corridor/contracts';
import { never, toMoney } from '@corridor/kernel';
import { localDayAt } from '../local-day.js';
import { utcInstant } from '../utc-instant.js';
import type {
  CustomsDeclarationRow,
  CustomsInspectionRow,
  DutyAssessmentRow,
  DutyPaymentRow,
  DutyRefundRow,
  RefundWithdrawn,
} from './customs-row.js';

/** Every event that begins or ends the wait for a clearance, tells what customs looked at, or what it asks for. */
export const CUSTOMS_EVENTS = [
  'DeclarationLodged',
  'InspectionRecorded',
  'DutyAssessed',
  'DutyPaid',
  'DutyRefunded',
  'DutyRefundWithdrawn',
  'DeclarationCleared',
  'DeclarationRefused',
  'DeclarationInvalidated',
] as const;
export type CustomsEvent = EventOf<(typeof CUSTOMS_EVENTS)[number]>;

const TYPES: ReadonlySet<string> = new Set(CUSTOMS_EVENTS);
export const isCustomsEvent = (event: { readonly type: string }): event is CustomsEvent =>
  TYPES.has(event.type);

/** What events told of declarations and of duties. */
export interface Customs {
  /** New or changed. */
  readonly declarations: readonly CustomsDeclarationRow[];
  /** New. */
  readonly inspections: readonly CustomsInspectionRow[];
  /** New; those of them that end among the events end by `ended`, too. */
  readonly assessments: readonly DutyAssessmentRow[];
  /** Assessments that stand no longer, by their positions, and what ended them. */
  readonly ended: readonly { readonly position: number; readonly by: number }[];
  /** New. */
  readonly payments: readonly DutyPaymentRow[];
  /** New; those of them that are withdrawn among the events say so. */
  readonly refunds: readonly DutyRefundRow[];
  /** Refunds that stood before the events, and stand no longer: one at most of a declaration and reference. */
  readonly withdrawn: readonly RefundWithdrawn[];
}

/** @param known the declarations that the events tell of, by their id, as they stood before. */
export function foldCustoms(
  events: readonly CustomsEvent[],
  known: ReadonlyMap<string, CustomsDeclarationRow>,
): Customs {
  const now = new Map(known);
  const inspections: CustomsInspectionRow[] = [];
  const assessments: DutyAssessmentRow[] = [];
  const ended: { position: number; by: number }[] = [];
  const payments: DutyPaymentRow[] = [];
  const refunds: DutyRefundRow[] = [];
  const withdrawn: RefundWithdrawn[] = [];
  for (const event of events) {
    const { position, occurredAt } = event;
    const { declarationId } = event.data;
    if (event.type === 'DeclarationLodged') {
      now.set(declarationId, lodged(event));
      continue;
    }
    const before = now.get(declarationId);
    if (!before) throw new Error(`The declaration ${declarationId} was not lodged before.`);
    const change = (told: Partial<CustomsDeclarationRow>) => now.set(declarationId, { ...before, ...told });
    const end = () => {
      if (before.assessed_position !== null) ended.push({ position: before.assessed_position, by: position });
    };
    switch (event.type) {
      case 'InspectionRecorded': {
        const kind = `${event.data.kind}_position` as const;
        inspections.push(inspected(event));
        change({ [kind]: before[kind] ?? position });
        break;
      }
      case 'DutyAssessed':
        end();
        assessments.push(...assessed(event, before));
        change({ assessed_position: position });
        break;
      case 'DutyPaid':
        payments.push(paid(event, before));
        break;
      case 'DutyRefunded':
        refunds.push(refunded(event, before));
        break;
      case 'DutyRefundWithdrawn': {
        const of = withdrawnBy(event);
        const at = refunds.findIndex((one) => one.withdrawn_position === null && isOf(of, one));
        const refund = refunds[at];
        if (refund) refunds[at] = { ...refund, ...of };
        else withdrawn.push(of);
        break;
      }
      case 'DeclarationCleared':
        change({
          cleared_at: utcInstant(occurredAt),
          cleared_on: localDayAt(before.office, occurredAt),
          cleared_position: position,
          ended_position: position,
        });
        break;
      case 'DeclarationRefused':
      case 'DeclarationInvalidated':
        end();
        change({
          called_off_at: utcInstant(occurredAt),
          called_off_position: position,
          ended_position: before.ended_position ?? position,
          assessed_position: null,
        });
        break;
      default:
        never(event);
    }
  }
  const declarations = [...now.values()].filter((row) => known.get(row.declaration_id) !== row);
  return { declarations, inspections, assessments, ended, payments, refunds, withdrawn };
}

function lodged({ position, occurredAt, data }: EventOf<'DeclarationLodged'>): CustomsDeclarationRow {
  return {
    declaration_id: data.declarationId,
    consignment_id: data.consignmentId,
    office: data.customsOffice,
    flow: data.flow,
    procedure: data.procedure.requested,
    previous_procedure: data.procedure.previous,
    lodged_at: utcInstant(occurredAt),
    lodged_on: localDayAt(data.customsOffice, occurredAt),
    lodged_position: position,
    cleared_at: null,
    cleared_on: null,
    cleared_position: null,
    called_off_at: null,
    called_off_position: null,
    ended_position: null,
    documentary_position: null,
    scan_position: null,
    physical_position: null,
    assessed_position: null,
  };
}

function inspected({ position, occurredAt, data }: EventOf<'InspectionRecorded'>): CustomsInspectionRow {
  const { declarationId: declaration_id, kind, result } = data;
  return { declaration_id, position, kind, result, inspected_at: utcInstant(occurredAt) };
}

/** A row for each kind and currency, in the order in which they were named first. */
function assessed(
  { position, occurredAt, data }: EventOf<'DutyAssessed'>,
  { office, flow }: CustomsDeclarationRow,
): readonly DutyAssessmentRow[] {
  const sums = new Map<string, DutyAssessmentRow>();
  for (const { kind, amount } of data.duties) {
    const { minor, currency } = toMoney(amount);
    const key = `${kind} ${currency}`;
    const before = sums.get(key);
    sums.set(key, {
      position,
      line: before?.line ?? sums.size + 1,
      declaration_id: data.declarationId,
      kind,
      office,
      flow,
      assessed_at: utcInstant(occurredAt),
      assessed_on: localDayAt(office, occurredAt),
      currency,
      amount_minor: (BigInt(before?.amount_minor ?? '0') + minor).toString(),
      ended_position: null,
    });
  }
  return [...sums.values()];
}

function paid(event: EventOf<'DutyPaid'>, of: CustomsDeclarationRow): DutyPaymentRow {
  const { paymentReference: reference, paidOn: paid_on } = event.data;
  return { ...moved(event, of), reference, paid_on };
}

function refunded(event: EventOf<'DutyRefunded'>, of: CustomsDeclarationRow): DutyRefundRow {
  const { refundReference: reference, refundedOn: refunded_on, reason } = event.data;
  const stands = { withdrawn_position: null, withdrawn_at: null };
  return { ...moved(event, of), reference, reason, refunded_on, ...stands };
}

function withdrawnBy({ position, occurredAt, data }: EventOf<'DutyRefundWithdrawn'>): RefundWithdrawn {
  return {
    declaration_id: data.declarationId,
    reference: data.refundReference,
    withdrawn_position: position,
    withdrawn_at: utcInstant(occurredAt),
  };
}

/** Whether a refund is the one that is withdrawn. */
export function isOf(
  withdrawn: RefundWithdrawn,
  refund: Pick<DutyRefundRow, 'declaration_id' | 'reference'>,
): boolean {
  return refund.declaration_id === withdrawn.declaration_id && refund.reference === withdrawn.reference;
}

/** What the treasury took or gave. */
function moved(
  { position, occurredAt, data }: EventOf<'DutyPaid' | 'DutyRefunded'>,
  { office, flow }: CustomsDeclarationRow,
) {
  const { minor, currency } = toMoney(data.amount);
  return {
    position,
    declaration_id: data.declarationId,
    office,
    flow,
    occurred_at: utcInstant(occurredAt),
    currency,
    amount_minor: minor.toString(),
  };
}
