import { never } from '@corridor/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import { type DeclarationState, inStatus } from './declaration-state.js';

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
      return { ...before, assessment: { total, outstanding: total, payments: [] } };
    }
    case 'DutyPaid': {
      const before = inStatus(state, 'lodged');
      const { paymentReference, amount, outstanding } = event.data;
      if (!before.assessment) throw new Error('What is paid was assessed before.');
      const payments = [...before.assessment.payments, { paymentReference, amount }];
      return { ...before, assessment: { ...before.assessment, outstanding, payments } };
    }
    case 'DeclarationCleared': {
      const { lodged } = inStatus(state, 'lodged');
      const { exchangeRate, lines } = event.data;
      const declared = { charges: lodged.charges, lines: lodged.lines };
      return { status: 'cleared', lodged, exchangeRate, lines, declared, missingDocuments: [] };
    }
    case 'GoodsReleased':
      return { ...inStatus(state, 'cleared'), status: 'released' };
    case 'DeclarationAmended': {
      const { declared: _, ...before } = inStatus(state, 'cleared', 'released');
      const { lines, declared } = event.data;
      return { ...before, lines, ...(declared && { declared }) };
    }
    case 'DeclarationInvalidated':
      return { status: 'invalidated', lodged: inStatus(state, 'cleared', 'released').lodged };
    case 'DeclarationRefused':
      return { status: 'refused', lodged: inStatus(state, 'lodged').lodged };
    case 'GoodsReexported':
      return { status: 're-exported', lodged: inStatus(state, 'refused').lodged };
    default:
      return never(event);
  }
}
