import { randomUUID } from 'node:crypto';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AccessGuard } from '../access/access.guard.js';
import type { KeyRing } from '../access/key-ring.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { NestLogger } from './nest-logger.js';

export interface HttpAppOptions {
  readonly module: Parameters<typeof NestFactory.create>[0];
  readonly keys: KeyRing;
  readonly logger: Logger;
  /** Bytes of a request's body (default 5 MiB); a larger one is refused with 413. */
  readonly bodyMaxBytes?: number;
}

const BODY_MAX_BYTES = 5 * 1024 * 1024;
const REQUEST_MAX_MS = 60_000;

/** A service's HTTP side: keys, problems, limits and time-outs are the same in each. Not listening yet. */
export async function createHttpApp(options: HttpAppOptions): Promise<NestFastifyApplication> {
  const { module, keys, logger, bodyMaxBytes = BODY_MAX_BYTES } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyMaxBytes,
    requestTimeout: REQUEST_MAX_MS,
    connectionTimeout: REQUEST_MAX_MS,
    genReqId: () => randomUUID(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    // Nest would add a parser for HTML forms; Fastify's own for JSON is all that is wanted.
    bodyParser: false,
    forceCloseConnections: true,
  });
  // Messages of banks come as XML and are read as they were sent.
  adapter
    .getInstance()
    .addContentTypeParser(
      ['application/xml', 'text/xml'],
      { parseAs: 'buffer' },
      (_request: unknown, body: unknown, done: (error: null, body: unknown) => void) => done(null, body),
    );
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalGuards(new AccessGuard(keys, app.get(Reflector)));
  return app;
}
