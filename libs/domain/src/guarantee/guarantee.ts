import { type Decider, type MoneyJson, never, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, checkStep, refuse } from '../checks.js';
import type { GuaranteeCommand } from './guarantee.commands.js';
import { GUARANTEE_KINDS, type GuaranteeEvent, type GuaranteeIssued } from './guarantee.events.js';

export type GuaranteeState = UnknownGuarantee | KnownGuarantee;

export interface UnknownGuarantee {
  readonly status: 'unknown';
}

/** Amounts are minor units of the currency of `issued.amount`. What is reserved and called never passes `total`. */
export interface KnownGuarantee {
  readonly status: 'valid' | 'expired';
  readonly issued: GuaranteeIssued['data'];
  /** As issued, with every top-up. */
  readonly total: bigint;
  readonly called: bigint;
  /** What is still reserved, one for each transit, never 0. */
  readonly reservations: readonly Reservation[];
}

export interface Reservation {
  readonly transitId: string;
  readonly amount: bigint;
}

/** The largest amount that JSON carries, in minor units: as many digits as ISO 20022's amounts have. */
const TOTAL_MAX = 10n ** 18n - 1n;

/** What is reserved for open transits, in minor units. */
export function reservedOf({ reservations }: KnownGuarantee): bigint {
  return reservations.reduce((total, { amount }) => total + amount, 0n);
}

/** What is neither reserved nor called, in minor units; an expired guarantee has it, but reserves nothing. */
export function availableOf(state: KnownGuarantee): bigint {
  return state.total - state.called - reservedOf(state);
}

/** The commands that a guarantee allows as it stands. */
export function legalForGuarantee(state: GuaranteeState): readonly GuaranteeCommand['type'][] {
  if (state.status === 'unknown') return ['IssueGuarantee'];
  const onReserved = ['FreeAmount', 'CallGuarantee'] as const;
  if (state.status === 'expired') return ['ExpireGuarantee', ...onReserved];
  // A carnet answers up to what its country has fixed; it grows no more.
  const topUp = state.issued.kind === 'tir-carnet' ? [] : (['TopUpGuarantee'] as const);
  return [...topUp, 'ReserveAmount', ...onReserved, 'ExpireGuarantee'];
}

/** A guarantee for goods in transit: every transit that it covers reserves the duty at risk from it and frees it again. */
export const guarantee: Decider<GuaranteeCommand, GuaranteeEvent, GuaranteeState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: GuaranteeCommand, state: GuaranteeState): readonly GuaranteeEvent[] {
  if (command.type === 'ReserveAmount' && state.status === 'expired') throw expired(state);
  checkStep(command.type, `guarantee is ${state.status}`, legalForGuarantee(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'IssueGuarantee':
      checkIssue(command.data);
      return [{ type: 'GuaranteeIssued', occurredAt, data: command.data }];
    case 'TopUpGuarantee':
      return topUp(command, known(state));
    case 'ReserveAmount':
      return reserve(command, known(state));
    case 'FreeAmount': {
      const before = known(state);
      const { guaranteeId, transitId } = command.data;
      const amount = reservedFor(before, transitId);
      // All of it was called, or it was freed before: either way nothing is left to free.
      if (amount === 0n) return [];
      const available = moneyOf(before, availableOf(before) + amount);
      const data = { guaranteeId, transitId, amount: moneyOf(before, amount), available };
      return [{ type: 'GuaranteeAmountFreed', occurredAt, data }];
    }
    case 'CallGuarantee':
      return call(command, known(state));
    case 'ExpireGuarantee': {
      const { status, issued } = known(state);
      if (status === 'expired') return [];
      const { guaranteeId, validUntil } = issued;
      if (dayOf(occurredAt) <= validUntil) {
        const message = `It is valid until the end of ${validUntil}, and expires behind that day.`;
        refuse('guarantee-still-valid', message, '/occurredAt');
      }
      return [{ type: 'GuaranteeExpired', occurredAt, data: { guaranteeId, validUntil } }];
    }
    default:
      return never(command);
  }
}

type CommandOf<Type extends GuaranteeCommand['type']> = Extract<GuaranteeCommand, { type: Type }>;

function topUp(
  { occurredAt, data }: CommandOf<'TopUpGuarantee'>,
  before: KnownGuarantee,
): readonly GuaranteeEvent[] {
  checkAmount(data.amount, before);
  if (dayOf(occurredAt) > before.issued.validUntil) throw expired(before);
  const added = toMoney(data.amount).minor;
  const total = before.total + added;
  if (total > TOTAL_MAX) refuse('amount-too-large', 'The total has more than 18 digits.', '/amount/amount');
  const available = moneyOf(before, availableOf(before) + added);
  return [
    { type: 'GuaranteeToppedUp', occurredAt, data: { ...data, total: moneyOf(before, total), available } },
  ];
}

function reserve(
  { occurredAt, data }: CommandOf<'ReserveAmount'>,
  before: KnownGuarantee,
): readonly GuaranteeEvent[] {
  const { transitId } = data;
  const { kind, reference, validFrom, validUntil } = before.issued;
  checkAmount(data.amount, before);
  const amount = toMoney(data.amount).minor;
  const held = reservedFor(before, transitId);
  if (held === amount) return [];
  if (held > 0n) {
    const message = `Another amount is reserved for the transit ${transitId} already.`;
    throw new Rejection('transit-reserved', message);
  }
  const day = dayOf(occurredAt);
  if (day > validUntil) throw expired(before);
  if (day < validFrom) {
    throw new Rejection('guarantee-not-yet-valid', `It is valid from ${validFrom}; that day was ${day}.`);
  }
  if (kind === 'tir-carnet' && before.reservations.length > 0) {
    throw new Rejection('carnet-in-use', `The carnet ${reference} covers another transport: one at a time.`);
  }
  const available = availableOf(before) - amount;
  if (available < 0n) {
    const left = moneyOf(before, availableOf(before));
    const message = `${data.amount.amount} is more than the ${left.amount} ${left.currency} that the guarantee has left.`;
    throw new Rejection('guarantee-exhausted', message, { pointer: '/amount/amount' });
  }
  return [
    {
      type: 'GuaranteeAmountReserved',
      occurredAt,
      data: { ...data, amount: moneyOf(before, amount), available: moneyOf(before, available) },
    },
  ];
}

function call(
  { occurredAt, data }: CommandOf<'CallGuarantee'>,
  before: KnownGuarantee,
): readonly GuaranteeEvent[] {
  checkAmount(data.amount, before);
  const held = reservedFor(before, data.transitId);
  const amount = toMoney(data.amount).minor;
  if (amount > held) {
    const { amount: left, currency } = moneyOf(before, held);
    const message = `${data.amount.amount} is more than the ${left} ${currency} reserved for the transit.`;
    throw new Rejection('call-exceeds-reservation', message, { pointer: '/amount/amount' });
  }
  const amounts = {
    amount: moneyOf(before, amount),
    reserved: moneyOf(before, held - amount),
    available: moneyOf(before, availableOf(before)),
  };
  return [{ type: 'GuaranteeCalled', occurredAt, data: { ...data, ...amounts } }];
}

function evolve(state: GuaranteeState, event: GuaranteeEvent): GuaranteeState {
  if (event.type === 'GuaranteeIssued') {
    const { data } = event;
    return {
      status: 'valid',
      issued: data,
      total: toMoney(data.amount).minor,
      called: 0n,
      reservations: [],
    };
  }
  const before = known(state);
  switch (event.type) {
    case 'GuaranteeToppedUp':
      return { ...before, total: toMoney(event.data.total).minor };
    case 'GuaranteeAmountReserved': {
      const { transitId, amount } = event.data;
      const reserved = { transitId, amount: toMoney(amount).minor };
      return { ...before, reservations: [...before.reservations, reserved] };
    }
    case 'GuaranteeAmountFreed':
      return { ...before, reservations: without(before, event.data.transitId) };
    case 'GuaranteeCalled': {
      const { transitId, amount, reserved } = event.data;
      const called = before.called + toMoney(amount).minor;
      const left = toMoney(reserved).minor;
      const others = without(before, transitId);
      return {
        ...before,
        called,
        reservations: left > 0n ? [...others, { transitId, amount: left }] : others,
      };
    }
    case 'GuaranteeExpired':
      return { ...before, status: 'expired' };
    default:
      return never(event);
  }
}

function checkIssue({ kind, guarantor, principal, amount, validFrom, validUntil }: GuaranteeIssued['data']) {
  if (!GUARANTEE_KINDS.includes(kind)) {
    const message = `"${kind}" is no kind of guarantee; ${GUARANTEE_KINDS.join(', ')} are.`;
    refuse('guarantee-kind-unknown', message, '/kind');
  }
  checkPositive(amount, '/amount');
  checkLocalDate(validFrom, '/validFrom');
  checkLocalDate(validUntil, '/validUntil');
  if (validUntil < validFrom) {
    refuse('validity-reversed', `${validUntil} lies before ${validFrom}.`, '/validUntil');
  }
  if (guarantor.participantId === principal.participantId) {
    refuse('guarantor-is-principal', 'Nobody stands for himself.', '/principal/participantId');
  }
}

function checkAmount(amount: MoneyJson, { issued }: KnownGuarantee): void {
  checkPositive(amount, '/amount');
  checkCurrency(amount, issued.amount.currency, '/amount');
}

function expired({ issued }: KnownGuarantee): Rejection {
  const message = `Its last day was ${issued.validUntil}: nothing new is reserved from it, nor added to it.`;
  return new Rejection('guarantee-expired', message);
}

function reservedFor({ reservations }: KnownGuarantee, transitId: string): bigint {
  return reservations.find((reservation) => reservation.transitId === transitId)?.amount ?? 0n;
}

function without({ reservations }: KnownGuarantee, transitId: string): readonly Reservation[] {
  return reservations.filter((reservation) => reservation.transitId !== transitId);
}

function moneyOf({ issued }: KnownGuarantee, minor: bigint): MoneyJson {
  return toMoneyJson({ minor, currency: issued.amount.currency });
}

/** The local day of an instant, by the offset that it was told with. */
function dayOf(occurredAt: string): string {
  return occurredAt.slice(0, 10);
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: GuaranteeState): KnownGuarantee {
  if (state.status === 'unknown') throw new Error('The history of a guarantee begins with GuaranteeIssued.');
  return state;
}
