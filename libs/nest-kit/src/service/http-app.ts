import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AccessGuard } from '../access/access.guard.js';
import type { KeyRing } from '../access/key-ring.js';
import { jsonFaultAt } from '../errors/json-fault.js';
import { ProblemFilter, type ProblemShape } from '../errors/problem.filter.js';
import { PROBLEM_JSON, ProblemError } from '../errors/problem.js';
import { toProblem } from '../errors/to-problem.js';
import { isBulk, takesFiles, takesTable } from './bulk-path.js';
import { NestLogger } from './nest-logger.js';

export interface HttpAppOptions {
  readonly module: Parameters<typeof NestFactory.create>[0];
  readonly keys: KeyRing;
  readonly logger: Logger;
  /** Bytes of a request's body (default 5 MiB); a larger one is refused with 413. */
  readonly bodyMaxBytes?: number;
  /** How errors are told, where a path follows a standard of its own. */
  readonly problemShape?: ProblemShape;
}

const BODY_MAX_BYTES = 5 * 1024 * 1024;
const REQUEST_MAX_MS = 60_000;
const DRAIN_MAX_MS = 5_000;
/** As much as the gateway lets through: a file that is far too large is sent whole before its bank looks for the answer. */
const DROPPED_MAX_BYTES = 2_048 * 1024 * 1024;
const WHERE_XML_GOES = 'Messages of ISO 20022 are sent to /v1/iso20022, as application/xml.';

/** A service's HTTP side: keys, problems, limits and time-outs are the same in each. Not listening yet. */
export async function createHttpApp(options: HttpAppOptions): Promise<NestFastifyApplication> {
  const { module, keys, logger, bodyMaxBytes = BODY_MAX_BYTES, problemShape } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyMaxBytes,
    requestTimeout: REQUEST_MAX_MS,
    connectionTimeout: REQUEST_MAX_MS,
    genReqId: () => randomUUID(),
    // An address that no route can be found for is refused before Nest has a say.
    frameworkErrors: (error: unknown, _request: unknown, { raw }: { readonly raw: ServerResponse }) => {
      const problem = toProblem(error);
      raw.writeHead(problem.status, { 'content-type': PROBLEM_JSON }).end(JSON.stringify(problem));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    // Nest would add a parser for HTML forms; Fastify's own for JSON is all that is wanted.
    bodyParser: false,
  });
  const fastify = adapter.getInstance();
  // Closing waits for the requests under way; after this, for none of them.
  fastify.addHook('preClose', async () => {
    setTimeout(() => fastify.server.closeAllConnections(), DRAIN_MAX_MS).unref();
  });
  // Messages of banks come as XML, as they were sent, and are read only where files of them are taken.
  fastify.addContentTypeParser(
    ['application/xml', 'text/xml'],
    (
      request: { readonly url: string },
      file: unknown,
      done: (error: Error | null, body?: unknown) => void,
    ) =>
      takesFiles(request.url)
        ? done(null, file)
        : done(
            new ProblemError(
              415,
              'media-type-unsupported',
              `Send JSON, as application/json. ${WHERE_XML_GOES}`,
            ),
          ),
  );
  // Lines come without end, and only where somebody reads them one by one.
  fastify.addContentTypeParser(
    ['application/x-ndjson', 'text/csv'],
    (
      request: { readonly url: string },
      lines: unknown,
      done: (error: Error | null, body?: unknown) => void,
    ) => (isBulk(request.url) || takesTable(request.url) ? done(null, lines) : done(wrongType(request.url))),
  );
  // JSON-LD is JSON. Fastify's own parser does not tell where a body stops to be it.
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser(
    ['application/json', 'application/ld+json'],
    { parseAs: 'string' },
    (request, text, done) =>
      takesTable(request.url)
        ? done(wrongType(request.url))
        : parseJson(request, String(text), (error, body) =>
            done(error && withPlace(error, String(text)), body),
          ),
  );
  // What curl calls a body that it is told no type of.
  fastify.addContentTypeParser('application/x-www-form-urlencoded', (request, _form, done) =>
    done(wrongType(request.url)),
  );
  fastify.addHook('onSend', async ({ raw }, reply) => {
    const isRefused = reply.statusCode >= 400;
    if (isRefused && raw.complete === false && !(await dropRest(raw))) reply.header('connection', 'close');
  });
  app.useGlobalFilters(new ProblemFilter(logger, problemShape));
  app.useGlobalGuards(new AccessGuard(keys, app.get(Reflector)));
  return app;
}

/** Says as which type a body goes to an address. */
function wrongType(url: string): ProblemError {
  const wanted = takesTable(url)
    ? 'Send the file as it was downloaded, with the header "Content-Type: text/csv".'
    : 'Send JSON, as application/json.';
  return new ProblemError(415, 'media-type-unsupported', wanted);
}

/** Where in its body a request is no JSON; what is JSON and refused otherwise stays as it was told. */
function withPlace(error: Error, text: string): Error {
  if (!('code' in error) || error.code !== 'FST_ERR_CTP_INVALID_JSON_BODY' || isJson(text)) return error;
  if (text.trimStart().startsWith('<')) {
    return new ProblemError(400, 'request-malformed', `The body is XML, not JSON. ${WHERE_XML_GOES}`);
  }
  const before = text.slice(0, jsonFaultAt(text)).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return new ProblemError(400, 'request-malformed', `The body is no JSON: see ${place}.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes in what is left of a request that was refused before its end: a client that is still sending does not read yet, and
 * would find the connection closed instead of the answer. `false` where it goes on beyond every measure.
 */
function dropRest(request: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= DROPPED_MAX_BYTES) return;
      request.pause();
      resolve(false);
    });
    request.once('end', () => resolve(true));
    request.once('close', () => resolve(true));
    request.resume();
  });
}
