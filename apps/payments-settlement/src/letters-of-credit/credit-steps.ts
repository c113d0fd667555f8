import { uuidSchema } from '@corridor/contracts';
import { commandRequestOf, type HttpRequest, ProblemError, responseOf } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { creditUnknown } from './credit-access.js';
import { type LetterOfCreditAnswer, LetterOfCreditRequest } from './letter-of-credit.handler.js';

export type CreditResponse = LetterOfCreditAnswer & { readonly position?: number };

/** How the routes of credits send what they are asked for. */
@Injectable()
export class CreditSteps {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  async send(id: string, request: HttpRequest, step: LetterOfCreditRequest['step']): Promise<CreditResponse> {
    const asked = commandRequestOf(request);
    return responseOf(await this.commands.execute(new LetterOfCreditRequest(this.idOf(id), step, asked)));
  }

  /** The id in a path. @throws ProblemError 404 for one that nothing in the ledger can have. */
  idOf(parameter: string): string {
    if (uuidSchema.safeParse(parameter).success) return parameter;
    throw creditUnknown();
  }

  /** The number in a path. @throws ProblemError 404 for one that no amendment or presentation can have. */
  numberOf(parameter: string, of: 'amendment' | 'presentation'): number {
    if (/^[1-9]\d{0,3}$/.test(parameter)) return Number(parameter);
    throw new ProblemError(404, `${of}-unknown`, `The number of one is a whole number from 1.`);
  }
}
