import type { TradeWorld } from '../../trade-events.spec-kit.js';

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Says how far read models have come. */
export async function reached(world: TradeWorld, positions: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, position] of Object.entries(positions)) {
    await world.owner.query(
      `INSERT INTO reporting.projections (name, generation, state, position) VALUES ($1, 1, 'live', $2)
       ON CONFLICT (name, generation) DO UPDATE SET position = excluded.position`,
      [name, position],
    );
  }
}

/** A row of a read model, as reporting would have made it: nothing else runs here. */
export async function shown(world: TradeWorld, table: string, row: object): Promise<void> {
  await world.owner.query(
    `INSERT INTO reporting.${table} SELECT * FROM jsonb_populate_record(NULL::reporting.${table}, $1)`,
    [JSON.stringify({ generation: 1, demo: false, ...row })],
  );
}

/** A commitment of 20,000,000.00 USD, and what of it was delivered on which day. */
export async function shownCommitment(
  world: TradeWorld,
  number: number,
  change: { readonly commitment_id?: string; readonly [column: string]: unknown },
  delivered: readonly (readonly [day: string, cents: number])[],
): Promise<void> {
  const { commitment_id = idOf(number) } = change;
  await shown(world, 'commitments', {
    commitment_id,
    position: number,
    status: 'announced',
    title: 'Cotton textiles',
    kind: 'memorandum',
    sector: 'textiles',
    hs_codes: [],
    ownership: 'private',
    from_countries: ['PK'],
    to_countries: ['KZ'],
    occasion_kind: 'forum',
    occasion_name: 'x',
    announced_on: '2026-02-04',
    currency: 'USD',
    value_minor: 2_000_000_000,
    value_usd_cents: 2_000_000_000,
    source: 'x',
    state: {},
    last_position: number,
    latest_at: '-infinity',
    participants: [],
    jobs_verified: 0,
    delivered_usd_cents: delivered.reduce((sum, [, cents]) => sum + cents, 0),
    ...change,
  });
  for (const [index, [on_day, usd_cents]] of delivered.entries()) {
    await shownFact(world, number, { fact: index + 1, stage: 'delivered', on_day, usd_cents });
    await shownProgress(world, number, on_day, usd_cents);
  }
}

/** What counts of something that came of a commitment on a day. */
export const shownProgress = (world: TradeWorld, number: number, on_day: string, usd_cents: number) =>
  shown(world, 'commitment_progress', {
    commitment_id: idOf(number),
    thing: `delivered:${on_day}`,
    usd_cents,
    jobs: 0,
    on_day,
  });

/** What an event adds to a stage of a commitment. */
export const shownFact = (world: TradeWorld, number: number, change: object): Promise<void> =>
  shown(world, 'commitment_facts', {
    commitment_id: idOf(number),
    position: number,
    cause_position: number,
    usd_cents: 0,
    jobs: 0,
    unvalued_lines: 0,
    ...change,
  });

/** A case of the kind `visa`, opened at noon of a day. */
export const shownCase = (world: TradeWorld, number: number, day: string, change: object): Promise<void> =>
  shown(world, 'cases', {
    case_id: idOf(number),
    status: 'open',
    kind: 'visa',
    subject: { kind: 'none' },
    firms: ['demo-textiles-faisalabad'],
    opened_at: `${day}T12:00:00+05:00`,
    missed: [],
    escalated: false,
    reopenings: 0,
    state: {},
    participants: [],
    first_position: number,
    last_position: number,
    latest_at: '-infinity',
    ...change,
  });

interface Traded {
  readonly reporter: string;
  readonly partner: string;
  readonly flow: 'export' | 'import';
  readonly month: string;
  readonly hs6?: string;
  readonly value_usd_cents: number;
}

/** What a fact adds to the trade of a reporter with a partner, in all and of its chapter. */
export async function traded(
  { owner }: TradeWorld,
  position: number,
  { reporter, partner, flow, month, hs6 = '520100', value_usd_cents: cents }: Traded,
): Promise<void> {
  const [exports, imports] = flow === 'export' ? [cents, 0] : [0, cents];
  await owner.query(
    `INSERT INTO reporting.trade_cell_heads AS c
       (generation, reporter, partner, cut, key, month, first_position, nth, position, exports, re_exports, imports)
     SELECT 1, $1, $2, cut, key, $3, $4, 0, $4, $5, 0, $6 FROM (VALUES ('total', ''), ('chapter', $7)) AS cell (cut, key)
     ON CONFLICT (generation, reporter, partner, cut, month, key) DO UPDATE
       SET position = excluded.position, exports = c.exports + excluded.exports, imports = c.imports + excluded.imports`,
    [reporter, partner, month, position, exports, imports, hs6.slice(0, 2)],
  );
}

/** The session of 12 and 13 October 2026 in Islamabad. */
export const session = (change: object = {}) => ({
  occurredAt: '2026-09-01T10:00:00+05:00',
  name: '14th session',
  session: 14,
  place: 'PKISB',
  countries: ['PK', 'KZ'],
  startsOn: '2026-10-12',
  endsOn: '2026-10-13',
  ...change,
});

export const at = (occurredAt = '2026-09-01T12:00:00+05:00') => ({ occurredAt });

/** Days of a session that is under way at the instant of {@link at}. */
export const under = { startsOn: '2026-09-01', endsOn: '2026-09-02' };

/** Schedules a meeting. @returns its id. */
export const scheduled = async (world: TradeWorld, change: object = {}): Promise<string> =>
  (await world.done('commission', 'meetings', session(change))).meetingId ?? '';

/** A meeting under way with one item on its agenda, and a decision on it. */
export async function decided(
  world: TradeWorld,
): Promise<Readonly<Record<'meetingId' | 'decisionId', string>>> {
  const meetingId = await scheduled(world, under);
  const told = (path: string, body: object) =>
    world.done('commission', `meetings/${meetingId}/${path}`, { ...at(), ...body });
  const { itemId = '' } = await told('agenda', { title: 'Rail gauge', because: 'Asked for by Kazakhstan' });
  await told('opening', { delegations: [{ country: 'PK', institution: 'Ministry of Commerce', people: 4 }] });
  const { decisionId = '' } = await told('decisions', { itemId, text: 'Look at it' });
  return { meetingId, decisionId };
}
