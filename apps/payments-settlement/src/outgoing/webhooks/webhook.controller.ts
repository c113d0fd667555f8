import { randomUUID } from 'node:crypto';
import { uuidSchema } from '@corridor/contracts';
import type { WebhookCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import {
  Allow,
  type Answered,
  type Asked,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  LEDGER_PARTS,
  type LedgerParts,
  Operation,
  ProblemError,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { ofOwnBank } from '../../requests/own-bank.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { checkTarget } from '../delivery/target.js';
import { bankOf } from '../outgoing.controller.js';
import { DeliveriesRequest, type DeliveryPage } from './delivery.query.js';
import {
  deliveryPage,
  replayAnswer,
  secretAnswer,
  webhookAnswer,
  webhookPage,
  webhookView,
} from './webhook.answers.js';
import {
  deliveryQuery,
  pauseBody,
  registrationBody,
  replayBody,
  rotationBody,
  webhookQuery,
} from './webhook.bodies.js';
import { type SecretAnswer, type WebhookAnswer, WebhookRequest, webhookUnknown } from './webhook.handler.js';
import { type WebhookPage, WebhooksRequest } from './webhook.query.js';
import type { WebhookView } from './webhook-view.js';

type Recorded<Answer> = Answer & { readonly position?: number };
type ReplayAnswer = WebhookAnswer & { readonly replayId: string; readonly from: number; readonly to: number };

const HOUR_MS = 3_600_000;

/** A bank keeps its own webhooks; an operator sees all, and may pause one that does harm. */
@Controller('v1/webhooks')
export class WebhookController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'settings'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow('bank')
  @Post()
  @Operation(
    "Registers an address that is told what happens to the bank's payments from here on. The secret of its signatures is in this answer alone.",
    { commands: ['RegisterWebhook'], body: registrationBody, answer: secretAnswer },
  )
  async register(@Req() request: Sent<typeof registrationBody>): Promise<Recorded<SecretAnswer>> {
    const body = bodyOf(request);
    checkTarget(body.url, { allowsLoopback: this.parts.settings.webhookLoopback ?? false });
    const webhookId = randomUUID();
    const bank = callerOf(request).participant;
    const data = { webhookId, bank, ...body, secretId: randomUUID() };
    return this.send(request, { type: 'RegisterWebhook', occurredAt: this.now(), data }, { webhookId });
  }

  @Allow('bank', 'operator')
  @Get()
  @Operation("Lists a bank's webhooks in the order in which they were registered, also those that ended.", {
    query: webhookQuery,
    answer: webhookPage,
  })
  list(@Req() request: Asked<typeof webhookQuery>): Promise<WebhookPage> {
    const { bank, ...page } = queryOf(request);
    const caller = callerOf(request);
    const isAll = caller.role !== 'bank' && bank === undefined;
    return this.queries.execute(
      new WebhooksRequest({ ...page, ...(!isAll && { bank: bankOf(caller, bank) }) }),
    );
  }

  @Allow('bank', 'operator')
  @Get(':id')
  @Operation('Tells a webhook, how far it was sent what is new, and its last replays.', {
    answer: webhookView,
  })
  async find(@Param('id') id: string, @Req() request: HttpRequest): Promise<WebhookView> {
    const filter = { webhookId: idOf(id), ...ofOwnBank(callerOf(request)), after: 0, limit: 1 };
    const { items } = await this.queries.execute(new WebhooksRequest(filter));
    if (!items[0]) throw webhookUnknown();
    return items[0];
  }

  @Allow('bank', 'operator')
  @Get(':id/deliveries')
  @Operation('Tells what became of what was sent, the latest first.', {
    query: deliveryQuery,
    answer: deliveryPage,
  })
  deliveries(@Param('id') id: string, @Req() request: Asked<typeof deliveryQuery>): Promise<DeliveryPage> {
    const filter = { webhookId: idOf(id), ...ofOwnBank(callerOf(request)), ...queryOf(request) };
    return this.queries.execute(new DeliveriesRequest(filter));
  }

  @Allow('bank')
  @Post(':id/secret')
  @HttpCode(200)
  @Operation(
    'Makes another secret, which is in this answer alone; the one before signs beside it for a time.',
    { commands: ['RotateSecret'], body: rotationBody, answer: secretAnswer },
  )
  rotate(
    @Param('id') id: string,
    @Req() request: Sent<typeof rotationBody>,
  ): Promise<Recorded<SecretAnswer>> {
    const webhookId = idOf(id);
    const occurredAt = this.now();
    const previousUntil = new Date(
      Date.parse(occurredAt) + bodyOf(request).graceHours * HOUR_MS,
    ).toISOString();
    const data = { webhookId, secretId: randomUUID(), previousUntil };
    return this.send(request, { type: 'RotateSecret', occurredAt, data }, { webhookId, previousUntil });
  }

  @Allow('bank', 'operator')
  @Post(':id/pause')
  @HttpCode(200)
  @Operation('Sends nothing until it is resumed, and goes on then from where it stood.', {
    commands: ['PauseWebhook'],
    body: pauseBody,
    answer: webhookAnswer,
  })
  pause(@Param('id') id: string, @Req() request: Sent<typeof pauseBody>): Promise<Recorded<WebhookAnswer>> {
    const data = { webhookId: idOf(id), ...bodyOf(request) };
    return this.send(
      request,
      { type: 'PauseWebhook', occurredAt: this.now(), data },
      { webhookId: data.webhookId },
    );
  }

  @Allow('bank', 'operator')
  @Post(':id/resume')
  @HttpCode(200)
  @Operation('Sends again, at once and from where it stood, what was paused or disabled.', {
    commands: ['ResumeWebhook'],
    answer: webhookAnswer,
  })
  resume(@Param('id') id: string, @Req() request: HttpRequest): Promise<Recorded<WebhookAnswer>> {
    const data = { webhookId: idOf(id) };
    return this.send(request, { type: 'ResumeWebhook', occurredAt: this.now(), data }, data);
  }

  @Allow('bank')
  @Post(':id/replay')
  @HttpCode(200)
  @Operation('Sends again what was told between two positions, marked as a replay, beside what is new.', {
    commands: ['AskReplay'],
    body: replayBody,
    answer: replayAnswer,
  })
  async replay(
    @Param('id') id: string,
    @Req() request: Sent<typeof replayBody>,
  ): Promise<Recorded<ReplayAnswer>> {
    const webhookId = idOf(id);
    const { from, to: asked } = bodyOf(request);
    const head = await this.store.head();
    const to = asked ?? head;
    const end = `The ledger ends at position ${head}.`;
    if (from > head) throw new Rejection('position-not-reached', end, { pointer: '/from' });
    if (to > head) throw new Rejection('position-not-reached', end, { pointer: '/to' });
    const data = { webhookId, replayId: randomUUID(), from, to };
    return this.send(request, { type: 'AskReplay', occurredAt: this.now(), data }, data);
  }

  @Allow('bank')
  @Delete(':id')
  @Operation('Ends a webhook for good; its secrets are deleted.', {
    commands: ['EndWebhook'],
    answer: webhookAnswer,
    refuses: [409],
  })
  end(@Param('id') id: string, @Req() request: HttpRequest): Promise<Recorded<WebhookAnswer>> {
    const data = { webhookId: idOf(id) };
    return this.send(request, { type: 'EndWebhook', occurredAt: this.now(), data }, data);
  }

  /** When the ledger was asked: nothing of a webhook happens elsewhere. */
  private now(): string {
    return new Date(this.clock()).toISOString();
  }

  private async send<Answer extends WebhookAnswer>(
    request: HttpRequest,
    command: WebhookCommand,
    answer: Answer,
  ): Promise<Recorded<Answer & SecretAnswer>> {
    const answered: Answered<Answer & SecretAnswer> = await this.commands.execute(
      new WebhookRequest(command, answer, commandRequestOf(request)),
    );
    return responseOf(answered);
  }
}

/** @throws ProblemError 404 for an id that no webhook can have. */
function idOf(parameter: string): string {
  if (uuidSchema.safeParse(parameter).success) return parameter;
  throw webhookUnknown();
}

/** The body, by the schema of the route; none is one without fields. @throws ZodError naming every field at fault. */
function bodyOf<Schema extends z.ZodType>({ body, routeOptions }: Sent<Schema>): z.infer<Schema> {
  if (!Buffer.isBuffer(body)) return routeOptions.config.body.parse(body ?? {});
  throw new ProblemError(415, 'media-type-unsupported', 'Send JSON, as application/json.');
}
