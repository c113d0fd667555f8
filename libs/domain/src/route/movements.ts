import type { TransportMode } from '../consignment/goods.js';

/** What an event tells of where goods are, and of what carries them on. */
export interface Movement {
  readonly position: number;
  /**
   * `leg`: something carries them on from there; `arrived` and `departed`: they were scanned; `seen`: they were there, whatever else was told; `not-arrived` and
   * `not-departed`: a scan was wrong.
   */
  readonly kind: 'leg' | 'arrived' | 'departed' | 'seen' | 'not-arrived' | 'not-departed';
  /** UN/LOCODE. */
  readonly place: string;
  /** By what, of a leg. */
  readonly mode: TransportMode | null;
  /** When they were there, by what was told; of a scan that was wrong, what that had told. Numbers that sort. */
  readonly at: number;
}

/** From where on goods were carried by what. */
export interface LegTaken {
  readonly mode: TransportMode;
  readonly from: string;
}

/** The way that goods went, as far as it is told. */
export interface WayTaken {
  /** In the order in which they were told. */
  readonly legs: readonly LegTaken[];
  /** Where they were seen, in the order in which they were there; in one instant, in that in which it was told. */
  readonly places: readonly string[];
  /** The position that told of it last; 0 where nothing did. */
  readonly toldBy: number;
}

/** @param movements of one consignment, in order of position */
export function wayTaken(movements: readonly Movement[]): WayTaken {
  let seen: readonly Movement[] = [];
  const legs: LegTaken[] = [];
  for (const movement of movements) {
    const { kind, place, mode, at } = movement;
    const wrong = kind === 'not-arrived' ? 'arrived' : kind === 'not-departed' ? 'departed' : undefined;
    if (wrong) seen = seen.filter((one) => one.kind !== wrong || one.place !== place || one.at !== at);
    else seen = [...seen, movement];
    if (mode) legs.push({ mode, from: place });
  }
  const places = [...seen].sort((a, b) => a.at - b.at || a.position - b.position).map(({ place }) => place);
  return { legs, places, toldBy: movements.at(-1)?.position ?? 0 };
}
