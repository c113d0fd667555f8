import { uuidSchema } from '@corridor/contracts';
import { Allow, bodyOf, commandRequestOf, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { withdrawalAnswer, withdrawalBody } from './withdrawal.bodies.js';
import { invoiceUnknown, type WithdrawalAnswer, WithdrawalRequest } from './withdrawal.handler.js';

@Controller('v1/obligations')
export class WithdrawalController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post(':invoiceId/withdrawal')
  @HttpCode(200)
  @Operation(
    'The creditor takes back what was invoiced by mistake, before or behind the day on which its terms are met. What is paid stays: 409 `invoice-paid`. An obligation has the id of its invoice.',
    { commands: ['WithdrawInvoice'], body: withdrawalBody, answer: withdrawalAnswer, refuses: [404] },
  )
  async withdraw(
    @Param('invoiceId') id: string,
    @Req() request: Sent<typeof withdrawalBody>,
  ): Promise<WithdrawalAnswer & { readonly position?: number }> {
    if (!uuidSchema.safeParse(id).success) throw invoiceUnknown();
    const { occurredAt, reason } = bodyOf(request, this.now);
    return responseOf(
      await this.commands.execute(new WithdrawalRequest(id, occurredAt, reason, commandRequestOf(request))),
    );
  }
}
