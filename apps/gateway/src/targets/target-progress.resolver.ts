import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { LessThanOrEqual, Raw } from 'typeorm';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { dayAsOf } from '../ledger/day-as-of.js';
import { Target } from '../read/entities/target.entity.js';
import type { ReadSession } from '../read/read-session.js';
import { FIRST_MONTH_SQL } from '../trade/trade-cells.sql.js';
import { TradeReader } from '../trade/trade-reader.js';
import { targetProgressFigure } from './target-progress.figure.js';
import { baselineWindow, progressOf, windowBefore } from './target-progress.js';
import {
  TargetBaseline,
  TargetProgress,
  TargetProgressArgs,
  type TargetType,
} from './target-progress.types.js';

@LedgerResolver(() => TargetProgress)
export class TargetProgressResolver {
  @Query(() => TargetProgress, {
    nullable: true,
    description: targetProgressFigure.question,
  })
  async targetProgress(
    @Args() { reporter, partner, occurredUntil = null, ...asked }: TargetProgressArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<TargetProgress> {
    const asOf = await readModels.asOf(asked, 'targets', 'trade-facts');
    return progressAt(session, { reporter, partner, asOf, occurredUntil });
  }

  @ResolveField(() => TargetBaseline, {
    nullable: true,
    description:
      'The year that the target in force is compared with. Null without a target, or where it names no year. The events behind it: `bilateralTrade` of the months of the year with the same `asOf` and `occurredUntil`.',
  })
  async baseline(
    @Parent() { target, reporter, partner, asOf, occurredUntil }: TargetProgress,
    @Context() { session }: Operation,
  ): Promise<TargetBaseline | null> {
    const year = target?.baselineYear ?? null;
    if (year === null) return null;
    const pair = { reporter, partner, asOf, occurredUntil };
    const today = await dayAsOf(session, reporter, asOf, occurredUntil);
    const window = today ? baselineWindow(year, today, await firstMonthOf(session, pair)) : undefined;
    const sum = window && (await new TradeReader(session, { ...pair, ...window }).sum());
    const cents = sum ? sum.exports + sum.imports : 0n;
    const isTraded = cents !== 0n;
    return {
      year,
      traded: isTraded ? usd(cents) : null,
      months: window?.months ?? 0,
      reason: isTraded
        ? null
        : `The ledger has no trade of ${year} between ${reporter} and ${partner} as ${reporter} reports it.`,
    };
  }
}

/** Whose trade with whom, as of which position; of that, where it is told, what had happened by an instant. */
export interface Pair {
  readonly reporter: string;
  readonly partner: string;
  readonly asOf: number;
  readonly occurredUntil?: string | null;
}

/** How far a reporter has come towards its target, as of a position that the read models have reached. */
export async function progressAt(session: ReadSession, pair: Pair): Promise<TargetProgress> {
  const { reporter, partner, asOf } = pair;
  const history = await targetsOf(session, pair);
  const target = inForce(history);
  const today = await dayAsOf(session, reporter, asOf, pair.occurredUntil);
  const window = today ? windowBefore(today, await firstMonthOf(session, pair)) : undefined;
  const months = window ? await new TradeReader(session, { ...pair, ...window }).months() : [];
  const { realisedCents, runRateCents, share, growthNeeded } = progressOf(
    months.map(({ exports, imports }) => exports + imports),
    target && { yearlyCents: BigInt(target.yearlyAmountCents), dueOn: target.dueOn },
    today,
  );
  return {
    reporter,
    partner,
    target: target ? typeOf(target) : null,
    history: history.map(typeOf),
    realised: usd(realisedCents),
    months: window?.months ?? 0,
    from: window?.from ?? null,
    to: window?.to ?? null,
    share,
    runRate: runRateCents === null ? null : usd(runRateCents),
    growthNeeded,
    asOf,
    occurredUntil: pair.occurredUntil ?? null,
  };
}

/** The one whose first word is the newest: a slip that is put right in an older one does not bring that back. @param history the newest first. */
export function inForce(history: readonly Target[]): Target | undefined {
  const setLast = new Map(history.map(({ targetId, position }) => [targetId, Number(position)]));
  const [newest] = [...setLast].sort(([, a], [, b]) => b - a);
  return history.find(({ targetId }) => targetId === newest?.[0]);
}

function typeOf(target: Target): TargetType {
  return {
    ...target,
    yearlyAmount: usd(BigInt(target.yearlyAmountCents)),
    position: Number(target.position),
  };
}

/** Of a pair there are a few: governments announce one in years. */
const TARGETS_MAX = 500;

/** The newest first. */
export function targetsOf(
  session: ReadSession,
  { reporter, partner, asOf, occurredUntil }: Pair,
): Promise<readonly Target[]> {
  return session.read((manager) =>
    manager.find(Target, {
      where: {
        reporter,
        partner,
        position: LessThanOrEqual(String(asOf)),
        ...(occurredUntil && { occurredAt: hasHappenedBy(occurredUntil) }),
      },
      order: { position: 'DESC' },
      take: TARGETS_MAX,
    }),
  );
}

function hasHappenedBy(instant: string) {
  return Raw((column) => `${column} <= to_timestamp(CAST(:ms AS float8) / 1000)`, {
    ms: Date.parse(instant),
  });
}

/** The first month that comes to anything as of the position: what was traded and taken out again is no history. */
export async function firstMonthOf(
  session: ReadSession,
  { reporter, partner, asOf, occurredUntil }: Pair,
): Promise<string | undefined> {
  if (occurredUntil) {
    const always = { reporter, partner, asOf, occurredUntil, from: '1000-01', to: '9999-12' };
    return new TradeReader(session, always).firstMonth();
  }
  const [row] = await session.read((manager) =>
    manager.query<{ month: string }[]>(FIRST_MONTH_SQL, [reporter, partner, asOf]),
  );
  return row?.month;
}
