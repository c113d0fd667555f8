import { Args, Context, Query } from '@nestjs/graphql';
import { LessThanOrEqual } from 'typeorm';
import { localDayOf } from '../calendar/local-day.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { instantOf } from '../ledger/log.js';
import { Target } from '../read/entities/target.entity.js';
import { TradeFact } from '../read/entities/trade-fact.entity.js';
import type { ReadSession } from '../read/read-session.js';
import { TradeReader } from '../trade/trade-reader.js';
import { progressOf, windowBefore } from './target-progress.js';
import { TargetProgress, TargetProgressArgs, type TargetType } from './target-progress.types.js';

@LedgerResolver(() => TargetProgress)
export class TargetProgressResolver {
  @Query(() => TargetProgress, {
    nullable: true,
    description: 'How far has the reporter come towards its target of yearly trade with the partner?',
  })
  async targetProgress(
    @Args() { reporter, partner, asOf: asked }: TargetProgressArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<TargetProgress> {
    const asOf = await readModels.asOf(asked, 'targets', 'trade-facts');
    return progressAt(session, { reporter, partner, asOf });
  }
}

/** Whose trade with whom, as of which position. */
export interface Pair {
  readonly reporter: string;
  readonly partner: string;
  readonly asOf: number;
}

/** How far a reporter has come towards its target, as of a position that the read models have reached. */
export async function progressAt(session: ReadSession, pair: Pair): Promise<TargetProgress> {
  const { reporter, partner, asOf } = pair;
  const history = await targetsOf(session, pair);
  const [target] = history;
  const instant = await instantOf(session, asOf);
  const today = instant && localDayOf(reporter, instant);
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
  };
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

/** The one in force first. */
function targetsOf(session: ReadSession, { reporter, partner, asOf }: Pair): Promise<readonly Target[]> {
  return session.read((manager) =>
    manager.find(Target, {
      where: { reporter, partner, position: LessThanOrEqual(String(asOf)) },
      order: { position: 'DESC' },
      take: TARGETS_MAX,
    }),
  );
}

async function firstMonthOf(
  session: ReadSession,
  { reporter, partner, asOf }: Pair,
): Promise<string | undefined> {
  const row = await session.read((manager) =>
    manager
      .createQueryBuilder(TradeFact, 'f')
      .select(`to_char(min(f.month), 'YYYY-MM')`, 'month')
      .where('f.reporter = :reporter AND f.partner = :partner AND f.position <= :asOf', {
        reporter,
        partner,
        asOf,
      })
      .getRawOne<{ month: string | null }>(),
  );
  return row?.month ?? undefined;
}
