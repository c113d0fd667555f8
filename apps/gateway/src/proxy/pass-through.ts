import { epcisProblem } from '@corridor/epcis';
import {
  answerProblem,
  type createLogger,
  isBulk,
  PROBLEM_JSON,
  type Problem,
  ProblemError,
  problem,
  takesFiles,
} from '@corridor/nest-kit';
import httpProxy from '@fastify/http-proxy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CORRELATION_HEADER, type FrontDoorRequest } from '../http/front-door.js';
import { bodyTooLarge, limitedTo } from './body-limit.js';
import { withoutHopByHop } from './headers.js';
import { REST_ROUTES, type ServiceName, type ServiceUrls } from './rest-routes.js';

export interface PassThroughOptions {
  readonly services: ServiceUrls;
  /** How long a service may take until its answer begins, and between parts of it. */
  readonly answerMaxMs: number;
  /** Bytes of a request's body. */
  readonly bodyMaxBytes: number;
  readonly logger: ReturnType<typeof createLogger>;
}

/** Lines are read one by one, so that there may be many: 50,000 consignments of 1,300 bytes, with the usual limit of 5 MiB. */
const BULK_FACTOR = 13;
/** The service has a limit of its own, which is an operator's to set; none is above this one. */
const FILE_MAX_BYTES = 2_048 * 1024 * 1024;
const CONNECT_MAX_MS = 3_000;
const CONNECTIONS_MAX = 128;

/**
 * Passes the REST paths on to the services: request and answer go through as streams, byte for byte, with their headers but those that
 * concern a single connection. Connections are kept open and used again.
 */
export async function passRestThrough(
  app: NestFastifyApplication,
  options: PassThroughOptions,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const { answerMaxMs, bodyMaxBytes, logger } = options;
  await fastify.register(async (scope) => {
    // The proxy takes every body as a stream; the parsers of the gateway's own routes would read it first.
    scope.removeAllContentTypeParsers();
    // Nest answers the errors of its own routes only.
    scope.setErrorHandler((error, { url }, reply) =>
      answerProblem(error, reply, logger, (problem) => epcisProblem(problem, url)),
    );
    const maxOf = (url: string): number => {
      if (takesFiles(url)) return FILE_MAX_BYTES;
      return isBulk(url) ? bodyMaxBytes * BULK_FACTOR : bodyMaxBytes;
    };
    scope.addHook('onRequest', ({ url, headers }, _reply, done) => {
      if (Number(headers['content-length']) > maxOf(url)) done(bodyTooLarge(maxOf(url)));
      else done();
    });
    scope.addHook('preParsing', ({ url, headers }, _reply, payload, done) => {
      // A body whose length was told ends there.
      done(null, headers['content-length'] === undefined ? limitedTo(maxOf(url), payload) : payload);
    });
    for (const { service, prefix, routes } of proxied()) {
      await scope.register(httpProxy, {
        upstream: options.services[service],
        prefix,
        rewritePrefix: prefix,
        routes,
        disableRequestLogging: true,
        destroyAgent: true,
        undici: {
          connections: CONNECTIONS_MAX,
          pipelining: 1,
          connect: { timeout: CONNECT_MAX_MS },
          headersTimeout: answerMaxMs,
          bodyTimeout: answerMaxMs,
        },
        replyOptions: {
          // A service that is busy tells the caller when to come again; by itself the proxy would ask it ten times over.
          retryDelay: () => null,
          rewriteRequestHeaders: (request, headers) => ({
            ...withoutHopByHop(headers),
            [CORRELATION_HEADER]: (request as unknown as FrontDoorRequest).correlationId,
          }),
          rewriteHeaders: withoutHopByHop,
          onError: (reply, { error }) => {
            const answer = epcisProblem(problemOf(service, error), reply.request.url);
            if (answer.status >= 500)
              logger.warn({ err: error, service }, 'a request could not be passed on');
            reply.code(answer.status).header('content-type', PROBLEM_JSON).send(JSON.stringify(answer));
          },
        },
      });
    }
  });
}

/** The paths of each service by their first part, as the proxy takes them. */
function proxied() {
  return REST_ROUTES.flatMap(({ service, paths }) => {
    const byPrefix = new Map<string, string[]>();
    for (const path of paths) {
      const prefix = `/${path.split('/')[1]}`;
      const below = path.slice(prefix.length);
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), below === '' ? '/' : below, `${below}/*`]);
    }
    return [...byPrefix].map(([prefix, routes]) => ({ service, prefix, routes }));
  });
}

function problemOf(service: ServiceName, error: Error): Problem {
  const cause = (error.cause ?? error) as Error & { readonly code?: string };
  if (cause instanceof ProblemError) return cause.problem;
  if (cause.code === 'UND_ERR_HEADERS_TIMEOUT') {
    return problem(
      504,
      'service-too-slow',
      `${service} did not answer in time. Whether it did what was asked is not known: send it again with the same Idempotency-Key.`,
    );
  }
  return problem(
    502,
    'service-unreachable',
    `${service} cannot be reached. Send the request again shortly, with the same Idempotency-Key.`,
  );
}
