import type { EventOf } from '@corridor/contracts';
import { divideHalfEven, toMoney } from '@corridor/kernel';
import { usdOf } from '../payments/payments.fold.js';
import { utcInstant } from '../utc-instant.js';

type Matched = EventOf<'SettlementMatchedToServiceContract'>;
type Unmatched = EventOf<'SettlementUnmatchedFromServiceContract'>;
type Confirmed = EventOf<'SettlementConfirmed'>;

/** A row of `reporting.service_credits`, without its generation: a credit that a status booked, and the entry of the account, once it is told. */
export interface ServiceCreditRow {
  readonly settlement_id: string;
  /** When the entry happened, RFC 3339 in UTC; null as long as none is told. */
  readonly entered_at: string | null;
  /** The value date that it told. */
  readonly entered_on: string | null;
}

/** A row of `reporting.service_payments`, without its generation. Minor units are text. */
export interface ServicePaymentRow {
  readonly position: number;
  /** Which of the rows of its event, from 1. */
  readonly nth: number;
  /** RFC 3339 in UTC. */
  readonly occurred_at: string;
  /** The event that told the match that it is of. */
  readonly match_position: number;
  readonly service_contract_id: string;
  readonly settlement_id: string;
  readonly bank: string;
  readonly value_date: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly usd_minor: string | null;
  /** `entry`: taken out of the day that a status had told, and put in on that of the entry. */
  readonly what: 'matched' | 'entry' | Unmatched['data']['because'];
  readonly demo: boolean;
}

interface Sum {
  readonly amount: bigint;
  /** Null where nobody had a rate. */
  readonly usd: bigint | null;
}

/** What credits pay under contracts, and on which day that counts. */
export class PaidForServices {
  readonly credits: Map<string, ServiceCreditRow>;
  /** Of credits of which more is told. */
  private readonly payments: Map<string, ServicePaymentRow[]>;
  readonly made: ServicePaymentRow[] = [];
  readonly changed = new Set<string>();

  constructor(credits: readonly ServiceCreditRow[], payments: readonly ServicePaymentRow[]) {
    this.credits = new Map(credits.map((row) => [row.settlement_id, row]));
    this.payments = grouped(payments, (row) => row.settlement_id);
  }

  /** A credit that an entry of the account booked keeps its value date: nothing is to be known of it. */
  booked({ data }: EventOf<'SettlementBooked'>): void {
    if (data.basis !== 'status-accc') return;
    this.keep({ settlement_id: data.settlementId, entered_at: null, entered_on: null });
  }

  matched(event: Matched): void {
    const usd = usdOf(event.data);
    const sum = { amount: toMoney(event.data.amount).minor, usd: usd === null ? null : BigInt(usd) };
    const on = { value_date: event.data.valueDate, match_position: event.position, what: 'matched' } as const;
    this.tell([rowOf(event, sum, on)]);
  }

  /**
   * Taken back of the last match under its contract of which something stands. Where the entry told another day behind the match, it counts off that, with its part of the
   * dollars there; and off the day of the match as of instants before the entry.
   */
  unmatched(event: Unmatched): void {
    const { settlementId, valueDate: value_date, because, amount } = event.data;
    const { minor } = toMoney(amount);
    const usd = usdOf(event.data);
    const rows = this.lastMatchOf(event);
    const [{ match_position }] = rows;
    const back = rowOf(
      event,
      { amount: -minor, usd: usd === null ? null : -BigInt(usd) },
      { value_date, match_position, what: because },
    );
    const credit = this.credits.get(settlementId);
    this.tell(
      rows.some(({ what }) => what === 'entry') && credit ? onDayOfEntry(back, rows, credit) : [back],
    );
  }

  /**
   * The entry of what a status booked tells the value date: what the credit pays counts on that one, as of what had happened by either, and with the rate of the entry where it
   * tells one. Each part is worth what all up to it are, less what those before it are, so that they sum to what the whole is worth.
   */
  confirmed(event: Confirmed): void {
    const { settlementId, returnId, basis, valueDate, amount, usd } = event.data;
    const credit = this.credits.get(settlementId);
    if (!credit || credit.entered_on !== null) return;
    if (returnId !== undefined || basis !== 'booked-credit' || valueDate === undefined) return;
    const entered_at = utcInstant(event.occurredAt);
    this.keep({ ...credit, entered_at, entered_on: valueDate });
    const paid = this.payments.get(settlementId) ?? [];
    const moved = grouped(
      paid.filter(({ value_date }) => value_date !== valueDate),
      (row) => `${row.match_position} ${row.value_date} ${later(row.occurred_at, entered_at)}`,
    );
    let all = 0n;
    let worth = 0n;
    const rows: ServicePaymentRow[] = [];
    for (const parts of moved.values()) {
      const [first] = parts;
      const sum = sumOf(parts);
      if (!first || sum.amount === 0n) continue;
      const before = worth;
      all += sum.amount;
      if (amount && usd) worth = divideHalfEven(all * toMoney(usd.amount).minor, toMoney(amount).minor);
      const put = amount && usd ? { ...sum, usd: worth - before } : sum;
      const { position, demo } = event;
      const occurred_at = later(first.occurred_at, entered_at);
      const row = { ...first, position, demo, occurred_at, what: 'entry' } as const;
      rows.push({ ...row, ...textOf(negative(sum)) }, { ...row, ...textOf(put), value_date: valueDate });
    }
    this.tell(rows);
  }

  private lastMatchOf({
    data: { settlementId, serviceContractId },
  }: Unmatched): readonly [ServicePaymentRow, ...ServicePaymentRow[]] {
    const under = (this.payments.get(settlementId) ?? []).filter(
      (row) => row.service_contract_id === serviceContractId,
    );
    const matches = [...grouped(under, (row) => row.match_position).values()];
    const [first, ...more] = matches.findLast((rows) => sumOf(rows).amount > 0n) ?? [];
    if (first) return [first, ...more];
    throw new Error(`The credit ${settlementId} pays nothing under the contract ${serviceContractId}.`);
  }

  private keep(credit: ServiceCreditRow): void {
    this.credits.set(credit.settlement_id, credit);
    this.changed.add(credit.settlement_id);
  }

  /** Rows of one event. */
  private tell(rows: readonly ServicePaymentRow[]): void {
    for (const [index, row] of rows.entries()) {
      const made = { ...row, nth: index + 1 };
      this.made.push(made);
      this.payments.set(row.settlement_id, [...(this.payments.get(row.settlement_id) ?? []), made]);
    }
  }
}

function rowOf(
  { position, occurredAt, demo, data }: Matched | Unmatched,
  sum: Sum,
  on: Pick<ServicePaymentRow, 'value_date' | 'match_position' | 'what'>,
): ServicePaymentRow {
  return {
    ...{ position, nth: 1, occurred_at: utcInstant(occurredAt), ...on, demo },
    service_contract_id: data.serviceContractId,
    settlement_id: data.settlementId,
    bank: data.bank,
    currency: data.amount.currency,
    ...textOf(sum),
  };
}

/** @param back what is taken back of the match, off its own day @param rows of the match */
function onDayOfEntry(
  back: ServicePaymentRow,
  rows: readonly ServicePaymentRow[],
  { entered_at, entered_on }: ServiceCreditRow,
): readonly ServicePaymentRow[] {
  if (entered_at === null || entered_on === null) return [back];
  const standing = sumOf(rows.filter((row) => row.value_date === entered_on));
  const taken = textOf(portionOf(standing, BigInt(back.amount_minor)));
  const moved = { ...back, ...taken, value_date: entered_on };
  if (back.occurred_at >= entered_at) return [moved];
  const since = { occurred_at: entered_at, what: 'entry' } as const;
  return [back, { ...back, ...since, ...textOf(negative(sumOf([back]))) }, { ...moved, ...since }];
}

/** In dollars null where nothing of it is. */
function sumOf(rows: readonly ServicePaymentRow[]): Sum {
  const worth = rows.flatMap(({ usd_minor }) => (usd_minor === null ? [] : [BigInt(usd_minor)]));
  return {
    amount: rows.reduce((sum, row) => sum + BigInt(row.amount_minor), 0n),
    usd: worth.length === 0 ? null : worth.reduce((sum, each) => sum + each, 0n),
  };
}

/** So much of what stands, below 0 where it is taken off, rounded half to even: of the whole exactly the whole. */
function portionOf({ amount: whole, usd }: Sum, amount: bigint): Sum {
  return { amount, usd: usd === null ? null : divideHalfEven(usd * amount, whole) };
}

const negative = ({ amount, usd }: Sum): Sum => ({ amount: -amount, usd: usd === null ? null : -usd });

const textOf = ({ amount, usd }: Sum) => ({
  amount_minor: amount.toString(),
  usd_minor: usd === null ? null : usd.toString(),
});

const later = (one: string, other: string): string => (one < other ? other : one);

function grouped<Key>(
  rows: readonly ServicePaymentRow[],
  keyOf: (row: ServicePaymentRow) => Key,
): Map<Key, ServicePaymentRow[]> {
  const groups = new Map<Key, ServicePaymentRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
