import { randomUUID } from 'node:crypto';
import {
  authenticate,
  type Caller,
  type CallerRequest,
  type createLogger,
  type KeyRing,
  ProblemError,
} from '@corridor/nest-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const GRAPHQL_PATH = '/graphql';
export const CORRELATION_HEADER = 'x-correlation-id';

/** A request as the hooks of the front door leave it to what answers it. */
export interface FrontDoorRequest extends CallerRequest {
  /** UUID in lower case, the caller's own or a new one. */
  readonly correlationId: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What every request passes first: it gets its correlation id, which stands in the answer and goes with it to the services, and a GraphQL
 * request is let in with a valid key only. Without one it is answered as on every other path, with 401 and problem+json: no GraphQL
 * has been read then, and GraphQL over HTTP leaves such answers to the layer before. REST is authenticated by the services.
 */
export function openFrontDoor(
  app: NestFastifyApplication,
  keys: KeyRing,
  logger: ReturnType<typeof createLogger>,
): void {
  const callerOf = (request: CallerRequest): Promise<Caller> =>
    authenticate(request, keys).catch((error: unknown) => {
      if (error instanceof ProblemError) throw error;
      logger.error({ err: error }, 'a key could not be looked up');
      throw new ProblemError(503, 'database-unreachable', 'The database does not answer; try again later.');
    });

  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('correlationId', '');
  fastify.addHook('onRequest', async (request, reply) => {
    const correlationId = correlationIdOf(request.headers[CORRELATION_HEADER]);
    Object.assign(request, { correlationId });
    reply.header(CORRELATION_HEADER, correlationId);
    if (request.routeOptions.url !== GRAPHQL_PATH || asksForConsole(request.method, request.headers.accept))
      return;
    Object.assign(request, { caller: await callerOf(request) });
    if (request.method === 'POST' && !isJson(request.headers['content-type']))
      throw new ProblemError(415, 'media-type-unsupported', 'Send the query as application/json.');
  });
}

/** A browser that opens /graphql gets the console's page, which holds no data. Yoga decides by the very same. */
function asksForConsole(method: string, accept: string | undefined): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

/** @throws ProblemError for what is no UUID in lower case, as the services do. */
function correlationIdOf(header: string | string[] | undefined): string {
  if (header === undefined) return randomUUID();
  if (typeof header === 'string' && UUID.test(header)) return header;
  throw new ProblemError(422, 'correlation-id-malformed', 'X-Correlation-Id is a UUID in lower case.');
}
