import { AskedTogether } from './asked-together.js';

/** Answers each question with itself, once the test lets it. */
function world(
  options: { togetherMax?: number; inFlightMax?: number; sizeOf?: (question: number) => number } = {},
) {
  const asked: (readonly number[])[] = [];
  const under: { resolve: (answers: readonly number[]) => void; reject: (error: unknown) => void }[] = [];
  const together = new AskedTogether<number, number>({
    togetherMax: 100,
    ...options,
    ask: (questions) => {
      asked.push(questions);
      return new Promise((resolve, reject) => under.push({ resolve, reject }));
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (group: number): Promise<void> => {
    under[group]?.resolve(asked[group] ?? []);
    await turn();
    await turn();
  };
  return { asked, under, together, turn, answer };
}

it('asks at once, and together what comes while two groups are under way', async () => {
  const { asked, together, turn, answer } = world();
  const answers = [together.ask(1), together.ask(2)];
  await turn();
  answers.push(together.ask(3));
  await turn();
  answers.push(together.ask(4), together.ask(5));
  await turn();
  expect(asked).toEqual([[1, 2], [3]]);
  await answer(1);
  expect(asked).toEqual([[1, 2], [3], [4, 5]]);
  await answer(0);
  await answer(2);
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5]);
});

it('asks no more together than goes, but for what is larger', async () => {
  const { asked, together, turn, answer } = world({ togetherMax: 5, inFlightMax: 1, sizeOf: (size) => size });
  const answers = [9, 2, 3, 1].map((size) => together.ask(size));
  await turn();
  await answer(0);
  await answer(1);
  await answer(2);
  expect(asked).toEqual([[9], [2, 3], [1]]);
  expect(await Promise.all(answers)).toEqual([9, 2, 3, 1]);
});

it('tells all of a group what it failed with, and goes on', async () => {
  const { together, turn, under, answer } = world({ inFlightMax: 1 });
  const failing = Promise.allSettled([together.ask(1), together.ask(2)]);
  await turn();
  const later = together.ask(3);
  under[0]?.reject(new Error('gone'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await turn();
  await answer(1);
  expect(await later).toBe(3);
});
