import { run } from './run.js';

it('gives all that a program printed, however soon it ended', async () => {
  // More than is read at once: it still stands in the pipe when the program has ended.
  const outputs = await Promise.all(
    Array.from({ length: 20 }, () => run('sh', ['-c', 'head -c 60000 /dev/zero | tr "\\0" x'])),
  );
  expect(outputs.map((output) => output.length)).toEqual(Array(20).fill(60_000));
});

it('does not wait for a server that the program left running', async () => {
  const began = Date.now();
  expect(await run('sh', ['-c', 'echo started; sleep 5 &'])).toBe('started\n');
  expect(Date.now() - began).toBeLessThan(3_000);
});

it('ends a program that takes too long, and says so', async () => {
  await expect(run('sleep', ['5'], { timeoutMs: 100 })).rejects.toThrow('sleep did not end within 100 ms');
});

it('ends a program when told to', async () => {
  const abort = new AbortController();
  const running = run('sleep', ['5'], { signal: abort.signal });
  abort.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(run('sleep', ['5'], { signal: abort.signal })).rejects.toThrow('enough');
});

it('leaves no timer behind where there is no such program', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await expect(run('/nowhere/java', ['-version'])).rejects.toThrow('ENOENT');
  expect(timers()).toBe(before);
});
