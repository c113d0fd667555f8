import type { EventOf } from '@corridor/contracts';
import { never, toMoney } from '@corridor/kernel';
import { laterOf, utcInstant } from '../utc-instant.js';
import type {
  ForAWhile,
  GuaranteeReservationRow,
  GuaranteeRow,
  GuaranteeStandingRow,
} from './guarantee-row.js';

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
    const { guaranteeId } = event.data;
    if (event.type === 'GuaranteeIssued') {
      guarantees.push(issued(event));
      standings.put(guaranteeId, event, firstStanding(event));
      continue;
    }
    const before = standings.now(guaranteeId);
    if (!before) throw new Error(`The guarantee ${guaranteeId} was not issued before.`);
    standings.put(guaranteeId, event, { ...before, ...standingAfter(before, event) });
    if (event.type === 'GuaranteeToppedUp' || event.type === 'GuaranteeExpired') continue;
    const key = keyOf(guaranteeId, event.data.transitId);
    reservations.put(key, event, reservationAfter(reservations.now(key), event));
  }
  return { guarantees, standings: standings.changed(), reservations: reservations.changed() };
}

const keyOf = (guaranteeId: string, transitId: string) => `${guaranteeId} ${transitId}`;

/** Rows by a key, of which one is known at a time. */
class Versions<Row extends ForAWhile> {
  private readonly current = new Map<string, Row>();
  private readonly ended: Row[] = [];
  private readonly touched = new Set<string>();

  recall(key: string, row: Row): void {
    this.current.set(key, row);
  }

  now(key: string): Row | undefined {
    return this.current.get(key);
  }

  /** @param row what is known from the event on. */
  put(key: string, { position, occurredAt }: GuaranteeEventOfLog, row: Omit<Row, keyof ForAWhile>): void {
    const before = this.current.get(key);
    if (before) this.ended.push({ ...before, until_position: position });
    const told_at = utcInstant(occurredAt);
    const latest_at = laterOf(before?.latest_at ?? told_at, told_at);
    const told = { ...row, from_position: position, until_position: null, told_at, latest_at };
    this.current.set(key, told as Row);
    this.touched.add(key);
  }

  changed(): readonly Row[] {
    return [...this.ended, ...[...this.touched].flatMap((key) => this.current.get(key) ?? [])];
  }
}

function issued({ position, occurredAt, data }: EventOf<'GuaranteeIssued'>): GuaranteeRow {
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
    issued_at: utcInstant(occurredAt),
    issued_position: position,
  };
}

function firstStanding({ position, data }: EventOf<'GuaranteeIssued'>): Standing {
  return {
    guarantee_id: data.guaranteeId,
    expired: false,
    ceiling_minor: toMoney(data.amount).minor.toString(),
    reserved_minor: '0',
    called_minor: '0',
    freed_minor: '0',
    peak_minor: '0',
    peak_position: position,
  };
}

type Standing = Omit<GuaranteeStandingRow, keyof ForAWhile>;
type Reservation = Omit<GuaranteeReservationRow, keyof ForAWhile>;
type LaterEvent = Exclude<GuaranteeEventOfLog, { type: 'GuaranteeIssued' }>;

const add = (to: string, minor: bigint): string => (BigInt(to) + minor).toString();

function standingAfter(before: GuaranteeStandingRow, event: LaterEvent): Partial<Standing> {
  switch (event.type) {
    case 'GuaranteeToppedUp':
      return { ceiling_minor: add(before.ceiling_minor, toMoney(event.data.amount).minor) };
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

/** Amounts add up, whatever their order. */
function reservationAfter(
  before: GuaranteeReservationRow | undefined,
  event: EventOf<'GuaranteeAmountReserved' | 'GuaranteeAmountFreed' | 'GuaranteeCalled'>,
): Reservation {
  const { guaranteeId: guarantee_id, transitId: transit_id, amount } = event.data;
  const { minor } = toMoney(amount);
  if (event.type === 'GuaranteeAmountReserved') {
    const at = utcInstant(event.occurredAt);
    const { called_minor = '0', freed_minor = '0', reserved_at = at, amount_minor = '0' } = before ?? {};
    return {
      guarantee_id,
      transit_id,
      amount_minor: add(amount_minor, minor),
      called_minor,
      freed_minor,
      // The earlier one.
      reserved_at: laterOf(reserved_at, at) === at ? reserved_at : at,
    };
  }
  if (!before)
    throw new Error(`Nothing was reserved of ${guarantee_id} for the transit ${transit_id} before.`);
  const { freed_minor, called_minor, reserved_at } = before;
  const left = { guarantee_id, transit_id, reserved_at, amount_minor: add(before.amount_minor, -minor) };
  return event.type === 'GuaranteeCalled'
    ? { ...left, freed_minor, called_minor: add(called_minor, minor) }
    : { ...left, called_minor, freed_minor: add(freed_minor, minor) };
}
