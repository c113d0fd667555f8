import type { FilledLedger } from './filled-ledger.js';
import { idOf } from './payment-rows.js';

/** What happened to an application, at consecutive positions. */
export type VisaFactOf = readonly [
  kind: string,
  on_day: string,
  more?: { readonly days?: number; readonly reason?: string },
];

/** Adds an application whose facts stand at `position` and behind it, one position each. */
export async function addVisa(
  ledger: FilledLedger,
  visa: {
    readonly id: number;
    readonly position: number;
    readonly nationality?: string;
    readonly destination?: string;
    readonly intendedFrom?: string;
    readonly delegation?: number;
    readonly firm?: string;
    /** When the ledger recorded all of it. */
    readonly toldAt?: string;
  },
  facts: readonly VisaFactOf[],
): Promise<void> {
  const { id, position, nationality = 'PK', destination = 'KZ', intendedFrom = '2026-05-11' } = visa;
  const of = { generation: 1, visa_id: idOf(id) };
  // As the projection keeps it: the last day of its submission, and its end.
  const lastOf = (...kinds: readonly string[]) => facts.findLast(([kind]) => kinds.includes(kind));
  const [, submitted_on = null] = lastOf('submitted') ?? [];
  const [, decided_on = null] = lastOf('granted', 'refused') ?? [];
  const [status, , { reason = null } = {}] = lastOf('declined', 'granted', 'refused', 'withdrawn') ?? [
    'requested',
  ];
  await ledger.insert('reporting.visa_applications', {
    ...of,
    firm: visa.firm ?? `demo-firm-${id}`,
    purpose: 'delegation',
    nationality,
    destination,
    intended_from: intendedFrom,
    intended_until: '2026-12-31',
    delegation_id: visa.delegation === undefined ? null : idOf(visa.delegation),
    status,
    submitted_on,
    decided_on,
    reason,
    demo: false,
    first_position: position,
    last_position: position + facts.length - 1,
  });
  for (const [index, [kind, on_day, { days = null, reason = null } = {}]] of facts.entries()) {
    const told = { kind, on_day, told_at: visa.toldAt ?? '2026-05-20T00:00:00Z', days_taken: days, reason };
    await ledger.insert('reporting.visa_facts', { ...of, position: position + index, ...told });
  }
}
