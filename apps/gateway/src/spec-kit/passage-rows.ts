import { consignmentId } from './consignment-rows.js';
import type { FilledLedger } from './filled-ledger.js';

/** A visit beside a border: its place, and when goods came and left. */
export type SideOfBorder = readonly [
  location: string,
  arrived: string | null,
  departed: string | null,
  standing?: string,
];

/** A way over a border, as a row of `reporting.border_passages`: complete where it is not said otherwise. */
export function addPassage(
  ledger: FilledLedger,
  {
    of,
    known: [from, until],
    out,
    into,
    mode = 'road',
    number = 1,
  }: {
    readonly of: number;
    /** Of the visit behind the border. */
    readonly number?: number;
    readonly known: readonly [from: number, until?: number];
    readonly out: SideOfBorder;
    readonly into: SideOfBorder;
    readonly mode?: string | null;
  },
): Promise<void> {
  const side = (name: 'out' | 'in', [location, arrived, departed, standing = 'complete']: SideOfBorder) => ({
    [`${name}_location`]: location,
    [`${name}_standing`]: standing,
    [`${name}_arrived_at`]: arrived,
    [`${name}_departed_at`]: departed,
    [`${name}_seen_at`]: departed ?? arrived,
  });
  return ledger.insert('reporting.border_passages', {
    generation: 1,
    consignment_id: consignmentId(of),
    number,
    from_position: from,
    within: 0,
    until_position: until ?? null,
    mode,
    ...side('out', out),
    ...side('in', into),
    positions: [from],
  });
}
