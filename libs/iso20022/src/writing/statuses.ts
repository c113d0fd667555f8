import { group, type XmlElement } from './xml-element.js';

/**
 * What the ledger says of a payment that it was told: it got it, found it sound, still looks at it, or refuses it. It settles
 * nothing itself, so no other status of the standard's list (ACSC, ACCC …) can be written.
 */
export type ReplyStatus = 'RCVD' | 'ACTC' | 'PDNG' | 'RJCT';

export type GroupStatus = ReplyStatus | 'PART';

/**
 * The status of a group by those of its members, as the rules of pacs.002 and pain.002 allow it (GroupStatusAcceptedRule,
 * …PendingRule, …RejectedRule, …ReceivedRule): a group that is accepted or pending has no rejected member, and one that is
 * received tells no status of any. Some accepted and others not is PART. What no rule lets a group say is left to its members.
 */
export function groupStatusOf(statuses: readonly ReplyStatus[]): GroupStatus | undefined {
  const all = new Set(statuses);
  const [only] = all;
  if (all.size === 1) return only === 'RCVD' ? undefined : only;
  if (all.has('ACTC')) return 'PART';
  return all.has('RJCT') ? undefined : 'PDNG';
}

/** @param whole what is said of a group without members. */
export function groupStatus(
  name: string,
  statuses: readonly ReplyStatus[],
  whole: ReplyStatus | undefined,
): XmlElement | undefined {
  const status = statuses.length === 0 ? whole : groupStatusOf(statuses);
  return status === undefined ? undefined : { name, content: status };
}

const ORDER: readonly ReplyStatus[] = ['RCVD', 'ACTC', 'PDNG', 'RJCT'];

/** `NbOfTxsPerSts`: how many of each status there are. */
export function countsPerStatus(statuses: readonly ReplyStatus[]): readonly (XmlElement | undefined)[] {
  return ORDER.map((status) => {
    const count = statuses.filter((each) => each === status).length;
    if (count === 0) return undefined;
    return group(
      'NbOfTxsPerSts',
      { name: 'DtldNbOfTxs', content: String(count) },
      { name: 'DtldSts', content: status },
    );
  });
}
