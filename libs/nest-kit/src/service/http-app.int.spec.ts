import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ConcurrencyConflict, IdempotencyKeyReused, ledgerPool, Overloaded } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { Body, Controller, Get, Module, Param, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { Allow, type CallerRequest, createHttpApp, KeyRing, Public } from '../index.js';

const failures: Readonly<Record<string, Error>> = {
  conflict: new ConcurrencyConflict('consignment-1', 1, 2),
  overloaded: new Overloaded(),
  'key-reused': new IdempotencyKeyReused('k'),
  'illegal-step': new Rejection('illegal-step', 'no', { legalNow: ['DispatchConsignment'] }),
  'unknown-hs': new Rejection('hs-code-unknown', 'no such code', { pointer: '/lines/0/hs6' }),
  bug: new Error('secret detail of the inside'),
};

function gate(): { readonly promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}
const slowBegan = gate();
const slowMayEnd = gate();

@Controller('v1')
class Probe {
  @Allow('bank', 'operator')
  @Get('mine')
  mine(@Req() request: CallerRequest): unknown {
    return request.caller;
  }

  @Get('closed')
  closed(): string {
    return 'never';
  }

  @Public()
  @Get('slow')
  async slow(): Promise<string> {
    slowBegan.resolve();
    await slowMayEnd.promise;
    return 'whole';
  }

  @Public()
  @Get('fail/:how')
  fail(@Param('how') how: string): never {
    throw failures[how] ?? new Error('no such failure');
  }

  @Public()
  @Post('official-statistics')
  table(): string {
    return 'never';
  }

  @Public()
  @Post('lines')
  lines(@Body() body: unknown): unknown {
    const line = z.strictObject({ 'net/mass': z.string().min(1) });
    return z.strictObject({ lines: z.array(line) }).parse(body);
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

let ledger: TestLedger;
let owner: pg.Pool;
let pool: pg.Pool;
let app: NestFastifyApplication;
let now = 0;

beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  pool = ledgerPool(ledger.url, 'trade_events');
  for (const [key, role] of [
    ['bank-key', 'bank'],
    ['trader-key', 'trader'],
    ['old-key', 'operator'],
  ] as const) {
    const hash = createHash('sha256').update(key).digest();
    await owner.query(`INSERT INTO access.api_keys VALUES ($1, $2, $3, 'test')`, [
      hash,
      `demo-${role}`,
      role,
    ]);
  }
  const keys = new KeyRing(pool, () => now);
  app = await createHttpApp({
    module: ProbeModule,
    keys,
    logger: pino({ level: 'silent' }),
    bodyMaxBytes: 1_000,
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await Promise.all([owner.end(), pool.end()]);
  await ledger.stop();
});

const get = async (url: string, key?: string) => {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const { statusCode, headers: answered, body } = await app.inject({ method: 'GET', url, headers });
  return { statusCode, type: answered['content-type'], answered, body: JSON.parse(body) };
};

describe('keys', () => {
  it('tells the handler who asks', async () => {
    expect(await get('/v1/mine', 'bank-key')).toMatchObject({
      statusCode: 200,
      body: { participant: 'demo-bank', role: 'bank', bics: [] },
    });
  });

  it.each([
    ['no key', undefined, 401, 'key-missing'],
    ['an unknown key', 'guess', 401, 'key-unknown'],
    ['the key of another role', 'trader-key', 403, 'right-missing'],
  ])('refuses %s', async (_, key, status, code) => {
    const { statusCode, type, body } = await get('/v1/mine', key);
    expect({ statusCode, type }).toEqual({
      statusCode: status,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(body).toMatchObject({ status, code, type: `urn:corridor-ledger:problem:${code}` });
  });

  it('opens a handler that names no role to nobody', async () => {
    expect((await get('/v1/closed', 'bank-key')).statusCode).toBe(403);
  });

  it('refuses a revoked key within five seconds', async () => {
    expect((await get('/v1/mine', 'old-key')).statusCode).toBe(200);
    await owner.query(`UPDATE access.api_keys SET revoked_at = now() WHERE role = 'operator'`);
    now += 5_001;
    expect((await get('/v1/mine', 'old-key')).statusCode).toBe(401);
  });

  it('keeps no key, only its hash', async () => {
    const { rows } = await owner.query(`SELECT a::text AS row FROM access.api_keys a`);
    for (const { row } of rows) expect(row).not.toContain('-key');
  });
});

describe('errors', () => {
  it.each([
    ['conflict', 409, 'concurrent-change'],
    ['overloaded', 503, 'overloaded'],
    ['key-reused', 422, 'idempotency-key-reused'],
    ['illegal-step', 409, 'illegal-step'],
    ['unknown-hs', 422, 'hs-code-unknown'],
    ['bug', 500, 'internal'],
  ])('%s is a %d with the code %s', async (how, status, code) => {
    const { statusCode, body, answered } = await get(`/v1/fail/${how}`);
    expect({ statusCode, code: body.code }).toEqual({ statusCode: status, code });
    expect(answered['retry-after']).toBe(status === 503 ? '1' : undefined);
  });

  it('carry the field at fault, and the steps that are legal now', async () => {
    expect((await get('/v1/fail/unknown-hs')).body.pointer).toBe('/lines/0/hs6');
    expect((await get('/v1/fail/illegal-step')).body.legalNow).toEqual(['DispatchConsignment']);
  });

  it('tell nothing of the inside', async () => {
    expect(JSON.stringify((await get('/v1/fail/bug')).body)).not.toContain('secret');
  });

  const post = async (payload: string, type = 'application/json') => {
    const headers = { 'content-type': type };
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/v1/lines', headers, payload });
    return { statusCode, body: JSON.parse(body) };
  };

  it('name every fault of the content by JSON pointer', async () => {
    const { statusCode, body } = await post(JSON.stringify({ lines: [{ 'net/mass': '' }, {}] }));
    expect(statusCode).toBe(422);
    expect(body).toMatchObject({ code: 'content-invalid', pointer: '/lines/0/net~1mass' });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/lines/0/net~1mass',
      '/lines/1/net~1mass',
    ]);
  });

  it.each([
    ['broken JSON', '{"lines": [', 'application/json', 400, 'request-malformed'],
    [
      'a body that is too large',
      JSON.stringify({ lines: 'x'.repeat(2_000) }),
      'application/json',
      413,
      'body-too-large',
    ],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'media-type-unsupported'],
    ['an unknown type', 'a', 'image/png', 415, 'media-type-unsupported'],
  ])('refuse %s', async (_, payload, type, status, code) => {
    const answer = await post(payload, type);
    expect({ statusCode: answer.statusCode, code: answer.body.code }).toEqual({ statusCode: status, code });
  });

  it.each([
    ['/v1/lines', 'application/x-www-form-urlencoded', 'application/json'],
    ['/v1/lines', 'text/csv', 'application/json'],
    ['/v1/official-statistics?status=final', 'application/x-www-form-urlencoded', 'text/csv'],
    ['/v1/official-statistics', 'application/json', 'text/csv'],
  ])('to %s as %s are told to be sent as %s', async (url, type, wanted) => {
    const headers = { 'content-type': type };
    const { statusCode, body } = await app.inject({ method: 'POST', url, headers, payload: 'a,b\n1,2' });
    expect(statusCode).toBe(415);
    expect(JSON.parse(body)).toMatchObject({
      code: 'media-type-unsupported',
      detail: expect.stringContaining(wanted),
    });
  });

  it('are told where they are no JSON', async () => {
    expect((await post('{"lines": [],\n "x" 1}')).body).toMatchObject({
      code: 'request-malformed',
      detail: 'The body is no JSON: see line 2, column 6.',
    });
  });

  it.each([
    ['application/json', 413, 'body-too-large'],
    ['image/png', 415, 'media-type-unsupported'],
  ])('are told a client that has sent its 10 MB of %s, not before', async (type, status, code) => {
    const url = new URL(await app.getUrl());
    const socket = connect(Number(url.port), url.hostname);
    let received = '';
    let ended = false;
    socket.on('data', (chunk) => {
      received += chunk;
    });
    const end = new Promise<void>((resolve) => {
      socket.once('close', () => {
        ended = true;
        resolve();
      });
    });
    await once(socket, 'connect');
    const head = [`content-type: ${type}`, 'content-length: 10000000', 'connection: close'].join('\r\n');
    socket.write(`POST /v1/lines HTTP/1.1\r\nhost: test\r\n${head}\r\n\r\n`);
    socket.write('x'.repeat(1_000_000));
    // By the time that others have their answers, the server has read the head and knows that it refuses the rest.
    for (let others = 0; others < 5; others += 1) await (await fetch(new URL('/v1/nowhere', url))).text();
    expect({ received, ended }).toEqual({ received: '', ended: false });
    socket.write('x'.repeat(9_000_000));
    await end;
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(received).toContain(`"code":"${code}"`);
  });

  it.each([
    ['/v1/fail/%zz', 400, 'request-malformed'],
    [`/v1/fail/${'x'.repeat(101)}`, 414, 'address-too-long'],
  ])('answer an address that cannot be read: %s', async (url, statusCode, code) => {
    const answer = await get(url, 'bank-key');
    expect(answer).toMatchObject({ statusCode, body: { code, status: statusCode } });
    expect(answer.type).toBe('application/problem+json; charset=utf-8');
  });

  it('answer an unknown path', async () => {
    expect(await get('/v1/nowhere', 'bank-key')).toMatchObject({
      statusCode: 404,
      body: { code: 'not-found' },
    });
  });
});

it('finishes what is under way before it ends, and takes nothing new', async () => {
  const other = await createHttpApp({
    module: ProbeModule,
    keys: new KeyRing(pool, () => now),
    logger: pino({ level: 'silent' }),
  });
  await other.listen(0, '127.0.0.1');
  const url = await other.getUrl();
  const answer = fetch(`${url}/v1/slow`).then((response) => response.text());
  await slowBegan.promise;
  const closed = other.close();
  // Once it listens no more.
  for (;;)
    if (
      await fetch(`${url}/v1/mine`).then(
        ({ status }) => status === 503,
        () => true,
      )
    )
      break;
  slowMayEnd.resolve();
  expect(await answer).toBe('whole');
  await closed;
});
