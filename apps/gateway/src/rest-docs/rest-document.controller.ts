import { type HttpRequest, Operation, Public } from '@corridor/nest-kit';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { isKnown, type RestDocument } from './rest-document.js';

/** Nest's token for the {@link RestDocument}. */
export const REST_DOCUMENT = Symbol('rest document');

interface Reply {
  header(name: string, value: string): Reply;
  code(status: number): Reply;
  send(body?: string): unknown;
}

const documentAnswer = z
  .looseObject({ openapi: z.literal('3.1.0') })
  .describe('OpenAPI 3.1, see https://spec.openapis.org/oas/v3.1.0.');

@Controller('v1/openapi.json')
export class RestDocumentController {
  constructor(@Inject(REST_DOCUMENT) private readonly document: RestDocument) {}

  @Public()
  @Get()
  @Operation('Tells every path of the ledger, with its schemas.', {
    answer: documentAnswer,
    also: { 304: 'It is the one that `If-None-Match` names.' },
    headers: { 'If-None-Match': 'The `ETag` of the document that the client has.' },
    answerHeaders: { ETag: 'Of this document.' },
  })
  find(@Req() { headers }: HttpRequest, @Res() reply: Reply): unknown {
    const { text, tag } = this.document;
    reply.header('ETag', tag).header('Cache-Control', 'no-cache');
    if (isKnown(tag, headers['if-none-match'])) return reply.code(304).send();
    return reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
  }
}
