import { type AllGoods, foldMirrorWord, type MirrorShareRow } from '@corridor/domain';
import fc from 'fast-check';
import { foldMirror, type MirrorEvent, type MirrorWordRow } from './mirror-gap.fold.js';
import { mirrorEventsOf, noGoods, standingAt } from './mirror-gap.spec-kit.js';
import { lives, storyOf } from './mirror-story.spec-kit.js';

const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse('2026-01-01T00:00:00Z');

/** What shares say, whichever events of the same goods were told before: in an order of its own. */
const said = (shares: readonly MirrorShareRow[]): readonly string[] =>
  shares.map(({ position: _, pair: __, until_position: ___, ...share }) => JSON.stringify(share)).sort();

/** From when to when something of goods happened, by their first whole. */
function spansOf(
  words: readonly MirrorWordRow[],
): ReadonlyMap<string, readonly [first: string, last: string]> {
  const spans = new Map<string, readonly [string, string]>();
  for (const { root_id, occurred_at: at } of words) {
    if (at === null) continue;
    const all = [...(spans.get(root_id) ?? []), at].sort();
    spans.set(root_id, [all[0] ?? at, all.at(-1) ?? at]);
  }
  return spans;
}

it('what stands of goods that nothing happened to behind an instant, and what is folded again of the others, is what exactly the events come to that had happened', () => {
  fc.assert(
    fc.property(
      lives,
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 80, maxLength: 80 }),
      fc.integer({ min: 0, max: 60 }),
      fc.nat(),
      (told, days, instantDay, at) => {
        // Instants have nothing to do with the order of the log.
        const events = mirrorEventsOf(storyOf(told)).map((event, index): MirrorEvent => {
          const ms = FIRST_MS + (days[index % days.length] ?? 0) * DAY_MS;
          return { ...event, occurredAt: new Date(ms).toISOString() };
        });
        const instant = new Date(FIRST_MS + instantDay * DAY_MS).toISOString();
        const position = events[at % Math.max(events.length, 1)]?.position ?? 0;
        const known = (each: { readonly position: number }) => each.position <= position;
        const had = ({ type, occurredAt }: MirrorEvent) =>
          type === 'DeclarationLodged' || occurredAt <= instant;

        const goods: AllGoods = noGoods();
        const { words, shares } = foldMirror(events, goods);
        const spans = spansOf(words);
        const lastOf = (share: MirrorShareRow) =>
          spans.get(goods.rootOf.get(share.consignment_id) ?? share.consignment_id)?.[1] ?? '';
        const unchanged = standingAt(shares, position).filter((share) => lastOf(share) <= instant);
        const folded = noGoods();
        for (const { root_id, occurred_at, word } of words.filter(known)) {
          const [first = '', last = ''] = spans.get(root_id) ?? [];
          if (first > instant || last <= instant) continue;
          if (occurred_at === null || occurred_at <= instant) foldMirrorWord(word, folded);
        }
        const again = [...folded.byRoot.values()].flatMap((one) => one.shares);

        const exactly = foldMirror(events.filter(known).filter(had), noGoods()).shares;
        expect(said([...unchanged, ...again])).toEqual(said(standingAt(exactly, position)));
      },
    ),
    { numRuns: 100 },
  );
});
