import { divideHalfEven, type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { laterOf } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import { smaller } from '../obligation/purse.js';
import { move, type Posting } from '../postings/posting.js';
import { convert, type Exchange } from '../rates/exchange.js';
import type { ServiceContractState } from '../service-contract/service-contract.js';
import type { SettlementCommand } from './settlement.commands.js';
import type {
  ServicePart,
  SettlementEvent,
  SettlementUnmatchedFromServiceContract,
} from './settlement.events.js';
import type { BookedSettlement, StandingServicePart } from './settlement-state.js';

/** What is returned tells of each part in an event of its own, all in one append. */
const PARTS_MAX = 100;

type Matching = Extract<SettlementCommand, { type: 'MatchServiceContract' }>['data'];
type Unmatching = Extract<SettlementCommand, { type: 'UnmatchServiceContract' }>['data'];
type TakenBack = Pick<
  SettlementUnmatchedFromServiceContract['data'],
  'takenBackOn' | 'because' | 'returnId' | 'reason'
>;

/**
 * What a person may say that a settlement pays for: services of a contract that names its bank.
 * @param paidCreditor whom the settlement pays by now, if anybody.
 * @throws Rejection `service-contract-withdrawn`, `provider-bank-unnamed`, `bank-differs` or `creditor-differs`.
 */
export function checkServiceMatch(
  { settlement }: BookedSettlement,
  contract: Exclude<ServiceContractState, { readonly status: 'unknown' }>,
  paidCreditor: string | undefined,
): void {
  const { status, registered, terms } = contract;
  const pointer = '/serviceContractId';
  if (status === 'withdrawn') {
    const message = 'The contract was registered by mistake, and withdrawn: nothing is paid under it.';
    throw new Rejection('service-contract-withdrawn', message, { pointer });
  }
  if (terms.providerBank === undefined) {
    const message = 'The contract names no bank of its provider: whoever registered it amends it first.';
    throw new Rejection('provider-bank-unnamed', message, { pointer });
  }
  if (terms.providerBank !== settlement.bank) {
    const message = `It was booked by ${settlement.bank}; the provider's bank is ${terms.providerBank}.`;
    refuse('bank-differs', message, pointer);
  }
  const provider = registered.provider.participantId;
  if (paidCreditor === undefined || paidCreditor === provider) return;
  const message = `The settlement pays ${paidCreditor}; what it pays is one creditor's.`;
  throw new Rejection('creditor-differs', message, { pointer });
}

/**
 * A part of the settlement pays for services, in USD by the rate of its value date, where there is one.
 * @throws Rejection `nothing-unallocated`, `allocation-exceeds-unallocated`, `creditor-differs`, or naming the field.
 */
export function matchedToServices(
  occurredAt: string,
  { serviceContractId, provider, amount, exchange, reason }: Matching,
  { settlement, unallocated, serviceParts }: BookedSettlement,
): readonly SettlementEvent[] {
  const { settlementId, bank, valueDate } = settlement;
  const waits = toMoney(unallocated).minor;
  if (waits === 0n) {
    throw new Rejection('nothing-unallocated', 'All of the settlement pays something, or was returned.');
  }
  const asked = amount ?? unallocated;
  checkPositive(asked, '/amount');
  checkCurrency(asked, unallocated.currency, '/amount');
  const minor = waits - toMoney(asked).minor;
  if (minor < 0n) {
    const message = `${asked.amount} is more than the ${unallocated.amount} ${unallocated.currency} not allocated yet.`;
    refuse('allocation-exceeds-unallocated', message, '/amount/amount');
  }
  if (serviceParts.length >= PARTS_MAX) {
    const message = `The settlement pays for services in ${PARTS_MAX} parts already: take one back, and match it in fewer.`;
    throw new Rejection('too-many-parts', message);
  }
  const paid = serviceParts.find((each) => each.provider !== provider)?.provider;
  if (paid !== undefined) {
    const message = `The settlement pays ${paid}; what it pays is one creditor's.`;
    refuse('creditor-differs', message, '/serviceContractId');
  }
  const usd = inDollars(asked, exchange);
  const part = { serviceContractId, provider, amount: asked, ...(usd && { usd }), valueDate };
  const left = toMoneyJson({ minor, currency: unallocated.currency });
  const postings = postingsOfServices(bank, asked, 1n);
  return [
    {
      type: 'SettlementMatchedToServiceContract',
      occurredAt,
      data: { settlementId, bank, ...part, unallocated: left, reason, postings },
    },
  ];
}

/** The settlement does not pay under a contract. @throws Rejection `not-matched` where it never did. */
export function unmatchedFromServices(
  occurredAt: string,
  { serviceContractId, takenBackOn, reason }: Unmatching,
  state: BookedSettlement,
): readonly SettlementEvent[] {
  const parts = state.serviceParts.filter((each) => each.serviceContractId === serviceContractId);
  if (parts.length === 0) {
    if (state.serviceContractIds.includes(serviceContractId)) return [];
    refuse('not-matched', 'The settlement pays for nothing under this contract.', '/serviceContractId');
  }
  return takenBackFrom(occurredAt, parts.toReversed(), { because: 'person', takenBackOn, reason }, state);
}

/** What of `minor` can be taken from what pays for services, the last matched first; less where that is less. */
export function lastServicesFirst(
  parts: readonly StandingServicePart[],
  minor: bigint,
): readonly StandingServicePart[] {
  let left = minor;
  return parts.toReversed().flatMap((each): StandingServicePart[] => {
    const { minor: whole } = toMoney(each.amount);
    const taken = smaller(left, whole);
    left -= taken;
    return taken === 0n ? [] : [portionOf(each, taken)];
  });
}

/**
 * Tells of each part that is taken back, one event for each match of which it is. It was not taken back before it was matched, though a return be told as of the
 * beginning of its day: so that by no instant less than nothing is paid.
 * @param taken the last matched first
 */
export function takenBackFrom(
  occurredAt: string,
  taken: readonly StandingServicePart[],
  said: TakenBack,
  { settlement, unallocated }: Pick<BookedSettlement, 'settlement' | 'unallocated'>,
): readonly SettlementUnmatchedFromServiceContract[] {
  const { settlementId, bank } = settlement;
  let waits = toMoney(unallocated).minor;
  return taken.map(({ matchedAt, ...part }) => {
    waits += toMoney(part.amount).minor;
    const left = toMoneyJson({ minor: waits, currency: unallocated.currency });
    const postings = postingsOfServices(bank, part.amount, -1n);
    return {
      type: 'SettlementUnmatchedFromServiceContract',
      occurredAt: laterOf(matchedAt, occurredAt),
      data: { settlementId, bank, ...part, unallocated: left, ...said, postings },
    };
  });
}

/** What pays for services behind what was taken back of the last match under its contract. */
export function withoutServicePart(
  parts: readonly StandingServicePart[],
  back: Pick<ServicePart, 'serviceContractId' | 'amount' | 'usd'>,
): readonly StandingServicePart[] {
  const last = parts.findLast((each) => each.serviceContractId === back.serviceContractId);
  return parts.flatMap((each): StandingServicePart[] => {
    if (each !== last) return [each];
    return toMoney(back.amount).minor === toMoney(each.amount).minor ? [] : [restOf(each, back)];
  });
}

export function sumOfServices(parts: readonly Pick<ServicePart, 'amount'>[]): bigint {
  return parts.reduce((sum, { amount }) => sum + toMoney(amount).minor, 0n);
}

/** `minor` of a part with its dollars in proportion, rounded half to even: of the whole exactly the whole. */
function portionOf(part: StandingServicePart, minor: bigint): StandingServicePart {
  const { amount, usd } = part;
  const whole = toMoney(amount).minor;
  if (minor === whole) return part;
  return {
    ...part,
    amount: toMoneyJson({ minor, currency: amount.currency }),
    ...(usd && { usd: { ...usd, amount: portionOfMoney(usd.amount, minor, whole) } }),
  };
}

function portionOfMoney(money: MoneyJson, minor: bigint, whole: bigint): MoneyJson {
  const { minor: all, currency } = toMoney(money);
  return toMoneyJson({ minor: divideHalfEven(all * minor, whole), currency });
}

function restOf(part: StandingServicePart, taken: Pick<ServicePart, 'amount' | 'usd'>): StandingServicePart {
  return {
    ...part,
    amount: less(part.amount, taken.amount),
    ...(part.usd && taken.usd && { usd: { ...part.usd, amount: less(part.usd.amount, taken.usd.amount) } }),
  };
}

function less(one: MoneyJson, other: MoneyJson): MoneyJson {
  const { minor, currency } = toMoney(one);
  return toMoneyJson({ minor: minor - toMoney(other).minor, currency });
}

/** Nothing for dollars, which need no rate, and where there is none. */
function inDollars(amount: MoneyJson, exchange: Exchange | undefined): ServicePart['usd'] {
  if (!exchange || amount.currency === 'USD') return undefined;
  if (exchange.from !== amount.currency || exchange.to !== 'USD') {
    const message = `${amount.currency} is worth dollars by a rate of exchange between the two only.`;
    refuse('exchange-missing', message, '/exchange');
  }
  return { amount: convert(amount, exchange), exchange };
}

/** What pays for services is the provider's: suspense to vostro, and the other way where it is taken back. */
function postingsOfServices(bank: string, amount: MoneyJson, sign: bigint): readonly Posting[] {
  const { minor, currency } = toMoney(amount);
  const signed = toMoneyJson({ minor: minor * sign, currency });
  return move(signed, { account: 'suspense', of: bank }, { account: 'vostro', of: bank });
}
