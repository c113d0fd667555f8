import { commandRequestOf, ProblemError } from '../index.js';

const caller = { participant: 'demo-mills', role: 'trader' } as const;
const request = { method: 'POST', url: '/v1/consignments', headers: {}, body: { a: 1 }, caller };
const withHeaders = (headers: Record<string, string | string[]>) => ({ ...request, headers });

/** The code of the problem that `run` ends in. */
function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  throw new Error('nothing was thrown');
}

it('a request without headers of its own gets a correlation id of its own and no idempotency', () => {
  const first = commandRequestOf(request);
  expect(first.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  expect(commandRequestOf(request).correlationId).not.toBe(first.correlationId);
  expect(first.idempotency).toBeUndefined();
});

it('takes the correlation id that the caller gave', () => {
  const correlationId = '0191d8a0-0000-7000-8000-000000000001';
  expect(commandRequestOf(withHeaders({ 'x-correlation-id': correlationId })).correlationId).toBe(
    correlationId,
  );
});

it('the hash of a request tells method, address and body apart', () => {
  const hashOf = (change: Partial<typeof request>) =>
    commandRequestOf({ ...withHeaders({ 'idempotency-key': 'k' }), ...change }).idempotency?.requestHash;
  const hashes = [
    hashOf({}),
    hashOf({ url: '/v1/invoices' }),
    hashOf({ method: 'PUT' }),
    hashOf({ body: { a: 2 } }),
    commandRequestOf({ ...withHeaders({ 'idempotency-key': 'k' }), body: Buffer.from('<a/>') }).idempotency
      ?.requestHash,
  ];
  expect(new Set(hashes).size).toBe(5);
  expect(hashOf({})).toBe(hashes[0]);
});

it.each([
  ['no caller', { ...request, caller: undefined }, 'key-missing'],
  ['an empty key', withHeaders({ 'idempotency-key': '' }), 'idempotency-key-malformed'],
  [
    'a key that is too long',
    withHeaders({ 'idempotency-key': 'k'.repeat(256) }),
    'idempotency-key-malformed',
  ],
  ['two keys', withHeaders({ 'idempotency-key': ['a', 'b'] }), 'idempotency-key-malformed'],
  ['a correlation id that is none', withHeaders({ 'x-correlation-id': 'mine' }), 'correlation-id-malformed'],
] as const)('refuses %s', (_, wrong, code) => {
  const { caller: given, ...rest } = wrong;
  expect(codeOf(() => commandRequestOf(given ? { ...rest, caller: given } : rest))).toBe(code);
});
