import { DEFAULT_RELEASE_RULE, DEFAULT_RELEASE_SOURCE } from '@corridor/contracts';
import {
  Allow,
  bodyOf,
  commandRequestOf,
  Operation,
  ProblemError,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { isCountry } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { releaseCalendarAnswer, releaseCalendarView } from './release-calendar.answers.js';
import { releaseCalendarBody } from './release-calendar.bodies.js';
import { type ReleaseCalendarAnswer, ReleaseCalendarRequest } from './release-calendar.handler.js';

/** When a country's figures of trade are provisional, revised and final. */
@Controller('v1/release-calendars')
export class ReleaseCalendarController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow(...ROLES)
  @Get(':reporter')
  @Operation("Tells when a country's figures of trade are provisional, revised and final.", {
    answer: releaseCalendarView,
  })
  async find(@Param('reporter') parameter: string): Promise<z.infer<typeof releaseCalendarView>> {
    const reporter = countryOf(parameter);
    // From the log itself: who has just told it reads what it led to.
    const { state } = await this.aggregates.releaseCalendars.load(reporter);
    return {
      reporter,
      default: { ...DEFAULT_RELEASE_RULE, source: DEFAULT_RELEASE_SOURCE },
      entries: state.status === 'set' ? [...state.entries] : [],
    };
  }

  @Allow('commission', 'operator')
  @Post(':reporter')
  @HttpCode(200)
  @Operation(
    "Says when a country's figures of trade are provisional, revised and final, for the months from one on. Told of the same month again, it takes the place of what was told before.",
    { commands: ['SetReleaseCalendar'], body: releaseCalendarBody, answer: releaseCalendarAnswer },
  )
  async set(
    @Param('reporter') parameter: string,
    @Req() request: Sent<typeof releaseCalendarBody>,
  ): Promise<ReleaseCalendarAnswer & { readonly position?: number }> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    const data = { reporter: countryOf(parameter), ...told };
    const command = { type: 'SetReleaseCalendar', occurredAt, data } as const;
    const asked = new ReleaseCalendarRequest(command, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}

/** @throws ProblemError 404 `country-unknown`. */
function countryOf(parameter: string): string {
  if (isCountry(parameter)) return parameter;
  throw new ProblemError(
    404,
    'country-unknown',
    `"${parameter}" is no country: name one in the path by its ISO 3166-1 alpha-2 code in capitals, such as "PK".`,
  );
}
