import { FIRST, SECOND, split, WHOLE } from '../consignments/split-story.spec-kit.js';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { asOf, eventsOf, foldAll, foldTables, passedBy, scan, toldOf } from './visits.spec-kit.js';

const at = (day: number, hour = 10): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+05:00`;
const GOODS = [line(1, '520100', '1000.00'), line(2, '300490', '250.00')];

/** Sent from Landhi on 1 March. */
function sent(): Story {
  const story = new Story();
  story.declare(WHOLE, GOODS, at(1));
  story.dispatch(WHOLE, at(1));
  return story;
}
const told = (story: Story, id: number = WHOLE) => toldOf(foldAll(eventsOf(story)), id);

it('is from the first arrival to the last departure before it is seen elsewhere', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2));
  scan(story, WHOLE, 'AFKBL', 'departed', at(2, 12));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL complete 2']);
  // Back at the same place, and seen nowhere between: it is there.
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2, 14));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL open']);
  scan(story, WHOLE, 'AFKBL', 'departed', at(3, 10));
  scan(story, WHOLE, 'UZTMZ', 'arrived', at(4, 10));
  scan(story, WHOLE, 'UZTMZ', 'departed', at(4, 10));
  scan(story, WHOLE, 'AFKBL', 'arrived', at(5, 10));
  scan(story, WHOLE, 'AFKBL', 'departed', at(5, 16));
  // 2 March 10:00 to 3 March 10:00; none; 6 hours of another visit.
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL complete 24', 'UZTMZ complete 0', 'AFKBL complete 6']);
});

it('is incomplete where it came again, and that it left was not scanned', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2));
  scan(story, WHOLE, 'AFKBL', 'departed', at(2, 12));
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2, 14));
  scan(story, WHOLE, 'UZTMZ', 'arrived', at(4));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL incomplete', 'UZTMZ open']);
});

it('is incomplete without a scan once it is seen elsewhere, and open before', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL open']);
  scan(story, WHOLE, 'UZTMZ', 'departed', at(4));
  story.step(WHOLE, at(5), {
    type: 'TransloadConsignment',
    data: { location: 'UZTAS', from: 'road', to: 'rail' },
  });
  const open = ['PKLYP begun', 'AFKBL incomplete', 'UZTMZ incomplete', 'UZTAS open'];
  expect(told(story)).toEqual(open);
  scan(story, WHOLE, 'KZALA', 'arrived', at(7));
  story.deliver(WHOLE, at(8));
  expect(told(story)).toEqual([...open.slice(0, 3), 'UZTAS incomplete', 'KZALA ended']);
});

it('takes a scan that is told late into the visit that it is of', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2));
  scan(story, WHOLE, 'KZALA', 'arrived', at(7));
  scan(story, WHOLE, 'AFKBL', 'departed', at(3));
  const rows = foldAll(eventsOf(story));
  expect(toldOf(rows, WHOLE)).toEqual(['PKLYP begun', 'AFKBL complete 24', 'KZALA open']);
  // Declared, dispatched and three scans, at positions 1 to 5.
  const known = (position: number) =>
    asOf(rows, position)
      .filter(({ number }) => number === 1)
      .map(({ standing, positions }) => [standing, positions]);
  expect([2, 3, 4, 5].map(known)).toEqual([
    [],
    [['open', [3]]],
    [['incomplete', [3]]],
    [['complete', [3, 5]]],
  ]);
});

it('is without what an error declaration takes back, and an anomaly where it would last less than nothing', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'arrived', at(4));
  scan(story, WHOLE, 'AFKBL', 'departed', at(3));
  scan(story, WHOLE, 'UZTMZ', 'arrived', at(6));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL anomaly -24', 'UZTMZ open']);
  const wrong = { location: 'AFKBL', movement: 'departed', seenAt: at(3), reason: 'misread' } as const;
  story.step(WHOLE, at(6), { type: 'WithdrawCheckpoint', data: wrong });
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL incomplete', 'UZTMZ open']);
  scan(story, WHOLE, 'AFKBL', 'departed', at(5));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL complete 24', 'UZTMZ open']);
  // Told again behind its withdrawal, it stands again: in the order of the clock it is the first.
  scan(story, WHOLE, 'AFKBL', 'departed', at(3));
  expect(told(story)).toEqual(['PKLYP begun', 'AFKBL complete 24', 'UZTMZ open']);
});

it('is, of a part, at the place of the split since the whole came there', () => {
  const story = sent();
  scan(story, WHOLE, 'UZTMZ', 'arrived', at(2));
  scan(story, WHOLE, 'UZTMZ', 'departed', at(2, 12));
  scan(story, WHOLE, 'UZTAS', 'arrived', at(3));
  // On 4 March at 10:00, in Tashkent; its parts begin there in that instant.
  split(story);
  for (const id of [FIRST, SECOND]) story.dispatch(id, at(4), 'UZTAS');
  scan(story, FIRST, 'UZTAS', 'departed', at(5));
  scan(story, SECOND, 'UZTAS', 'departed', at(6));
  expect(told(story)).toEqual(['PKLYP begun', 'UZTMZ complete 2', 'UZTAS ended']);
  expect(told(story, FIRST)).toEqual(['UZTAS complete 48']);
  expect(told(story, SECOND)).toEqual(['UZTAS complete 72']);
  const wrong = { location: 'UZTAS', movement: 'arrived', seenAt: at(3), reason: 'misread' } as const;
  story.step(WHOLE, at(7), { type: 'WithdrawCheckpoint', data: wrong });
  expect(told(story, FIRST)).toEqual(['UZTAS incomplete']);
  expect(told(story, SECOND)).toEqual(['UZTAS incomplete']);
});

it('begins where the goods are split before they are sent', () => {
  const story = new Story();
  story.declare(WHOLE, GOODS, at(1));
  split(story);
  story.dispatch(FIRST, at(5), 'UZTAS');
  scan(story, FIRST, 'KZALA', 'arrived', at(6));
  expect(told(story, FIRST)).toEqual(['UZTAS begun', 'KZALA open']);
  expect(told(story, SECOND)).toEqual(['UZTAS begun']);
});

it('knows a visit by all of its events, whichever of them matter', () => {
  const story = sent();
  scan(story, WHOLE, 'AFKBL', 'departed', at(3));
  scan(story, WHOLE, 'AFKBL', 'arrived', at(2));
  const rows = foldAll(eventsOf(story)).filter((row) => row.until_position === null && row.number === 1);
  expect(rows).toEqual([
    {
      consignment_id: uuid(WHOLE),
      number: 1,
      from_position: 4,
      within: 0,
      until_position: null,
      location: 'AFKBL',
      standing: 'complete',
      arrived_at: '2026-03-02T05:00:00.000Z',
      departed_at: '2026-03-03T05:00:00.000Z',
      seen_at: '2026-03-03T05:00:00.000Z',
      mode: 'road',
      positions: [3, 4],
    },
  ]);
});

const passed = (story: Story, id: number = WHOLE) => passedBy(foldTables(eventsOf(story)).passages, id);

it('tells how goods come over a border: from the last place of a country to the first of another, by what carries them then', () => {
  const story = sent();
  scan(story, WHOLE, 'PKTOR', 'arrived', at(2));
  expect(passed(story)).toEqual([]);
  scan(story, WHOLE, 'PKTOR', 'departed', at(3));
  scan(story, WHOLE, 'AFRKH', 'arrived', at(3, 12));
  expect(passed(story)).toEqual(['PKTOR complete > AFRKH open by road']);
  scan(story, WHOLE, 'AFRKH', 'departed', at(4));
  scan(story, WHOLE, 'AFHRT', 'arrived', at(5));
  story.step(WHOLE, at(5, 12), {
    type: 'TransloadConsignment',
    data: { location: 'AFHRT', from: 'road', to: 'rail' },
  });
  scan(story, WHOLE, 'AFHRT', 'departed', at(6));
  scan(story, WHOLE, 'UZTER', 'departed', at(7));
  const rows = foldTables(eventsOf(story)).passages;
  expect(passedBy(rows, WHOLE)).toEqual([
    'PKTOR complete > AFRKH complete by road',
    'AFHRT complete > UZTER incomplete by rail',
  ]);
  // Positions 1 and 2 declare and dispatch; 3 to 6 are the scans of the first border.
  expect(rows.find((row) => row.number === 2 && row.until_position === null)).toEqual({
    consignment_id: uuid(WHOLE),
    number: 2,
    from_position: 6,
    within: 0,
    until_position: null,
    mode: 'road',
    out_location: 'PKTOR',
    out_standing: 'complete',
    out_arrived_at: '2026-03-02T05:00:00.000Z',
    out_departed_at: '2026-03-03T05:00:00.000Z',
    out_seen_at: '2026-03-03T05:00:00.000Z',
    in_location: 'AFRKH',
    in_standing: 'complete',
    in_arrived_at: '2026-03-03T07:00:00.000Z',
    in_departed_at: '2026-03-04T05:00:00.000Z',
    in_seen_at: '2026-03-04T05:00:00.000Z',
    positions: [3, 4, 5, 6],
  });
  expect(asOf(rows, 5).map((row) => [row.in_location, row.in_standing])).toEqual([['AFRKH', 'open']]);
});

it('tells of parts that were split behind a border how the whole came over it', () => {
  const story = sent();
  scan(story, WHOLE, 'AFHRT', 'departed', at(2));
  scan(story, WHOLE, 'UZTAS', 'arrived', at(3));
  split(story);
  for (const id of [FIRST, SECOND]) story.dispatch(id, at(4), 'UZTAS');
  scan(story, FIRST, 'UZTAS', 'departed', at(5));
  scan(story, FIRST, 'KZALA', 'arrived', at(6));
  expect(passed(story)).toEqual([
    'PKLYP begun > AFHRT incomplete by road',
    'AFHRT incomplete > UZTAS ended by road',
  ]);
  expect(passed(story, FIRST)).toEqual([
    'AFHRT incomplete > UZTAS complete by road',
    'UZTAS complete > KZALA open by road',
  ]);
  expect(passed(story, SECOND)).toEqual(['AFHRT incomplete > UZTAS open by road']);
});
