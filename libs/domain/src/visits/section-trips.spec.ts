import { FollowedSections, sectionTripChanges, sectionTripsAt } from './section-trips.js';
import type { VisitPartRow, VisitRow } from './visit-row.js';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const HOUR_MS = 3_600_000;

/** A visit by its place, when the goods came, and when they left. */
function visit(
  number: number,
  location: string,
  arrived_at: string | null,
  departed_at: string | null,
  more: Partial<VisitRow> = {},
): VisitRow {
  return {
    ...{
      consignment_id: 'a',
      number,
      location,
      arrived_at,
      departed_at,
      mode: 'road',
      positions: [number + 1],
    },
    ...{
      standing: arrived_at && departed_at ? 'complete' : 'incomplete',
      seen_at: departed_at ?? arrived_at ?? at(1),
    },
    ...{ from_position: number + 1, within: 0, until_position: null },
    ...more,
  };
}

function following(...pairs: readonly (readonly [leaves: string, enters: string])[]): FollowedSections {
  const sections = new FollowedSections();
  for (const [leaves, enters] of pairs) sections.follow({ leaves, enters, mode: 'road' });
  return sections;
}

const toldAt = (
  visits: readonly VisitRow[],
  sections: FollowedSections,
  parts: readonly VisitPartRow[] = [],
) =>
  sectionTripsAt({ visits, parts }, 99, sections).map(
    ({ consignment_id: id, leaves, enters, standing, ms, moving_ms, unmeasured_stops, seen }) =>
      [
        id,
        leaves,
        enters,
        standing,
        (ms ?? -HOUR_MS) / HOUR_MS,
        (moving_ms ?? -HOUR_MS) / HOUR_MS,
        unmeasured_stops,
        seen.join(),
      ].join(' '),
  );

const KARACHI = visit(0, 'PKKHI', null, at(1));
const TORKHAM = visit(1, 'PKTOR', at(3), at(4));
const ALMATY = visit(2, 'KZALA', at(9), null);

it('is from the last departure to the first arrival, and without the stays between', () => {
  expect(toldAt([KARACHI, TORKHAM, ALMATY], following(['PKKHI', 'KZALA']))).toEqual([
    'a PKKHI KZALA complete 192 168 0 PKKHI,PKTOR,KZALA',
  ]);
});

it('is told of followed sections alone, one way', () => {
  expect(toldAt([KARACHI, TORKHAM, ALMATY], following(['KZALA', 'PKKHI'], ['PKTOR', 'KZALA']))).toEqual([
    'a PKTOR KZALA complete 120 120 0 PKTOR,KZALA',
  ]);
});

it('begins the last time that goods were there, and ends the first time that they are at the other end', () => {
  const visits = [
    KARACHI,
    TORKHAM,
    visit(2, 'PKKHI', at(5), at(6)),
    visit(3, 'KZALA', at(7), at(8)),
    visit(4, 'PKTOR', at(9), at(10)),
    visit(5, 'KZALA', at(11), null),
  ];
  expect(toldAt(visits, following(['PKKHI', 'KZALA']))).toEqual([
    'a PKKHI KZALA complete 24 24 0 PKKHI,KZALA',
  ]);
});

it.each([
  ['on by rail', { mode: 'rail' }],
  ['on by what nobody told', { mode: null }],
] as const)('is none where goods went %s', (_, more) => {
  expect(
    toldAt([KARACHI, visit(1, 'PKTOR', at(3), at(4), more), ALMATY], following(['PKKHI', 'KZALA'])),
  ).toEqual([]);
});

it('is incomplete without a scan at an end, an anomaly where a clock is wrong or no time is left, and counts stops that were not scanned', () => {
  const sections = following(['PKKHI', 'KZALA']);
  expect([
    ...toldAt([visit(0, 'PKKHI', null, null), TORKHAM, ALMATY], sections),
    ...toldAt([{ ...KARACHI, standing: 'anomaly' }, TORKHAM, ALMATY], sections),
    ...toldAt([KARACHI, TORKHAM, visit(2, 'KZALA', at(2), null)], sections),
    ...toldAt([KARACHI, visit(1, 'PKTOR', at(3), null), ALMATY], sections),
  ]).toEqual([
    'a PKKHI KZALA incomplete -1 -1 0 PKKHI,PKTOR,KZALA',
    'a PKKHI KZALA anomaly 192 168 0 PKKHI,PKTOR,KZALA',
    'a PKKHI KZALA anomaly 24 0 0 PKKHI,PKTOR,KZALA',
    'a PKKHI KZALA complete 192 192 1 PKKHI,PKTOR,KZALA',
  ]);
});

it('is of each part of what was split on the way, and ends for none where it was split', () => {
  const split = { ...visit(2, 'UZTAS', at(5), null), standing: 'ended' as const, positions: [7] };
  const part = (consignment_id: string) => ({ consignment_id, whole_id: 'a', root_id: 'a', position: 7 });
  const visits = [
    ...[KARACHI, TORKHAM, split],
    visit(2, 'UZTAS', at(5), at(6), { consignment_id: 'b', from_position: 7 }),
    visit(3, 'KZALA', at(9), null, { consignment_id: 'b', from_position: 8 }),
    visit(2, 'UZTAS', at(5), null, { consignment_id: 'c', from_position: 7 }),
  ];
  const sections = following(['PKKHI', 'KZALA'], ['PKKHI', 'UZTAS']);
  expect(toldAt(visits, sections, [part('b'), part('c')])).toEqual([
    'b PKKHI UZTAS complete 96 72 0 PKKHI,PKTOR,UZTAS',
    'b PKKHI KZALA complete 192 144 0 PKKHI,PKTOR,UZTAS,KZALA',
    'c PKKHI UZTAS complete 96 72 0 PKKHI,PKTOR,UZTAS',
  ]);
});

it('is a row from where it is known so, and another one from where it is known otherwise', () => {
  const late = { ...TORKHAM, from_position: 10, departed_at: at(5) };
  const visits = [KARACHI, { ...TORKHAM, until_position: 10 }, late, ALMATY];
  const change = (behind: number) => {
    const { fresh, ended } = sectionTripChanges({ visits, parts: [] }, behind, following(['PKKHI', 'KZALA']));
    return {
      fresh: fresh.map(({ from_position, until_position, moving_ms }) => [
        from_position,
        until_position,
        moving_ms,
      ]),
      ended,
    };
  };
  const [first, second] = [
    [3, 10, 168 * HOUR_MS],
    [10, null, 144 * HOUR_MS],
  ];
  expect(change(0)).toEqual({ fresh: [first, second], ended: [] });
  const was = { consignment_id: 'a', number: 2, begins: 0, until_position: 10 };
  expect(change(9)).toEqual({ fresh: [second], ended: [was] });
  expect(change(10)).toEqual({ fresh: [], ended: [] });
});
