import { Readable } from 'node:stream';
import {
  Allow,
  type Asked,
  bodyOf,
  checkNoKey,
  checkNotAhead,
  commandRequestOf,
  Operation,
  ProblemError,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { readComtrade } from './comtrade-file.js';
import {
  type StatisticsAnswer,
  statisticsAnswer,
  statisticWithdrawalAnswer,
} from './official-statistics.answers.js';
import { comtradeBody, statisticsQuery, statisticWithdrawalBody } from './official-statistics.bodies.js';
import { StatisticsRequest } from './official-statistics.handler.js';
import {
  type StatisticWithdrawalAnswer,
  StatisticWithdrawalRequest,
} from './statistic-withdrawal.handler.js';

const FILE_MAX_BYTES = 5 * 1024 * 1024;

/** What statistical offices publish, to stand beside what the ledger counts. */
@Controller('v1/official-statistics')
export class OfficialStatisticsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
  @Post()
  @HttpCode(200)
  @Operation(
    'Takes a CSV file of UN Comtrade as downloaded, all of it or nothing. Rows of one customs procedure, one mode of transport or a second partner are left out and counted. The same figures sent again from the same download add nothing.',
    {
      commands: ['PublishOfficialStatistics'],
      query: statisticsQuery,
      body: comtradeBody,
      answer: statisticsAnswer,
      takes: ['text/csv'],
      idempotencyKey: 'none',
    },
  )
  async publish(@Req() request: Asked<typeof statisticsQuery>): Promise<StatisticsAnswer> {
    const terms = queryOf(request);
    checkNotAhead(terms.downloadedOn, this.now, 'downloaded-in-future', '/downloadedOn');
    const { body, headers, ...rest } = request;
    const [type = ''] = String(headers['content-type'] ?? '').split(';');
    if (!(body instanceof Readable) || type.trim().toLowerCase() !== 'text/csv') {
      throw new ProblemError(
        415,
        'media-type-unsupported',
        'Send the file as it was downloaded, with the header "Content-Type: text/csv".',
      );
    }
    checkNoKey(headers);
    const file = readComtrade(await textOf(body));
    const occurredAt = new Date(this.now()).toISOString();
    return this.commands.execute(
      new StatisticsRequest(file, terms, occurredAt, commandRequestOf({ ...rest, headers })),
    );
  }

  @Allow('commission', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation(
    'Takes back what was told of a statistic and should not be there: the newest telling before it that was not taken back counts again. As of a position before, the figure stays as it was.',
    {
      commands: ['WithdrawOfficialStatistics'],
      body: statisticWithdrawalBody,
      answer: statisticWithdrawalAnswer,
    },
  )
  async withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof statisticWithdrawalBody>,
  ): Promise<StatisticWithdrawalAnswer & { readonly position?: number }> {
    const told = bodyOf(request, this.now);
    const asked = new StatisticWithdrawalRequest(idOf(id, 'statistic'), told, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}

/** Codes and numbers are ASCII in whatever encoding the names are. @throws ProblemError 413 `body-too-large`. */
async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > FILE_MAX_BYTES) {
      const message = `A file has at most ${FILE_MAX_BYTES} bytes: ask the source for fewer periods or countries at a time.`;
      throw new ProblemError(413, 'body-too-large', message);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
