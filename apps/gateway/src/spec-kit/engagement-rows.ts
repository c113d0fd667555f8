import type { FilledLedger } from './filled-ledger.js';
import { idOf } from './payment-rows.js';

/** Adds a forum of 15 January 2026 that is planned, and a lead of 10.00 USD that came of it. */
export async function addForumWithLead(
  ledger: FilledLedger,
  { id, position }: { readonly id: number; readonly position: number },
): Promise<void> {
  const day = '2026-01-15';
  const days = { starts_on: day, ends_on: day };
  const forum = { generation: 1, engagement_id: idOf(id), position };
  await ledger.insert('reporting.engagements', {
    ...forum,
    ...days,
    kind: 'forum',
    name: 'A forum',
    city: 'KZALA',
    country: 'KZ',
    organiser: 'demo-council',
    sectors: [],
    status: 'planned',
    firms: [],
    meetings: 0,
    demo: false,
  });
  await ledger.insert('reporting.engagement_facts', { ...forum, ...days, kind: 'planned', on_day: day });
  const party = (country: string) => ({ participantId: `firm-${country}`, name: 'A firm', country });
  const lead = { generation: 1, lead_id: idOf(id), position };
  const expected = { currency: 'USD', expected_minor: 1_000 };
  await ledger.insert('reporting.leads', {
    ...lead,
    ...expected,
    engagement_id: idOf(id),
    seller: party('PK'),
    buyer: party('KZ'),
    participants: ['firm-KZ', 'firm-PK'],
    sector: 'textiles',
    hs: ['6302'],
    recorded_on: day,
    status: 'open',
    follow_ups: 0,
    demo: false,
  });
  await ledger.insert('reporting.lead_facts', { ...lead, ...expected, kind: 'recorded', on_day: day });
}
