import { type Decider, never, Rejection, toMoney } from '@corridor/kernel';
import { checkCurrency, checkStep, isSame, refuse } from '../checks.js';
import { checkGoodsLines } from '../consignment/goods-lines.js';
import { assessed, paid } from './assessment.js';
import type { DeclarationCommand } from './declaration.commands.js';
import type {
  DeclarationCleared,
  DeclarationEvent,
  DeclarationLodged,
  ExchangeRate,
  StatisticalLine,
} from './declaration.events.js';
import { evolve } from './declaration-evolve.js';
import {
  BEHIND_CUSTOMS,
  type DeclarationState,
  inStatus,
  type Lodged,
  type LodgedDeclaration,
} from './declaration-state.js';
import { provided, requested } from './documents.js';
import { legalForRefunds, refunded, refundWithdrawn } from './duty-refunds.js';
import { checkCharges, checkExchangeRate, checkLodgement, currencyOf, firstValue } from './lodgement.js';
import { statisticalLines } from './statistical-value.js';

type Lodgement = DeclarationLodged['data'];

const AT_CUSTOMS = [
  'RequestDocuments',
  'ProvideDocuments',
  'RecordInspection',
  'PlaceHold',
  'ReleaseHold',
  'AssessDuty',
  'PayDuty',
  'ClearDeclaration',
  'RefuseDeclaration',
] as const;

const BEHIND_CLEARANCE = ['RequestDocuments', 'ProvideDocuments', 'AmendDeclaration'] as const;

/**
 * Which commands a state allows. An import that was cleared is not taken back: what was let in may be used up or paid for, so that it is amended, or
 * leaves again by a declaration of its own. What was refused for export never came in, and is not re-exported.
 */
export function legalForDeclaration(state: DeclarationState): readonly DeclarationCommand['type'][] {
  switch (state.status) {
    case 'unknown':
      return ['LodgeDeclaration'];
    case 'lodged':
      return AT_CUSTOMS;
    case 'cleared':
    case 'released': {
      const release = state.status === 'cleared' ? (['ReleaseGoods'] as const) : [];
      const takeBack = state.lodged.flow === 'export' ? (['InvalidateDeclaration'] as const) : [];
      return [...release, ...BEHIND_CLEARANCE, ...takeBack, ...legalForRefunds(state)];
    }
    case 'refused':
      return [
        ...(state.lodged.flow === 'import' ? (['ReexportGoods'] as const) : []),
        ...legalForRefunds(state),
      ];
    case 'invalidated':
    case 're-exported':
      return legalForRefunds(state);
    default:
      return never(state);
  }
}

/** What a refused step is told of the declaration. */
function stateOf(state: DeclarationState): string {
  if (state.status === 'unknown') return 'declaration is unknown';
  return `declaration for ${state.lodged.flow} is ${state.status}`;
}

/** A customs declaration, from its acceptance at the customs office to its clearance, and the amendments behind it. */
export const declaration: Decider<DeclarationCommand, DeclarationEvent, DeclarationState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: DeclarationCommand, state: DeclarationState): readonly DeclarationEvent[] {
  checkStep(command.type, stateOf(state), legalForDeclaration(state));
  const { occurredAt } = command;
  if (state.status !== 'unknown') checkNotBeforeAcceptance(occurredAt, state.lodged);
  switch (command.type) {
    case 'LodgeDeclaration':
      checkLodgement(command.data, occurredAt);
      return [{ type: 'DeclarationLodged', occurredAt, data: command.data }];
    case 'RequestDocuments':
      return requested(occurredAt, command.data, inStatus(state, 'lodged', 'cleared', 'released'));
    case 'ProvideDocuments':
      return provided(occurredAt, command.data, inStatus(state, 'lodged', 'cleared', 'released'));
    case 'RecordInspection': {
      const { lodged, inspections } = inStatus(state, 'lodged');
      if (inspections.includes(command.data.inspectionId)) return [];
      return [{ type: 'InspectionRecorded', occurredAt, data: { ...command.data, ...idsOf(lodged) } }];
    }
    case 'PlaceHold': {
      const { lodged, holds } = inStatus(state, 'lodged');
      if (holds.some(({ holdId }) => holdId === command.data.holdId)) {
        const message = `There was a hold ${command.data.holdId} before; each has an id of its own.`;
        refuse('hold-id-used', message, '/holdId');
      }
      return [{ type: 'HoldPlaced', occurredAt, data: { ...command.data, ...idsOf(lodged) } }];
    }
    case 'ReleaseHold': {
      const { lodged, holds } = inStatus(state, 'lodged');
      const hold = holds.find(({ holdId, open }) => open && holdId === command.data.holdId);
      if (!hold) refuse('hold-not-open', `There is no open hold ${command.data.holdId}.`, '/holdId');
      if (Date.parse(occurredAt) < Date.parse(hold.placedAt)) {
        refuse('before-hold', `${occurredAt} lies before the hold at ${hold.placedAt}.`, '/occurredAt');
      }
      return [{ type: 'HoldReleased', occurredAt, data: { ...command.data, ...idsOf(lodged) } }];
    }
    case 'AssessDuty':
      return assessed(occurredAt, command.data, inStatus(state, 'lodged'));
    case 'PayDuty':
      return paid(occurredAt, command.data, inStatus(state, 'lodged'));
    case 'RefundDuty':
      return refunded(occurredAt, command.data, inStatus(state, ...BEHIND_CUSTOMS));
    case 'WithdrawDutyRefund':
      return refundWithdrawn(occurredAt, command.data, inStatus(state, ...BEHIND_CUSTOMS));
    case 'ClearDeclaration': {
      const { lodged } = checkClearable(inStatus(state, 'lodged'));
      const { exchangeRate } = command.data;
      checkExchangeRate(exchangeRate, lodged);
      const data = clearance(lodged, exchangeRate, statisticalLines(lodged, exchangeRate));
      return [{ type: 'DeclarationCleared', occurredAt, data }];
    }
    case 'ReleaseGoods': {
      const { lodged } = inStatus(state, 'cleared');
      const { procedure } = lodged;
      return [{ type: 'GoodsReleased', occurredAt, data: { ...idsOf(lodged), procedure } }];
    }
    case 'RefuseDeclaration': {
      const { lodged, holds } = inStatus(state, 'lodged');
      const ids = idsOf(lodged);
      // What is refused is held no longer: the clock of each hold ends here.
      const released = holds
        .filter(({ open }) => open)
        .map(
          ({ holdId }): DeclarationEvent => ({ type: 'HoldReleased', occurredAt, data: { ...ids, holdId } }),
        );
      return [...released, { type: 'DeclarationRefused', occurredAt, data: { ...command.data, ...ids } }];
    }
    case 'ReexportGoods': {
      const { lodged } = inStatus(state, 'refused');
      return [{ type: 'GoodsReexported', occurredAt, data: { ...command.data, ...idsOf(lodged) } }];
    }
    case 'InvalidateDeclaration': {
      const { lodged, exchangeRate, lines: replaced } = inStatus(state, 'cleared', 'released');
      const { exchangeRate: _, lines: __, ...ofIt } = clearance(lodged, exchangeRate, []);
      const data = { ...ofIt, reason: command.data.reason, replaced };
      return [{ type: 'DeclarationInvalidated', occurredAt, data }];
    }
    case 'AmendDeclaration': {
      const { lodged, exchangeRate, lines: replaced, ...before } = inStatus(state, 'cleared', 'released');
      const { reason, lines, charges } = command.data;
      checkGoodsLines(lines);
      // The rate of the clearance stays, and with it the currency that it converts.
      checkCurrency(firstValue(lines), currencyOf(lodged), '/lines/0/value');
      checkCharges(charges, currencyOf(lodged));
      const declared = { charges, lines };
      // Sent again, it would take out what it has put in, and put it in.
      if (isSame(before.declared, declared)) return [];
      const restated = statisticalLines({ ...lodged, ...declared }, exchangeRate);
      const data = { ...clearance(lodged, exchangeRate, restated), reason, replaced, declared };
      return [{ type: 'DeclarationAmended', occurredAt, data }];
    }
    default:
      return never(command);
  }
}

/** @throws Rejection `hold-open`, `documents-missing` or `duty-unpaid`, each with what is to be done first. */
function checkClearable(state: LodgedDeclaration): LodgedDeclaration {
  const open = state.holds.filter((hold) => hold.open).map(({ holdId }) => holdId);
  if (open.length > 0) {
    const message = `Nothing is cleared under an open hold; release ${open.join(', ')} first.`;
    throw new Rejection('hold-open', message, {
      legalNow: AT_CUSTOMS.filter((step) => step !== 'ClearDeclaration'),
    });
  }
  if (state.missingDocuments.length > 0) {
    const message = `Customs asked for documents that are not there yet: ${state.missingDocuments.join(', ')}.`;
    throw new Rejection('documents-missing', message);
  }
  const { assessment } = state;
  if (assessment && toMoney(assessment.outstanding).minor > 0n) {
    const { amount, currency } = assessment.outstanding;
    throw new Rejection('duty-unpaid', `${amount} ${currency} of duty are to be paid first.`);
  }
  return state;
}

function idsOf({ declarationId, consignmentId }: Lodgement): {
  declarationId: string;
  consignmentId: string;
} {
  return { declarationId, consignmentId };
}

function clearance(
  { declarationId, consignmentId, flow, reporter, customsOffice, acceptedOn }: Lodgement,
  exchangeRate: ExchangeRate,
  lines: readonly StatisticalLine[],
): DeclarationCleared['data'] {
  return { declarationId, consignmentId, flow, reporter, customsOffice, acceptedOn, exchangeRate, lines };
}

function checkNotBeforeAcceptance(occurredAt: string, { acceptedAt }: Lodged): void {
  if (Date.parse(occurredAt) >= Date.parse(acceptedAt)) return;
  const message = `${occurredAt} lies before the acceptance of the declaration at ${acceptedAt}.`;
  refuse('before-acceptance', message, '/occurredAt');
}
