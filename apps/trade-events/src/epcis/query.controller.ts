import { BIZ_STEPS, DISPOSITIONS, EVENT_TYPES } from '@corridor/epcis';
import { Allow, commandRequestOf, type HttpRequest, Operation } from '@corridor/nest-kit';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import type { CaptureJob } from './capture-job.query.js';
import { CapturesQuery } from './captures.query.js';
import { captureJobs, collectionAnswer, pageHeaders, queryAnswer, versionHeaders } from './epcis.answers.js';
import { captureQuery, eventQuery } from './epcis.documents.js';
import { type Reply, tellVersions } from './epcis-headers.js';
import { parameterInvalid } from './epcis-problem.js';
import { count, PER_PAGE_MAX, type RawParameters, readEventParameters } from './event-parameters.js';
import { EventQuery, EventsQuery, type Page } from './events.query.js';
import { fingerprintOf } from './page-token.js';
import { collection, queryDocument } from './query-document.js';

const JOBS_PER_PAGE = 30;

/** The query interface of EPCIS 2.0, and its discovery of what there is. */
@Controller('epcis')
export class QueryController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'customs', 'operator')
  @Get('events')
  @Operation(
    'Queries EPCIS events: a trader gets those that it captured and those of its consignments, customs and operators all.',
    { query: eventQuery, answer: queryAnswer, answerHeaders: pageHeaders, refuses: [400, 413] },
  )
  async events(
    @Query() raw: RawParameters,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    tellVersions(reply);
    const { caller } = commandRequestOf(request);
    const query = new EventsQuery(readEventParameters(raw), fingerprintOf(raw), caller);
    const page = await this.queries.execute(query);
    tellNext(reply, '/epcis/events', raw, page);
    return queryDocument(page.items, this.now());
  }

  @Allow('trader', 'customs', 'operator')
  // A single part of a path has at most a hundred characters, and a URI may be longer.
  @Get('events/*')
  @Operation('Tells one EPCIS event, by its eventID, which is a URI and comes escaped.', {
    answer: queryAnswer,
    answerHeaders: versionHeaders,
    rest: 'eventID',
  })
  async event(
    @Param('*') id: string,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    tellVersions(reply);
    const found = await this.queries.execute(new EventQuery(id, commandRequestOf(request).caller));
    return queryDocument(found, this.now());
  }

  @Allow('trader', 'customs', 'operator')
  @Get('capture')
  @Operation('Lists the capture jobs that one sent, an operator those of all, the latest first.', {
    query: captureQuery,
    answer: captureJobs,
    answerHeaders: pageHeaders,
    refuses: [400],
  })
  async jobs(
    @Query() raw: RawParameters,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<readonly CaptureJob[]> {
    tellVersions(reply);
    const { caller } = commandRequestOf(request);
    const { perPage, nextPageToken, ...unknown } = raw;
    const [name] = Object.keys(unknown);
    if (name !== undefined) throw parameterInvalid(name, 'is no parameter of this list');
    const size = count('perPage', textOf('perPage', perPage), PER_PAGE_MAX) ?? JOBS_PER_PAGE;
    const page = await this.queries.execute(
      new CapturesQuery(size, textOf('nextPageToken', nextPageToken), caller),
    );
    tellNext(reply, '/epcis/capture', raw, page);
    return page.items;
  }

  @Allow('trader', 'customs', 'operator')
  @Get()
  @Operation('Names what there is below this path.', {
    answer: collectionAnswer,
    answerHeaders: versionHeaders,
  })
  resources(@Res({ passthrough: true }) reply: Reply): object {
    tellVersions(reply);
    return collection(['capture', 'events', 'eventTypes', 'bizSteps', 'dispositions']);
  }

  @Allow('trader', 'customs', 'operator')
  @Get('eventTypes')
  @Operation('Names the types of events.', { answer: collectionAnswer, answerHeaders: versionHeaders })
  eventTypes(@Res({ passthrough: true }) reply: Reply): object {
    tellVersions(reply);
    return collection(EVENT_TYPES);
  }

  @Allow('trader', 'customs', 'operator')
  @Get('bizSteps')
  @Operation('Names the business steps of CBV 2.0.', {
    answer: collectionAnswer,
    answerHeaders: versionHeaders,
  })
  bizSteps(@Res({ passthrough: true }) reply: Reply): object {
    tellVersions(reply);
    return collection(BIZ_STEPS);
  }

  @Allow('trader', 'customs', 'operator')
  @Get('dispositions')
  @Operation('Names the dispositions of CBV 2.0.', {
    answer: collectionAnswer,
    answerHeaders: versionHeaders,
  })
  dispositions(@Res({ passthrough: true }) reply: Reply): object {
    tellVersions(reply);
    return collection(DISPOSITIONS);
  }
}

/** The address of the next page, with everything that was asked; it is relative, whatever stands before this service. */
function tellNext(reply: Reply, path: string, raw: RawParameters, { next }: Page<unknown>): void {
  if (!next) return;
  const asked = new URLSearchParams(raw as Record<string, string>);
  asked.set('nextPageToken', next.token);
  reply.header('Link', `<${path}?${asked}>; rel="next"`);
  reply.header('GS1-Next-Page-Token-Expires', new Date(next.expires).toISOString());
}

function textOf(name: string, given: unknown): string | undefined {
  if (given === undefined || typeof given === 'string') return given;
  throw parameterInvalid(name, 'comes once');
}
