import { never } from '@corridor/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import {
  type Assessment,
  BEHIND_CUSTOMS,
  type DeclarationState,
  inStatus,
  type Lodged,
  type RefusedDeclaration,
} from './declaration-state.js';

export function evolve(state: DeclarationState, event: DeclarationEvent): DeclarationState {
  switch (event.type) {
    case 'DeclarationLodged':
      return {
        status: 'lodged',
        lodged: { ...event.data, acceptedAt: event.occurredAt },
        holds: [],
        missingDocuments: [],
        inspections: [],
      };
    case 'DocumentsRequested': {
      const before = inStatus(state, 'lodged', 'cleared', 'released');
      const missing = new Set([...before.missingDocuments, ...event.data.typeCodes]);
      return { ...before, missingDocuments: [...missing].sort() };
    }
    case 'DocumentsProvided': {
      const before = inStatus(state, 'lodged', 'cleared', 'released');
      const given = event.data.documents.map(({ typeCode }) => typeCode);
      return { ...before, missingDocuments: before.missingDocuments.filter((code) => !given.includes(code)) };
    }
    case 'InspectionRecorded': {
      const before = inStatus(state, 'lodged');
      return { ...before, inspections: [...before.inspections, event.data.inspectionId] };
    }
    case 'HoldPlaced': {
      const before = inStatus(state, 'lodged');
      const { holdId, liftableBy } = event.data;
      const hold = {
        holdId,
        open: true,
        placedAt: event.occurredAt,
        ...(liftableBy !== undefined && { liftableBy }),
      };
      return { ...before, holds: [...before.holds, hold] };
    }
    case 'HoldReleased': {
      const before = inStatus(state, 'lodged');
      const { holdId } = event.data;
      const holds = before.holds.map((hold) => (hold.holdId === holdId ? { ...hold, open: false } : hold));
      return { ...before, holds };
    }
    case 'DutyAssessed': {
      const before = inStatus(state, 'lodged');
      const { total } = event.data;
      return {
        ...before,
        assessment: { total, outstanding: total, payments: [], refunds: [], withdrawals: [] },
      };
    }
    case 'DutyPaid': {
      const before = inStatus(state, 'lodged');
      const { paymentReference, amount, paidOn, outstanding } = event.data;
      if (!before.assessment) throw new Error('What is paid was assessed before.');
      const payments = [...before.assessment.payments, { paymentReference, amount, paidOn }];
      return { ...before, assessment: { ...before.assessment, outstanding, payments } };
    }
    case 'DutyRefunded': {
      const before = inStatus(state, ...BEHIND_CUSTOMS);
      const { declarationId: _, consignmentId: __, refundable: ___, ...refund } = event.data;
      if (!before.assessment) throw new Error('What is given back was paid before.');
      const refunds = [...before.assessment.refunds, { ...refund, refundedAt: event.occurredAt }];
      return { ...before, assessment: { ...before.assessment, refunds } };
    }
    case 'DutyRefundWithdrawn': {
      const before = inStatus(state, ...BEHIND_CUSTOMS);
      const { refundReference, reason } = event.data;
      if (!before.assessment) throw new Error('What is withdrawn was given back before.');
      const others = <Of extends { readonly refundReference: string }>(all: readonly Of[]) =>
        all.filter((one) => one.refundReference !== refundReference);
      const refunds = others(before.assessment.refunds);
      const withdrawal = { refundReference, reason, withdrawnAt: event.occurredAt };
      const withdrawals = [...others(before.assessment.withdrawals), withdrawal];
      return { ...before, assessment: { ...before.assessment, refunds, withdrawals } };
    }
    case 'DeclarationCleared': {
      const { lodged, assessment } = inStatus(state, 'lodged');
      const { exchangeRate, lines } = event.data;
      const declared = { charges: lodged.charges, lines: lodged.lines };
      const cleared = { lodged, exchangeRate, lines, declared, missingDocuments: [] };
      return { status: 'cleared', ...cleared, ...(assessment && { assessment }) };
    }
    case 'GoodsReleased':
      return { ...inStatus(state, 'cleared'), status: 'released' };
    case 'DeclarationAmended': {
      const { declared: _, ...before } = inStatus(state, 'cleared', 'released');
      const { lines, declared } = event.data;
      return { ...before, lines, ...(declared && { declared }) };
    }
    case 'DeclarationInvalidated':
      return over('invalidated', inStatus(state, 'cleared', 'released'));
    case 'DeclarationRefused':
      return over('refused', inStatus(state, 'lodged'));
    case 'GoodsReexported':
      return over('re-exported', inStatus(state, 'refused'));
    default:
      return never(event);
  }
}

/** What is left to know of a declaration that counts nowhere: whose goods it was, and what was paid for them. */
function over<Status>(
  status: Status,
  { lodged, assessment }: { readonly lodged: Lodged; readonly assessment?: Assessment },
): RefusedDeclaration<Status> {
  return { status, lodged, ...(assessment && { assessment }) };
}
