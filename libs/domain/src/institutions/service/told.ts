/**
 * What was told, by key, in drawers: telling one thing more copies its drawer and the list of drawers, not all that was told. Plain JSON, as snapshots keep it.
 */
export type Told<One> = Readonly<Record<string, Readonly<Record<string, One>>>>;

/** Where a thing lies. */
export interface Place {
  readonly drawer: string;
  readonly key: string;
}

export function toldAt<One>(told: Told<One>, { drawer, key }: Place): One | undefined {
  return told[drawer]?.[key];
}

/** It takes the place of what was told of the same. */
export function withTold<One>(told: Told<One>, { drawer, key }: Place, one: One): Told<One> {
  return { ...told, [drawer]: { ...told[drawer], [key]: one } };
}

export function withoutTold<One>(told: Told<One>, place: Place): Told<One> {
  if (toldAt(told, place) === undefined) return told;
  const { [place.key]: _, ...rest } = told[place.drawer] ?? {};
  return { ...told, [place.drawer]: rest };
}

/** All of it, in no order. */
export function allTold<One>(told: Told<One>): readonly One[] {
  return Object.values(told).flatMap((drawer) => Object.values(drawer));
}
