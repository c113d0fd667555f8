import { type EventDataOf, type RecordedEvent, readerOf } from '@corridor/contracts';
import { type MoneyJson, minorText, never, toMoney } from '@corridor/kernel';

/** What events add to the list. Minor units are texts: JSON's numbers are too small for them. */
export interface ListChanges {
  readonly settlements: readonly object[];
  readonly messages: readonly object[];
  readonly matches: readonly object[];
  readonly returns: readonly object[];
  /** Matches that a person took back. */
  readonly unmatches: readonly object[];
  /** What a person has to look at, or has looked at. */
  readonly screenings: readonly object[];
  /** What entries of the account tell of credits that were booked before: where a status booked one, the first has the last word. */
  readonly corrections: readonly object[];
  /** Why something went back, told by a later message. */
  readonly reasons: readonly object[];
  /** What is unallocated now, the last word for each settlement. */
  readonly allocations: readonly Allocated[];
}

interface Allocated {
  readonly settlement_id: string;
  readonly unallocated_minor: string;
  /** `null`: as it was. */
  readonly suspended: boolean | null;
  /** Why it waits, where that was told; `null`: as it was. */
  readonly suspended_for: string | null;
  /** RFC 3339: since when; `null`: as it was. */
  readonly waits_since: string | null;
}

/** Events that the list is made of; whatever else comes in a settlement's stream passes by. */
export const LIST_EVENTS = [
  'SettlementBooked',
  'SettlementConfirmed',
  'SettlementHeld',
  'SettlementReleased',
  'SettlementMatched',
  'SettlementUnmatched',
  'SettlementMatchedToServiceContract',
  'SettlementUnmatchedFromServiceContract',
  'SettlementSuspended',
  'SettlementReturned',
] as const;

// The process manager of the same service tells of events that are not known.
const read = readerOf(LIST_EVENTS, () => undefined);

/** @throws ContractViolation where an event is not what was published for its type, or in a version that is not known here. */
export function changesOf(events: readonly RecordedEvent[]): ListChanges {
  const settlements: object[] = [];
  const messages: object[] = [];
  const matches: object[] = [];
  const returns: object[] = [];
  const unmatches: object[] = [];
  const screenings: object[] = [];
  const corrections: object[] = [];
  const reasons: object[] = [];
  const allocations = new Map<string, Allocated>();
  for (const event of events.flatMap((each) => read(each) ?? [])) {
    const { position } = event;
    switch (event.type) {
      case 'SettlementBooked': {
        const booked = event.data;
        const settlement_id = booked.settlementId;
        settlements.push({ position, demo: event.demo, ...rowOf(booked) });
        messages.push({
          settlement_id,
          position,
          format: booked.format,
          message_id: booked.messageId,
          recorded_at: event.recordedAt,
        });
        break;
      }
      case 'SettlementConfirmed': {
        const { settlementId, format, messageId, amount, unallocated, returnId, reason } = event.data;
        messages.push({
          settlement_id: settlementId,
          position,
          format,
          message_id: messageId,
          recorded_at: event.recordedAt,
        });
        if (event.data.basis === 'booked-credit' && event.data.returnId === undefined) {
          corrections.push({ position, ...correctionOf(event.data) });
        }
        if (returnId !== undefined && reason !== undefined) reasons.push({ return_id: returnId, reason });
        if (!amount || !unallocated) break;
        allocations.set(settlementId, withUnallocated(settlementId, unallocated, allocations));
        break;
      }
      case 'SettlementHeld': {
        const { settlementId: settlement_id, bank: _, ...held } = event.data;
        screenings.push({
          settlement_id,
          position,
          held: { ...held, since: event.recordedAt },
          released: false,
        });
        break;
      }
      case 'SettlementReleased':
        screenings.push({ settlement_id: event.data.settlementId, position, held: null, released: true });
        break;
      case 'SettlementUnmatched': {
        const { settlementId: settlement_id, obligationId, unallocated, because, reason } = event.data;
        unmatches.push({
          settlement_id,
          obligation_id: obligationId,
          position,
          unmatched: { because, reason, position },
        });
        allocations.set(settlement_id, waitingAgain(settlement_id, unallocated, event.recordedAt));
        break;
      }
      case 'SettlementUnmatchedFromServiceContract': {
        const { settlementId, unallocated } = event.data;
        // Of a return or a shorter entry, what follows in the same append takes it from there.
        allocations.set(settlementId, waitingAgain(settlementId, unallocated, event.recordedAt));
        break;
      }
      case 'SettlementMatchedToServiceContract': {
        const { settlementId, unallocated } = event.data;
        allocations.set(settlementId, paying(settlementId, unallocated));
        break;
      }
      case 'SettlementMatched': {
        const matched = event.data;
        const settlement_id = matched.settlementId;
        matches.push({
          settlement_id,
          position,
          obligation_id: matched.obligationId,
          invoice_id: matched.invoiceId,
          consignment_id: matched.consignmentId,
          amount_minor: minorText(matched.amount),
          details: detailsOf(matched),
        });
        // Fees that were told behind a match change nothing of what waits.
        if (toMoney(matched.amount).minor === 0n) {
          allocations.set(settlement_id, withUnallocated(settlement_id, matched.unallocated, allocations));
          break;
        }
        allocations.set(settlement_id, paying(settlement_id, matched.unallocated));
        break;
      }
      case 'SettlementSuspended': {
        const { settlementId, amount, reason } = event.data;
        allocations.set(settlementId, {
          settlement_id: settlementId,
          unallocated_minor: minorText(amount),
          suspended: true,
          suspended_for: reason,
          waits_since: event.recordedAt,
        });
        break;
      }
      case 'SettlementReturned': {
        const { settlementId: settlement_id, unallocated } = event.data;
        returns.push({ settlement_id, position, ...returnRowOf(event.data), recorded_at: event.recordedAt });
        // Whether it waits in suspense, a return does not change.
        allocations.set(settlement_id, withUnallocated(settlement_id, unallocated, allocations));
        break;
      }
      default:
        never(event);
    }
  }
  return {
    settlements,
    messages,
    matches,
    returns,
    unmatches,
    screenings,
    corrections,
    reasons,
    allocations: [...allocations.values()],
  };
}

/** It pays something: what is left of it does not wait, until that is said. */
function paying(settlement_id: string, unallocated: MoneyJson): Allocated {
  const unallocated_minor = minorText(unallocated);
  return { settlement_id, unallocated_minor, suspended: false, suspended_for: null, waits_since: null };
}

/** What it paid was taken back. */
function waitingAgain(settlement_id: string, unallocated: MoneyJson, waits_since: string): Allocated {
  return {
    settlement_id,
    unallocated_minor: minorText(unallocated),
    suspended: true,
    suspended_for: 'no-open-obligation',
    waits_since,
  };
}

/** Another amount; whether and why it waits is as it was. */
function withUnallocated(
  settlement_id: string,
  unallocated: MoneyJson,
  allocations: ReadonlyMap<string, Allocated>,
): Allocated {
  const asItWas = { suspended: null, suspended_for: null, waits_since: null };
  const before = allocations.get(settlement_id) ?? asItWas;
  return { ...before, settlement_id, unallocated_minor: minorText(unallocated) };
}

function rowOf(booked: EventDataOf<'SettlementBooked'>): object {
  return {
    settlement_id: booked.settlementId,
    bank: booked.bank,
    account: booked.account,
    currency: booked.amount.currency,
    amount_minor: minorText(booked.amount),
    booked_on: booked.bookedOn,
    value_date: booked.valueDate,
    uetr: booked.references.uetr,
    end_to_end_id: booked.references.endToEndId,
    payment_references: booked.references,
    debtor_name: booked.debtorName,
    creditor_name: booked.creditorName,
    by_status: booked.basis === 'status-accc',
  };
}

function correctionOf(told: EventDataOf<'SettlementConfirmed'>): object {
  const { amount, unallocated } = told;
  return {
    settlement_id: told.settlementId,
    ...(amount &&
      unallocated && { amount_minor: minorText(amount), unallocated_minor: minorText(unallocated) }),
    account: told.account,
    booked_on: told.bookedOn,
    value_date: told.valueDate,
    servicer_reference: told.references.accountServicerReference,
  };
}

function detailsOf(matched: EventDataOf<'SettlementMatched'>): object {
  const { settled, fees, exchange, by, score, grounds, reason } = matched;
  return { settled, fees, exchange, by, score, grounds, reason };
}

function returnRowOf(back: EventDataOf<'SettlementReturned'>): object {
  return {
    return_id: back.returnId,
    amount_minor: minorText(back.amount),
    reason: back.reason,
    booked_on: back.bookedOn,
    value_date: back.valueDate,
    payment_references: back.references,
    taken_back: back.takenBack,
    format: back.format,
    message_id: back.messageId,
  };
}
