import { Args, Context, Query } from '@nestjs/graphql';
import { addMonths, type Month } from '../../calendar/month.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { provisionalMonths } from '../../release-calendar/release-status.js';
import { calendarOf } from '../../release-calendar/releases.js';
import { checkPair } from '../../trade/asked-pair.js';
import { TradeReader } from '../../trade/trade-reader.js';
import { ratio } from '../ratio.js';
import { firstMonthOf } from '../target-progress.resolver.js';
import { outsideRange } from './coverage.js';
import { type Forecast, forecastOf, HISTORY_MIN, historyUpTo } from './forecast.js';
import { tradeForecastFigure } from './trade-forecast.figure.js';
import { TradeForecast, TradeForecastArgs } from './trade-forecast.types.js';

/** So many of the newest months never count, however few a calendar says are provisional. */
const LEFT_OUT_MIN = 2;

/** The last month of the history: the one before those that are left out. */
function lastOf(running: Month, [provisional = running]: readonly Month[]): Month {
  const newest = addMonths(running, -LEFT_OUT_MIN);
  return addMonths(provisional < newest ? provisional : newest, -1);
}

/** Fitting takes as long as some thousand values take to read. */
const COMPLEXITY = 5_000;

@LedgerResolver(() => TradeForecast)
export class TradeForecastResolver {
  @Query(() => TradeForecast, {
    nullable: true,
    complexity: COMPLEXITY,
    description: tradeForecastFigure.question,
  })
  async tradeForecast(
    @Args() { reporter, partner, occurredUntil = null, ...asked }: TradeForecastArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<TradeForecast> {
    checkPair(reporter, partner);
    const asOf = await readModels.asOf(asked, 'trade-facts', 'official-trade');
    const pair = { reporter, partner, asOf, occurredUntil };
    const calendar = await calendarOf({ session, readModels }, reporter, asOf, occurredUntil);
    const provisional = provisionalMonths(calendar);
    const running = calendar.today?.slice(0, 7);
    const history = running
      ? historyUpTo(lastOf(running, provisional), await firstMonthOf(session, pair))
      : undefined;
    const isEnough = history !== undefined && history.months >= HISTORY_MIN;
    const months = isEnough ? await new TradeReader(session, { ...pair, ...history }).months() : [];
    const forecast = forecastOf(months.map(({ exports, imports }) => exports + imports));
    return {
      ...pair,
      historyMonths: history?.months ?? 0,
      historyFrom: history?.from ?? null,
      historyTo: history?.to ?? null,
      provisional,
      ...(forecast && history ? told(forecast, history.from, history.to) : missing(history?.months ?? 0)),
    };
  }
}

type Told = Omit<
  TradeForecast,
  | 'reporter'
  | 'partner'
  | 'asOf'
  | 'occurredUntil'
  | 'historyMonths'
  | 'historyFrom'
  | 'historyTo'
  | 'provisional'
>;

function missing(months: number): Told {
  const reason = `Not enough history: a forecast rests on ${HISTORY_MIN} full months before the provisional ones, and there are ${months}.`;
  const amounts = { total: null, low: null, high: null, note: null, coverage: null, coverageOrigins: 0 };
  return { reason, method: null, months: [], ...amounts, origins: 0, methods: [], trials: [] };
}

function told(forecast: Forecast, from: string, to: string): Told {
  const { method, months, trials, tested, coverage, parameters } = forecast;
  return {
    reason: null,
    method,
    months: months.map((cents, at) => ({ month: addMonths(to, at + 1), total: usd(cents) })),
    total: usd(forecast.total),
    low: usd(forecast.low),
    high: usd(forecast.high),
    note: outsideRange(forecast.total, forecast),
    coverage: coverage.origins === 0 ? null : ratio(BigInt(coverage.covered), BigInt(coverage.origins)),
    coverageOrigins: coverage.origins,
    origins: trials.length,
    methods: tested.map(({ method: of, test: { mase, meanAbsoluteError } }) => ({
      method: of,
      mase: mase ? ratio(mase.numerator, mase.denominator) : null,
      meanAbsoluteError: usd(meanAbsoluteError),
      parameters:
        of === 'holt-winters'
          ? {
              alpha: parameters.alpha.toFixed(2),
              beta: parameters.beta.toFixed(2),
              gamma: parameters.gamma.toFixed(2),
              phi: parameters.phi.toFixed(2),
            }
          : null,
    })),
    trials: trials.map(({ origin, forecast: said, actual, error }) => ({
      lastKnown: addMonths(from, origin - 1),
      forecast: usd(said),
      actual: usd(actual),
      error: usd(error),
    })),
  };
}
