import { ScreeningService, type ScreeningServiceOptions } from './screening-service.js';

interface Sent {
  readonly parties: readonly { readonly ref: string; readonly debtorName?: string }[];
}
type Handle = (sent: Sent, signal: AbortSignal) => Response | Promise<Response>;

const LIST = { list: 'demo-service', version: '7' };
const UNANSWERED = { held: { hits: [] } };
const parties = (debtorName: string) => ({ debtorName, references: { remittance: [] } });
const many = (count: number) => Array.from({ length: count }, () => parties('Demo Buyer'));
const hit = { field: 'debtorName', entry: 'Demo Barda', entryId: 'DL-1' } as const;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
/** Demo Barda is on its list. */
const sound: Handle = ({ parties }) =>
  json({
    ...LIST,
    results: parties.map(({ ref, debtorName }) => ({ ref, hits: debtorName === 'Demo Barda' ? [hit] : [] })),
  });

/** A service without a network, whose clock stands until a test moves it. */
function serviceOf(handle: Handle, options: Partial<ScreeningServiceOptions> = {}) {
  const world = { handle, nowMs: 0, sent: [] as Sent[], atOnce: 0, atOnceMost: 0, news: [] as string[] };
  const deadlines: AbortController[] = [];
  const service = new ScreeningService({
    url: 'https://screening.example.org/',
    onDown: ({ message }) => world.news.push(`down: ${message}`),
    onUp: () => world.news.push('up'),
    elapsed: () => world.nowMs,
    deadline: () => {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
    fetch: async (_url, init) => {
      const sent = JSON.parse(init?.body as string) as Sent;
      world.sent.push(sent);
      world.atOnce += 1;
      world.atOnceMost = Math.max(world.atOnceMost, world.atOnce);
      try {
        return await world.handle(sent, init?.signal as AbortSignal);
      } finally {
        world.atOnce -= 1;
      }
    },
    ...options,
  });
  const lapse = () => {
    for (const each of deadlines) each.abort(new Error('too late'));
  };
  return { world, service, lapse };
}

/** Answers when the call is aborted, and not before. */
const hangs: Handle = (_sent, signal) =>
  new Promise((_, refuse) => signal.addEventListener('abort', () => refuse(signal.reason)));

it('sends what is looked for, and tells of each in its order', async () => {
  const { world, service } = serviceOf(sound);
  const told = {
    debtorName: 'Demo Barda',
    creditorName: 'Demo Seller',
    ultimateDebtorName: 'Demo Holding',
    ultimateCreditorName: 'Demo Mills',
    debtorAgent: 'DEMOPKKA',
    creditorAgent: 'DEMOKZKA',
    references: { remittance: ['INV-1'] },
  };
  expect(await service.screen([parties('Demo Buyer'), told])).toEqual([
    { screenedBy: LIST },
    { screenedBy: LIST, held: { ...LIST, hits: [hit] } },
  ]);
  const { references: _, ...names } = told;
  expect(world.sent).toEqual([
    {
      parties: [
        { ref: '0', debtorName: 'Demo Buyer', remittance: [] },
        { ref: '1', ...names, remittance: ['INV-1'] },
      ],
    },
  ]);
});

it('sends what is asked for at once together, 500 at a time, and at most four calls at once', async () => {
  const { world, service } = serviceOf(async (...call) => {
    await new Promise((done) => setImmediate(done));
    return sound(...call);
  });
  const [one, all] = await Promise.all([
    service.screen([parties('Demo Barda')]),
    service.screen(many(4_999)),
  ]);
  expect([one[0]?.held?.hits, all.length]).toEqual([[hit], 4_999]);
  expect(all.every(({ screenedBy, held }) => screenedBy !== undefined && held === undefined)).toBe(true);
  expect(world.sent.map((sent) => sent.parties.length)).toEqual(Array(10).fill(500));
  expect(world.atOnceMost).toBe(4);
});

it.each<[string, Handle, string]>([
  ['is not there', () => Promise.reject(new Error('connection refused')), 'connection refused'],
  ['answers with another status', () => json({}, 500), 'status 500'],
  ['answers with no JSON', () => new Response('<html>'), 'JSON'],
  [
    'names no list',
    ({ parties }) => json({ results: parties.map(({ ref }) => ({ ref, hits: [] })) }),
    'list',
  ],
  ['leaves one out', () => json({ ...LIST, results: [{ ref: '0', hits: [] }] }), '1 of 2'],
  [
    'answers for one twice',
    () =>
      json({
        ...LIST,
        results: [
          { ref: '0', hits: [] },
          { ref: '0', hits: [] },
        ],
      }),
    '2 of 2',
  ],
  [
    'answers for another',
    () =>
      json({
        ...LIST,
        results: [
          { ref: '0', hits: [] },
          { ref: '2', hits: [] },
        ],
      }),
    'for the payment "1"',
  ],
  [
    'names what no event may hold',
    ({ parties }) =>
      json({ ...LIST, results: parties.map(({ ref }) => ({ ref, hits: [{ ...hit, entry: '' }] })) }),
    'entry',
  ],
  ['answers without end', () => new Response(' '.repeat(8 * 1024 * 1024 + 1)), 'larger than'],
])('where the service %s, nobody can say', async (_what, handle, message) => {
  const { world, service } = serviceOf(handle);
  expect(await service.screen(many(2))).toEqual([UNANSWERED, UNANSWERED]);
  expect(world.news).toEqual([expect.stringContaining(message)]);
});

it('waits for no answer that is late, nor lets others wait for a service that is down', async () => {
  const { world, service, lapse } = serviceOf(hangs);
  const asked = service.screen(many(2_600));
  await new Promise((done) => setImmediate(done));
  expect(world.sent).toHaveLength(4);
  lapse();
  expect(new Set(await asked)).toEqual(new Set([UNANSWERED]));
  // Those that waited behind the four were not sent.
  expect(world.sent).toHaveLength(4);
  world.nowMs = 4_999;
  expect(await service.screen(many(1))).toEqual([UNANSWERED]);
  expect(world.sent).toHaveLength(4);
  world.nowMs = 5_000;
  world.handle = sound;
  expect(await service.screen(many(1))).toEqual([{ screenedBy: LIST }]);
  expect(world.news).toEqual(['down: too late', 'up']);
});

it('does not send what has waited longer than a call may take', async () => {
  const open: (() => void)[] = [];
  const { world, service } = serviceOf(async (...call) => {
    await new Promise<void>((answer) => open.push(answer));
    return sound(...call);
  });
  const first = service.screen(many(2_000));
  const late = service.screen(many(1));
  await new Promise((done) => setImmediate(done));
  world.nowMs = 2_001;
  for (const answer of open) answer();
  expect(await late).toEqual([UNANSWERED]);
  expect(new Set((await first).map(({ held }) => held))).toEqual(new Set([undefined]));
  expect(world.sent).toHaveLength(4);
});

it('tells of a hundred hits at most', async () => {
  const { service } = serviceOf(() => json({ ...LIST, results: [{ ref: '0', hits: Array(150).fill(hit) }] }));
  expect((await service.screen(many(1)))[0]?.held?.hits).toHaveLength(100);
});
