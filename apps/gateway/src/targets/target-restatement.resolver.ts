import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { firstDay, listMonths } from '../calendar/month.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { dayAsOf } from '../ledger/day-as-of.js';
import type { Target } from '../read/entities/target.entity.js';
import type { ReadSession } from '../read/read-session.js';
import { checkSince, type Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { TradeReader } from '../trade/trade-reader.js';
import { fullMonths, type MonthsOf, sum } from './target-progress.js';
import { inForce, type Pair, targetsOf } from './target-progress.resolver.js';
import { TargetProgress } from './target-progress.types.js';
import { RESTATED_TARGET, TARGET_TOTALS_SQL } from './target-restatement.sql.js';

/** A figure as of one position. */
interface Known {
  readonly position: number;
  readonly realisedCents: bigint;
  /** Null while there is no event, and so no day. */
  readonly window: MonthsOf | null;
  readonly targetCents: bigint;
  /** What was told of targets: the newest first. */
  readonly history: readonly Target[];
}

@LedgerResolver(() => TargetProgress)
export class TargetRestatementResolver {
  @ResolveField(() => Restatement, {
    nullable: true,
    description: `${RESTATEMENT} \`realised\` by the declarations of the months of the newer figure, and, \`MOVED\`, by the months that came to be among the last twelve or left them; \`target.yearlyAmount\` is that of the target in force.`,
  })
  async restatement(
    @Parent() { reporter, partner, asOf, occurredUntil }: TargetProgress,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Promise<Restated> {
    checkSince(since, asOf);
    const as = (position: number) => ({ reporter, partner, asOf: position, occurredUntil });
    const [earlier, later] = [await knownAt(session, as(since)), await knownAt(session, as(asOf))];
    const months = later.window ?? earlier.window;
    const until = occurredUntil ? Date.parse(occurredUntil) : null;
    // Words on another target of the two explain nothing of those in force.
    const inForceOf = new Set([earlier, later].map(({ history }) => inForce(history)?.targetId));
    const told = ({ history }: Known) =>
      history.filter(({ targetId }) => inForceOf.has(targetId)).map(({ position }) => position);
    const values = async (own: Known, other: Known) => [
      ...[reporter, partner, months && firstDay(months.from), months && firstDay(months.to)],
      ...[own.position, other.position, until],
      JSON.stringify(await movedOf(session, as(since), own.window, other.window)),
      ...[own.targetCents, told(own)],
    ];
    const total = ({ realisedCents, targetCents }: Known) => [realisedCents, targetCents];
    return {
      ...{ since, asOf, session, figure: RESTATED_TARGET },
      before: await values(earlier, later),
      after: await values(later, earlier),
      totals: { sql: TARGET_TOTALS_SQL, before: total(earlier), after: total(later) },
    };
  }
}

async function knownAt(session: ReadSession, pair: Pair): Promise<Known> {
  const history = await targetsOf(session, pair);
  const day = await dayAsOf(session, pair.reporter, pair.asOf, pair.occurredUntil);
  const window = day === undefined ? null : fullMonths(day);
  const months = window ? await new TradeReader(session, { ...pair, ...window }).months() : [];
  return {
    position: pair.asOf,
    realisedCents: sum(months.map(({ exports, imports }) => exports + imports)),
    window,
    targetCents: BigInt(inForce(history)?.yearlyAmountCents ?? 0),
    history,
  };
}

/** The months of one figure that the other is not of, in cents as they were known at the earlier position. */
async function movedOf(
  session: ReadSession,
  earlier: Pair,
  own: MonthsOf | null,
  other: MonthsOf | null,
): Promise<Readonly<Record<string, string>>> {
  // Before the first event nothing was known of any month.
  if (!own || !other) return {};
  const both = new Set(listMonths(other.from, other.to));
  const months = await new TradeReader(session, { ...earlier, ...own }).months();
  return Object.fromEntries(
    months
      .filter(({ key }) => !both.has(key))
      .map(({ key, exports, imports }) => [key, String(exports + imports)]),
  );
}
