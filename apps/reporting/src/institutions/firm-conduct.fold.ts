import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type { ConductRow } from './conduct-row.js';
import { DELIVERY_EVENTS, type DeliveryEvent, type FirmDeliveries } from './firm-deliveries.js';
import { DISPUTE_EVENTS, type DisputeEvent, type FirmDisputes } from './firm-disputes.js';

/** Every event that tells whether a firm kept its word. */
export const FIRM_CONDUCT_EVENTS = [
  ...DELIVERY_EVENTS,
  ...DISPUTE_EVENTS,
  'ObligationArisen',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
  'InvoiceWithdrawn',
  'DeclarationLodged',
  'InspectionRecorded',
  'DeclarationCleared',
  'DeclarationRefused',
  'DeclarationInvalidated',
  'TransitOpened',
  'TransitIrregularityRecorded',
  'TransitGuaranteeCalled',
  'TransitDischarged',
  'TransitCancelled',
] as const;
export type FirmConductEvent = EventOf<(typeof FIRM_CONDUCT_EVENTS)[number]>;

/** Of a payment, or at customs. */
export type CaseEvent = Exclude<FirmConductEvent, DeliveryEvent | DisputeEvent>;

type Told = Pick<ConductRow, 'outcome' | 'on_day'> & Partial<Pick<ConductRow, 'firm' | 'due_on'>>;

/** What is known of each case that events tell of: the newest row by {@link caseKey}, deliveries, and disputes. */
export interface Conduct {
  readonly cases: Map<string, ConductRow>;
  readonly deliveries: FirmDeliveries;
  readonly disputes: FirmDisputes;
}

export function caseKey({ part, case_id }: Pick<ConductRow, 'part' | 'case_id'>): string {
  return `${part} ${case_id}`;
}

/** The case that an event of a payment or of customs tells of. */
export function caseOf(event: CaseEvent): Pick<ConductRow, 'part' | 'case_id'> {
  const { data } = event;
  if ('obligationId' in data) return { part: 'payment', case_id: data.obligationId };
  return { part: 'customs', case_id: 'transitId' in data ? data.transitId : data.declarationId };
}

export function isDeliveryEvent(event: FirmConductEvent): event is DeliveryEvent {
  return (DELIVERY_EVENTS as readonly string[]).includes(event.type);
}

export function isDisputeEvent(event: FirmConductEvent): event is DisputeEvent {
  return (DISPUTE_EVENTS as readonly string[]).includes(event.type);
}

/** What events add: a row wherever the outcome of a case became another one. Brings `conduct` up to them. */
export function foldFirmConduct(
  events: readonly FirmConductEvent[],
  { cases, deliveries, disputes }: Conduct,
): readonly ConductRow[] {
  return events.flatMap((event) => {
    if (isDisputeEvent(event)) return disputes.take(event);
    const told = isDeliveryEvent(event) ? deliveries.take(event) : ofCase(event, cases);
    if (!told) return [];
    const before = cases.get(caseKey(told));
    if (before?.outcome === told.outcome && before.on_day === told.on_day) return [];
    const row = { ...told, position: event.position };
    cases.set(caseKey(row), row);
    return [row];
  });
}

function ofCase(
  event: CaseEvent,
  cases: ReadonlyMap<string, ConductRow>,
): Omit<ConductRow, 'position'> | undefined {
  const of = caseOf(event);
  const before = cases.get(caseKey(of));
  const told = toldOf(event, before);
  if (!told) return undefined;
  const { firm = before?.firm, due_on = before?.due_on ?? null, outcome, on_day } = told;
  if (firm === undefined) throw new Error(`The ${of.part} ${of.case_id} was not begun before.`);
  return { firm, ...of, outcome, due_on, on_day };
}

/** `undefined` where it says nothing new: above all, what customs found amiss stays, whatever becomes of the goods. */
function toldOf(event: CaseEvent, before: ConductRow | undefined): Told | undefined {
  const day = event.occurredAt.slice(0, 10);
  const atCustoms = (told: Told): Told | undefined => (before?.outcome === 'failure' ? undefined : told);
  const failed = { outcome: 'failure', on_day: day } as const;
  const none = { outcome: 'none', on_day: null } as const;
  switch (event.type) {
    case 'ObligationArisen':
      return { firm: event.data.debtor, outcome: 'open', due_on: event.data.dueOn, on_day: null };
    case 'ObligationSettled': {
      const { settledOn = event.data.valueDate } = event.data;
      const isLate = typeof before?.due_on === 'string' && settledOn > before.due_on;
      return { outcome: isLate ? 'failure' : 'success', on_day: settledOn };
    }
    case 'PaymentReturned':
    case 'PaymentUnmatched':
      return { outcome: 'open', on_day: null };
    case 'InvoiceWithdrawn':
      return { firm: event.data.debtor, ...none };
    case 'DeclarationLodged': {
      const { flow, exporter, importer } = event.data;
      return { firm: flow === 'export' ? exporter : importer, outcome: 'open', on_day: null };
    }
    case 'InspectionRecorded':
      return event.data.result === 'discrepancy' ? atCustoms(failed) : undefined;
    case 'DeclarationCleared':
    case 'TransitDischarged':
      return atCustoms({ outcome: 'success', on_day: day });
    case 'DeclarationRefused':
      return atCustoms(event.data.reason === 'withdrawn' ? none : failed);
    case 'DeclarationInvalidated':
    case 'TransitCancelled':
      return atCustoms(none);
    case 'TransitOpened':
      return { firm: event.data.principal.participantId, outcome: 'open', on_day: null };
    case 'TransitIrregularityRecorded':
      // Whom an accident befalls has not been found at fault.
      return event.data.code === 'accident' ? undefined : atCustoms(failed);
    case 'TransitGuaranteeCalled':
      return atCustoms(failed);
    default:
      return never(event);
  }
}
