import {
  DocumentFault,
  type Fault,
  type FaultyEvent,
  type ReadEvent,
  readDocument,
  readEvent,
  TooManyEvents,
} from '@corridor/epcis';
import {
  Allow,
  type CommandRequest,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Options, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { type CaptureAnswer, CaptureDocument, CaptureEvent, type EventAnswer } from './capture.handler.js';
import { checkedInTime } from './capture.js';
import { type CaptureJob, CaptureJobQuery } from './capture-job.query.js';
import { captureAnswer, captureJob, eventAnswer, limitHeaders, versionHeaders } from './epcis.answers.js';
import { askedVersions, captureBody, eventBody } from './epcis.documents.js';
import {
  CAPTURE_EVENTS_MAX,
  checkVersions,
  errorBehaviourOf,
  type Reply,
  tellCaptureLimits,
  tellVersions,
} from './epcis-headers.js';
import { contentInvalid } from './epcis-problem.js';
import { EPCIS_SETTINGS, type EpcisSettings } from './epcis-settings.js';

/** JSON-LD is JSON. */
const JSON_TYPES = ['application/json', 'application/ld+json'];

/** The capture interface of EPCIS 2.0. */
@Controller('epcis')
export class CaptureController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(EPCIS_SETTINGS) private readonly settings: EpcisSettings,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'customs', 'operator')
  @Options('capture')
  @HttpCode(204)
  @Operation('Tells what one capture may bring.', {
    answerHeaders: {
      ...limitHeaders,
      'GS1-Capture-Error-Behaviour': 'What can be asked for about errors.',
      Allow: 'The methods of this path.',
    },
  })
  discover(@Res({ passthrough: true }) reply: Reply): void {
    tellCaptureLimits(reply);
    reply.header('GS1-Capture-Error-Behaviour', 'rollback, proceed');
    reply.header('Allow', 'OPTIONS, GET, POST');
  }

  @Allow('trader', 'customs', 'operator')
  @Post('capture')
  @HttpCode(202)
  @Operation(
    'Captures a document of EPCIS 2.0 in one append. The job, at `Location`, tells what became of it.',
    {
      commands: ['CaptureEpcisEvent', 'DeclareEpcisEventWrong'],
      body: captureBody,
      answer: captureAnswer,
      takes: JSON_TYPES,
      headers: {
        ...askedVersions,
        'GS1-Capture-Error-Behaviour':
          '`rollback` (where it is left out): all events or none; `proceed`: the sound ones.',
      },
      answerHeaders: { ...limitHeaders, Location: 'Of the job.' },
      refuses: [406],
    },
  )
  async capture(
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CaptureAnswer> {
    tellCaptureLimits(reply);
    checkVersions(request);
    const behaviour = errorBehaviourOf(request);
    const events = this.read(request, (body) =>
      readDocument(body, { eventsMax: CAPTURE_EVENTS_MAX, schemaCheck: this.settings.schemaCheck }),
    ).map((event) => checkedInTime(event, this.now));
    if (behaviour === 'rollback') checkSound(events);
    const command = new CaptureDocument(events, behaviour, requestOf(request));
    const { answer } = await this.commands.execute(command);
    reply.header('Location', `/epcis/capture/${answer.captureID}`);
    return answer;
  }

  @Allow('trader', 'customs', 'operator')
  @Get('capture/:id')
  @Operation('Tells what became of a document.', { answer: captureJob, answerHeaders: versionHeaders })
  job(
    @Param('id') id: string,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CaptureJob> {
    tellVersions(reply);
    return this.queries.execute(new CaptureJobQuery(id, requestOf(request).caller));
  }

  @Allow('trader', 'customs', 'operator')
  @Post('events')
  @Operation('Captures one EPCIS event.', {
    commands: ['CaptureEpcisEvent', 'DeclareEpcisEventWrong'],
    body: eventBody,
    answer: eventAnswer,
    takes: JSON_TYPES,
    headers: askedVersions,
    answerHeaders: { ...versionHeaders, Location: 'Of the event.' },
    refuses: [406],
  })
  async captureOne(
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EventAnswer> {
    tellVersions(reply);
    checkVersions(request);
    const read = this.read(request, (body) => readEvent(body, this.settings.schemaCheck));
    const event = checkedInTime(read, this.now);
    if ('faults' in event) throw refusalOf(event.faults);
    const { answer } = await this.commands.execute(new CaptureEvent(event, requestOf(request)));
    reply.header('Location', `/epcis/events/${encodeURIComponent(answer.eventID)}`);
    return answer;
  }

  private read<Read>({ body }: HttpRequest, reader: (body: unknown) => Read): Read {
    if (Buffer.isBuffer(body)) {
      const message = 'EPCIS is read in JSON here: send application/json or application/ld+json.';
      throw new ProblemError(415, 'media-type-unsupported', message);
    }
    try {
      return reader(body);
    } catch (error) {
      if (error instanceof DocumentFault) throw contentInvalid(error);
      if (error instanceof TooManyEvents) throw new ProblemError(413, 'too-many-events', error.message);
      throw error;
    }
  }
}

/** Read behind the body: what is nested without end could not be hashed for a key. */
function requestOf(request: HttpRequest): CommandRequest {
  return commandRequestOf(request);
}

/** With `rollback` a document with a faulty event is refused as a whole, before anything is recorded. @throws ProblemError 400. */
function checkSound(events: readonly (ReadEvent | FaultyEvent)[]): void {
  const faults = events.flatMap((event) => ('faults' in event ? event.faults : []));
  if (faults.length > 0) throw refusalOf(faults);
}

/** So many faults are told at a time. */
const FAULTS_MAX = 100;

function refusalOf(faults: readonly Fault[]): ProblemError {
  const [first = { pointer: '', detail: 'is not valid' }, ...others] = faults.slice(0, FAULTS_MAX);
  return contentInvalid(new DocumentFault([first, ...others]));
}
