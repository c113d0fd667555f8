import {
  type BookedSettlement,
  type InDollars,
  partOf,
  type SettlementCommand,
  type SettlementState,
  sumOfServices,
} from '@corridor/domain';
import type { Loaded, StreamAppend } from '@corridor/event-store';
import { Rejection, toMoney } from '@corridor/kernel';
import type { PaymentsAggregates } from '../aggregates.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { type Credit, confirmationOf, startOfBankDay } from './credit.js';

/**
 * What an entry of the account leads to that is less than a status booked and let pay, where nothing says that the creditor bears the
 * difference: the money is not there, so what was paid last is taken back, as much as has to be. What came pays what it
 * names, as if it had come by itself; what that leaves waits in suspense.
 * @param refused why it could not be confirmed as it is.
 * @throws Rejection `refused`, where that is not why; or where not even all that it pays comes to the difference, since it was returned.
 */
export async function shortEntry(
  { settlements, obligations }: PaymentsAggregates,
  settlementId: string,
  credit: Credit,
  usd: InDollars | undefined,
  loaded: Loaded<SettlementState>,
  refused: unknown,
): Promise<readonly StreamAppend[]> {
  const { state } = loaded;
  if (!(refused instanceof Rejection) || state.status === 'unknown' || !isShort(credit, state)) throw refused;
  const takenBack = lastPaid(state, credit);
  if (takenBack.length === 0) throw refused;
  const { settlement } = state;
  const because = 'entry-less';
  const occurredAt = startOfBankDay(credit.bookedOn);
  const reason = `The entry of the account is of ${credit.amount.amount} ${credit.amount.currency}; the status had told ${settlement.amount.amount}.`;
  const commands = [
    ...takenBack.map(
      (obligationId): SettlementCommand => ({
        type: 'UnmatchSettlement',
        occurredAt,
        data: { obligationId, because, reason },
      }),
    ),
    confirmationOf(credit, usd),
  ];
  const { append } = decideInTurn(settlements, settlementId, commands, loaded);
  const owedAgain = await Promise.all(
    takenBack.map(async (obligationId) => {
      const fees = partOf(state.allocations, obligationId)?.fees;
      const data = {
        settlementId,
        ...(fees && { fees }),
        unmatchedOn: credit.bookedOn,
        because,
        reason,
      } as const;
      const owed = await obligations.load(obligationId);
      return obligations.decide(obligationId, { type: 'UnmatchPayment', occurredAt, data }, owed).append;
    }),
  );
  return [append, ...owedAgain].filter((each) => each !== undefined);
}

function isShort({ basis, amount }: Credit, { settlement }: BookedSettlement): boolean {
  const isEntryOfStatus = basis === 'booked-credit' && settlement.basis === 'status-accc';
  const isLess = toMoney(amount).minor < toMoney(settlement.amount).minor;
  return isEntryOfStatus && amount.currency === settlement.amount.currency && isLess;
}

/** The obligations paid last, as many as come to what is missing with what waits and what pays for services; none where all of them do not. */
function lastPaid(
  { settlement, unallocated, allocations, serviceParts }: BookedSettlement,
  { amount }: Credit,
): readonly string[] {
  const short = toMoney(settlement.amount).minor - toMoney(amount).minor;
  let missing = short - toMoney(unallocated).minor - sumOfServices(serviceParts);
  const ids = new Set<string>();
  for (const { obligationId } of allocations.toReversed()) {
    if (missing <= 0n || ids.has(obligationId)) continue;
    ids.add(obligationId);
    for (const part of allocations) {
      if (part.obligationId === obligationId) missing -= toMoney(part.amount).minor;
    }
  }
  return missing <= 0n ? [...ids] : [];
}
