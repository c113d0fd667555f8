import { RightOfWay } from './right-of-way.js';

/** Turns of a length that only the clock of the test brings to an end, but for the timer, which comes soon. */
function world() {
  let now = 0;
  const way = new RightOfWay(2, () => now);
  const passed: string[] = [];
  const follow = async (name: string, longerMs?: number): Promise<void> => {
    await way.clear(longerMs);
    passed.push(name);
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { way, passed, follow, pass };
}

const turnOfTheLoop = () => new Promise((resolve) => setTimeout(resolve, 20));

it('nothing waits where nothing goes first', async () => {
  const { way, follow, passed } = world();
  const over = way.enter();
  over();
  await follow('list');
  expect(passed).toEqual(['list']);
});

it('what follows waits until all that goes first is over', async () => {
  const { way, follow, passed } = world();
  const [one, other] = [way.enter(), way.enter()];
  const following = follow('list');
  one();
  one();
  await turnOfTheLoop();
  expect(passed).toEqual([]);
  other();
  await following;
  expect(passed).toEqual(['list']);
});

it('where what goes first has no end, both take turns', async () => {
  const { way, follow, passed, pass } = world();
  way.enter();
  const first = follow('one');
  await turnOfTheLoop();
  expect(passed).toEqual([]);
  pass(2);
  await first;
  // In the turn of what follows, nothing waits.
  pass(1);
  await follow('two');
  pass(1);
  const third = follow('three');
  await turnOfTheLoop();
  expect(passed).toEqual(['one', 'two']);
  pass(2);
  await third;
  expect(passed).toEqual(['one', 'two', 'three']);
});

it('what comes in the turn of what follows waits for its end', async () => {
  const { way, follow, passed, pass } = world();
  const over = way.enter();
  const first = follow('one');
  pass(2);
  await first;
  over();
  way.enter();
  await follow('two');
  expect(passed).toEqual(['one', 'two']);
});

it('waits for what takes long alone, where it is told to, and no longer than for that', async () => {
  const { way, follow, passed, pass } = world();
  const long = way.enter();
  await follow('beside short ones', 1);
  pass(1);
  const short = way.enter();
  const behind = follow('behind the long one', 1);
  const all = follow('behind all');
  await turnOfTheLoop();
  expect(passed).toEqual(['beside short ones']);
  long();
  await behind;
  expect(passed).toEqual(['beside short ones', 'behind the long one']);
  short();
  await all;
  expect(passed).toEqual(['beside short ones', 'behind the long one', 'behind all']);
});

it('gives what takes long its turn, whatever turn those that wait for anything have', async () => {
  const { way, follow, passed, pass } = world();
  way.enter();
  const first = follow('any');
  pass(2);
  await first;
  // Those have their turn now; to what waits for what takes long alone, it is the other's.
  const relay = follow('relay', 1);
  await turnOfTheLoop();
  expect(passed).toEqual(['any']);
  pass(2);
  await relay;
  expect(passed).toEqual(['any', 'relay']);
});

it('gives the next that takes long its turn, too, with short ones between', async () => {
  const { way, follow, passed, pass } = world();
  for (const name of ['behind one', 'behind the other']) {
    const long = way.enter();
    pass(1);
    const short = way.enter();
    const behind = follow(name, 1);
    await turnOfTheLoop();
    expect(passed).not.toContain(name);
    long();
    await behind;
    pass(5);
    short();
    const between = way.enter();
    await follow('between', 1);
    between();
  }
  expect(passed).toEqual(['behind one', 'between', 'behind the other', 'between']);
});
