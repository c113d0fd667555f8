import type { FilledLedger } from './filled-ledger.js';

/** What a commitment came of, and what each position behind its announcement added to a stage: USD cents. */
export interface ToldCommitment {
  readonly id: string;
  readonly position: number;
  readonly of: Readonly<Record<string, unknown>>;
  readonly stages: readonly (readonly [stage: string, usdCents: number])[];
}

/** Adds a commitment whose stages follow it, one position each; the first is of its announcement. */
export async function addCommitment(
  ledger: FilledLedger,
  { id, position, of, stages }: ToldCommitment,
): Promise<void> {
  const { of_services = false, ...row } = of;
  const promise = {
    title: 'x',
    kind: 'memorandum',
    sector: 'textiles',
    ownership: 'private',
    from_countries: ['PK'],
    to_countries: ['KZ'],
    due_on: null,
    participants: [],
  };
  await ledger.insert('reporting.commitments', {
    generation: 1,
    commitment_id: id,
    position,
    status: 'announced',
    hs_codes: [],
    occasion_kind: 'forum',
    occasion_name: 'Forum',
    announced_on: '2026-05-13',
    currency: 'USD',
    value_minor: 0,
    value_usd_cents: 0,
    source: 'x',
    state: '{}',
    last_position: position,
    latest_at: '2026-05-13T10:00:00Z',
    demo: false,
    ...promise,
    ...row,
  });
  const told = Object.entries(promise).map(([column, value]) => [column, row[column] ?? value]);
  const version = { of_services, generation: 1, commitment_id: id, position, ...Object.fromEntries(told) };
  await ledger.insert('reporting.commitment_versions', version);
  for (const [index, [stage, usd_cents]] of stages.entries()) {
    await ledger.insert('reporting.commitment_facts', {
      generation: 1,
      position: position + index,
      fact: 1,
      commitment_id: id,
      stage,
      on_day: '2026-05-13',
      cause_position: position + index,
      usd_cents,
      jobs: 0,
      unvalued_lines: 0,
      ...(index === 0 && { status: 'announced' }),
    });
  }
}
