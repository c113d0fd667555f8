import type { EventOf } from '@corridor/contracts';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { PaymentEvent } from './payments.fold.js';
import { returnsToldBy } from './returned-standing.js';

/** What is to be remembered, by id. */
export interface SettledQuestion {
  readonly obligations: readonly string[];
  readonly settlements: readonly string[];
  /** Settlements of which more is told than what they pay: all obligations that they pay are to be remembered, too. */
  readonly credits: readonly string[];
  readonly invoices: readonly string[];
  readonly returns: readonly string[];
}

/**
 * What the events to fold have to know of those before. An obligation arises before anything pays it, and its invoice is registered before; a settlement is booked before all
 * else is told of it: of what begins among the events nothing is asked.
 */
export function questionOf(events: readonly PaymentEvent[]): SettledQuestion {
  const obligations = new Set<string>();
  const settlements = new Set<string>();
  const credits = new Set<string>();
  const invoices = new Set<string>();
  const begun = new Set<string>();
  const invoiceOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'InvoiceRegistered') begun.add(event.data.invoiceId);
    else if (event.type === 'ObligationArisen') invoiceOf.set(event.data.obligationId, event.data.invoiceId);
    else if (event.type === 'SettlementBooked') begun.add(event.data.settlementId);
    else if (event.type === 'InvoiceWithdrawn') {
      // One that has not arisen is not found, and does not arise any more.
      if (!invoiceOf.has(event.data.obligationId)) obligations.add(event.data.obligationId);
    } else {
      const { settlementId } = event.data;
      const moved = partsOf(event);
      const isNew = begun.has(settlementId);
      if (tellsOfCredit(event) && !isNew) credits.add(settlementId);
      if ((moved.length > 0 || waitsMore(event) !== 0n) && !isNew) settlements.add(settlementId);
      for (const { obligationId } of moved) {
        const invoiceId = invoiceOf.get(obligationId);
        if (invoiceId === undefined) obligations.add(obligationId);
        else if (!begun.has(invoiceId)) invoices.add(invoiceId);
      }
    }
  }
  return {
    obligations: [...obligations],
    settlements: [...settlements],
    credits: [...credits],
    invoices: [...invoices],
    returns: returnsToldBy(events),
  };
}

export type SettlementEvent = Exclude<
  PaymentEvent,
  { type: 'InvoiceRegistered' | 'ObligationArisen' | 'InvoiceWithdrawn' | 'SettlementBooked' }
>;

interface PartMoved {
  readonly obligationId: string;
  readonly amount: bigint;
  readonly settled: bigint;
}

/** What an event adds to what its settlement pays of obligations; below 0 where it is taken back, or banks took it and the creditor bears that. */
export function partsOf(event: SettlementEvent): readonly PartMoved[] {
  const moved = (part: { obligationId: string; amount: MoneyJson; settled: MoneyJson }, sign: bigint) => ({
    obligationId: part.obligationId,
    amount: sign * toMoney(part.amount).minor,
    settled: sign * toMoney(part.settled).minor,
  });
  if (event.type === 'SettlementMatched') return [moved(event.data, 1n)];
  if (event.type === 'SettlementUnmatched') return [moved(event.data, -1n)];
  if (event.type === 'SettlementReturned') return event.data.takenBack.map((part) => moved(part, -1n));
  if (event.type !== 'SettlementConfirmed') return [];
  return (event.data.borne ?? []).map(({ obligationId, fees }) => ({
    obligationId,
    amount: -toMoney(fees).minor,
    settled: 0n,
  }));
}

/** Whether it tells a debtor's bank, or is an entry of the account. */
function tellsOfCredit(event: SettlementEvent): boolean {
  if (event.type !== 'SettlementConfirmed') return false;
  const { returnId, debtorAgent, basis, valueDate } = event.data;
  return (
    (returnId === undefined && debtorAgent !== undefined) ||
    (basis === 'booked-credit' && valueDate !== undefined)
  );
}

/** How much more of its credit pays nothing behind an event of a settlement: what it posts to `suspense`, below 0 where that is less. */
export function waitsMore({ data }: SettlementEvent | EventOf<'SettlementBooked'>): bigint {
  return (data.postings ?? [])
    .filter(({ account }) => account === 'suspense')
    .reduce((sum, { side, amount }) => {
      const { minor } = toMoney(amount);
      return side === 'credit' ? sum + minor : sum - minor;
    }, 0n);
}
