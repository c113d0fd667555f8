import { CommandError } from './command-error.js';

/** What a command works with; a test gives its own. */
export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  print(line: string): void;
  readonly now: () => Date;
}

/** Takes a position from the command line. @throws CommandError where it is none */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new CommandError(`"${text}" is no position: a whole number from 0.`);
}
