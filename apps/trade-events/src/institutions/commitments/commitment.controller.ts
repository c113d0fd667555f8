import { randomUUID } from 'node:crypto';
import type { CommitmentCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  checkNotAhead,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { sidesInLatin } from '../../requests/parties.js';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { commitmentAnswer, commitmentPage, commitmentView } from './commitment.answers.js';
import {
  announcementBody,
  checkContractCodes,
  checkOccasionCodes,
  checkTermsCodes,
  contractBody,
  listQuery,
  rateBody,
  reasonBody,
  revisionBody,
  withdrawalBody,
} from './commitment.bodies.js';
import { type CommitmentAnswer, CommitmentRequest } from './commitment.handler.js';
import { CommitmentListQuery, CommitmentQuery, type CommitmentView } from './commitment.query.js';
import { contractIdOf } from './contract-claims.js';

type CommitmentResponse = CommitmentAnswer & { readonly position?: number };

/** What is announced, revised, contracted and withdrawn. */
@Controller('v1/commitments')
export class CommitmentController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'council', 'operator')
  @Post()
  @Operation('Tells what was promised: by whom, at which occasion, how much, and by when.', {
    commands: ['AnnounceCommitment'],
    body: announcementBody,
    answer: commitmentAnswer,
    refuses: [404],
  })
  announce(@Req() request: Sent<typeof announcementBody>): Promise<CommitmentResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkTermsCodes(data.terms);
    checkOccasionCodes(data.occasion);
    checkNotAhead(data.occasion.on, this.now, 'announced-ahead', '/occasion/on');
    const commitmentId = randomUUID();
    return this.send(request, {
      type: 'AnnounceCommitment',
      occurredAt,
      data: { commitmentId, ...data },
    });
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/revisions')
  @HttpCode(200)
  @Operation(
    'Says that something else is promised now: why, and all terms as they are. One that lapsed is open again.',
    {
      commands: ['ReviseCommitment'],
      body: revisionBody,
      answer: commitmentAnswer,
      refuses: [404],
    },
  )
  revise(@Param('id') id: string, @Req() request: Sent<typeof revisionBody>): Promise<CommitmentResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, commitmentId) => {
      checkTermsCodes(data.terms);
      return { type: 'ReviseCommitment', occurredAt, data: { commitmentId, ...data } };
    });
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/rates')
  @HttpCode(200)
  @Operation('Tells what a further currency was worth in USD on the day of the announcement.', {
    commands: ['TellCommitmentRate'],
    body: rateBody,
    answer: commitmentAnswer,
    refuses: [404],
  })
  tellRate(@Param('id') id: string, @Req() request: Sent<typeof rateBody>): Promise<CommitmentResponse> {
    return this.step(id, request, ({ occurredAt, rate }, commitmentId) => ({
      type: 'TellCommitmentRate',
      occurredAt,
      data: { commitmentId, rate },
    }));
  }

  @Allow('commission', 'council', 'trader', 'operator')
  @Post(':id/contracts')
  @Operation(
    'Tells the contract of sale that a promise became. Goods that are sent under it serve the commitment by themselves.',
    { commands: ['ContractCommitment'], body: contractBody, answer: commitmentAnswer, refuses: [404] },
  )
  async contract(
    @Param('id') id: string,
    @Req() request: Sent<typeof contractBody>,
  ): Promise<CommitmentResponse> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    checkContractCodes({ occurredAt, ...told });
    checkNotAhead(told.signedOn, this.now, 'signed-in-future', '/signedOn');
    const contractId = contractIdOf(told);
    const contract = { contractId, ...sidesInLatin(told) };
    const data = { commitmentId: idOf(id, 'commitment'), contract };
    return this.send(request, { type: 'ContractCommitment', occurredAt, data }, { contractId });
  }

  @Allow('commission', 'council', 'trader', 'operator')
  @Post(':id/contracts/:contractId/release')
  @HttpCode(200)
  @Operation(
    'Says that a contract does not serve the commitment; goods that its number had linked are unlinked.',
    {
      commands: ['ReleaseCommitmentContract'],
      body: reasonBody,
      answer: commitmentAnswer,
      refuses: [404],
    },
  )
  release(
    @Param('id') id: string,
    @Param('contractId') contract: string,
    @Req() request: Sent<typeof reasonBody>,
  ): Promise<CommitmentResponse> {
    const contractId = idOf(contract, 'contract');
    return this.step(id, request, ({ occurredAt, reason }, commitmentId) => ({
      type: 'ReleaseCommitmentContract',
      occurredAt,
      data: { commitmentId, contractId, reason },
    }));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation('Says that whoever promised took it back; it stays among what was promised, marked.', {
    commands: ['WithdrawCommitment'],
    body: withdrawalBody,
    answer: commitmentAnswer,
    refuses: [404],
  })
  withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof withdrawalBody>,
  ): Promise<CommitmentResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, commitmentId) => ({
      type: 'WithdrawCommitment',
      occurredAt,
      data: { commitmentId, ...data },
    }));
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the commitments in the order of their announcement.', {
    query: listQuery,
    answer: commitmentPage,
  })
  list(@Req() request: Asked<typeof listQuery>): Promise<z.infer<typeof commitmentPage>> {
    return this.queries.execute(new CommitmentListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation(
    'Tells what was promised and what is legal now; contracts and reports as far as they are for whoever asks.',
    { answer: commitmentView },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<CommitmentView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new CommitmentQuery(idOf(id, 'commitment'), caller));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, commitmentId: string) => CommitmentCommand,
  ): Promise<CommitmentResponse> {
    const commitmentId = idOf(id, 'commitment');
    return this.send(request, toCommand(bodyOf(request, this.now), commitmentId));
  }

  private async send(
    request: HttpRequest,
    command: CommitmentCommand,
    more: Omit<CommitmentAnswer, 'commitmentId'> = {},
  ): Promise<CommitmentResponse> {
    const asked = new CommitmentRequest(command, commandRequestOf(request), more);
    return responseOf(await this.commands.execute(asked));
  }
}
