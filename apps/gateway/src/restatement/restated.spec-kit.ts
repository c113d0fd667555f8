import type { GatewayUnderTest } from '../spec-kit/gateway-under-test.js';

interface Share {
  readonly measure: string;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}
interface Measure extends Share {
  readonly added: string;
  readonly corrected: string;
  /** Where it was asked for. */
  readonly moved?: string;
}
export interface Entry {
  readonly key: string;
  readonly consignmentId: string | null;
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED' | 'MOVED';
  readonly measures: readonly Share[];
  readonly positions: readonly number[];
}
export interface AskedRestatement {
  readonly measures: readonly Measure[];
  readonly entries: readonly Entry[];
}

/** The figure as it is asked for, without the position: `checkpointDwell(from: "2026-01", to: "2026-12")`. */
export type Asked = readonly [figure: string, args: string, of?: string];

/** The restatement of a figure, all of its pages. @param more a field of the sums that is asked for, too */
export async function restatementOf(
  gateway: GatewayUnderTest,
  [figure, args, of]: Asked,
  since: number,
  asOf: number,
  first = 500,
  more = '',
): Promise<AskedRestatement> {
  const fields = `measures { measure unit before after change added corrected ${more} }
    entries(first: ${first}, after: $after) { edges { node { key consignmentId kind positions
      measures { measure unit before after change } } } pageInfo { hasNextPage endCursor } }`;
  const query = `query Restated($after: String) { asked: ${figure}(${args ? `${args}, ` : ''}asOf: ${asOf}) {
    restatement(${of ? `${of}, ` : ''}since: ${since}) { ${fields} } } }`;
  const entries: Entry[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await gateway.ask(query, { variables: { after } });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    type Page = { edges: { node: Entry }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    const { restatement } = (data as { asked: { restatement: { measures: Measure[]; entries: Page } } })
      .asked;
    entries.push(...restatement.entries.edges.map(({ node }) => node));
    if (!restatement.entries.pageInfo.hasNextPage) return { measures: restatement.measures, entries };
    after = restatement.entries.pageInfo.endCursor;
  }
}

/** Exact, whatever the digits: all amounts of a unit have as many. */
export function whole(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** What the entries add to each sum, by its name and unit, and what of that is new, and what moved with the months. */
export function sumsOf(
  entries: readonly Entry[],
): ReadonlyMap<string, readonly [change: bigint, added: bigint, moved: bigint]> {
  const sums = new Map<string, readonly [bigint, bigint, bigint]>();
  for (const { kind, measures } of entries) {
    for (const { measure, unit, change } of measures) {
      const [all, added, moved] = sums.get(`${measure} ${unit}`) ?? [0n, 0n, 0n];
      const more = whole(change);
      const of = (one: Entry['kind']) => (kind === one ? more : 0n);
      sums.set(`${measure} ${unit}`, [all + more, added + of('ADDED'), moved + of('MOVED')]);
    }
  }
  return sums;
}
