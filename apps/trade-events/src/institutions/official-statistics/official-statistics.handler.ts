import { derivedId } from '@corridor/contracts';
import {
  type PublishOfficialStatistics,
  type StatisticState,
  standingStatistic,
  tellsSame,
} from '@corridor/domain';
import { EventStore, retryOnConflict, type StreamAppend } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { actorOf, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { ComtradeFile } from './comtrade-file.js';
import type { StatisticsAnswer } from './official-statistics.answers.js';

const SOURCE = 'un-comtrade';

/** What is told of a whole file. */
export type FileTerms = Pick<PublishOfficialStatistics['data'], 'status' | 'publishedOn' | 'downloadedOn'>;

/** Asks to take what a file tells: all of it, or nothing. */
export class StatisticsRequest extends Command<StatisticsAnswer> {
  constructor(
    readonly file: ComtradeFile,
    readonly terms: FileTerms,
    readonly occurredAt: string,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

type Told = StatisticsAnswer['statistics'][number];

@CommandHandler(StatisticsRequest)
export class StatisticsHandler implements ICommandHandler<StatisticsRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  async execute(asked: StatisticsRequest): Promise<StatisticsAnswer> {
    const statistics = await retryOnConflict(() => this.append(asked));
    const { rows, leftOut } = asked.file;
    return { rows, statistics: [...statistics], leftOut: [...leftOut] };
  }

  /** One append for the whole file: each of its events is the only one of its stream. */
  private async append({ file, terms, occurredAt, request }: StatisticsRequest): Promise<readonly Told[]> {
    const { officialStatistics } = this.aggregates;
    const appends: StreamAppend[] = [];
    const told: (Told & { readonly index?: number })[] = [];
    for (const { of, lines } of file.statistics) {
      const { reporter, partner, flow, period } = of;
      const parts = [SOURCE, reporter, partner, flow, period];
      const statisticId = derivedId('corridor-ledger statistic v1', ...parts);
      const data = { statisticId, source: SOURCE, ...of, ...terms, currency: 'USD', lines } as const;
      const command: PublishOfficialStatistics = { type: 'PublishOfficialStatistics', occurredAt, data };
      const loaded = await officialStatistics.load(statisticId);
      const { append } = named(parts, () => officialStatistics.decide(statisticId, command, loaded));
      const known = append ? undefined : await officialStatistics.known(statisticId, command);
      told.push({
        ...{ statisticId, reporter, partner, flow, period, lines: lines.length },
        outcome: append ? outcomeOf(data, loaded.state) : 'known',
        ...(append && { index: appends.length }),
        ...(known && { position: known.position }),
      });
      if (append) appends.push(append);
    }
    if (appends.length === 0) return told;
    const { caller, correlationId } = request;
    const result = await this.store.append({ actor: actorOf(caller), correlationId, streams: appends });
    if (result.outcome !== 'appended') throw new Error('Without an idempotency key nothing is a duplicate.');
    return told.map(({ index, ...each }) =>
      index === undefined ? each : { ...each, position: result.firstPosition + index },
    );
  }
}

/** What an event that is added makes of what stood before. */
function outcomeOf(told: PublishOfficialStatistics['data'], before: StatisticState): Told['outcome'] {
  const standing = standingStatistic(before);
  if (!standing) return 'published';
  return tellsSame(told, standing) ? 'confirmed' : 'revised';
}

/** A refusal says of which of the file's pairs, flows and periods it is. */
function named<Result>(parts: readonly string[], decide: () => Result): Result {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new Rejection(error.code, `${parts.slice(1).join(' ')}: ${error.message}`, error.details);
  }
}
