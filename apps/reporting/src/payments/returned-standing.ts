import { toMoney } from '@corridor/kernel';
import { EventChanges } from '../cells/event-changes.js';
import { monthOf } from '../local-day.js';
import {
  PAYMENT_CELLS,
  type PaymentCellName,
  type PaymentChange,
  type PaymentContribution,
  type PaymentSum,
} from './payment-cells.js';
import type { PaymentEvent } from './payments.fold.js';

/** What earlier events left behind of returns, and of what was told of them, in the order of the ledger; minor units are text. */
export interface ReturnedMemory {
  readonly returns: readonly {
    readonly return_id: string;
    readonly bank: string;
    readonly currency: string;
    readonly reason: string | null;
    readonly amount_minor: string;
    readonly returned_minor: string;
    readonly booked_on: string;
  }[];
  readonly tellings: readonly {
    readonly return_id: string;
    readonly reason: string | null;
    readonly rest_id: string | null;
  }[];
}

interface Returned {
  readonly bank: string;
  readonly currency: string;
  readonly month: string;
  readonly reason: string | null;
  readonly minor: bigint;
  readonly returnedMinor: bigint;
}

/** A return by its id, told of before it or behind it. */
interface Told {
  returned?: Returned;
  /** The first that was told of it later. */
  reason: string | null;
  /** Each as often as it was told. */
  readonly rests: Told[];
  /** Those of which it undoes what banks kept. */
  readonly wholes: Set<Told>;
}

/** Which returns the events to fold tell of, by id. */
export function returnsToldBy(events: readonly PaymentEvent[]): readonly string[] {
  return [
    ...new Set(
      events.flatMap((event) => {
        if (event.type === 'SettlementReturned') return event.data.returnId;
        if (event.type !== 'SettlementConfirmed') return [];
        const { returnId = [], reason, restId = [] } = event.data;
        return reason === undefined && restId.length === 0 ? [] : [returnId, restId].flat();
      }),
    ),
  ];
}

/** What was given back, as it stands behind each event. */
export class Returns {
  private readonly byId = new Map<string, Told>();

  constructor({ returns, tellings }: ReturnedMemory) {
    for (const { return_id, amount_minor, returned_minor, booked_on, ...told } of returns) {
      this.toldOf(return_id).returned = {
        ...told,
        month: monthOf(booked_on),
        minor: BigInt(amount_minor),
        returnedMinor: BigInt(returned_minor),
      };
    }
    for (const { return_id, reason, rest_id } of tellings) this.tell(return_id, reason, rest_id);
  }

  take(event: PaymentEvent): readonly PaymentChange[] {
    const touched = returnsToldBy([event]).flatMap((id) => {
      const told = this.toldOf(id);
      return [told, ...told.wholes];
    });
    if (touched.length === 0) return [];
    const change = new EventChanges<PaymentCellName, PaymentSum>(PAYMENT_CELLS);
    const all = new Set(touched);
    for (const each of all) for (const told of contributionOf(each)) change.add(-1n, told);
    if (event.type === 'SettlementReturned') {
      const { returnId, bank, reason = null, amount, returnedAmount, bookedOn } = event.data;
      const { minor, currency } = toMoney(amount);
      const returnedMinor = toMoney(returnedAmount).minor;
      const month = monthOf(bookedOn);
      this.toldOf(returnId).returned = { bank, currency, month, reason, minor, returnedMinor };
    } else if (event.type === 'SettlementConfirmed' && event.data.returnId !== undefined) {
      this.tell(event.data.returnId, event.data.reason ?? null, event.data.restId ?? null);
    }
    for (const each of all) for (const told of contributionOf(each)) change.add(1n, told);
    return change.at(event.position);
  }

  private tell(returnId: string, reason: string | null, restId: string | null): void {
    const told = this.toldOf(returnId);
    told.reason ??= reason;
    if (restId === null) return;
    const rest = this.toldOf(restId);
    told.rests.push(rest);
    rest.wholes.add(told);
  }

  private toldOf(id: string): Told {
    const known = this.byId.get(id);
    if (known) return known;
    const told: Told = { reason: null, rests: [], wholes: new Set() };
    this.byId.set(id, told);
    return told;
  }
}

/** What banks kept of a return and was undone behind it is of the same return, and of no other. */
function contributionOf({ returned, reason, rests, wholes }: Told): readonly PaymentContribution[] {
  if (!returned || wholes.size > 0) return [];
  const { bank, currency, month } = returned;
  let { minor, returnedMinor } = returned;
  for (const rest of rests) {
    minor += rest.returned?.minor ?? 0n;
    returnedMinor += rest.returned?.returnedMinor ?? 0n;
  }
  const name = {
    what: 'returned',
    day: month,
    bank,
    currency,
    reason: returned.reason ?? reason ?? '',
  } as const;
  return [[name, { items: 1n, minor, returned_minor: returnedMinor }]];
}
