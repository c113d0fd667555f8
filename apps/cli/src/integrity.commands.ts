import { join } from 'node:path';
import {
  type Breach,
  exportLog,
  type InclusionProof,
  InclusionProver,
  readLogFile,
  signCheckpoint,
  type Verified,
  type VerifiedFile,
  verifyFile,
  verifyInclusion,
  verifyLog,
} from '@corridor/event-store';
import type { Command } from 'commander';
import { type CommandContext, wholeNumber } from './command.js';
import { CommandError } from './command-error.js';
import { archivesOf, withLedger } from './connection.js';
import { checkpointsOf, isSigned, keyOf, privateKeyOf, readable, readJson, writeJson } from './files.js';
import { Progress } from './progress.js';

/** The log is not what was appended. Exit status 1. */
export class LogBroken extends Error {
  override readonly name = 'LogBroken';
}

const WORDS: Readonly<Record<Breach['reason'], string>> = {
  missing: 'there is no event at this position',
  changed: 'what stands there is not what was appended there',
  'unsigned-end': 'the log ends before it, and a checkpoint was signed for a position behind it',
  checkpoint: 'the checkpoint that was signed for it says another hash: the log before it was made anew',
};

export function reasonOf({ reason }: Breach): string {
  return WORDS[reason];
}

export function addIntegrityCommands(program: Command, { env, print, now }: CommandContext): void {
  const verified = async (
    checkpoints: Parameters<typeof verifyLog>[0]['checkpoints'] = [],
  ): Promise<Verified> => {
    const progress = new Progress();
    try {
      return await withLedger(env, (pool) =>
        verifyLog({
          pool,
          ...archivesOf(env),
          checkpoints,
          onProgress: ({ position, head }) => progress.show(position, head, 'events'),
        }),
      );
    } finally {
      progress.end();
    }
  };
  const report = ({ events, breach, position, hash, unchecked }: VerifiedFile): void => {
    if (breach) throw new LogBroken(`The log is broken at position ${breach.position}: ${reasonOf(breach)}.`);
    print(`${events} events verified, to position ${position}: ${hash}`);
    if (unchecked !== undefined)
      print(
        `position ${unchecked}, the first of the file, is not checked: the one before it, that it is hashed with, is not here`,
      );
  };

  program
    .command('verify')
    .description('check every event of the log against the chain, and the chain against signed checkpoints')
    .option('--export <file>', 'check an exported or an archived file instead, without the database')
    .option('--checkpoint <file...>', 'checkpoints to hold it against', [])
    .option('--public-key <file>', 'the key that they were signed with, PEM')
    .action(async (options: { export?: string; checkpoint: string[]; publicKey?: string }) => {
      const checkpoints = checkpointsOf(options.checkpoint, options.publicKey);
      report(
        options.export === undefined
          ? await verified(checkpoints)
          : await readable(options.export, verifyFile({ path: options.export, checkpoints })),
      );
    });

  program
    .command('checkpoint')
    .description(
      'verify the log and sign where it ends; the file leaves the database, and proves later what stood there',
    )
    .option('--key <file>', 'Ed25519 key, PEM (default: LEDGER_CHECKPOINT_KEY)')
    .option('--out <folder>', 'where the file goes', '.')
    .action(async (options: { key?: string; out: string }) => {
      const key = privateKeyOf(options.key, env);
      const result = await verified();
      report(result);
      if (result.position === 0) throw new CommandError('An empty log has nothing to sign.');
      const checkpoint = signCheckpoint({ ...result, signedAt: now().toISOString() }, key);
      const path = join(options.out, `checkpoint-${checkpoint.position}.json`);
      if (isSigned(path, checkpoint, key))
        return print(`signed before with key ${checkpoint.keyId}: ${path}`);
      writeJson(path, checkpoint);
      print(`signed with key ${checkpoint.keyId}: ${path}`);
    });

  program
    .command('export')
    .description('write the lines of the log, as they are hashed, into a gzip file')
    .requiredOption('--out <file>', 'where it goes')
    .option(
      '--after <position>',
      'events behind this one; the first one in the file cannot be checked by itself',
      wholeNumber,
      0,
    )
    .option('--to <position>', 'up to and with this one (default: the end)', wholeNumber)
    .action((options: { out: string; after: number; to?: number }) =>
      withLedger(env, async (pool) => {
        const { rows } = await pool.query<{ position: string }>('SELECT position FROM read.head');
        const head = Number(rows[0]?.position ?? 0);
        const to = Math.min(options.to ?? head, head);
        await exportLog({ pool, ...archivesOf(env), after: options.after, to, path: options.out });
        print(`positions ${options.after + 1} to ${to}: ${options.out}`);
      }),
    );

  program
    .command('prove')
    .description(
      'make a proof that an event is in the log that a checkpoint was signed for, from an exported file alone',
    )
    .argument('<position>', 'of the event', wholeNumber)
    .requiredOption('--export <file>', 'from the event before it to the checkpoint, or more')
    .requiredOption('--checkpoint <file>', 'signed at the event or behind it')
    .requiredOption('--public-key <file>', 'the key that it was signed with, PEM')
    .requiredOption('--out <file>', 'where the proof goes')
    .action(
      async (position: number, options: Record<'export' | 'checkpoint' | 'publicKey' | 'out', string>) => {
        const [checkpoint] = checkpointsOf([options.checkpoint], options.publicKey);
        if (!checkpoint) return;
        const prover = new InclusionProver(position, checkpoint);
        await readable(
          options.export,
          readLogFile(options.export, (buffer, start, end) => prover.next(buffer, start, end)),
        );
        const proof = prover.proof();
        verifyInclusion(proof, keyOf(options.publicKey));
        writeJson(options.out, proof);
        print(`proof of position ${position}: ${options.out}`);
      },
    );

  program
    .command('verify-proof')
    .description('check such a proof, without the ledger')
    .argument('<file>', 'the proof')
    .requiredOption('--public-key <file>', 'the key of its checkpoint, PEM')
    .action((file: string, options: { publicKey: string }) => {
      const proof = readJson<InclusionProof>(file);
      const position = verifyInclusion(proof, keyOf(options.publicKey));
      print(
        `position ${position} is in the log that was signed at ${proof.checkpoint.signedAt}, position ${proof.checkpoint.position}`,
      );
    });
}
