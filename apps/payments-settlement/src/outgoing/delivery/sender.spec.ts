import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { answering, hanging, Receiver } from './receiver.spec-kit.js';
import { WebhookSender } from './sender.js';

let receiver: Receiver;
let sender: WebhookSender;
beforeEach(async () => {
  receiver = await Receiver.start();
  sender = new WebhookSender({ allowsLoopback: true });
});
afterEach(async () => {
  sender.close();
  await receiver.stop();
});

const HEADERS = { 'content-type': 'application/json', 'webhook-id': 'evt_1' };

it('posts a body with its headers, and again over the same connection', async () => {
  const body = '{"name":"Қазақстан"}';
  expect(await sender.post(receiver.url('/a?b=c'), HEADERS, body)).toEqual({ answered: true, status: 204 });
  expect(await sender.post(receiver.url('/a?b=c'), HEADERS, body)).toEqual({ answered: true, status: 204 });
  expect(receiver.received).toMatchObject([
    { method: 'POST', path: '/a?b=c', body, headers: { ...HEADERS, 'content-length': '29' }, connection: 1 },
    { connection: 1 },
  ]);
});

it.each([
  [200, {}, undefined],
  [404, {}, undefined],
  [429, { 'retry-after': '7' }, '7'],
  [503, { 'retry-after': 'Mon, 02 Nov 2026 09:10:00 GMT' }, 'Mon, 02 Nov 2026 09:10:00 GMT'],
])('tells that %d was answered', async (status, headers, retryAfter) => {
  receiver.always(answering(status, headers));
  const outcome = await sender.post(receiver.url(), HEADERS, '{}');
  expect(outcome).toEqual({ answered: true, status, ...(retryAfter && { retryAfter }) });
});

it('does not go where it is sent on to', async () => {
  const other = await Receiver.start();
  receiver.always(answering(307, { location: other.url() }));
  expect(await sender.post(receiver.url(), HEADERS, '{}')).toEqual({ answered: true, status: 307 });
  expect(other.received).toEqual([]);
  await other.stop();
});

it('gives a receiver up that does not answer in time', async () => {
  const deadline = new AbortController();
  sender = new WebhookSender({ allowsLoopback: true, deadline: () => deadline.signal });
  receiver.always(hanging);
  const outcome = sender.post(receiver.url(), HEADERS, '{}');
  await receiver.got(1);
  deadline.abort();
  expect(await outcome).toEqual({ answered: false, fault: 'timed-out' });
});

it('does not wait beyond its time for the end of an answer', async () => {
  const deadline = new AbortController();
  sender = new WebhookSender({ allowsLoopback: true, deadline: () => deadline.signal });
  receiver.always((response) => {
    response.writeHead(200).write('{');
    deadline.abort();
  });
  // Whether the head has got there by then is up to the system.
  expect([
    { answered: true, status: 200 },
    { answered: false, fault: 'timed-out' },
  ]).toContainEqual(await sender.post(receiver.url(), HEADERS, '{}'));
});

it('takes no more of an answer than it can use', async () => {
  let written = 0;
  let isOver = false;
  receiver.always((response) => {
    response.writeHead(200);
    response.on('close', () => {
      isOver = true;
    });
    const chunk = Buffer.alloc(64 * 1024);
    const more = (): void => {
      while (!isOver && response.write(chunk)) written += chunk.length;
      if (!isOver) response.once('drain', more);
    };
    more();
  });
  expect(await sender.post(receiver.url(), HEADERS, '{}')).toEqual({ answered: true, status: 200 });
  // What lay in the buffers of the two ends and of the system, of an answer without an end.
  expect(written).toBeLessThan(100 * 1024 * 1024);
});

it('asks again at once where a connection that was kept is gone', async () => {
  await sender.post(receiver.url(), HEADERS, '1');
  receiver.next((response) => response.socket?.resetAndDestroy());
  expect(await sender.post(receiver.url(), HEADERS, '2')).toEqual({ answered: true, status: 204 });
  expect(receiver.received.map(({ body, connection }) => [body, connection])).toEqual([
    ['1', 1],
    ['2', 1],
    ['2', 2],
  ]);
});

it('tells that a new connection was broken off, and that nobody listens', async () => {
  receiver.next((response) => response.socket?.resetAndDestroy());
  expect(await sender.post(receiver.url(), HEADERS, '{}')).toEqual({ answered: false, fault: 'unreachable' });
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  silent.close();
  await once(silent, 'close');
  const gone = `http://127.0.0.1:${port}/`;
  expect(await sender.post(gone, HEADERS, '{}')).toEqual({ answered: false, fault: 'unreachable' });
});

describe('where this machine is not allowed', () => {
  it.each([
    ['its address', '127.0.0.1'],
    ['its name', 'localhost'],
    ['another name of it', 'hooks.example.com'],
    ['its address in decimal', '2130706433'],
  ])('nothing gets to it by %s', async (_, host) => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const strict = new WebhookSender({ allowsLoopback: false, resolve });
    const outcome = await strict.post(receiver.url('/hooks', host), HEADERS, '{}');
    expect(outcome).toEqual({ answered: false, fault: 'address-refused' });
    expect(receiver.received).toEqual([]);
    // The same request gets there where it is allowed: so it is the address that was refused.
    const allowing = new WebhookSender({ allowsLoopback: true, resolve });
    expect(await allowing.post(receiver.url('/hooks', host), HEADERS, '{}')).toMatchObject({ status: 204 });
    strict.close();
    allowing.close();
  });

  it('a name that leads here a moment later gets nothing, either', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      // Allowed when it is looked at first, and re-bound for the next connection.
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    const bound = new WebhookSender({ allowsLoopback: true, resolve });
    const url = receiver.url('/hooks', 'hooks.example.com');
    expect(await bound.post(url, HEADERS, '1')).toMatchObject({ status: 204 });
    receiver.dropConnections();
    expect(await bound.post(url, HEADERS, '2')).toEqual({ answered: false, fault: 'address-refused' });
    expect(asked).toBe(2);
    bound.close();
  });
});
