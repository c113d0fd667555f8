import type { FilledLedger } from './filled-ledger.js';

/** What an event made of a case of a firm. */
export interface ConductFact {
  readonly part: string;
  readonly caseId: string;
  readonly position: number;
  readonly outcome: string;
  readonly due?: string;
  readonly on?: string;
  /** Why it counts for nobody; else its own event confirms it. */
  readonly because?: string;
}

export async function addFirm(
  ledger: FilledLedger,
  participant_id: string,
  position: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await ledger.insert('reporting.firm_versions', {
    generation: 1,
    participant_id,
    position,
    registered_position: position,
    status: 'registered',
    name: `Name of ${participant_id}`,
    name_latin: null,
    country: 'PK',
    national_ids: JSON.stringify([{ scheme: 'PK-NTN', number: '12345678' }]),
    ownership: 'private',
    sectors: ['textiles'],
    city: null,
    suspension: null,
    demo: false,
    ...more,
  });
}

export async function addConduct(
  ledger: FilledLedger,
  firm: string,
  { part, caseId, position, outcome, due, on, because }: ConductFact,
): Promise<void> {
  await ledger.insert('reporting.firm_conduct', {
    generation: 1,
    firm,
    part,
    case_id: caseId,
    position,
    outcome,
    due_on: due ?? null,
    on_day: on ?? null,
    confirmed_position: because === undefined ? position : null,
    unconfirmed_because: because ?? null,
  });
}
