import type { FilledLedger } from './filled-ledger.js';

export const transitId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const guaranteeId = (number: number): string =>
  `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;

const ISSUED = '2026-03-01T10:00:00+05:00';

export interface GuaranteeOf {
  readonly of: number;
  readonly issued: number;
  readonly kind?: string;
  readonly guarantor?: string;
  readonly currency?: string;
  readonly issuedAt?: string;
}

/** A guarantee of an insurer in rupees, where it is not said otherwise. */
export function addGuarantee(ledger: FilledLedger, row: GuaranteeOf): Promise<void> {
  const { kind = 'insurance', guarantor = 'insurer' } = row;
  return ledger.insert('reporting.guarantees', {
    generation: 1,
    guarantee_id: guaranteeId(row.of),
    kind,
    reference: `RIG-${row.of}`,
    guarantor_id: guarantor,
    guarantor_name: `The ${guarantor}`,
    principal_id: 'forwarder',
    principal_name: 'The forwarder',
    currency: row.currency ?? 'PKR',
    valid_from: '2026-03-01',
    valid_until: '2026-12-31',
    issued_at: row.issuedAt ?? ISSUED,
    issued_position: row.issued,
  });
}

/** How a guarantee stood for a while; amounts are minor units. */
export function addGuaranteeStanding(
  ledger: FilledLedger,
  of: number,
  known: readonly [from: number, until?: number],
  amounts: {
    readonly ceiling: string;
    readonly reserved?: string;
    readonly called?: string;
    readonly freed?: string;
    readonly peak?: readonly [minor: string, position: number];
    readonly expired?: boolean;
    /** When it happened, and the latest of these instants so far. */
    readonly happened?: readonly [told: string, latest: string];
  },
): Promise<void> {
  return ledger.insert('reporting.guarantee_standings', {
    generation: 1,
    guarantee_id: guaranteeId(of),
    from_position: known[0],
    until_position: known[1] ?? null,
    expired: amounts.expired ?? false,
    ceiling_minor: amounts.ceiling,
    reserved_minor: amounts.reserved ?? '0',
    called_minor: amounts.called ?? '0',
    freed_minor: amounts.freed ?? '0',
    peak_minor: amounts.peak?.[0] ?? amounts.reserved ?? '0',
    peak_position: amounts.peak?.[1] ?? known[0],
    told_at: amounts.happened?.[0] ?? ISSUED,
    latest_at: amounts.happened?.[1] ?? ISSUED,
  });
}

/** What was reserved for a transit for a while. */
export function addReservation(
  ledger: FilledLedger,
  [of, transit]: readonly [guarantee: number, transit: number],
  known: readonly [from: number, until?: number],
  amount_minor: string,
  called_minor = '0',
  freed_minor = '0',
): Promise<void> {
  return ledger.insert('reporting.guarantee_reservations', {
    generation: 1,
    guarantee_id: guaranteeId(of),
    transit_id: transitId(transit),
    from_position: known[0],
    until_position: known[1] ?? null,
    amount_minor,
    called_minor,
    freed_minor,
    reserved_at: ISSUED,
    told_at: ISSUED,
    latest_at: ISSUED,
  });
}
