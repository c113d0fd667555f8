import { jest } from '@jest/globals';
import { run } from './main.js';

/** Runs a command as a person would give it, and tells what it printed and how it ended. */
export async function commandOn(env: NodeJS.ProcessEnv, line: string) {
  const told: string[] = [];
  const silent = jest
    .spyOn(console, 'error')
    .mockImplementation((...words) => void told.push(words.join(' ')));
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });
  try {
    const status = await run(line.split(' '), {
      env,
      print: (words) => told.push(words),
      now: () => new Date('2026-11-25T10:00:00Z'),
    });
    return { status, output: told.join('\n') };
  } finally {
    silent.mockRestore();
    stderr.mockRestore();
  }
}
