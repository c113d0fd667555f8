import { DigestError, type SignedDigest, verifyDigest, verifyFile, verifyLog } from '@corridor/event-store';
import type { Command } from 'commander';
import type { CommandContext } from './command.js';
import { CommandError } from './command-error.js';
import { archivesOf, withLedger } from './connection.js';
import { keyOf, readable, readJson } from './files.js';
import { LogBroken, reasonOf } from './integrity.commands.js';

interface PrintedReport {
  readonly report: { readonly position: number };
  readonly seal: SignedDigest;
}

export function addReportCommand(program: Command, { env, print }: CommandContext): void {
  program
    .command('report')
    .description('work on printed reports')
    .command('verify')
    .description('check that a report is what the ledger printed, and signed')
    .argument('<file>', 'the report as JSON: format=json')
    .requiredOption('--public-key <file>', 'the key that it was signed with, PEM')
    .option('--export <file>', 'check that an exported log has what was signed at the position')
    .option('--log', 'check that the ledger has it')
    .action(async (file: string, options: { publicKey: string; export?: string; log?: true }) => {
      const { report, seal } = reportIn(file);
      verifyDigest(report, seal, keyOf(options.publicKey, 'reports'));
      if (report.position !== seal.position) {
        throw new DigestError(
          `The content is of position ${report.position}, and what was signed of ${seal.position}.`,
        );
      }
      print(`content: as it was signed, ${seal.digest}`);
      print(`signature: of key ${seal.keyId}`);
      print(await positionOf(seal, options, env));
    });
}

/** What is known of the position, in words. @throws LogBroken where the log has something else there */
async function positionOf(
  { position, hash }: SignedDigest,
  { export: path, log }: { readonly export?: string; readonly log?: true },
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (path === undefined && log === undefined) {
    return `position: ${position}, not held against a log; --export or --log does`;
  }
  if (hash === null) return `position: ${position}, of which no hash was at hand when it was printed`;
  const checkpoints = [{ position, hash }];
  const { breach } =
    path === undefined
      ? await withLedger(env, (pool) => verifyLog({ pool, ...archivesOf(env), checkpoints }))
      : await readable(path, verifyFile({ path, checkpoints }));
  if (breach) throw new LogBroken(`The log is broken at position ${breach.position}: ${reasonOf(breach)}.`);
  return `position: ${position}, where the log has the hash that was signed`;
}

/** @throws CommandError where the file holds no report */
function reportIn(file: string): PrintedReport {
  const { report, seal } = readJson<Partial<PrintedReport>>(file) ?? {};
  const isReport = typeof report === 'object' && report !== null;
  if (!isReport || typeof seal?.digest !== 'string') {
    throw new CommandError(`${file} holds no report with its digest: ask for it with format=json.`);
  }
  return { report, seal };
}
