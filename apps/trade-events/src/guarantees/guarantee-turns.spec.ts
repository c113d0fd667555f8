import { ConcurrencyConflict, Overloaded } from '@corridor/event-store';
import { GuaranteeTurns } from './guarantee-turns.js';

/** Work that ends when it is told to. */
function held() {
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release, done };
}

it('takes one after the other for one guarantee, whatever the one before came to, and others beside', async () => {
  const turns = new GuaranteeTurns();
  const first = held();
  const told: string[] = [];
  const a = turns.take('g', async () => {
    told.push('a begins');
    await first.done;
    throw new Error('refused');
  });
  const b = turns.take('g', async () => told.push('b'));
  const other = turns.take('h', async () => told.push('other'));
  await other;
  expect(told).toEqual(['a begins', 'other']);
  first.release();
  await expect(a).rejects.toThrow('refused');
  await b;
  expect(told).toEqual(['a begins', 'other', 'b']);
});

it('decides again where another process came between', async () => {
  let attempts = 0;
  const answer = await new GuaranteeTurns().take('g', async () => {
    attempts += 1;
    if (attempts < 50) throw new ConcurrencyConflict('guarantee-g', 1, 2);
    return 'reserved';
  });
  expect([answer, attempts]).toEqual(['reserved', 50]);
});

it('lets a thousand wait and refuses one more, until some are through', async () => {
  const turns = new GuaranteeTurns();
  const first = held();
  const waiting = Array.from({ length: 1_000 }, () => turns.take('g', () => first.done));
  await expect(turns.take('g', async () => undefined)).rejects.toThrow(Overloaded);
  first.release();
  await Promise.all(waiting);
  expect(await turns.take('g', async () => 'taken')).toBe('taken');
});
