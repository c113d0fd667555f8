import { type Decider, type MoneyJson, never, Rejection, toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositiveDecimal, checkStep, refuse } from '../checks.js';
import { checkGoodsLines, checkIncoterm } from '../consignment/goods-lines.js';
import type { DeclarationCommand } from './declaration.commands.js';
import type {
  CarriageCharges,
  DeclarationCleared,
  DeclarationEvent,
  DeclarationLodged,
  ExchangeRate,
  StatisticalLine,
} from './declaration.events.js';
import { statisticalLines, valueLines } from './statistical-value.js';

type Lodgement = DeclarationLodged['data'];

export type DeclarationState = UnknownDeclaration | LodgedDeclaration | ClearedDeclaration;

export interface UnknownDeclaration {
  readonly status: 'unknown';
}

export interface LodgedDeclaration {
  readonly status: 'lodged';
  readonly lodged: Lodgement;
  /** Every hold there ever was: an id names one hold only. */
  readonly holds: readonly { readonly holdId: string; readonly open: boolean }[];
}

export interface ClearedDeclaration {
  readonly status: 'cleared';
  readonly lodged: Lodgement;
  readonly exchangeRate: ExchangeRate;
  /** What counts now: as cleared, or as last amended. */
  readonly lines: readonly StatisticalLine[];
}

const LEGAL: Readonly<Record<DeclarationState['status'], readonly DeclarationCommand['type'][]>> = {
  unknown: ['LodgeDeclaration'],
  lodged: ['PlaceHold', 'ReleaseHold', 'ClearDeclaration'],
  cleared: ['AmendDeclaration'],
};

/** A customs declaration, from its acceptance at the customs office to its clearance, and the amendments behind it. */
export const declaration: Decider<DeclarationCommand, DeclarationEvent, DeclarationState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: DeclarationCommand, state: DeclarationState): readonly DeclarationEvent[] {
  checkStep(command.type, `declaration is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'LodgeDeclaration':
      checkLodgement(command.data, occurredAt);
      return [{ type: 'DeclarationLodged', occurredAt, data: command.data }];
    case 'PlaceHold': {
      const { lodged, holds } = inStatus(state, 'lodged');
      checkConsignment(command.data, lodged);
      if (holds.some(({ holdId }) => holdId === command.data.holdId)) {
        const message = `There was a hold ${command.data.holdId} before; each has an id of its own.`;
        refuse('hold-id-used', message, '/holdId');
      }
      return [{ type: 'HoldPlaced', occurredAt, data: command.data }];
    }
    case 'ReleaseHold': {
      const { lodged, holds } = inStatus(state, 'lodged');
      checkConsignment(command.data, lodged);
      if (!holds.some(({ holdId, open }) => open && holdId === command.data.holdId)) {
        refuse('hold-not-open', `There is no open hold ${command.data.holdId}.`, '/holdId');
      }
      return [{ type: 'HoldReleased', occurredAt, data: command.data }];
    }
    case 'ClearDeclaration': {
      const { lodged, holds } = inStatus(state, 'lodged');
      const open = holds.filter((hold) => hold.open).map(({ holdId }) => holdId);
      if (open.length > 0) {
        const message = `Nothing is cleared under an open hold; release ${open.join(', ')} first.`;
        throw new Rejection('hold-open', message, { legalNow: ['PlaceHold', 'ReleaseHold'] });
      }
      const { exchangeRate } = command.data;
      checkExchangeRate(exchangeRate, lodged);
      const data = clearance(lodged, exchangeRate, statisticalLines(lodged, exchangeRate));
      return [{ type: 'DeclarationCleared', occurredAt, data }];
    }
    case 'AmendDeclaration': {
      const { lodged, exchangeRate, lines: replaced } = inStatus(state, 'cleared');
      const { reason, lines, charges } = command.data;
      checkGoodsLines(lines);
      // The rate of the clearance stays, and with it the currency that it converts.
      checkCurrency(firstValue(lines), currencyOf(lodged), '/lines/0/value');
      checkCharges(charges, currencyOf(lodged));
      const restated = statisticalLines({ ...lodged, lines, charges }, exchangeRate);
      const data = { ...clearance(lodged, exchangeRate, restated), reason, replaced };
      return [{ type: 'DeclarationAmended', occurredAt, data }];
    }
    default:
      return never(command);
  }
}

function evolve(state: DeclarationState, event: DeclarationEvent): DeclarationState {
  switch (event.type) {
    case 'DeclarationLodged':
      return { status: 'lodged', lodged: event.data, holds: [] };
    case 'HoldPlaced': {
      const before = inStatus(state, 'lodged');
      return { ...before, holds: [...before.holds, { holdId: event.data.holdId, open: true }] };
    }
    case 'HoldReleased': {
      const before = inStatus(state, 'lodged');
      const { holdId } = event.data;
      const holds = before.holds.map((hold) => (hold.holdId === holdId ? { holdId, open: false } : hold));
      return { ...before, holds };
    }
    case 'DeclarationCleared': {
      const { lodged } = inStatus(state, 'lodged');
      return {
        status: 'cleared',
        lodged,
        exchangeRate: event.data.exchangeRate,
        lines: event.data.lines,
      };
    }
    case 'DeclarationAmended':
      return { ...inStatus(state, 'cleared'), lines: event.data.lines };
    default:
      return never(event);
  }
}

function checkLodgement(data: Lodgement, occurredAt: string): void {
  checkGoodsLines(data.lines);
  checkIncoterm(data.incoterm.rule);
  if (data.flow !== 'export' && data.flow !== 'import') {
    refuse('flow-unknown', 'A declaration is for export or for import.', '/flow');
  }
  if (data.reporter !== data.customsOffice.slice(0, 2)) {
    const message = `The customs office ${data.customsOffice} does not lie in ${data.reporter}.`;
    refuse('reporter-differs', message, '/reporter');
  }
  checkLocalDate(data.acceptedOn, '/acceptedOn');
  if (data.acceptedOn !== occurredAt.slice(0, 10)) {
    const message = `Accepted at ${occurredAt}, its day there is ${occurredAt.slice(0, 10)}, not ${data.acceptedOn}.`;
    refuse('accepted-on-another-day', message, '/acceptedOn');
  }
  checkCharges(data.charges, currencyOf(data));
  // A declaration that cannot be valued could never be cleared: refused while the declarant can still mend it.
  valueLines(data);
}

function checkCharges(charges: CarriageCharges, currency: string): void {
  for (const name of ['freight', 'insurance'] as const) {
    const charge = charges[name];
    const pointer = `/charges/${name}`;
    if (toMoney(charge, pointer).minor < 0n) {
      refuse('charge-negative', `"${charge.amount}": a charge is not below 0.`, `${pointer}/amount`);
    }
    checkCurrency(charge, currency, pointer);
  }
}

function checkExchangeRate({ usdPerUnit, date }: ExchangeRate, lodged: Lodgement): void {
  checkPositiveDecimal(usdPerUnit, 12, '/exchangeRate/usdPerUnit');
  if (currencyOf(lodged) === 'USD' && usdPerUnit !== '1') {
    refuse('rate-not-one', `A dollar is "1" dollar, not "${usdPerUnit}".`, '/exchangeRate/usdPerUnit');
  }
  if (date !== lodged.acceptedOn) {
    const message = `The rate is of ${date}; the declaration was accepted on ${lodged.acceptedOn}.`;
    refuse('rate-of-another-day', message, '/exchangeRate/date');
  }
}

function checkConsignment(data: { readonly consignmentId: string }, lodged: Lodgement): void {
  if (data.consignmentId === lodged.consignmentId) return;
  const message = `The declaration is for the consignment ${lodged.consignmentId}.`;
  refuse('consignment-differs', message, '/consignmentId');
}

function clearance(
  { declarationId, consignmentId, flow, reporter, customsOffice, acceptedOn }: Lodgement,
  exchangeRate: ExchangeRate,
  lines: readonly StatisticalLine[],
): DeclarationCleared['data'] {
  return { declarationId, consignmentId, flow, reporter, customsOffice, acceptedOn, exchangeRate, lines };
}

function firstValue(lines: Lodgement['lines']): MoneyJson {
  const [first] = lines;
  if (!first) throw new RangeError('checked lines have a first one');
  return first.value;
}

function currencyOf({ lines }: Lodgement): string {
  return firstValue(lines).currency;
}

/** Narrows the state behind the check of the step; a history in another order was not decided here. */
function inStatus<Status extends DeclarationState['status']>(
  state: DeclarationState,
  status: Status,
): Extract<DeclarationState, { status: Status }> {
  if (state.status !== status) throw new Error(`The declaration is ${state.status}, not ${status}.`);
  return state as Extract<DeclarationState, { status: Status }>;
}
