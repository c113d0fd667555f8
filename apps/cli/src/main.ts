import { CheckpointError, InclusionError, MalformedLine } from '@corridor/event-store';
import { Command, CommanderError } from 'commander';
import { CommandError } from './command-error.js';
import { addIntegrityCommands, type CommandContext, LogBroken } from './integrity.commands.js';

/**
 * `npm run ledger -- …`: for operators and auditors.
 * @returns the exit status: 0, 1 where what was checked does not hold, 2 where it could not be done
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const program = new Command('ledger')
    .description('works on the ledger that runs here, or that DATABASE_URL names')
    .exitOverride();
  addIntegrityCommands(program, context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own words.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof LogBroken || error instanceof InclusionError || error instanceof CheckpointError) {
      console.error(error.message);
      return 1;
    }
    console.error(error instanceof CommandError || error instanceof MalformedLine ? error.message : error);
    return 2;
  }
}

export async function main(): Promise<void> {
  const print = (line: string): void => console.log(line);
  process.exitCode = await run(process.argv.slice(2), { env: process.env, print, now: () => new Date() });
}
