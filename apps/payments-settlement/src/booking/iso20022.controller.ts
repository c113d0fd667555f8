import { Iso20022Error, readAllMessages } from '@corridor/iso20022';
import {
  Allow,
  actorOf,
  type CallerRequest,
  commandRequestOf,
  Operation,
  ProblemError,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { bankDay } from '../dates/day-limits.js';
import { isReversedCredit, Reversals } from '../returns/reversals.js';
import { CLOCK, type Clock } from '../tokens.js';
import { mapBounded } from './bounded.js';
import { CreditRequest } from './credit.handler.js';
import { creditOfEntry } from './credit.js';
import { type ItemResult, type NotifiedItem, referenceOf, rejectedItem } from './notification.js';
import { fileAnswer } from './settlement.answers.js';

type Request = CallerRequest & { readonly method: string; readonly url: string; readonly body: unknown };

/** Transactions of one file under way at once: enough to fill groups of commits, and room for others beside it. */
const AT_ONCE_MAX = 256;

@Controller('v1/iso20022')
export class Iso20022Controller {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(Reversals) private readonly reversals: Reversals,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank')
  @Post()
  @HttpCode(200)
  @Operation(
    'Takes a camt.054 over, each transaction by itself, with an answer for each in the order of the file. A file with a fault of its own is refused whole. Sent again, it is answered with the first positions.',
    { answer: fileAnswer, takes: ['application/xml', 'text/xml'], idempotencyKey: 'none' },
  )
  async take(@Req() request: Request): Promise<{ readonly results: readonly ItemResult[] }> {
    if (!Buffer.isBuffer(request.body)) {
      const message = 'A file of ISO 20022 is sent as application/xml or text/xml.';
      throw new ProblemError(415, 'media-type-unsupported', message);
    }
    const { caller, correlationId } = commandRequestOf(request);
    const context = { actor: actorOf(caller), correlationId };
    const items = await readFile(request.body);
    const today = bankDay(this.now());
    const taken = new Map<NotifiedItem, ItemResult>();
    const reversals = items.filter((item) => item.kind === 'entry').filter(isReversedCredit);
    const others = items.filter((item) => item.kind === 'rejected' || !isReversedCredit(item));
    const booked = await mapBounded(others, AT_ONCE_MAX, async (item): Promise<ItemResult> => {
      const reference = referenceOf(item);
      if (item.kind === 'rejected') {
        const { code, message, xpath } = item;
        return { reference, status: 'rejected', code, message, xpath };
      }
      try {
        const credit = creditOfEntry(item, caller.participant, today);
        const { outcome, position } = await this.commands.execute(new CreditRequest(credit, context));
        const status = outcome === 'appended' ? 'accepted' : 'duplicate';
        return { reference, status, settlementId: credit.settlementId, position };
      } catch (error) {
        return rejectedItem(item, error);
      }
    });
    // Behind the credits, wherever they stand in the file: what one takes back may be among them.
    const returned = await this.reversals.take(reversals, caller.participant, context);
    for (const [index, item] of others.entries()) taken.set(item, booked[index] as ItemResult);
    for (const [index, item] of reversals.entries()) taken.set(item, returned[index] as ItemResult);
    return { results: items.flatMap((item) => taken.get(item) ?? []) };
  }
}

/** @throws ProblemError 400 for a file that cannot be read, 422 for one that is not what it should be. */
async function readFile(body: Buffer): Promise<readonly NotifiedItem[]> {
  try {
    const parts = await readAllMessages([body]);
    for (const part of parts) {
      if (part.kind !== 'message' || part.family === 'camt.054') continue;
      const message = `A ${part.definition} is not taken; send a camt.054.`;
      throw new Iso20022Error('message-unsupported', message, { xpath: part.xpath });
    }
    return parts.filter((part): part is NotifiedItem => part.kind === 'entry' || part.kind === 'rejected');
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    const { code, message, xpath, line, column } = error;
    const status = /^(xml|encoding)-/.test(code) ? 400 : 422;
    throw new ProblemError(status, code, message, {
      ...(xpath !== undefined && { xpath }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
  }
}
