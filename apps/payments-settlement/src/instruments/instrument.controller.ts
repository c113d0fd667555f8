import {
  Allow,
  bodyOf,
  type Caller,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { pathId } from '../requests/path-id.js';
import { CLOCK, type Clock } from '../tokens.js';
import { instrumentAnswer, instrumentView } from './instrument.answers.js';
import {
  amountBody,
  cancellationBody,
  extensionBody,
  instrumentBody,
  termOf,
  tieBody,
} from './instrument.bodies.js';
import {
  type InstrumentAnswer,
  InstrumentRequest,
  type InstrumentStep,
  instrumentIdOf,
} from './instrument.handler.js';
import { InstrumentQuery, type InstrumentView } from './instrument.query.js';

type InstrumentResponse = InstrumentAnswer & { readonly position?: number };

@Controller('v1/instruments')
export class InstrumentController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Post()
  @Operation(
    "A trade got the number by which a regulator follows its money: a financial instrument of Pakistan, or a contract's account number of Kazakhstan.",
    { commands: ['RegisterInstrument'], body: instrumentBody, answer: instrumentAnswer },
  )
  async register(@Req() request: Sent<typeof instrumentBody>): Promise<InstrumentResponse> {
    const body = bodyOf(request, this.now);
    const term = termOf(body);
    const { occurredAt, rule: _, termDays: __, ...told } = body;
    const { caller } = commandRequestOf(request);
    checkBank(caller, told.bank);
    const instrumentId = instrumentIdOf(told.kind, told.number);
    const data = { instrumentId, ...told, ...(term && { term }) };
    return this.send(instrumentId, request, { type: 'RegisterInstrument', occurredAt, data });
  }

  @Allow('bank', 'trader', 'operator')
  @Get(':id')
  @Operation(
    'Tells what an instrument covers, what has come of it, by when the rest has to, and what is legal now.',
    {
      answer: instrumentView,
    },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<InstrumentView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new InstrumentQuery(pathId(id, 'instrument'), caller));
  }

  @Allow('bank', 'operator')
  @Post(':id/ties')
  @HttpCode(200)
  @Operation('The instrument covers a consignment with all its invoices, or with one of them.', {
    commands: ['TieInstrument'],
    body: tieBody,
    answer: instrumentAnswer,
  })
  async tie(@Param('id') id: string, @Req() request: Sent<typeof tieBody>): Promise<InstrumentResponse> {
    const instrumentId = pathId(id, 'instrument');
    const { occurredAt, ...tie } = bodyOf(request, this.now);
    return this.send(instrumentId, request, {
      type: 'TieInstrument',
      occurredAt,
      data: { instrumentId, ...tie },
    });
  }

  @Allow('bank', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  @Operation('Another amount than was registered is to come.', {
    commands: ['AmendInstrumentAmount'],
    body: amountBody,
    answer: instrumentAnswer,
  })
  async amend(@Param('id') id: string, @Req() request: Sent<typeof amountBody>): Promise<InstrumentResponse> {
    const instrumentId = pathId(id, 'instrument');
    const { occurredAt, ...change } = bodyOf(request, this.now);
    const data = { instrumentId, ...change };
    return this.send(instrumentId, request, { type: 'AmendInstrumentAmount', occurredAt, data });
  }

  @Allow('bank', 'operator')
  @Post(':id/extensions')
  @HttpCode(200)
  @Operation('The regulator, or the bank in its name, gives the proceeds more time.', {
    commands: ['ExtendRepatriationTerm'],
    body: extensionBody,
    answer: instrumentAnswer,
  })
  async extend(
    @Param('id') id: string,
    @Req() request: Sent<typeof extensionBody>,
  ): Promise<InstrumentResponse> {
    const instrumentId = pathId(id, 'instrument');
    const { occurredAt, ...change } = bodyOf(request, this.now);
    const data = { instrumentId, ...change };
    return this.send(instrumentId, request, { type: 'ExtendRepatriationTerm', occurredAt, data });
  }

  @Allow('bank', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('The instrument covers nothing any more, before money came for it.', {
    commands: ['CancelInstrument'],
    body: cancellationBody,
    answer: instrumentAnswer,
  })
  async cancel(
    @Param('id') id: string,
    @Req() request: Sent<typeof cancellationBody>,
  ): Promise<InstrumentResponse> {
    const instrumentId = pathId(id, 'instrument');
    const { occurredAt, reason } = bodyOf(request, this.now);
    const data = { instrumentId, reason };
    return this.send(instrumentId, request, { type: 'CancelInstrument', occurredAt, data });
  }

  private async send(id: string, request: HttpRequest, step: InstrumentStep): Promise<InstrumentResponse> {
    return responseOf(
      await this.commands.execute(new InstrumentRequest(id, step, commandRequestOf(request))),
    );
  }
}

/** A bank follows its own instruments. */
function checkBank({ role, participant }: Caller, bank: string): void {
  if (role !== 'bank' || bank === participant) return;
  const message = `The bank "${bank}" registers its own instruments; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-bank', message, { pointer: '/bank' });
}
