import { Readable } from 'node:stream';
import { countrySchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  type Caller,
  callerOf,
  Operation,
  ProblemError,
  queryOf,
} from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { checkMonths } from '../calendar/asked-months.js';
import { isMonth, listMonths, type Month } from '../calendar/month.js';
import { startOperation } from '../graphql/operation.js';
import { AtATime } from '../http/at-a-time.js';
import type { FrontDoorRequest } from '../http/front-door.js';
import { problemOf } from '../http/problem-of.js';
import { instantOf } from '../ledger/log.js';
import {
  type ReleaseCalendarAt,
  type ReleaseStatus,
  statusOf as statusIn,
} from '../release-calendar/release-status.js';
import { calendarOf } from '../release-calendar/releases.js';
import { checkPair } from '../trade/asked-pair.js';
import type { ExportDefinition } from './export-definition.js';
import { EXPORT_FORMATS, type ExportFormat, exportLines } from './export-lines.js';
import { EXPORTS } from './exports.js';
import { openCursor } from './row-cursor.js';

/** Each holds a connection for as long as its reader takes: most are for questions. */
const EXPORTS_MAX = 2;
/** Characters that wait for a slow reader, beside a batch of rows. */
const WAITING_MAX = 65_536;

const month = z.string().refine(isMonth, 'is a month such as "2026-03"');

const exportQuery = z.strictObject({
  from: month.describe('The first month.'),
  to: month.describe('The last month.'),
  asOf: z
    .string()
    .regex(/^\d{1,15}$/, 'is a position: a whole number from 0')
    .transform(Number)
    .exactOptional()
    .describe('As of this position; left out, as of the last one that the figures have reached.'),
  reporter: countrySchema
    .exactOptional()
    .describe('Of `trade`: whose statistics; PK where both are left out.'),
  partner: countrySchema
    .exactOptional()
    .describe('Of `trade`: the country traded with; KZ where both are left out.'),
  format: z.enum(EXPORT_FORMATS).default('csv'),
});

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

interface Reply {
  headers(values: Readonly<Record<string, string>>): Reply;
  send(body: Readable): unknown;
}

@Controller('v1/exports')
export class ExportController {
  private readonly places = new AtATime(EXPORTS_MAX, 'exports');

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Allow('reporter', 'operator', 'customs', 'commission', 'council', 'bank')
  @Get(':name')
  @Operation(
    'Tells every row behind a figure, however many: `trade`, `commitments`, `holds`, `visits` or `obligations`. The last line tells how many rows there were, of which position, and the SHA-256 of what stands before it: a file without it was cut off. A bank gets its own `obligations` and nothing else, and they are for reporters and operators alone beside.',
    {
      query: exportQuery,
      answer: z.string(),
      gives: 'text/csv',
      alsoGives: ['application/x-ndjson'],
      refuses: [409, 503],
      answerHeaders: {
        'Content-Disposition': 'A name for the file, with the position.',
        'X-Content-Type-Options': 'nosniff.',
      },
    },
  )
  async rows(
    @Param('name') name: string,
    @Req() request: Asked<typeof exportQuery>,
    @Req() { correlationId }: FrontDoorRequest,
    @Res() reply: Reply,
  ): Promise<unknown> {
    const definition = EXPORTS.find((each) => each.name === name);
    if (!definition) {
      const names = EXPORTS.map((each) => each.name).join(', ');
      throw new ProblemError(404, 'not-found', `There is no export "${name}". There are these: ${names}.`);
    }
    const asked = queryOf(request);
    const { format } = asked;
    const { position, lines, end } = await this.begin(definition, asked, callerOf(request), correlationId);
    const stream = Readable.from(lines, { objectMode: false, highWaterMark: WAITING_MAX });
    // Whole, broken or left by its reader, which may be before the first line was taken.
    stream.once('close', () => void end());
    return reply
      .headers({
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="export-${name}-position-${position}.${format}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(stream);
  }

  /** Reads as far as can be refused in words; what fails behind that breaks the answer off. */
  private async begin(
    definition: ExportDefinition,
    { from, to, asOf, format, ...pair }: z.infer<typeof exportQuery>,
    caller: Caller,
    correlationId: string,
  ): Promise<{
    readonly position: number;
    readonly lines: AsyncIterable<string>;
    /** Gives back what the lines are read by. */
    readonly end: () => Promise<void>;
  }> {
    const giveBack = this.places.enter();
    const { session, readModels } = startOperation(this.dataSource, caller, correlationId);
    const end = async (): Promise<void> => {
      // A connection that cannot be given back is dropped by the session.
      await session.end().catch(() => undefined);
      giveBack();
    };
    try {
      const bank = definition.allow(caller) ?? null;
      checkMonths(from, to);
      const { reporter, partner } = pairOf(definition, pair);
      const position = await readModels.asOf({ asOf: asOf ?? null }, ...definition.needs);
      const instant = await instantOf(session, position);
      const asOfMs = instant === undefined ? undefined : Date.parse(instant);
      const statusOf = definition.isOfPair
        ? statusesOf(await calendarOf({ session, readModels }, reporter, position), from, to)
        : undefined;
      const question = {
        ...{ from, to, asOf: position, asOfMs, reporter, partner, bank },
        ...(statusOf && { statusOf }),
      };
      const next = await openCursor<never>(session, definition.statement(question));
      const first = await next();
      return { position, lines: exportLines(definition, question, format, behind(first, next)), end };
    } catch (error) {
      await end();
      throw problemOf(error);
    }
  }
}

/** @throws ProblemError where two countries are named for what is not of two, or one alone */
function pairOf(
  { isOfPair, name }: ExportDefinition,
  { reporter, partner }: { readonly reporter?: string; readonly partner?: string },
): { readonly reporter: string; readonly partner: string } {
  const refused = (pointer: string, detail: string) =>
    new ProblemError(422, 'content-invalid', `${pointer}: ${detail}`, {
      pointer,
      errors: [{ pointer, detail }],
    });
  if (reporter === undefined && partner === undefined) return { reporter: 'PK', partner: 'KZ' };
  if (!isOfPair)
    throw refused(reporter === undefined ? '/partner' : '/reporter', `is for trade, not for ${name}`);
  if (reporter === undefined) throw refused('/reporter', 'has to be named with partner');
  if (partner === undefined) throw refused('/partner', 'has to be named with reporter');
  checkCountry(reporter, '/reporter');
  checkCountry(partner, '/partner');
  checkPair(reporter, partner);
  return { reporter, partner };
}

/** Worked out once for all rows. */
function statusesOf(calendar: ReleaseCalendarAt, from: Month, to: Month): (month: Month) => ReleaseStatus {
  const known = new Map(listMonths(from, to).map((of) => [of, statusIn(of, calendar)]));
  return (of) => known.get(of) ?? statusIn(of, calendar);
}

/** The batch that was read already, and then those behind it. */
function behind<Row>(
  first: readonly Row[],
  next: () => Promise<readonly Row[]>,
): () => Promise<readonly Row[]> {
  let kept: readonly Row[] | undefined = first;
  return async () => {
    const rows = kept ?? (await next());
    kept = undefined;
    return rows;
  };
}
