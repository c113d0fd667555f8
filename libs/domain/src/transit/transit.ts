import { type Decider, type MoneyJson, never, Rejection, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkCurrency, checkPositive, checkStep, refuse } from '../checks.js';
import { usdAtRate } from '../usd.js';
import { checkNewSeal, sealOn, sealsAfter } from './seals.js';
import { checkLimit, checkLimits, lateMinutes } from './time-limit.js';
import type { TransitAsked, TransitCommand } from './transit.commands.js';
import { TRANSIT_IRREGULARITIES, type TransitEvent, type TransitOpened } from './transit.events.js';
import { checkTransitGoods } from './transit-goods.js';
import { type KnownTransit, legalForTransit, openedState, type TransitState } from './transit-state.js';

/**
 * Goods that pass under customs seal, from the office of departure, which opens the transit against a guarantee, to its
 * discharge by the same office. Termination at the office of destination comes between and is another thing: it ends the
 * carriage, and not yet the guarantor's liability (TIR Convention, 1975, articles 1 and 10).
 */
export const transit: Decider<TransitCommand, TransitEvent, TransitState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

type CommandOf<Type extends TransitCommand['type']> = Extract<TransitCommand, { type: Type }>;

function decide(command: TransitCommand, state: TransitState): readonly TransitEvent[] {
  checkStep(command.type, `transit is ${state.status}`, legalForTransit(state));
  const { occurredAt } = command;
  if (command.type === 'OpenTransit') {
    const { exchangeRate, ...data } = command.data;
    checkOpening(data, occurredAt);
    const usd = inUsd(command.data, occurredAt);
    return [{ type: 'TransitOpened', occurredAt, data: { ...data, ...(usd && { usd }) } }];
  }
  const before = known(state);
  checkNotBefore(occurredAt, before);
  switch (command.type) {
    case 'AffixSeal':
      checkNewSeal(before.seals, command.data.sealNumber, '/sealNumber');
      return [{ type: 'TransitSealAffixed', occurredAt, data: command.data }];
    case 'BreakSeal':
      if (sealOn(before.seals, command.data.sealNumber).status === 'broken') return [];
      return [{ type: 'TransitSealBroken', occurredAt, data: command.data }];
    case 'ReplaceSeal':
      sealOn(before.seals, command.data.sealNumber);
      checkNewSeal(before.seals, command.data.newSealNumber, '/newSealNumber');
      return [{ type: 'TransitSealReplaced', occurredAt, data: command.data }];
    case 'RecordPassage':
      return pass(command, before);
    case 'RecordIrregularity':
      if (!TRANSIT_IRREGULARITIES.includes(command.data.code)) {
        const message = `"${command.data.code}" is no code; ${TRANSIT_IRREGULARITIES.join(', ')} are.`;
        refuse('irregularity-unknown', message, '/code');
      }
      return [{ type: 'TransitIrregularityRecorded', occurredAt, data: command.data }];
    case 'ExtendTransit':
      return extend(command, before);
    case 'MarkOverdue': {
      if (before.overdue) return [];
      const { dueBy, opened } = before;
      if (lateMinutes(occurredAt, dueBy) === 0) {
        throw new Rejection('limit-not-passed', `The time limit is ${dueBy}; it has not passed yet.`);
      }
      const { transitId, guaranteeId } = opened;
      return [{ type: 'TransitBecameOverdue', occurredAt: dueBy, data: { transitId, guaranteeId, dueBy } }];
    }
    case 'TerminateTransit': {
      const { dueBy, opened } = before;
      const planned = command.data.office === opened.officeOfDestination;
      const data = { ...command.data, planned, dueBy, lateMinutes: lateMinutes(occurredAt, dueBy) };
      return [{ type: 'TransitTerminated', occurredAt, data }];
    }
    case 'CallGuaranteeOfTransit':
      return call(command, before);
    case 'DischargeTransit':
      checkNotBeforeTermination(occurredAt, before);
      return [{ type: 'TransitDischarged', occurredAt, data: freed(before) }];
    case 'CancelTransit':
      return [
        { type: 'TransitCancelled', occurredAt, data: { ...freed(before), reason: command.data.reason } },
      ];
    default:
      return never(command);
  }
}

function pass(
  { occurredAt, data }: CommandOf<'RecordPassage'>,
  { opened, dueBy, passages }: KnownTransit,
): readonly TransitEvent[] {
  const { location, movement } = data;
  // Scanners send again what they are not sure of.
  const known = passages.some(
    (each) => each.location === location && each.movement === movement && each.at === occurredAt,
  );
  if (known) return [];
  const { officeOfDeparture, officeOfDestination, itinerary } = opened;
  const stop = itinerary.find((each) => each.location === location);
  const planned = stop !== undefined || location === officeOfDeparture || location === officeOfDestination;
  const limit = stop?.dueBy ?? dueBy;
  const against = { planned, dueBy: limit, lateMinutes: lateMinutes(occurredAt, limit) };
  return [{ type: 'TransitPassageRecorded', occurredAt, data: { ...data, ...against } }];
}

function extend(
  { occurredAt, data }: CommandOf<'ExtendTransit'>,
  { openedAt, dueBy: before }: KnownTransit,
): readonly TransitEvent[] {
  if (Date.parse(data.dueBy) <= Date.parse(before)) {
    refuse('limit-not-later', `The limit is ${before}; an extension puts it off.`, '/dueBy');
  }
  checkLimit(openedAt, data.dueBy, '/dueBy');
  return [{ type: 'TransitExtended', occurredAt, data: { ...data, before } }];
}

function call(
  { occurredAt, data }: CommandOf<'CallGuaranteeOfTransit'>,
  before: KnownTransit,
): readonly TransitEvent[] {
  const { guaranteeId, dutyAtRisk } = before.opened;
  checkPositive(data.amount, '/amount');
  checkCurrency(data.amount, dutyAtRisk.currency, '/amount');
  const left = before.reserved - toMoney(data.amount).minor;
  if (left < 0n) {
    const { amount, currency } = moneyOf(before, before.reserved);
    const message = `${data.amount.amount} is more than the ${amount} ${currency} reserved for the transit.`;
    throw new Rejection('call-exceeds-reservation', message, { pointer: '/amount/amount' });
  }
  const reserved = moneyOf(before, left);
  return [{ type: 'TransitGuaranteeCalled', occurredAt, data: { ...data, guaranteeId, reserved } }];
}

function evolve(state: TransitState, event: TransitEvent): TransitState {
  const { occurredAt } = event;
  if (event.type === 'TransitOpened') return openedState(event.data, occurredAt);
  const before = known(state);
  switch (event.type) {
    case 'TransitSealAffixed':
    case 'TransitSealBroken':
    case 'TransitSealReplaced':
      return { ...before, seals: sealsAfter(before.seals, event) };
    case 'TransitPassageRecorded': {
      const { transitId: _, ...passage } = event.data;
      const passages = [...before.passages, { ...passage, at: occurredAt }];
      return { ...before, status: 'under-way', passages };
    }
    case 'TransitIrregularityRecorded': {
      const { transitId: _, ...irregularity } = event.data;
      return { ...before, irregularities: [...before.irregularities, { ...irregularity, at: occurredAt }] };
    }
    case 'TransitExtended':
      return { ...before, dueBy: event.data.dueBy, overdue: false };
    case 'TransitBecameOverdue':
      return { ...before, overdue: true };
    case 'TransitTerminated': {
      const { office, reservation, lateMinutes: late } = event.data;
      const terminated = {
        at: occurredAt,
        office,
        lateMinutes: late,
        ...(reservation !== undefined && { reservation }),
      };
      // Told late, it may yet have been in time.
      return { ...before, status: 'terminated', overdue: late > 0, terminated };
    }
    case 'TransitGuaranteeCalled': {
      const { amount, reserved } = event.data;
      return {
        ...before,
        called: before.called + toMoney(amount).minor,
        reserved: toMoney(reserved).minor,
      };
    }
    case 'TransitDischarged':
      return { ...before, status: 'discharged', reserved: 0n };
    case 'TransitCancelled':
      return { ...before, status: 'cancelled', reserved: 0n };
    default:
      return never(event);
  }
}

function checkOpening(data: TransitOpened['data'], occurredAt: string): void {
  checkTransitGoods(data.goods);
  checkPositive(data.dutyAtRisk, '/dutyAtRisk');
  if (data.officeOfDestination === data.officeOfDeparture) {
    refuse('destination-is-departure', 'A transit ends elsewhere than it began.', '/officeOfDestination');
  }
  checkLimits(occurredAt, data.itinerary, data.dueBy);
}

/** What the goods come to in USD by the rate that was told. @throws Rejection naming the field of a rate that cannot be. */
function inUsd({ goods, exchangeRate }: TransitAsked, occurredAt: string): TransitOpened['data']['usd'] {
  if (!exchangeRate) return undefined;
  const values = goods.map(({ value }) => toMoney(value));
  const currency = values[0]?.currency ?? '';
  if (currency === 'USD') refuse('rate-not-needed', 'Goods valued in dollars need no rate.', '/exchangeRate');
  const amount = usdAtRate(sum(currency, values), exchangeRate, {
    // The clock is that of the office of departure.
    day: occurredAt.slice(0, 10),
    what: 'the transit was opened',
    pointer: '/exchangeRate',
    amountPointer: '/goods/0/value',
  });
  return { amount, exchangeRate };
}

/** Nothing happens to a transit before it is opened. */
function checkNotBefore(occurredAt: string, { openedAt }: KnownTransit): void {
  if (Date.parse(occurredAt) >= Date.parse(openedAt)) return;
  refuse('before-opening', `${occurredAt} lies before the opening at ${openedAt}.`, '/occurredAt');
}

function checkNotBeforeTermination(occurredAt: string, { terminated }: KnownTransit): void {
  if (terminated === undefined || Date.parse(occurredAt) >= Date.parse(terminated.at)) return;
  refuse(
    'before-termination',
    `${occurredAt} lies before the termination at ${terminated.at}.`,
    '/occurredAt',
  );
}

function freed(before: KnownTransit) {
  const { transitId, guaranteeId } = before.opened;
  return { transitId, guaranteeId, freed: moneyOf(before, before.reserved) };
}

function moneyOf({ opened }: KnownTransit, minor: bigint): MoneyJson {
  return toMoneyJson({ minor, currency: opened.dutyAtRisk.currency });
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: TransitState): KnownTransit {
  if (state.status === 'unknown') throw new Error('The history of a transit begins with TransitOpened.');
  return state;
}
