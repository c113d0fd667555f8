import type {
  Assessment,
  CarriageCharges,
  DeclarationAmended,
  DeclarationEvent,
  DeclarationLodged,
  DeclarationRefused,
  DocumentsProvided,
  DocumentsRequested,
  DutyAssessed,
  DutyPaid,
  DutyRefunded,
  ExchangeRate,
  GoodsReexported,
  HoldPlaced,
  InspectionRecorded,
  StatisticalLine,
} from '@corridor/domain';
import { never } from '@corridor/kernel';

/** What an event says beside the ids of the declaration and its consignment. */
type Says<Event extends { data: object }> = Omit<Event['data'], 'declarationId' | 'consignmentId'>;

/**
 * What a declaration tells who reads it. It is made of the events: the state forgets at the clearance what no later decision
 * asks for. Instants are RFC 3339 by the clock of the customs office.
 */
export type DeclarationRecord = Omit<DeclarationLodged['data'], 'lines' | 'charges'> & {
  readonly acceptedAt: string;
  /** As lodged or last amended; both absent behind an amendment of an older release, which did not tell them. */
  readonly lines?: DeclarationLodged['data']['lines'];
  readonly charges?: CarriageCharges;
  /** What customs waits for. */
  readonly requestedDocuments: readonly (Omit<Says<DocumentsRequested>, 'typeCodes'> & {
    readonly typeCode: string;
    readonly requestedAt: string;
  })[];
  readonly providedDocuments: readonly (DocumentsProvided['data']['documents'][number] & {
    readonly providedAt: string;
  })[];
  readonly inspections: readonly (Says<InspectionRecorded> & { readonly inspectedAt: string })[];
  /** Every hold there ever was. */
  readonly holds: readonly (Says<HoldPlaced> & {
    readonly placedAt: string;
    readonly open: boolean;
    readonly releasedAt?: string;
  })[];
  /** The last one, what was paid of it, and what was given back of that and is not withdrawn. */
  readonly assessment?: Says<DutyAssessed> &
    Pick<Assessment, 'outstanding'> & {
      readonly assessedAt: string;
      readonly payments: readonly Omit<Says<DutyPaid>, 'outstanding'>[];
      readonly refunds: readonly Omit<Says<DutyRefunded>, 'refundable'>[];
    };
  readonly clearance?: {
    readonly clearedAt: string;
    readonly exchangeRate: ExchangeRate;
    /** What counts now: as cleared or last amended; none once it is invalidated. */
    readonly lines: readonly StatisticalLine[];
  };
  readonly amendments: readonly (Pick<DeclarationAmended['data'], 'reason'> & {
    readonly amendedAt: string;
  })[];
  readonly releasedAt?: string;
  readonly refusal?: Says<DeclarationRefused> & { readonly refusedAt: string };
  readonly reexport?: Says<GoodsReexported> & { readonly reexportedAt: string };
  readonly invalidation?: { readonly reason: string; readonly invalidatedAt: string };
};

/** @returns `undefined` where nothing was lodged. */
export function recordOf(events: readonly DeclarationEvent[]): DeclarationRecord | undefined {
  return events.reduce<DeclarationRecord | undefined>(
    (record, event) => (event.type === 'DeclarationLodged' ? lodged(event) : told(known(record), event)),
    undefined,
  );
}

function lodged({ occurredAt, data }: DeclarationLodged): DeclarationRecord {
  const none = { requestedDocuments: [], providedDocuments: [], inspections: [], holds: [], amendments: [] };
  return { ...data, acceptedAt: occurredAt, ...none };
}

function told(
  record: DeclarationRecord,
  event: Exclude<DeclarationEvent, DeclarationLodged>,
): DeclarationRecord {
  const { occurredAt } = event;
  switch (event.type) {
    case 'DocumentsRequested': {
      const { typeCodes, ...request } = saidBy(event);
      const requests = typeCodes.map((typeCode) => ({ typeCode, ...request, requestedAt: occurredAt }));
      return { ...record, requestedDocuments: [...record.requestedDocuments, ...requests] };
    }
    case 'DocumentsProvided': {
      const { documents } = event.data;
      const provided = documents.map((document) => ({ ...document, providedAt: occurredAt }));
      const given = new Set(documents.map(({ typeCode }) => typeCode));
      return {
        ...record,
        requestedDocuments: record.requestedDocuments.filter(({ typeCode }) => !given.has(typeCode)),
        providedDocuments: [...record.providedDocuments, ...provided],
      };
    }
    case 'InspectionRecorded': {
      const inspection = { ...saidBy(event), inspectedAt: occurredAt };
      return { ...record, inspections: [...record.inspections, inspection] };
    }
    case 'HoldPlaced': {
      const hold = { ...saidBy(event), placedAt: occurredAt, open: true };
      return { ...record, holds: [...record.holds, hold] };
    }
    case 'HoldReleased': {
      const released = { open: false, releasedAt: occurredAt };
      const holds = record.holds.map((hold) =>
        hold.holdId === event.data.holdId ? { ...hold, ...released } : hold,
      );
      return { ...record, holds };
    }
    case 'DutyAssessed': {
      const { total, ...assessed } = saidBy(event);
      const owed = { total, outstanding: total, payments: [], refunds: [] };
      return { ...record, assessment: { ...assessed, ...owed, assessedAt: occurredAt } };
    }
    case 'DutyPaid': {
      const assessment = known(record.assessment);
      const { outstanding, ...payment } = saidBy(event);
      const payments = [...assessment.payments, payment];
      return { ...record, assessment: { ...assessment, outstanding, payments } };
    }
    case 'DutyRefunded': {
      const assessment = known(record.assessment);
      const { refundable: _, ...refund } = saidBy(event);
      return { ...record, assessment: { ...assessment, refunds: [...assessment.refunds, refund] } };
    }
    case 'DutyRefundWithdrawn': {
      const assessment = known(record.assessment);
      const { refundReference } = event.data;
      const refunds = assessment.refunds.filter((one) => one.refundReference !== refundReference);
      return { ...record, assessment: { ...assessment, refunds } };
    }
    case 'DeclarationCleared': {
      const { exchangeRate, lines } = event.data;
      return { ...record, clearance: { clearedAt: occurredAt, exchangeRate, lines } };
    }
    case 'GoodsReleased':
      return { ...record, releasedAt: occurredAt };
    case 'DeclarationAmended': {
      const { lines: _, charges: __, ...before } = record;
      const { reason, lines, declared } = event.data;
      return {
        ...before,
        ...declared,
        clearance: { ...known(record.clearance), lines },
        amendments: [...record.amendments, { reason, amendedAt: occurredAt }],
      };
    }
    case 'DeclarationInvalidated': {
      const clearance = { ...known(record.clearance), lines: [] };
      const invalidation = { reason: event.data.reason, invalidatedAt: occurredAt };
      return { ...record, clearance, invalidation, requestedDocuments: [] };
    }
    case 'DeclarationRefused': {
      const refusal = { ...saidBy(event), refusedAt: occurredAt };
      return { ...record, refusal, requestedDocuments: [] };
    }
    case 'GoodsReexported':
      return { ...record, reexport: { ...saidBy(event), reexportedAt: occurredAt } };
    default:
      return never(event);
  }
}

function saidBy<Data extends { declarationId: string; consignmentId: string }>(event: {
  readonly data: Data;
}): Omit<Data, 'declarationId' | 'consignmentId'> {
  const { declarationId: _, consignmentId: __, ...said } = event.data;
  return said;
}

/** A history in another order was not decided here. */
function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A step of the declaration stands before the one that it needs.');
  return value;
}
