import { randomUUID } from 'node:crypto';
import type { CommitmentCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { commitmentAnswer, linkAnswer, linkPage } from './commitment.answers.js';
import { linkBody, linksQuery, realisationBody, reasonBody, verificationBody } from './commitment.bodies.js';
import { type CommitmentAnswer, CommitmentRequest } from './commitment.handler.js';
import { type LinkAnswer, LinkRequest } from './link.handler.js';
import { LinksQuery } from './links.query.js';

type CommitmentResponse = CommitmentAnswer & { readonly position?: number };

/** What shows that a promise is kept: reports that a second party looks at, and what serves it. */
@Controller('v1/commitments')
export class RealisationController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'council', 'trader', 'operator')
  @Post(':id/realisations')
  @Operation(
    'Reports what of an investment was made, or which jobs there are, with the hash of the paper that shows it.',
    {
      commands: ['ReportRealisation'],
      body: realisationBody,
      answer: commitmentAnswer,
      refuses: [404],
    },
  )
  report(@Param('id') id: string, @Req() request: Sent<typeof realisationBody>): Promise<CommitmentResponse> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    const realisationId = randomUUID();
    const { participant: reportedBy } = commandRequestOf(request).caller;
    const data = { commitmentId: idOf(id, 'commitment'), realisationId, ...told, reportedBy };
    return this.send(request, { type: 'ReportRealisation', occurredAt, data }, { realisationId });
  }

  @Allow('commission', 'council', 'bank', 'customs', 'operator')
  @Post(':id/realisations/:realisationId/verification')
  @HttpCode(200)
  @Operation('Says as a second party that what was reported is so.', {
    commands: ['VerifyRealisation'],
    body: verificationBody,
    answer: commitmentAnswer,
    refuses: [404],
  })
  verify(
    @Param('id') id: string,
    @Param('realisationId') realisation: string,
    @Req() request: Sent<typeof verificationBody>,
  ): Promise<CommitmentResponse> {
    const { occurredAt, note } = bodyOf(request, this.now);
    const { participant: verifiedBy } = commandRequestOf(request).caller;
    const data = { ...idsOf(id, realisation), verifiedBy, note };
    return this.send(request, { type: 'VerifyRealisation', occurredAt, data });
  }

  @Allow('commission', 'council', 'bank', 'customs', 'operator')
  @Post(':id/realisations/:realisationId/rejection')
  @HttpCode(200)
  @Operation('Says as a second party that what was reported is not so.', {
    commands: ['RejectRealisation'],
    body: reasonBody,
    answer: commitmentAnswer,
    refuses: [404],
  })
  reject(
    @Param('id') id: string,
    @Param('realisationId') realisation: string,
    @Req() request: Sent<typeof reasonBody>,
  ): Promise<CommitmentResponse> {
    const { occurredAt, reason } = bodyOf(request, this.now);
    const { participant: rejectedBy } = commandRequestOf(request).caller;
    const data = { ...idsOf(id, realisation), rejectedBy, reason };
    return this.send(request, { type: 'RejectRealisation', occurredAt, data });
  }

  @Allow('commission', 'council', 'bank', 'customs', 'operator')
  @Post(':id/realisations/:realisationId/revocation')
  @HttpCode(200)
  @Operation(
    'Says as a second party that what was verified is not so; what was fulfilled by it is open again.',
    { commands: ['RevokeRealisation'], body: reasonBody, answer: commitmentAnswer, refuses: [404] },
  )
  revoke(
    @Param('id') id: string,
    @Param('realisationId') realisation: string,
    @Req() request: Sent<typeof reasonBody>,
  ): Promise<CommitmentResponse> {
    const { occurredAt, reason } = bodyOf(request, this.now);
    const { participant: revokedBy } = commandRequestOf(request).caller;
    const data = { ...idsOf(id, realisation), revokedBy, reason };
    return this.send(request, { type: 'RevokeRealisation', occurredAt, data });
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/links')
  @HttpCode(200)
  @Operation('Says by hand that goods, or a letter of credit, serve the commitment.', {
    commands: ['LinkToCommitment'],
    body: linkBody,
    answer: linkAnswer,
    refuses: [404],
  })
  link(@Param('id') id: string, @Req() request: Sent<typeof linkBody>) {
    return this.linkAs('LinkToCommitment', id, request);
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/unlinks')
  @HttpCode(200)
  @Operation(
    'Says by hand that goods, or a letter of credit, do not serve the commitment; their papers link them to it no more.',
    {
      commands: ['UnlinkFromCommitment'],
      body: linkBody,
      answer: linkAnswer,
      refuses: [404],
    },
  )
  unlink(@Param('id') id: string, @Req() request: Sent<typeof linkBody>) {
    return this.linkAs('UnlinkFromCommitment', id, request);
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get(':id/links')
  @Operation(
    'Lists what serves the commitment: who linked it, why, and by which event. A firm that takes part in it sees its own.',
    { query: linksQuery, answer: linkPage, refuses: [404] },
  )
  links(
    @Param('id') id: string,
    @Req() request: Asked<typeof linksQuery>,
  ): Promise<z.infer<typeof linkPage>> {
    return this.queries.execute(new LinksQuery(idOf(id, 'commitment'), queryOf(request), callerOf(request)));
  }

  private async linkAs(
    type: 'LinkToCommitment' | 'UnlinkFromCommitment',
    id: string,
    request: Sent<typeof linkBody>,
  ): Promise<LinkAnswer & { readonly position?: number }> {
    const { occurredAt, kind, id: object, reason } = bodyOf(request, this.now);
    const data = { allocated: { kind, id: object }, commitmentId: idOf(id, 'commitment'), reason };
    const asked = new LinkRequest({ type, occurredAt, data }, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
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

const idsOf = (id: string, realisation: string) => ({
  commitmentId: idOf(id, 'commitment'),
  realisationId: idOf(realisation, 'realisation'),
});
