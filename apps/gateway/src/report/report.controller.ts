import { createPublicKey, type KeyObject } from 'node:crypto';
import { keyIdOf } from '@corridor/event-store';
import { Allow, type Asked, Operation, ProblemError, Public, queryOf } from '@corridor/nest-kit';
import { Controller, Get, Inject, Optional, Req, Res } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { startOperation } from '../graphql/operation.js';
import { AtATime } from '../http/at-a-time.js';
import type { FrontDoorRequest } from '../http/front-door.js';
import { problemOf } from '../http/problem-of.js';
import { isKnown } from '../rest-docs/rest-document.js';
import { print } from './print/printed.js';
import { XLSX_TYPE } from './print/xlsx.js';
import { keyAnswer, reportAnswer, reportQuery } from './report.answers.js';
import { type ReportRequest, readReport, reportingCaller } from './report-reader.js';
import { type SignedReport, signReport } from './signed-report.js';

/** Nest's token for the key that reports are signed with, if there is one. */
export const REPORT_KEY = Symbol('key of reports');

/** A report asks some dozens of questions of the database by one connection: others have to find one, too. */
const REPORTS_MAX = 2;

interface Reply {
  header(name: string, value: string): Reply;
  headers(values: Readonly<Record<string, string>>): Reply;
  code(status: number): Reply;
  send(body?: string | Buffer): unknown;
}

@Controller('v1/reports')
export class ReportController {
  private readonly places = new AtATime(REPORTS_MAX, 'reports');

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(GraphQLSchemaHost) private readonly schemaHost: GraphQLSchemaHost,
    @Optional() @Inject(REPORT_KEY) private readonly key: KeyObject | undefined,
  ) {}

  @Allow('reporter', 'commission', 'council', 'operator')
  @Get('progress')
  @Operation(
    'Prints how far two countries have come, as of a position: of a meeting, the one that it pinned as it was closed. With `since`, also what was restated since another one. Printed again, it has the same content and digest.',
    {
      query: reportQuery,
      answer: reportAnswer,
      alsoGives: ['text/html', 'application/pdf', 'text/csv', 'application/zip', XLSX_TYPE],
      also: { 304: 'It is the one that `If-None-Match` names.' },
      refuses: [404, 409, 503],
      headers: { 'If-None-Match': 'The `ETag` of the report that the client has.' },
      answerHeaders: {
        ETag: 'The digest of the content, as weak as it has to be: a later release may print it in another way.',
        'Content-Disposition': 'A name for the file, with the position.',
        'Content-Security-Policy': 'Of the page: it takes in nothing but its own style.',
        'X-Content-Type-Options': 'nosniff.',
      },
    },
  )
  async progress(
    @Req() request: Asked<typeof reportQuery>,
    @Req() { correlationId }: FrontDoorRequest,
    @Res() reply: Reply,
  ): Promise<unknown> {
    const { format, table, ...asked } = queryOf(request);
    if (table !== undefined && format !== 'csv') {
      const fault = { pointer: '/table', detail: 'is for format csv alone' };
      throw new ProblemError(422, 'content-invalid', `/table: ${fault.detail}`, {
        ...fault,
        errors: [fault],
      });
    }
    const giveBack = this.places.enter();
    try {
      const signed = await this.signed(asked, correlationId);
      const { report, seal } = signed;
      const tag = `"${seal.digest}"`;
      reply.headers({
        etag: `W/${tag}`,
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
      });
      if (isKnown(tag, request.headers['if-none-match'])) return reply.code(304).send();
      const { type, extension, content, headers = {} } = await print(signed, format, table);
      const since = report.since === null ? '' : `-since-${report.since}`;
      const name = `progress-report-${report.reporter}-${report.partner}-position-${report.position}${since}.${extension}`;
      const shown = format === 'html' ? 'inline' : 'attachment';
      return reply
        .headers({ ...headers, 'content-type': type, 'content-disposition': `${shown}; filename="${name}"` })
        .send(content);
    } finally {
      giveBack();
    }
  }

  @Public()
  @Get('key')
  @Operation('Tells the public half of the key that reports are signed with now.', {
    answer: keyAnswer,
    refuses: [404],
  })
  publicKey() {
    if (!this.key)
      throw new ProblemError(404, 'not-found', 'This ledger was given no key to sign reports with.');
    const publicKey = createPublicKey(this.key);
    return {
      keyId: keyIdOf(publicKey),
      algorithm: 'Ed25519' as const,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  }

  private async signed(asked: ReportRequest, correlationId: string): Promise<SignedReport> {
    const operation = startOperation(this.dataSource, reportingCaller(), correlationId);
    try {
      const report = await readReport(operation, this.schemaHost.schema, asked);
      return await signReport(operation, report, this.key);
    } catch (error) {
      throw problemOf(error);
    } finally {
      // Else the connection would not come back; what was read stands all the same.
      await operation.session.end().catch(() => undefined);
    }
  }
}
