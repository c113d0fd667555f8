import {
  attach,
  COTTON,
  DRUGS,
  detach,
  EXPORT,
  FIRST,
  lodged,
  OTHER,
  SECOND,
  split,
  WHOLE,
} from '../consignments/split-story.spec-kit.js';
import { type Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { eventsOf, foldBatches, toldOf } from './holds.spec-kit.js';

/** Noon in UTC is 17:00 at the office. */
const noon = (day: number): string => `2026-03-0${day}T17:00:00.0009+05:00`;
const rowsOf = (story: Story, batch: number) => foldBatches(eventsOf(story), [batch]);

/** Goes on by another declaration, of the import in Almaty. */
function lodgedAgain(story: Story): void {
  story.lodge(OTHER, WHOLE, 'import', [COTTON, DRUGS], noon(1));
}

describe.each([1_000, 1])('in batches of %d', (batch) => {
  it('a hold has a beginning, and an end once it is released, to the millisecond', () => {
    const story = lodged();
    story.hold(EXPORT, WHOLE, 'a', noon(2));
    const placed = eventsOf(story).at(-1)?.position;
    const ofIt = {
      declaration_id: uuid(EXPORT),
      hold_id: 'a',
      consignment_id: uuid(WHOLE),
      office: 'PKKHI',
      reason: 'inspection',
      liftable_by: null,
      placed_at: '2026-03-02T12:00:00.000Z',
      placed_position: placed,
      placed_ahead: false,
      participants: ['textiles-faisalabad', 'trading-almaty'],
      demo: false,
    };
    const early = { early_end_at: null, early_end_position: null, early_end_by: null };
    const open = {
      ended_at: null,
      ended_position: null,
      ended_ahead: null,
      ended_by: null,
      ended_by_position: null,
      ...early,
    };
    expect(rowsOf(story, batch).holds).toEqual([{ ...ofIt, ...open, last_position: placed }]);
    story.release(EXPORT, WHOLE, 'a', noon(3));
    const released = eventsOf(story).at(-1)?.position;
    expect(rowsOf(story, batch).holds).toMatchObject([
      {
        hold_id: 'a',
        ended_at: '2026-03-03T12:00:00.000Z',
        ended_position: released,
        ended_ahead: false,
        ended_by: 'release',
        ended_by_position: released,
        last_position: released,
      },
    ]);
  });

  it('holds overlap, on one declaration and on two, and each has its own clock', () => {
    const story = lodged();
    lodgedAgain(story);
    story.hold(EXPORT, WHOLE, 'a', noon(2));
    story.hold(EXPORT, WHOLE, 'b', noon(3));
    story.hold(OTHER, WHOLE, 'a', noon(4));
    story.release(EXPORT, WHOLE, 'a', noon(5));
    story.release(OTHER, WHOLE, 'a', noon(6));
    expect(toldOf(story, WHOLE, batch)).toEqual([
      'a 03-02 12:00 03-05 12:00 release',
      'a 03-04 12:00 03-06 12:00 release',
      'b 03-03 12:00 open',
    ]);
    expect(
      rowsOf(story, batch)
        .holds.map(({ office, hold_id }) => `${office} ${hold_id}`)
        .sort(),
    ).toEqual(['KZALA a', 'PKKHI a', 'PKKHI b']);
  });

  it('what is refused is held no longer, and told to have ended by it; what was lifted before is not', () => {
    const story = lodged();
    split(story);
    story.hold(EXPORT, WHOLE, 'a', noon(5));
    story.hold(EXPORT, WHOLE, 'b', noon(5));
    story.release(EXPORT, WHOLE, 'a', noon(6));
    // As customs asks for it: its consignments are detached first, all in one append.
    for (const id of [WHOLE, FIRST, SECOND]) detach(story, id, EXPORT, noon(7));
    story.refuse(EXPORT, noon(7));
    for (const id of [WHOLE, FIRST, SECOND]) {
      expect(toldOf(story, id, batch)).toEqual([
        'a 03-05 12:00 03-06 12:00 release',
        'b 03-05 12:00 03-07 12:00 refusal',
      ]);
    }
    const refusal = eventsOf(story).at(-1)?.position ?? 0;
    expect(rowsOf(story, batch).holds).toContainEqual(
      expect.objectContaining({
        hold_id: 'b',
        ended_position: refusal - 1,
        ended_by: 'refusal',
        ended_by_position: refusal,
      }),
    );
  });

  it('a part that begins under a hold has been held since it was placed; one that the declaration does not cover is not', () => {
    const story = lodged();
    story.hold(EXPORT, WHOLE, 'lifted', noon(2));
    story.release(EXPORT, WHOLE, 'lifted', noon(2));
    story.hold(EXPORT, WHOLE, 'a', noon(2));
    split(story, []);
    attach(story, FIRST, EXPORT, [COTTON]);
    expect(toldOf(story, FIRST, batch)).toEqual(['a 03-02 12:00 open']);
    expect(toldOf(story, SECOND, batch)).toEqual([]);
    story.release(EXPORT, WHOLE, 'a', noon(6));
    for (const id of [WHOLE, FIRST]) {
      expect(toldOf(story, id, batch)).toContain('a 03-02 12:00 03-06 12:00 release');
    }
  });

  it('a part is free while the declaration has left it, and the whole is not', () => {
    const story = lodged();
    split(story);
    story.hold(EXPORT, WHOLE, 'a', noon(5));
    detach(story, FIRST, EXPORT, noon(6));
    detach(story, WHOLE, EXPORT, noon(6));
    expect(toldOf(story, FIRST, batch)).toEqual(['a 03-05 12:00 03-06 12:00 detachment']);
    expect(toldOf(story, WHOLE, batch)).toEqual(['a 03-05 12:00 open']);
    attach(story, FIRST, EXPORT, [COTTON], noon(8));
    story.release(EXPORT, WHOLE, 'a', noon(9));
    expect(toldOf(story, FIRST, batch)).toEqual([
      'a 03-05 12:00 03-06 12:00 detachment',
      'a 03-08 12:00 03-09 12:00 release',
    ]);
    expect(toldOf(story, SECOND, batch)).toEqual(['a 03-05 12:00 03-09 12:00 release']);
    expect(toldOf(story, WHOLE, batch)).toEqual(['a 03-05 12:00 03-09 12:00 release']);
  });

  it('a part that comes back begins to be held then, also where it was free as the hold was placed', () => {
    const story = lodged();
    split(story);
    detach(story, FIRST, EXPORT, noon(5));
    story.hold(EXPORT, WHOLE, 'a', noon(6));
    expect(toldOf(story, FIRST, batch)).toEqual([]);
    attach(story, FIRST, EXPORT, [COTTON], noon(7));
    expect(toldOf(story, FIRST, batch)).toEqual(['a 03-07 12:00 open']);
  });

  it('a declaration that is taken back holds nothing', () => {
    const story = lodged();
    story.hold(EXPORT, WHOLE, 'a', noon(2));
    const events = eventsOf(story);
    // Customs clears nothing that it holds; a log that says so all the same has no hold that runs for ever.
    const data = { declarationId: uuid(EXPORT), consignmentId: uuid(WHOLE) };
    const taken = { type: 'DeclarationInvalidated', position: 99, occurredAt: noon(4), data };
    const { holds, held } = foldBatches([...events, taken as unknown as (typeof events)[number]], [batch]);
    const end = { ended_by: 'invalidation', ended_by_position: 99 };
    expect(holds).toMatchObject([{ ...end, ended_at: '2026-03-04T12:00:00.000Z', ended_position: 99 }]);
    expect(held).toMatchObject([{ ...end, held_until: '2026-03-04T12:00:00.000Z', until_position: 99 }]);
  });
});

it('does not go on from a log that lacks what came before', () => {
  const story = lodged();
  story.hold(EXPORT, WHOLE, 'a', noon(2));
  const placed = eventsOf(story).slice(-1);
  expect(() => foldBatches(placed, [1])).toThrow('was not lodged before');
  story.release(EXPORT, WHOLE, 'a', noon(3));
  expect(() => foldBatches(eventsOf(story).slice(-1), [1])).toThrow('The hold a was not placed before');
});
