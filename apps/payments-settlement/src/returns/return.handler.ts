import type { AppendContext } from '@corridor/event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GiveBack, type Given } from './give-back.js';
import type { Return } from './return.js';

/** Asks to book a return. */
export class ReturnRequest extends Command<Given> {
  constructor(
    readonly settlementId: string,
    readonly data: Return,
    readonly context: AppendContext,
  ) {
    super();
  }
}

@CommandHandler(ReturnRequest)
export class ReturnHandler implements ICommandHandler<ReturnRequest> {
  constructor(@Inject(GiveBack) private readonly returns: GiveBack) {}

  /** @throws Rejection as {@link GiveBack.book}. */
  execute({ settlementId, data, context }: ReturnRequest): Promise<Given> {
    return this.returns.book(settlementId, data, context);
  }
}
