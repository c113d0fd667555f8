import type { FilledLedger } from '../../spec-kit/filled-ledger.js';

/** A meeting of Pakistan and Kazakhstan in Islamabad, scheduled at `position`, with nothing on its agenda. @param change columns that are otherwise. */
export async function addMeeting(
  ledger: FilledLedger,
  meeting_id: string,
  position: number,
  state: object = {},
  change: object = {},
): Promise<void> {
  const empty = { agenda: [], proposed: [], delegations: [], minutes: {}, decisions: [], reminders: [] };
  await ledger.insert('reporting.meetings', {
    generation: 1,
    meeting_id,
    position,
    status: 'scheduled',
    name: 'x',
    place: 'PKISB',
    countries: ['PK', 'KZ'],
    starts_on: '2026-03-12',
    ends_on: '2026-03-13',
    state: JSON.stringify({ ...empty, ...state }),
    last_position: position,
    demo: false,
    ...change,
  });
}
