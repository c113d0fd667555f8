import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isKnown, tagOf } from './rest-document.js';

export const REST_PAGE_PATH = '/docs/rest';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Corridor Ledger: REST</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${REST_PAGE_PATH}/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${REST_PAGE_PATH}/swagger-ui-bundle.js"></script>
<script src="${REST_PAGE_PATH}/start.js"></script>
</body>
</html>
`;

// Without a validator: it would send the document to a site of others.
const START = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, docExpansion: 'none' });
`;

/** Nothing comes from elsewhere, and nothing is sent there; no other page may frame this one, in which keys are typed. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Serves a page to browse the REST interface by, from the gateway's own files. */
export function serveRestPage(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const [path, { type, content }] of Object.entries(filesOf())) {
    const tag = tagOf(content);
    const zipped = once(() => promisify(gzip)(content));
    fastify.get(path, async ({ headers }, reply) => {
      reply.headers({ ...HEADERS, etag: tag, vary: 'accept-encoding', 'content-type': type });
      if (isKnown(tag, headers['if-none-match'])) return reply.code(304).send();
      if (!/\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))) return reply.send(content);
      return reply.header('content-encoding', 'gzip').send(await zipped());
    });
  }
}

/** Path → file. */
function filesOf(): Readonly<Record<string, { readonly type: string; readonly content: Buffer }>> {
  const { resolve } = createRequire(import.meta.url);
  const asset = (name: string) => readFileSync(resolve(`swagger-ui-dist/${name}`));
  const script = 'text/javascript; charset=utf-8';
  return {
    [REST_PAGE_PATH]: { type: 'text/html; charset=utf-8', content: Buffer.from(PAGE) },
    [`${REST_PAGE_PATH}/start.js`]: { type: script, content: Buffer.from(START) },
    [`${REST_PAGE_PATH}/swagger-ui-bundle.js`]: { type: script, content: asset('swagger-ui-bundle.js') },
    [`${REST_PAGE_PATH}/swagger-ui.css`]: {
      type: 'text/css; charset=utf-8',
      content: asset('swagger-ui.css'),
    },
  };
}

/** Does a thing the first time that it is asked for. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
