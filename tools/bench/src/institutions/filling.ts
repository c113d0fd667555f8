import type { Filling } from '../filled-gateway.js';

/** The day that everything is asked on; facts stand on the thousand days before. */
export const TODAY = '2026-10-01';
export const MEETING = '0192a000-0000-7000-8000-000000000001';
const PROMISES = 2_000;

const TRADE_SUMS = ['exports', 'imports'] as const;
const TRADED = TRADE_SUMS.map(
  (sum) => `CASE flow WHEN '${sum.slice(0, -1)}' THEN value_usd_cents ELSE 0 END AS ${sum}`,
).join(', ');
/** What each fact of trade adds to which cell; nothing tells how it was carried. */
const TRADE_CHANGES = `
  SELECT reporter, partner, cut, key, month, position, ${TRADED}
  FROM reporting.trade_facts f CROSS JOIN LATERAL (VALUES
    ('total', ''), ('sector', f.sector), ('chapter', left(f.hs6, 2)), ('subheading', f.hs6), ('office', f.customs_office), ('mode', ''), ('port', ''), ('route', '')
  ) AS c (cut, key)`;

/** Running totals of the facts of trade, as the projection keeps them. */
export const TRADE_CELLS = [
  [
    'what trade comes to',
    `INSERT INTO reporting.trade_cell_heads (generation, reporter, partner, cut, month, key, first_position, nth, position, exports, re_exports, imports)
     SELECT 1, reporter, partner, cut, month, key, min(position), row_number() OVER (PARTITION BY min(position)), max(position), sum(exports), 0, sum(imports)
     FROM (${TRADE_CHANGES}) change GROUP BY reporter, partner, cut, month, key`,
  ],
  [
    'what trade has come to',
    `INSERT INTO reporting.trade_cells (generation, first_position, nth, position, exports, re_exports, imports)
     SELECT 1, first_position, nth, change.position, sum(change.exports) OVER so_far, 0, sum(change.imports) OVER so_far
     FROM (${TRADE_CHANGES}) change JOIN reporting.trade_cell_heads USING (reporter, partner, cut, month, key)
     WINDOW so_far AS (PARTITION BY first_position, nth ORDER BY change.position)`,
  ],
] as const;

/** All that figures rest on; each stands where the log ends. */
const READ_MODELS = [
  'cases',
  'commitment-realisation',
  'consignments',
  'engagements',
  'firms',
  'goods-values',
  'holds',
  'leads',
  'matches',
  'meetings',
  'milestones',
  'needs',
  'routes',
  'targets',
  'trade-facts',
  'visa-applications',
  'visits',
];

const idOf = (kind: string, number: string): string => `md5('${kind}' || (${number}))::uuid`;

/** A day for each position, of the thousand before {@link TODAY}. */
const dayAt = (facts: number) => (position: string) =>
  `date '${TODAY}' - 1000 + (${position}) * 1000 / ${facts}`;

/** Facts of commitments: promises, what serves them, and which of them lapsed. */
export function commitmentsOf(facts: number, promises: number): Filling['filling'] {
  const dayOf = dayAt(facts);
  const goods = Math.floor((facts - 2 * promises) / 4);
  /** Every fourth consignment serves one promise, the rest all the others alike. */
  const promiseOf = (number: string): string =>
    idOf('promise', `CASE WHEN ${number} % 4 = 0 THEN 1 ELSE 2 + ${number} % ${promises - 1} END`);
  return [
    [
      'commitments',
      `INSERT INTO reporting.commitments (generation, commitment_id, position, status, title, kind, sector, hs_codes, ownership, from_countries,
         to_countries, occasion_kind, occasion_name, announced_on, currency, value_minor, value_usd_cents, due_on, source, state,
         last_position, participants, demo, latest_at)
       SELECT 1, ${idOf('promise', 'n')}, n, CASE n % 10 WHEN 0 THEN 'lapsed' ELSE 'announced' END, 'Promise ' || n, 'memorandum', ${sector('n')},
         '{}', CASE n % 2 WHEN 0 THEN 'state' ELSE 'private' END, '{PK}', '{KZ}', 'forum', 'Forum ' || n % 20, ${dayOf('n')}, 'USD',
         100000000000, 100000000000, date '${TODAY}' + n % 400, 'bench', '{}', ${facts}, ARRAY['firm-' || n], false, now()
       FROM generate_series(1, ${promises}) n`,
    ],
    [
      'versions',
      `INSERT INTO reporting.commitment_versions
       SELECT generation, commitment_id, position, title, kind, sector, ownership, from_countries, to_countries, due_on, participants,
         sector IN ('it', 'logistics') AND hs_codes = '{}'
       FROM reporting.commitments`,
    ],
    [
      'commitment facts',
      `INSERT INTO reporting.commitment_facts (generation, position, fact, commitment_id, stage, on_day, cause_position, consignment_id, usd_cents,
         currency, minor, jobs, unvalued_lines, status, thing)
       SELECT 1, n, 1, ${idOf('promise', 'n')}, 'promised', ${dayOf('n')}, n, NULL, 100000000000, 'USD', 100000000000, 0, 0, 'announced', NULL
       FROM generate_series(1, ${promises}) n
       UNION ALL
       SELECT 1, p, 1, ${promiseOf('g')}, (ARRAY['shipped', 'cleared', 'delivered', 'paid'])[1 + s], ${dayOf('p')}, p, ${idOf('goods', 'g')},
         100000 + g % 1000, 'USD', 100000 + g % 1000, 0, 0, NULL, s || ':' || g
       FROM generate_series(0, ${goods - 1}) g, generate_series(0, 3) s, LATERAL (SELECT ${promises} + 1 + 4 * g + s AS p) at
       UNION ALL
       SELECT 1, ${facts - promises} + n, 1, ${idOf('promise', 'n')}, 'status', date '${TODAY}', ${facts - promises} + n, NULL, 0, NULL, NULL, 0, 0,
         'lapsed', NULL
       FROM generate_series(10, ${promises}, 10) n`,
    ],
    [
      'links',
      `INSERT INTO reporting.commitment_links (generation, position, kind, id, commitment_id, basis, told_by)
       SELECT 1, ${promises} + 1 + 4 * g, 'consignment', ${idOf('goods', 'g')}, ${promiseOf('g')}, 'hand', 'commission'
       FROM generate_series(0, ${goods - 1}) g`,
    ],
    [
      'what commitments have come to',
      `INSERT INTO reporting.commitment_standings
       SELECT 1, commitment_id, position, ${[
         'promised',
         'contracted',
         'shipped',
         'cleared',
         'delivered',
         'paid',
       ]
         .map((stage) => `coalesce(sum(usd_cents) FILTER (WHERE stage = '${stage}') OVER so_far, 0)`)
         .join(', ')}, 0, 0, 0, 0, 0, 0, 0, count(*) FILTER (WHERE stage = 'shipped') OVER so_far,
         CASE status WHEN 'lapsed' THEN 'lapsed' ELSE 'announced' END, 0
       FROM reporting.commitment_facts WINDOW so_far AS (PARTITION BY commitment_id ORDER BY position)`,
    ],
    [
      'what commitments come to',
      `INSERT INTO reporting.commitment_heads
       SELECT s.* FROM reporting.commitments c CROSS JOIN LATERAL (
         SELECT * FROM reporting.commitment_standings s WHERE s.generation = 1 AND s.commitment_id = c.commitment_id ORDER BY s.position DESC LIMIT 1
       ) s`,
    ],
    [
      'what stands in the rows of commitments',
      `UPDATE reporting.commitments c SET delivered_usd_cents = f.delivered FROM (
         SELECT commitment_id, coalesce(sum(usd_cents) FILTER (WHERE stage = 'delivered'), 0) AS delivered
         FROM reporting.commitment_facts GROUP BY 1
       ) f WHERE f.commitment_id = c.commitment_id`,
    ],
    [
      'what counts of commitments',
      `INSERT INTO reporting.commitment_progress (generation, commitment_id, thing, usd_cents, jobs, on_day)
       SELECT 1, commitment_id, thing, usd_cents, 0, on_day FROM reporting.commitment_facts WHERE thing IS NOT NULL`,
    ],
    [
      'days on which it counts',
      `INSERT INTO reporting.commitment_progress_days (generation, commitment_id, on_day, position, things)
       SELECT 1, commitment_id, on_day, position, 1 FROM reporting.commitment_facts WHERE thing IS NOT NULL`,
    ],
  ];
}

const sector = (number: string): string =>
  `(ARRAY['textiles', 'fruit', 'leather', 'mining', 'steel'])[1 + ${number} % 5]`;

/** What is filled, in order: a name, and the statement that does it. */
export function fillingOf(facts: number): readonly (readonly [name: string, sql: string])[] {
  const dayOf = dayAt(facts);
  const instantOf = (position: string): string =>
    `timestamptz '${TODAY}T00:00:00Z' + ((${position})::double precision / ${facts} - 1) * interval '1000 days'`;
  const fifth = Math.floor(facts / 5);
  return [
    [
      'read models',
      `INSERT INTO reporting.projections (name, generation, state, position)
       SELECT name, 1, 'live', ${facts} FROM unnest(ARRAY['${READ_MODELS.join("', '")}']) name`,
    ],
    ...commitmentsOf(facts, PROMISES),
    [
      'cases',
      `INSERT INTO reporting.cases (generation, case_id, status, kind, subject, consignment_id, firms, opened_at, missed, escalated, reopenings,
         state, participants, demo, first_position, last_position)
       SELECT 1, ${idOf('case', 'n')}, CASE n % 100 WHEN 0 THEN 'open' ELSE 'resolved' END, 'customs-hold', '{}', ${idOf('goods', 'n')},
         ARRAY['firm-' || n % 5000], (${dayOf('5 * n')}) || 'T10:00:00+05:00', '{}', false, 0, '{}', '{}', false, 5 * n, 5 * n + 3
       FROM generate_series(0, ${fifth - 1}) n`,
    ],
    [
      'openings of cases',
      `INSERT INTO reporting.case_openings (generation, case_id, opening, kind, consignment_id, opened_position, opened_at, opened_on, answer_by,
         resolve_by, answered_position, answered_at, answered_on, resolved_position, resolved_at, resolved_on, outcome, demo)
       SELECT 1, ${idOf('case', 'n')}, 0, 'customs-hold', ${idOf('goods', 'n')}, 5 * n, at, day, at + interval '2 days', at + interval '9 days',
         5 * n + 2, at + interval '1 day', day + 1, CASE WHEN n % 100 > 0 THEN 5 * n + 3 END, CASE WHEN n % 100 > 0 THEN at + interval '5 days' END,
         CASE WHEN n % 100 > 0 THEN day + 5 END, CASE WHEN n % 100 > 0 THEN 'resolved' END, false
       FROM generate_series(0, ${fifth - 1}) n, LATERAL (SELECT ${instantOf('5 * n')} AS at, ${dayOf('5 * n')} AS day) t`,
    ],
    [
      'facts of cases',
      `INSERT INTO reporting.case_facts (generation, position, case_id, type, on_day, kind)
       SELECT 1, 5 * n + s, ${idOf('case', 'n')}, (ARRAY['CaseOpened', 'CaseTriaged', 'CaseAnswered', 'CaseResolved'])[1 + s],
         ${dayOf('5 * n')} + (ARRAY[0, 0, 1, 5])[1 + s],
         CASE WHEN s < 2 THEN (ARRAY['customs-hold', 'payment', 'visa', 'transport'])[1 + n % 4] END
       FROM generate_series(0, ${fifth - 1}) n, generate_series(0, 3) s WHERE s < 3 OR n % 100 > 0`,
    ],
    [
      'values of goods',
      `INSERT INTO reporting.goods_values (generation, consignment_id, position, usd_cents, cancelled, occurred_at)
       SELECT 1, ${idOf('goods', 'n')}, 5 * n, 100000, false, ${instantOf('5 * n')} FROM generate_series(0, ${fifth - 1}) n`,
    ],
    [
      'holds',
      `INSERT INTO reporting.held_consignments (generation, declaration_id, hold_id, consignment_id, held_from, from_position, held_until,
         until_position, ended_by, ended_by_position)
       SELECT 1, ${idOf('declaration', 'n')}, '1', ${idOf('goods', 'n')}, ${instantOf('5 * n')}, 5 * n,
         CASE WHEN n % 100 > 0 THEN ${instantOf('5 * n + 1')} END, CASE WHEN n % 100 > 0 THEN 5 * n + 1 END,
         CASE WHEN n % 100 > 0 THEN 'release' END, CASE WHEN n % 100 > 0 THEN 5 * n + 1 END
       FROM generate_series(1, ${fifth - 1}) n`,
    ],
    [
      'goods',
      `INSERT INTO reporting.consignments (generation, consignment_id, status, exporter_id, exporter_name, exporter_country, importer_id,
         importer_name, importer_country, origin, destination, incoterm_rule, incoterm_place, lines, declared_at, participants, demo,
         first_position, last_position)
       SELECT 1, ${idOf('goods', 'n')}, 'in-transit', 'firm-' || n % 5000, 'x', 'PK', 'firm-' || n % 4999, 'x', 'KZ', 'PKLHE', 'KZALA', 'FCA',
         'x', '[]', ${instantOf('5 * n')}, '{}', false, 5 * n, 5 * n
       FROM generate_series(0, ${fifth - 1}) n`,
    ],
    [
      'firms',
      `INSERT INTO reporting.firm_versions (generation, participant_id, position, registered_position, status, name, country, national_ids,
         ownership, sectors, demo)
       SELECT 1, 'firm-' || n, n, n, 'registered', 'Firm ' || n, CASE n % 50 WHEN 0 THEN 'KZ' ELSE 'PK' END, '[]', 'private', '{}', false
       FROM generate_series(1, ${fifth}) n`,
    ],
    [
      'needs',
      `INSERT INTO reporting.needs (generation, need_id, position, side, firm, participant, hs, chapter, country, description, quantity, unit,
         per, valid_until, status, posted_on, terms_position, ended_position, demo)
       SELECT 1, ${idOf('need', 'n')}, 5 * n + 1, CASE n % 2 WHEN 0 THEN 'offer' ELSE 'seek' END, '{}', 'firm-' || n % 5000,
         (10 + n / 10 % 60) || '0100', (10 + n / 10 % 60)::text, 'PK', 'x', 100 + n % 7, 'KGM', 'month', date '${TODAY}' + 30,
         CASE n % 10 WHEN 0 THEN 'open' ELSE 'expired' END, ${dayOf('5 * n + 1')}, 5 * n + CASE n % 4 WHEN 0 THEN 2 ELSE 1 END,
         CASE WHEN n % 10 > 0 THEN 5 * n + 3 END, false
       FROM generate_series(0, ${fifth - 1}) n`,
    ],
    [
      'facts of needs',
      `INSERT INTO reporting.need_facts (generation, position, need_id, kind, on_day, quantity, unit, per)
       SELECT 1, 5 * n + s, ${idOf('need', 'n')}, (ARRAY['posted', 'amended', 'expired'])[s], ${dayOf('5 * n + s')},
         CASE WHEN s < 3 THEN 100 + n % 7 END, CASE WHEN s < 3 THEN 'KGM' END, CASE WHEN s < 3 THEN 'month' END
       FROM generate_series(0, ${fifth - 1}) n, generate_series(1, 3) s WHERE s = 1 OR (s = 2 AND n % 4 = 0) OR (s = 3 AND n % 10 > 0)`,
    ],
    [
      'applications for visas',
      `INSERT INTO reporting.visa_applications (generation, visa_id, firm, purpose, nationality, destination, intended_from, intended_until,
         status, submitted_on, decided_on, reason, demo, first_position, last_position)
       SELECT 1, ${idOf('visa', 'n')}, 'firm-' || n % 5000, 'business', CASE n % 3 WHEN 0 THEN 'KZ' ELSE 'PK' END,
         CASE n % 3 WHEN 0 THEN 'PK' ELSE 'KZ' END, ${dayOf('5 * n + 1')} + 30, ${dayOf('5 * n + 1')} + 60,
         CASE WHEN n % 40 = 0 THEN 'submitted' WHEN n % 9 = 0 THEN 'refused' ELSE 'granted' END, ${dayOf('5 * n + 1')},
         CASE WHEN n % 40 > 0 THEN ${dayOf('5 * n + 2')} + n % 20 END, CASE WHEN n % 40 > 0 AND n % 9 = 0 THEN 'documents' END, false, 5 * n + 1,
         5 * n + 2
       FROM generate_series(0, ${fifth - 1}) n`,
    ],
    [
      'facts of visas',
      `INSERT INTO reporting.visa_facts (generation, position, visa_id, kind, on_day, told_at, days_taken, reason)
       SELECT 1, 5 * n + s, ${idOf('visa', 'n')}, CASE WHEN s = 1 THEN 'submitted' WHEN n % 9 = 0 THEN 'refused' ELSE 'granted' END,
         ${dayOf('5 * n + s')} + CASE s WHEN 2 THEN n % 20 ELSE 0 END, ${instantOf('5 * n + s')}, CASE s WHEN 2 THEN n % 20 END,
         CASE WHEN s = 2 AND n % 9 = 0 THEN 'documents' END
       FROM generate_series(0, ${fifth - 1}) n, generate_series(1, 2) s WHERE s = 1 OR n % 40 > 0`,
    ],
    [
      'milestones',
      `INSERT INTO reporting.milestone_versions (generation, milestone_id, position, planned_position, status, details, demo)
       SELECT 1, 'scanner', 1, 1, 'done', '{"name": "Scanner", "kind": "scanner", "places": ["KZALA"], "routeIds": [], "plannedOn": "2025-06-01",
         "firstPlannedOn": "2025-06-01", "doneOn": "2025-06-01", "responsible": "x", "source": "x"}', false`,
    ],
    [
      'where goods were seen',
      `INSERT INTO reporting.milestone_sightings (generation, position, consignment_id, location, movement, seen_at)
       SELECT 1, 5 * n + s, ${idOf('goods', 'n')}, (ARRAY['KZALA', 'PKLHE', 'PKKHI', 'CNKHG'])[1 + n % 4],
         CASE s WHEN 0 THEN 'arrived' ELSE 'departed' END, ${instantOf('5 * n')} + s * (1 + n % 9) * interval '7 hours'
       FROM generate_series(0, ${fifth - 1}) n, generate_series(0, 1) s`,
    ],
    [
      'trade',
      `INSERT INTO reporting.trade_facts (generation, position, fact, reporter, partner, country_of_origin, country_of_consignment, flow, month,
         accepted_on, hs6, sector, consignment_id, declaration_id, line_number, net_mass_kg, value_usd_cents, correction, participants, demo, customs_office, occurred_at)
       SELECT 1, 5 * n, 1, 'PK', (ARRAY['KZ', 'KG', 'UZ', 'TJ'])[1 + n % 4], 'PK', CASE n % 3 WHEN 0 THEN 'PK' END,
         CASE n % 3 WHEN 0 THEN 'import' ELSE 'export' END, date_trunc('month', day)::date, day, (10 + n / 10 % 60) || '0100', ${sector('n')},
         ${idOf('goods', 'n')}, ${idOf('declaration', 'n')}, 1, 1, 100000, false, '{}', false, 'PKKHI', day
       FROM generate_series(1, ${fifth - 1}) n, LATERAL (SELECT ${dayOf('5 * n')} AS day) d`,
    ],
    ...TRADE_CELLS,
    [
      'targets',
      `INSERT INTO reporting.targets (generation, target_id, position, reporter, partner, yearly_amount_cents, due_on, source, demo)
       VALUES (1, 'pk-kz', 1, 'PK', 'KZ', 100000000000, '2030-12-31', 'x', false)`,
    ],
    [
      'meetings',
      `INSERT INTO reporting.meetings (generation, meeting_id, position, status, name, place, countries, starts_on, ends_on, state,
         last_position, demo)
       VALUES (1, '${MEETING}', 1, 'scheduled', 'Commission', 'KZALA', '{KZ,PK}', '2026-10-10', '2026-10-11',
         '{"agenda": [], "proposed": [], "minutes": {}, "decisions": []}', 1, false)`,
    ],
  ];
}
