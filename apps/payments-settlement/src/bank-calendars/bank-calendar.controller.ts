import { currencySchema, localDateSchema, timestampSchema } from '@corridor/contracts';
import type { BankCalendarCommand } from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import {
  Allow,
  type Asked,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { byClockOf, checkCountry, checkCurrencyCode, isCountry } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { checkJson } from '../booking/json-request.js';
import { CLOCK, type Clock } from '../tokens.js';
import { bankCalendarAnswer, bankCalendarView, valueDateView } from './bank-calendar.answers.js';
import { cutOffBody, holidayBody, weekendBody, withdrawalBody } from './bank-calendar.bodies.js';
import { type BankCalendarAnswer, BankCalendarRequest } from './bank-calendar.handler.js';
import { BankCalendarQuery, type BankCalendarView } from './bank-calendar.query.js';
import { ValueDateQuery, type ValueDateView } from './value-date.query.js';

type BankCalendarResponse = BankCalendarAnswer & { readonly position?: number };
/** A step without what the request itself says of it. */
type Step<Type extends BankCalendarCommand['type']> = Pick<
  Extract<BankCalendarCommand, { readonly type: Type }>,
  'type' | 'data'
>;

const VALUE_YEAR_MAX = '9998';

const periodQuery = z.strictObject({
  from: localDateSchema.exactOptional().describe('Only holidays from this day on.'),
  to: localDateSchema.exactOptional().describe('Only holidays up to this day.'),
});

const valueDateQuery = z.strictObject({
  currency: currencySchema.describe('Its cut-off counts, else that of all.'),
  receivedAt: timestampSchema
    .exactOptional()
    .describe('RFC 3339; now where it is left out. A `+` of an offset is written `%2B` in an address.'),
  others: z
    .string()
    .regex(/^[A-Z]{2}(?:,[A-Z]{2}){0,9}$/, 'is a list of countries such as "KZ,UZ"')
    .transform((countries) => countries.split(','))
    .default([])
    .describe(
      'Countries whose banks have to be open, too: ISO 3166-1 alpha-2 with commas between, ten at most.',
    ),
});

@Controller('v1/bank-calendars')
export class BankCalendarController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow(...ROLES)
  @Get(':country')
  @Operation(
    'Tells when the banks of a country are shut, and from when in the day they count for the next.',
    {
      query: periodQuery,
      answer: bankCalendarView,
    },
  )
  find(
    @Param('country') country: string,
    @Req() request: Asked<typeof periodQuery>,
  ): Promise<BankCalendarView> {
    return this.queries.execute(new BankCalendarQuery(countryOf(country), queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':country/value-date')
  @Operation('Tells the earliest value date of what banks of a country receive, and why no earlier one.', {
    query: valueDateQuery,
    answer: valueDateView,
  })
  valueDate(
    @Param('country') parameter: string,
    @Req() request: Asked<typeof valueDateQuery>,
  ): Promise<ValueDateView> {
    const country = countryOf(parameter);
    const { currency, others, receivedAt = new Date(this.now()).toISOString() } = queryOf(request);
    checkCurrencyCode(currency, '/currency');
    checkYear(receivedAt);
    for (const each of others) checkCountry(each, '/others');
    return this.queries.execute(new ValueDateQuery({ country, currency, receivedAt, others }));
  }

  @Allow('operator')
  @Post(':country/holidays')
  @Operation('The banks are shut on a day that no list told beforehand.', {
    commands: ['DeclareBankHoliday'],
    body: holidayBody,
    answer: bankCalendarAnswer,
  })
  declare(
    @Param('country') country: string,
    @Req() request: Sent<typeof holidayBody>,
  ): Promise<BankCalendarResponse> {
    const data = { country: countryOf(country), ...bodyOf(request) };
    return this.send(request, { type: 'DeclareBankHoliday', data });
  }

  @Allow('operator')
  @Post(':country/holidays/:day/withdrawal')
  @HttpCode(200)
  @Operation('The banks are not shut on a day after all.', {
    commands: ['WithdrawBankHoliday'],
    body: withdrawalBody,
    answer: bankCalendarAnswer,
  })
  withdraw(
    @Param('country') country: string,
    @Param('day') day: string,
    @Req() request: Sent<typeof withdrawalBody>,
  ): Promise<BankCalendarResponse> {
    const data = { country: countryOf(country), day, ...bodyOf(request) };
    return this.send(request, { type: 'WithdrawBankHoliday', data });
  }

  @Allow('operator')
  @Post(':country/weekend')
  @HttpCode(200)
  @Operation('From a day on, the banks are shut on other days of the week.', {
    commands: ['ChangeWeekend'],
    body: weekendBody,
    answer: bankCalendarAnswer,
  })
  changeWeekend(
    @Param('country') country: string,
    @Req() request: Sent<typeof weekendBody>,
  ): Promise<BankCalendarResponse> {
    const data = { country: countryOf(country), ...bodyOf(request) };
    return this.send(request, { type: 'ChangeWeekend', data });
  }

  @Allow('operator')
  @Post(':country/cut-off')
  @HttpCode(200)
  @Operation('What the banks get later in the day counts for their next banking day.', {
    commands: ['SetCutOff'],
    body: cutOffBody,
    answer: bankCalendarAnswer,
  })
  setCutOff(
    @Param('country') country: string,
    @Req() request: Sent<typeof cutOffBody>,
  ): Promise<BankCalendarResponse> {
    const data = { country: countryOf(country), ...bodyOf(request) };
    return this.send(request, { type: 'SetCutOff', data });
  }

  private async send<Type extends BankCalendarCommand['type']>(
    request: HttpRequest,
    step: Step<Type>,
  ): Promise<BankCalendarResponse> {
    const occurredAt = byClockOf(step.data.country, new Date(this.now()).toISOString());
    const command = { ...step, occurredAt } as BankCalendarCommand;
    return responseOf(
      await this.commands.execute(new BankCalendarRequest(command, commandRequestOf(request))),
    );
  }
}

/** @throws ProblemError 404 `country-unknown`. */
function countryOf(parameter: string): string {
  if (isCountry(parameter)) return parameter;
  throw new ProblemError(404, 'country-unknown', 'A country has an ISO 3166-1 alpha-2 code such as "PK".');
}

/** Behind the last day of a calendar of four digits there is none to go on to. @throws Rejection `date-out-of-range`. */
function checkYear(receivedAt: string): void {
  if (receivedAt.slice(0, 4) <= VALUE_YEAR_MAX) return;
  const message = `Value dates are told up to the year ${VALUE_YEAR_MAX}.`;
  throw new Rejection('date-out-of-range', message, { pointer: '/receivedAt' });
}

function bodyOf<Body extends z.ZodType>({ body, routeOptions }: Sent<Body>): z.infer<Body> {
  checkJson(body);
  return routeOptions.config.body.parse(body);
}
