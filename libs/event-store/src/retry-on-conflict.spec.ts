import { ConcurrencyConflict, retryOnConflict } from './index.js';

/** Fails with `error` as often as is said, then answers. */
function failing(times: number, error: Error) {
  const run = { attempts: 0 };
  const attempt = async (): Promise<string> => {
    run.attempts += 1;
    if (run.attempts <= times) throw error;
    return 'appended';
  };
  return { run, attempt };
}
const conflict = new ConcurrencyConflict('consignment-1', 1, 2);

it('decides again until nobody comes between', async () => {
  const { run, attempt } = failing(4, conflict);
  expect(await retryOnConflict(attempt)).toBe('appended');
  expect(run.attempts).toBe(5);
});

it('gives up after five attempts, with the conflict', async () => {
  const { run, attempt } = failing(5, conflict);
  await expect(retryOnConflict(attempt)).rejects.toBe(conflict);
  expect(run.attempts).toBe(5);
});

it('passes every other error on at once', async () => {
  const refusal = new Error('refused');
  const { run, attempt } = failing(1, refusal);
  await expect(retryOnConflict(attempt)).rejects.toBe(refusal);
  expect(run.attempts).toBe(1);
});

it('tries as often as it is told where many want the same stream', async () => {
  const patient = failing(7, conflict);
  expect(await retryOnConflict(patient.attempt, 8)).toBe('appended');
  const { run, attempt } = failing(8, conflict);
  await expect(retryOnConflict(attempt, 8)).rejects.toBe(conflict);
  expect(run.attempts).toBe(8);
});
