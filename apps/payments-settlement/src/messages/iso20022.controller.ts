import { Readable } from 'node:stream';
import {
  Allow,
  actorOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  RightOfWay,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req, StreamableFile } from '@nestjs/common';
import { breaches } from '../schemas/breaches.js';
import { MessageSchemas } from '../schemas/message-schemas.js';
import { jsonAnswer, streamOf } from './answer.js';
import { orSayWhatStands } from './cut-short.js';
import { fileAnswer } from './file.answers.js';
import { type Asked, Intake, type Told } from './intake.js';
import { INTAKE_SETTINGS, type IntakeSettings } from './intake-settings.js';
import { type LookedThrough, lookThrough } from './looking-through.js';
import { Spool } from './spool.js';
import { wantsXml } from './wanted-form.js';
import type { Warning } from './warning.js';
import { xmlAnswer } from './xml-answer.js';

@Controller('v1/iso20022')
export class Iso20022Controller {
  constructor(
    @Inject(Intake) private readonly intake: Intake,
    @Inject(MessageSchemas) private readonly schemas: MessageSchemas,
    @Inject(INTAKE_SETTINGS) private readonly settings: IntakeSettings,
    @Inject(RightOfWay) private readonly rightOfWay: RightOfWay,
  ) {}

  @Allow('bank')
  @Post()
  @HttpCode(200)
  @Operation(
    'Takes a file of ISO 20022 messages over, each transaction by itself, with an answer for each in the order of the file. A file with a fault of its own is refused whole. Sent again, it is answered with the first positions. With `Accept: application/xml` each message is answered by one of ISO 20022.',
    {
      commands: [
        'ReceiveMessage',
        'BookSettlement',
        'ConfirmSettlement',
        'ReturnSettlement',
        'InstructPayment',
        'CoverPayment',
        'ReportPaymentStatus',
        'AdvisePaymentReturn',
        'RequestRecall',
        'SendRecall',
        'AnswerRecall',
      ],
      answer: fileAnswer,
      takes: ['application/xml', 'text/xml'],
      idempotencyKey: 'none',
      refuses: [507],
      headers: { accept: '`application/xml` for a pacs.002, pain.002, admi.007 or camt.029; else JSON.' },
    },
  )
  async take(@Req() request: HttpRequest): Promise<StreamableFile> {
    const { body, headers, ...rest } = request;
    if (!(body instanceof Readable)) {
      const message =
        'A file of ISO 20022 is sent as application/xml or text/xml. A settlement in JSON goes to /v1/settlements.';
      throw new ProblemError(415, 'media-type-unsupported', message);
    }
    const { caller, correlationId } = commandRequestOf({ ...rest, headers });
    const now = new Date().toISOString();
    const context = { actor: actorOf(caller), correlationId };
    const { participant: bank, bics = [] } = caller;
    const asked: Asked = { bank, bics, context, now };
    const spool = await Spool.take(body, this.settings.bytesMax);
    const giveBack = this.rightOfWay.enter();
    let isOver = false;
    const remove = async (): Promise<void> => {
      if (isOver) return;
      isOver = true;
      giveBack();
      await spool.remove();
    };
    try {
      const looked = await lookThrough(spool, this.settings);
      const warnings = await breaches(this.schemas, spool, looked, this.settings);
      const told = this.answers(spool, looked, asked, warnings);
      const asXml = wantsXml(headers.accept);
      const stream = await streamOf(asXml ? xmlAnswer(told, asked) : jsonAnswer(told), remove);
      stream.once('close', () => void remove());
      return new StreamableFile(stream, {
        type: asXml ? 'application/xml' : 'application/json; charset=utf-8',
      });
    } catch (error) {
      await remove();
      throw error;
    }
  }

  private async *answers(
    spool: Spool,
    looked: LookedThrough,
    asked: Asked,
    warnings: readonly Warning[],
  ): AsyncGenerator<Told, void> {
    for (const warning of warnings) yield { kind: 'warning', warning };
    yield* orSayWhatStands(this.intake.take(spool, looked, asked, this.settings));
  }
}
