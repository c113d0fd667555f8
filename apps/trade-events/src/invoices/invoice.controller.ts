import { TRIGGERS_OF } from '@corridor/domain';
import {
  Allow,
  bodyOf,
  checkNotAhead,
  commandRequestOf,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { invoiceAnswer } from './invoice.answers.js';
import { invoiceBody } from './invoice.bodies.js';
import { type InvoiceAnswer, InvoiceRequest } from './invoice.handler.js';

@Controller('v1/invoices')
export class InvoiceController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  @Operation('Registers an invoice for a consignment: an obligation arises when its terms are met.', {
    commands: ['RegisterInvoice'],
    body: invoiceBody,
    answer: invoiceAnswer,
    refuses: [404],
  })
  async register(
    @Req() request: Sent<typeof invoiceBody>,
  ): Promise<InvoiceAnswer & { readonly position?: number }> {
    const { occurredAt, terms, ...said } = bodyOf(request, this.now);
    const { method = 'open-account' } = terms;
    const data = { ...said, terms: { trigger: TRIGGERS_OF[method][0], ...terms, method } };
    // Its terms may start on that day, and an obligation cannot have arisen on a day to come.
    checkNotAhead(data.issuedOn, this.now, 'issued-in-future', '/issuedOn');
    return responseOf(
      await this.commands.execute(new InvoiceRequest(occurredAt, data, commandRequestOf(request))),
    );
  }
}
