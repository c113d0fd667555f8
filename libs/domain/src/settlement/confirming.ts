import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkPositive } from '../checks.js';
import { feesForDebtor } from '../obligation/fees.js';
import { smaller } from '../obligation/purse.js';
import { checkReason } from './returning.js';
import { lastServicesFirst, takenBackFrom } from './service-parts.js';
import type { SettlementCommand } from './settlement.commands.js';
import type { AllocatedPart, SettlementConfirmed, SettlementEvent } from './settlement.events.js';
import { postingsOfCorrection } from './settlement-postings.js';
import { type BookedSettlement, tellingKey } from './settlement-state.js';

type Confirming = Extract<SettlementCommand, { type: 'ConfirmSettlement' }>['data'];
type Confirmed = SettlementConfirmed['data'];
type BornePart = NonNullable<Confirmed['borne']>[number];

/**
 * Another message tells of the credit. Where a status booked it, the entry of the account says what came: the credit is of its amount
 * from then on. What the status told too much is taken from what waits, then from what pays for services, which is so much less; where it pays
 * something that is owed, banks on the way took it, and it is the creditor's to bear: the obligation stays as settled as it was.
 * @throws Rejection `settlement-differs` where the amount is of another currency, or less than what the credit pays and nothing says
 *   that the creditor bears the difference, or than what was returned.
 */
export function confirmed(
  occurredAt: string,
  data: Confirming,
  state: BookedSettlement,
): readonly SettlementEvent[] {
  if (state.toldBy.includes(tellingKey(data))) return [];
  checkReason(data.reason);
  const { settlementId, bank, bookedOn } = state.settlement;
  const ofServices = lastServicesFirst(state.serviceParts, missingBy(data, state));
  const takenBackOn = data.bookedOn ?? bookedOn;
  const takenBack = takenBackFrom(occurredAt, ofServices, { because: 'entry-less', takenBackOn }, state);
  const unallocated = takenBack.at(-1)?.data.unallocated ?? state.unallocated;
  const correction = correctionBy(data, { ...state, unallocated });
  const { usd, ...told } = data;
  const worth = correction.unallocated && usd && { usd };
  return [
    ...takenBack,
    {
      type: 'SettlementConfirmed',
      occurredAt,
      data: { settlementId, bank, ...told, ...worth, ...correction },
    },
  ];
}

/** The settlement behind a confirmation. An entry takes the place of the status that booked it. */
export function withConfirmation(state: BookedSettlement, data: Confirmed): BookedSettlement {
  const told = { ...state, toldBy: [...state.toldBy, tellingKey(data)] };
  if (!isEntryOfStatus(data, state)) return told;
  const { basis, account, amount, bookedOn, valueDate, chargeBearer, charges, unallocated, borne } = data;
  const { accountServicerReference } = data.references;
  const { usd: before, ...settlement } = state.settlement;
  const instructedAmount = instructedBy(data, settlement);
  const usd = unallocated ? data.usd : before;
  return {
    ...told,
    settlement: {
      ...settlement,
      ...(usd && { usd }),
      ...(basis !== undefined && { basis }),
      ...(account !== undefined && { account }),
      ...(amount && { amount }),
      ...(instructedAmount && { instructedAmount }),
      ...(bookedOn !== undefined && { bookedOn }),
      ...(valueDate !== undefined && { valueDate }),
      ...(chargeBearer !== undefined && { chargeBearer }),
      ...(charges && { charges }),
      references: {
        ...settlement.references,
        ...(accountServicerReference !== undefined && { accountServicerReference }),
      },
    },
    unallocated: unallocated ?? state.unallocated,
    ...(unallocated && state.suspended && { suspended: unallocated }),
    allocations: (borne ?? []).reduce(withFees, state.allocations),
  };
}

/** What the debtor had his bank pay, by the entry, else by what the status told; where that is no more than was to be settled, it counts if less came. */
function instructedBy(
  { amount, instructedAmount }: Confirming,
  settlement: BookedSettlement['settlement'],
): MoneyJson | undefined {
  const isLess = amount && toMoney(amount).minor < toMoney(settlement.amount).minor;
  return instructedAmount ?? settlement.instructedAmount ?? (isLess ? settlement.amount : undefined);
}

function isEntryOfStatus(data: Confirming, { settlement }: BookedSettlement): boolean {
  return data.returnId === undefined && data.basis === 'booked-credit' && settlement.basis === 'status-accc';
}

/** What came less by an entry than a status had told, beyond what waits. */
function missingBy(data: Confirming, state: BookedSettlement): bigint {
  const { amount, currency } = state.settlement.amount;
  if (data.amount?.currency !== currency || !isEntryOfStatus(data, state)) return 0n;
  const waits = toMoney(state.unallocated).minor;
  const missing = toMoney({ amount, currency }).minor - toMoney(data.amount).minor - waits;
  return missing > 0n ? missing : 0n;
}

function correctionBy(
  data: Confirming,
  state: BookedSettlement,
): Pick<Confirmed, 'unallocated' | 'borne' | 'postings'> {
  const { amount } = data;
  if (!amount || !isEntryOfStatus(data, state)) return {};
  const { settlement, unallocated } = state;
  const { bank, amount: booked } = settlement;
  const { currency } = booked;
  checkPositive(amount, '/amount');
  if (amount.currency !== currency) throw differs(booked, 'One credit is of one currency.');
  const more = toMoney(amount).minor - toMoney(booked).minor;
  if (more === 0n) return {};
  const waits = toMoney(unallocated).minor + more;
  const borne = waits < 0n ? borneOf(data, state, -waits) : [];
  if (!borne) throw differs(booked, 'It pays, or gave back, more than that: take back what it pays first.');
  const rest = toMoneyJson({ minor: waits < 0n ? 0n : waits, currency });
  return {
    unallocated: rest,
    ...(borne.length > 0 && { borne }),
    postings: postingsOfCorrection(bank, toMoneyJson({ minor: more, currency }), borne),
  };
}

/** `short` in parts of what it pays, the last paid first; `undefined` where it is not the creditor's to bear, or is more than it pays. */
function borneOf(
  data: Confirming,
  { settlement, allocations }: BookedSettlement,
  short: bigint,
): readonly BornePart[] | undefined {
  const { chargeBearer, charges } = data;
  const instructedAmount = instructedBy(data, settlement);
  const told = {
    amount: data.amount ?? settlement.amount,
    ...(instructedAmount && { instructedAmount }),
    ...optionalCharges(settlement),
    ...optionalCharges({ ...(chargeBearer && { chargeBearer }), ...(charges && { charges }) }),
  };
  const fees = feesForDebtor(told, allocations);
  if (!fees || toMoney(fees).minor < short) return undefined;
  const borne = new Map<string, BornePart>();
  let left = short;
  for (const part of allocations.toReversed()) {
    const taken = smaller(left, mayBear(part));
    if (taken === 0n) continue;
    left -= taken;
    const { obligationId, invoiceId, consignmentId } = part;
    const before = borne.get(obligationId);
    const minor = taken + (before ? toMoney(before.fees).minor : 0n);
    const { currency } = fees;
    borne.set(obligationId, {
      obligationId,
      invoiceId,
      consignmentId,
      fees: toMoneyJson({ minor, currency }),
    });
  }
  return left === 0n ? [...borne.values()] : undefined;
}

/** Of the amount of what it pays of an obligation so much becomes fees; what it settles stays. */
function withFees(allocations: readonly AllocatedPart[], borne: BornePart): readonly AllocatedPart[] {
  let left = toMoney(borne.fees).minor;
  const parts = allocations.toReversed().map((part): AllocatedPart => {
    if (part.obligationId !== borne.obligationId) return part;
    const taken = smaller(left, mayBear(part));
    if (taken === 0n) return part;
    left -= taken;
    const { currency } = part.amount;
    const fees = taken + (part.fees ? toMoney(part.fees).minor : 0n);
    return {
      ...part,
      amount: toMoneyJson({ minor: toMoney(part.amount).minor - taken, currency }),
      fees: toMoneyJson({ minor: fees, currency }),
    };
  });
  return parts.toReversed();
}

/** Something of a part has to have come, and fees stand in the currency owed. */
function mayBear({ amount, settled }: AllocatedPart): bigint {
  return amount.currency === settled.currency ? toMoney(amount).minor - 1n : 0n;
}

function optionalCharges({ chargeBearer, charges }: Pick<Confirmed, 'chargeBearer' | 'charges'>) {
  return { ...(chargeBearer && { chargeBearer }), ...(charges && { charges }) };
}

function differs(had: MoneyJson, why: string): Rejection {
  const message = `A status booked ${had.amount} ${had.currency}. ${why}`;
  return new Rejection('settlement-differs', message, { pointer: '/amount' });
}
