import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';

const CONSIGNMENTS = 25;
const BEGAN_MS = Date.UTC(2026, 0, 1);
/** Times are often just between two tenths of an hour. */
export const STEP_MS = 3 * 60_000;
export const PLACES = ['PKTOR', 'PKTOR', 'PKCMN', 'AFRKH', 'AFRKH', 'AFSBK', 'AFKBL'] as const;

/** A consignment goes on to a place. */
export const HOP = {
  consignment: fc.integer({ min: 1, max: CONSIGNMENTS }),
  place: fc.constantFrom(...PLACES),
  /** How long it was under way to there, and stayed. */
  under: fc.integer({ min: 0, max: 200 }),
  stay: fc.integer({ min: -20, max: 1_200 }),
  /** How much longer a wrong clock has it stay. */
  wrong: fc.constantFrom(...Array.from({ length: 100 }, () => 0), 4_000, 20_000, 500_000, 1_000_000),
  scanned: fc.constantFrom('both', 'both', 'both', 'both', 'arrival', 'departure'),
  also: fc.constantFrom(
    ...Array.from({ length: 12 }, () => 'no' as const),
    ...(['withdrawn', 'withdrawn', 'transloaded', 'transloaded', 'told before', 'delivered'] as const),
  ),
};
type Hop = {
  readonly [Key in keyof typeof HOP]: (typeof HOP)[Key] extends fc.Arbitrary<infer Value> ? Value : never;
};

/** What else is told as goods come to a place, and of which consignment: of a part, where the whole was split. */
export type ToldBeside<One> = (
  story: Story,
  hop: One,
  stay: { readonly id: number; readonly arrivedMs: number; readonly departedMs: number },
) => readonly (() => void)[];

/** Ways to and fro, of which much is told late, or taken back. What the goods' state refuses is not told. */
export function storyOf<One extends Hop>(
  hops: readonly One[],
  isSplit: (hop: One) => boolean = () => false,
  beside: ToldBeside<One> = () => [],
): Story {
  const story = new Story();
  const nowOf = new Map<number, number>();
  const at = (ms: number) => new Date(ms).toISOString();
  for (let id = 1; id <= CONSIGNMENTS; id += 1) {
    const began = BEGAN_MS + id * 24 * 60 * STEP_MS;
    story.declare(id, [line(1, '520100', '1000.00')], at(began));
    story.dispatch(id, at(began));
    nowOf.set(id, began);
  }
  const parts = new Map<number, readonly number[]>();
  for (const [turn, hop] of hops.entries()) {
    const { consignment, place: location, under, stay, wrong, scanned, also } = hop;
    const goingOn = parts.get(consignment) ?? [consignment];
    const id = goingOn[turn % goingOn.length] ?? consignment;
    const arrived = (nowOf.get(id) ?? 0) + under * STEP_MS * (also === 'told before' ? -1 : 1);
    const departed = arrived + (stay + wrong) * STEP_MS;
    const steps: (() => void)[] = [];
    const scan = (movement: 'arrived' | 'departed', ms: number) =>
      story.step(id, at(ms), { type: 'RecordCheckpoint', data: { location, movement } });
    if (scanned !== 'departure') steps.push(() => scan('arrived', arrived));
    if (also === 'transloaded')
      steps.push(() =>
        story.step(id, at(arrived), {
          type: 'TransloadConsignment',
          data: { location, from: 'road', to: 'rail' },
        }),
      );
    if (scanned !== 'arrival') steps.push(() => scan('departed', departed));
    if (also === 'withdrawn')
      steps.push(() => {
        const data = { location, movement: 'departed', seenAt: at(departed), reason: 'misread' } as const;
        story.step(id, at(departed), { type: 'WithdrawCheckpoint', data });
      });
    if (also === 'delivered') steps.push(() => story.deliver(id, at(departed)));
    steps.push(...beside(story, hop, { id, arrivedMs: arrived, departedMs: departed }));
    if (isSplit(hop) && id === consignment)
      steps.push(() => parts.set(id, split(story, id, location, at(departed))));
    for (const step of steps) {
      try {
        step();
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
      }
    }
    for (const one of parts.get(consignment) ?? [id]) nowOf.set(one, Math.max(arrived, departed));
  }
  return story;
}

/** In two halves, which are dispatched from there. */
function split(story: Story, id: number, location: string, at: string): readonly number[] {
  const halves = [id + 100, id + 200];
  story.step(id, at, {
    type: 'SplitConsignment',
    data: {
      location,
      parts: halves.map((half) => ({
        consignmentId: uuid(half),
        lines: [{ lineNumber: 1, quantity: '50', netMassKg: '50' }],
      })),
    },
  });
  for (const half of halves) {
    story.declare(half, [line(1, '520100', '500.00')], at);
    story.dispatch(half, at, location);
  }
  return halves;
}
