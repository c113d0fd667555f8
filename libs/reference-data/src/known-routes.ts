import { ROWS as LEGS } from './tables/route-legs.js';
import { ROWS } from './tables/routes.js';

/** What a source tells of a leg; without a source there is no figure. */
interface Told {
  readonly source: string;
}

/** A part of a known route, between two places. */
export interface KnownLeg {
  /** UN/LOCODE, as `to`. */
  readonly from: string;
  readonly to: string;
  readonly mode: 'road' | 'rail' | 'sea' | 'air';
  /** UN/LOCODEs of the border crossings on it, in the order in which they are passed. */
  readonly borderPoints: readonly string[];
  /** Who told of the way and its borders; absent where nobody did, and it is a plan alone. */
  readonly source?: string;
  readonly distance?: Told & { readonly km: string };
  readonly duration?: Told & { readonly days: string };
}

/**
 * A way between Central Asia and the sea that is driven or talked of: through Afghanistan by Torkham or Chaman, through China by Khunjerab, through Iran,
 * and the northern way as the one that others are measured by. Sost, the Khunjerab pass and Torugart have no UN/LOCODE, so that no border is told there.
 */
export interface KnownRoute {
  readonly code: string;
  readonly name: string;
  /** The plan as it was told first, and as it was told anew: `YYYY-MM-DD`, of the source, or its last day where that tells the month or the year only. */
  readonly plans: readonly { readonly toldOn: string; readonly legs: readonly KnownLeg[] }[];
  /** Who told that it is driven, and on which day; absent where nobody did. */
  readonly opened?: Told & { readonly on: string };
  /** Whether it goes round by the north, as goods did before there was another way: one that others are measured by. */
  readonly isNorthern: boolean;
}

export const KNOWN_ROUTES: readonly KnownRoute[] = ROWS.map(
  ([code, name, definedOn, openedOn, source, northern]) => {
    const legs = LEGS.filter(([route]) => route === code);
    // Days as YYYY-MM-DD sort as texts; the plan of the definition comes first.
    const days = [...new Set([definedOn, ...legs.map(([, toldOn]) => toldOn)])].sort();
    return {
      code,
      name,
      plans: days.map((toldOn) => ({ toldOn, legs: legs.filter((leg) => leg[1] === toldOn).map(legOf) })),
      ...(openedOn !== '' && { opened: { on: openedOn, source } }),
      isNorthern: northern === 'yes',
    };
  },
);

function legOf([
  ,
  ,
  from,
  to,
  mode,
  borders,
  source,
  km,
  kmSource,
  days,
  daysSource,
]: (typeof LEGS)[number]): KnownLeg {
  return {
    from,
    to,
    // The table holds no other words: a test reads them.
    mode: mode as KnownLeg['mode'],
    borderPoints: borders === '' ? [] : borders.split(' '),
    ...(source !== '' && { source }),
    ...(km !== '' && { distance: { km, source: kmSource } }),
    ...(days !== '' && { duration: { days, source: daysSource } }),
  };
}
