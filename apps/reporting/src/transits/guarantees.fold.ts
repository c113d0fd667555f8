import type { EventOf } from '@corridor/contracts';
import { never, toMoney } from '@corridor/kernel';
import type { GuaranteeReservationRow, GuaranteeRow, GuaranteeStandingRow } from './guarantee-row.js';

export const GUARANTEE_EVENTS = [
  'GuaranteeIssued',
  'GuaranteeToppedUp',
  'GuaranteeAmountReserved',
  'GuaranteeAmountFreed',
  'GuaranteeCalled',
  'GuaranteeExpired',
] as const;
export type GuaranteeEventOfLog = EventOf<(typeof GUARANTEE_EVENTS)[number]>;

const TYPES: ReadonlySet<string> = new Set(GUARANTEE_EVENTS);
export const isGuaranteeEvent = (event: { readonly type: string }): event is GuaranteeEventOfLog =>
  TYPES.has(event.type);

/** What is known now of guarantees: how each stands, and what is reserved of it. */
export interface KnownGuarantees {
  readonly standings: ReadonlyMap<string, GuaranteeStandingRow>;
  readonly reservations: readonly GuaranteeReservationRow[];
}

/** Rows that are new or changed. */
export interface GuaranteeRows {
  readonly guarantees: readonly GuaranteeRow[];
  readonly standings: readonly GuaranteeStandingRow[];
  readonly reservations: readonly GuaranteeReservationRow[];
}

/** What events make of guarantees; a row ends where something else is told, and another one begins there. */
export function foldGuarantees(
  events: readonly GuaranteeEventOfLog[],
  known: KnownGuarantees,
): GuaranteeRows {
  const guarantees: GuaranteeRow[] = [];
  const standings = new Versions<GuaranteeStandingRow>();
  for (const [id, row] of known.standings) standings.recall(id, row);
  const reservations = new Versions<GuaranteeReservationRow>();
  for (const row of known.reservations) reservations.recall(keyOf(row.guarantee_id, row.transit_id), row);
  for (const event of events) {
    const { position } = event;
    const { guaranteeId } = event.data;
    if (event.type === 'GuaranteeIssued') {
      guarantees.push(issued(event));
      standings.put(guaranteeId, position, firstStanding(event));
      continue;
    }
    const before = standings.now(guaranteeId);
    if (!before) throw new Error(`The guarantee ${guaranteeId} was not issued before.`);
    standings.put(guaranteeId, position, { ...before, ...standingAfter(before, event) });
    if (event.type === 'GuaranteeToppedUp' || event.type === 'GuaranteeExpired') continue;
    const key = keyOf(guaranteeId, event.data.transitId);
    reservations.put(key, position, reservationAfter(reservations.now(key), event));
  }
  return { guarantees, standings: standings.changed(), reservations: reservations.changed() };
}

const keyOf = (guaranteeId: string, transitId: string) => `${guaranteeId} ${transitId}`;

/** Rows by a key, of which one is known at a time. */
class Versions<Row extends { readonly from_position: number; readonly until_position: number | null }> {
  private readonly current = new Map<string, Row>();
  private readonly ended: Row[] = [];
  private readonly touched = new Set<string>();

  recall(key: string, row: Row): void {
    this.current.set(key, row);
  }

  now(key: string): Row | undefined {
    return this.current.get(key);
  }

  /** @param row what is known from `position` on; undefined where nothing is. */
  put(key: string, position: number, row: Row | undefined): void {
    const before = this.current.get(key);
    if (before) this.ended.push({ ...before, until_position: position });
    if (row) this.current.set(key, { ...row, from_position: position, until_position: null });
    else this.current.delete(key);
    this.touched.add(key);
  }

  changed(): readonly Row[] {
    return [...this.ended, ...[...this.touched].flatMap((key) => this.current.get(key) ?? [])];
  }
}

function issued({ position, data }: EventOf<'GuaranteeIssued'>): GuaranteeRow {
  return {
    guarantee_id: data.guaranteeId,
    kind: data.kind,
    reference: data.reference,
    guarantor_id: data.guarantor.participantId,
    guarantor_name: data.guarantor.name,
    principal_id: data.principal.participantId,
    principal_name: data.principal.name,
    currency: data.amount.currency,
    valid_from: data.validFrom,
    valid_until: data.validUntil,
    issued_position: position,
  };
}

function firstStanding({ position, data }: EventOf<'GuaranteeIssued'>): GuaranteeStandingRow {
  return {
    guarantee_id: data.guaranteeId,
    from_position: position,
    until_position: null,
    expired: false,
    ceiling_minor: toMoney(data.amount).minor.toString(),
    reserved_minor: '0',
    called_minor: '0',
    freed_minor: '0',
    peak_minor: '0',
    peak_position: position,
  };
}

type LaterEvent = Exclude<GuaranteeEventOfLog, { type: 'GuaranteeIssued' }>;

function standingAfter(before: GuaranteeStandingRow, event: LaterEvent): Partial<GuaranteeStandingRow> {
  const add = (to: string, minor: bigint) => (BigInt(to) + minor).toString();
  switch (event.type) {
    case 'GuaranteeToppedUp':
      return { ceiling_minor: toMoney(event.data.total).minor.toString() };
    case 'GuaranteeAmountReserved': {
      const reserved_minor = add(before.reserved_minor, toMoney(event.data.amount).minor);
      if (BigInt(reserved_minor) <= BigInt(before.peak_minor)) return { reserved_minor };
      return { reserved_minor, peak_minor: reserved_minor, peak_position: event.position };
    }
    case 'GuaranteeAmountFreed': {
      const { minor } = toMoney(event.data.amount);
      return {
        reserved_minor: add(before.reserved_minor, -minor),
        freed_minor: add(before.freed_minor, minor),
      };
    }
    case 'GuaranteeCalled': {
      const { minor } = toMoney(event.data.amount);
      return {
        reserved_minor: add(before.reserved_minor, -minor),
        called_minor: add(before.called_minor, minor),
      };
    }
    case 'GuaranteeExpired':
      return { expired: true };
    default:
      return never(event);
  }
}

/** Nothing is reserved any more once it was freed, or all of it was called. */
function reservationAfter(
  before: GuaranteeReservationRow | undefined,
  event: EventOf<'GuaranteeAmountReserved' | 'GuaranteeAmountFreed' | 'GuaranteeCalled'>,
): GuaranteeReservationRow | undefined {
  const { guaranteeId: guarantee_id, transitId: transit_id, amount } = event.data;
  const { minor } = toMoney(amount);
  const known = { guarantee_id, transit_id, from_position: event.position, until_position: null };
  switch (event.type) {
    case 'GuaranteeAmountReserved':
      return { ...known, amount_minor: minor.toString(), called_minor: before?.called_minor ?? '0' };
    case 'GuaranteeAmountFreed':
      return undefined;
    case 'GuaranteeCalled': {
      const left = toMoney(event.data.reserved).minor;
      if (left === 0n) return undefined;
      const called_minor = (BigInt(before?.called_minor ?? '0') + minor).toString();
      return { ...known, amount_minor: left.toString(), called_minor };
    }
    default:
      return never(event);
  }
}
