import type { StatisticCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';

export interface StatisticWithdrawalAnswer {
  readonly statisticId: string;
}

/** Asks to take back what was told of a statistic at a position. */
export class StatisticWithdrawalRequest extends Command<Answered<StatisticWithdrawalAnswer>> {
  constructor(
    readonly statisticId: string,
    readonly told: { readonly occurredAt: string; readonly position: number; readonly reason: string },
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(StatisticWithdrawalRequest)
export class StatisticWithdrawalHandler implements ICommandHandler<StatisticWithdrawalRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `statistic-unknown`, 422 `telling-unknown`. */
  execute({
    statisticId,
    told: { occurredAt, position, reason },
    request,
  }: StatisticWithdrawalRequest): Promise<Answered<StatisticWithdrawalAnswer>> {
    return answerOnce(this.store, request, { statisticId }, async (context) => {
      const telling = await this.tellingAt(statisticId, position);
      const data = { statisticId, telling, reason };
      const command: StatisticCommand = { type: 'WithdrawOfficialStatistics', occurredAt, data };
      const { officialStatistics } = this.aggregates;
      const { result } = await officialStatistics.handle(statisticId, command, context);
      return result ?? officialStatistics.known(statisticId, command);
    });
  }

  /** Which of the tellings stands at a position; what is appended behind it changes nothing of that. */
  private async tellingAt(statisticId: string, position: number): Promise<number> {
    const events = await this.store.readStream(`statistic-${statisticId}`);
    if (events.length === 0)
      throw new ProblemError(
        404,
        'statistic-unknown',
        'There is no such statistic: the answer to a file names it.',
      );
    const published = events.filter(({ type }) => type === 'OfficialStatisticsPublished');
    const at = published.findIndex((event) => event.position === position);
    if (at < 0) {
      const positions = published.map((event) => event.position).join(', ');
      const message = `Nothing was told of it at ${position}; it was at ${positions}.`;
      throw new ProblemError(422, 'telling-unknown', message, { pointer: '/position' });
    }
    return at + 1;
  }
}
