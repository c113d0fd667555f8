import {
  ArchiveBroken,
  ArchiveMissing,
  ArchiveRefused,
  CheckpointError,
  DigestError,
  InclusionError,
  LinesMissing,
  MalformedLine,
} from '@corridor/event-store';
import { Command, CommanderError } from 'commander';
import { addArchiveCommand } from './archive.command.js';
import type { CommandContext } from './command.js';
import { CommandError } from './command-error.js';
import { addDeadLettersCommand } from './dead-letters.command.js';
import { addIntegrityCommands, LogBroken } from './integrity.commands.js';
import { addKeysCommands } from './keys.command.js';
import { addReportCommand } from './report.command.js';

/** What was checked does not hold. */
const BREACHES = [LogBroken, InclusionError, CheckpointError, DigestError, ArchiveBroken];
/** What could not be done, in words that say why. */
const OBSTACLES = [CommandError, MalformedLine, LinesMissing, ArchiveMissing, ArchiveRefused];

/**
 * `npm run ledger -- …`: for operators and auditors.
 * @returns the exit status: 0, 1 where what was checked does not hold, 2 where it could not be done
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const program = new Command('ledger')
    .description('works on the ledger that runs here, or that DATABASE_URL names')
    .exitOverride();
  addIntegrityCommands(program, context);
  addArchiveCommand(program, context);
  addDeadLettersCommand(program, context);
  addKeysCommands(program, context);
  addReportCommand(program, context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own words.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isOf = (kinds: typeof BREACHES | typeof OBSTACLES) => kinds.some((kind) => error instanceof kind);
    const isBreach = isOf(BREACHES);
    console.error(isBreach || isOf(OBSTACLES) ? (error as Error).message : error);
    return isBreach ? 1 : 2;
  }
}

export async function main(): Promise<void> {
  const print = (line: string): void => console.log(line);
  process.exitCode = await run(process.argv.slice(2), { env: process.env, print, now: () => new Date() });
}
