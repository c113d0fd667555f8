import { derivedId } from '@corridor/contracts';
import { type ActionState, type AgendaItem, isInvestment, verifiedOf } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import { DAY_MS } from '../corridor/local-time.js';
import type { Surroundings } from './surroundings.js';
import { widthOf } from './trade-figures.js';

/** By when something counts as stuck: the rules by which trade-events builds an agenda. */
const RULES = { momentumDays: 90, dueDays: 90, caseDays: 30, itemsMax: 40 } as const;

interface Found {
  readonly kind: AgendaItem['kind'];
  readonly subject: string;
  readonly title: string;
  readonly because: string;
  readonly weight: bigint;
}

/** What is stuck on a day, as trade-events finds it in the read models; no route of the demo is suspended. */
export function stuckItems(
  around: Surroundings,
  actions: readonly { readonly state: ActionState }[],
  meetingId: string,
  countries: readonly string[],
  today: string,
): readonly AgendaItem[] {
  const parts = [
    stuckCases(around, today),
    stuckCommitments(around, today),
    overdueActions(actions),
    gaps(around, countries, today),
  ];
  return parts.flatMap((part) =>
    part
      .toSorted((a, b) =>
        a.weight === b.weight ? (a.subject < b.subject ? -1 : 1) : a.weight < b.weight ? 1 : -1,
      )
      .slice(0, RULES.itemsMax)
      .map(({ kind, subject, title, because }) => {
        return { itemId: derivedId('agenda', meetingId, kind, subject), kind, subject, title, because };
      }),
  );
}

function stuckCases({ cases }: Surroundings, today: string): readonly Found[] {
  return cases.open
    .filter(
      ({ escalation, openedAt }) => escalation || daysBetween(openedAt.slice(0, 10), today) >= RULES.caseDays,
    )
    .map(({ caseId, kind, status, escalation, openedAt }) => ({
      kind: 'case',
      subject: caseId,
      title: `A case of ${kind.replace('-', ' ')}`,
      because: `${kind}, ${status}${escalation ? ', escalated' : ''}, open since ${openedAt.slice(0, 10)}`,
      weight: -BigInt(Date.parse(openedAt)),
    }));
}

function stuckCommitments({ commitments }: Surroundings, today: string): readonly Found[] {
  return commitments.known.flatMap(({ state, deliveredCents, progressOn }): readonly Found[] => {
    const { status, terms, commitmentId } = state;
    const { jobs: promisedJobs = 0, dueOn } = terms;
    const promised = toMoney(terms.valueUsd).minor;
    const verified = verifiedOf(state);
    const [came, how] = isInvestment(terms) ? [verified.cents, 'verified'] : [deliveredCents, 'delivered'];
    const missing = came < promised ? promised - came : 0n;
    const missingJobs = Math.max(promisedJobs - verified.jobs, 0);
    const isOpen = status === 'announced' || status === 'contracted' || status === 'lapsed';
    if (!isOpen || (missing === 0n && missingJobs === 0)) return [];
    const isStuck =
      status === 'lapsed' ||
      daysBetween(progressOn, today) >= RULES.momentumDays ||
      (dueOn !== undefined && daysBetween(today, dueOn) <= RULES.dueDays);
    if (!isStuck) return [];
    const figures = [
      ...(promised > 0n ? [`${dollars(came)} of ${dollars(promised)} ${how}`] : []),
      ...(promisedJobs > 0 ? [`${verified.jobs} of ${promisedJobs} jobs verified`] : []),
    ];
    const due = dueOn === undefined ? '' : `, due ${dueOn}`;
    return [
      {
        kind: 'commitment',
        subject: commitmentId,
        title: terms.title,
        because: `${status}: ${figures.join(', ')}, nothing since ${progressOn}${due}`,
        // By money, then by jobs, of which nobody promises a thousand million.
        weight: missing * 1_000_000_000n + BigInt(missingJobs),
      },
    ];
  });
}

function overdueActions(actions: readonly { readonly state: ActionState }[]): readonly Found[] {
  return actions.flatMap(({ state }): readonly Found[] => {
    if (state.status !== 'overdue') return [];
    const { actionId, task, owner } = state.action;
    return [
      {
        kind: 'action',
        subject: actionId,
        title: task,
        because: `overdue since ${state.dueOn}, for ${owner}`,
        weight: 0n,
      },
    ];
  });
}

function gaps({ figures }: Surroundings, countries: readonly string[], today: string): readonly Found[] {
  return figures.gaps(countries, today).map((gap) => {
    const { exporter, importer, chapter, exports, imports } = gap;
    return {
      kind: 'mirror-gap',
      subject: `${exporter}-${importer}-${chapter}`,
      title: `Chapter ${chapter} from ${exporter} to ${importer}`,
      because: `${importer} tells of ${dollars(imports)} imported, ${exporter} of ${dollars(exports)} exported in twelve months`,
      weight: widthOf(gap),
    };
  });
}

/** Whole dollars, as `$1,234,567`. */
function dollars(cents: bigint): string {
  return `$${(cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / DAY_MS;
}
