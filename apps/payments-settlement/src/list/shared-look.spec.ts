import { SharedLook } from './shared-look.js';

/** Looks that end when they are told to, at a time that is set. */
function looks() {
  const open: { readonly before: number | undefined; end(value: number | Error): void }[] = [];
  let now = 0;
  const look = (before: number | undefined) =>
    new Promise<number>((resolve, reject) => {
      open.push({ before, end: (value) => (value instanceof Error ? reject(value) : resolve(value)) });
    });
  const shared = new SharedLook<number>(look, () => now, 100);
  return {
    shared,
    begun: () => open.map(({ before }) => before),
    end: (index: number, value: number | Error) => open[index]?.end(value),
    at: (ms: number) => {
      now = ms;
    },
  };
}

it('is one for all who ask while it is under way, and for a moment behind it', async () => {
  const { shared, begun, end, at } = looks();
  const asked = [shared.current(), shared.current()];
  end(0, 1);
  expect(await Promise.all(asked)).toEqual([1, 1]);
  at(99);
  expect(await shared.current()).toBe(1);
  expect(begun()).toEqual([undefined]);
  at(100);
  const again = shared.current();
  end(1, 2);
  expect(await again).toBe(2);
  // It goes on from what the last one gave.
  expect(begun()).toEqual([undefined, 1]);
});

it('that began before an append is not given to who asks behind it', async () => {
  const { shared, begun, end } = looks();
  const before = shared.current();
  shared.outdate();
  const behind = shared.current();
  end(1, 2);
  expect(await behind).toBe(2);
  // The older one ends last, and takes the place of nothing.
  end(0, 1);
  expect(await before).toBe(1);
  expect(await shared.current()).toBe(2);
  expect(begun()).toHaveLength(2);
});

it('that was kept is not given behind an append', async () => {
  const { shared, end } = looks();
  const first = shared.current();
  end(0, 1);
  await first;
  shared.outdate();
  const second = shared.current();
  end(1, 2);
  expect(await second).toBe(2);
});

it('that failed is begun again by who asks next', async () => {
  const { shared, end } = looks();
  const failed = shared.current();
  end(0, new Error('away'));
  await expect(failed).rejects.toThrow('away');
  const again = shared.current();
  end(1, 1);
  expect(await again).toBe(1);
});
