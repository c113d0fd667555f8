import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CheckpointError, signingKey } from '@corridor/event-store';
import type { DataFolder } from './data-folder.js';
import { StartError } from './start-error.js';

/**
 * The Ed25519 key that reports are signed with, in PEM: as given, else as it stands in the data folder, where it is made the first time, for its owner
 * alone. Its public half is written beside it, to be handed on. It is not that of checkpoints, which vouches for the log and stays off the network.
 * @throws StartError where it cannot be used
 */
export function ensureReportKey(
  { reportKey, reportPublicKey }: Pick<DataFolder, 'reportKey' | 'reportPublicKey'>,
  given: string | undefined,
): string {
  const pem = given ?? (existsSync(reportKey) ? readFileSync(reportKey, 'utf8') : made(reportKey));
  const publicKey = createPublicKey(usable(pem, given === undefined ? reportKey : 'LEDGER_REPORT_KEY'));
  write(reportPublicKey, publicKey.export({ type: 'spki', format: 'pem' }).toString(), 0o644);
  return pem;
}

function usable(pem: string, where: string): KeyObject {
  try {
    return signingKey(pem, 'reports');
  } catch (error) {
    if (error instanceof CheckpointError) throw new StartError(`${where}: ${error.message}`);
    throw error;
  }
}

function made(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  write(file, pem, 0o600);
  return pem;
}

/** Put in place whole. */
function write(file: string, text: string, mode: number): void {
  writeFileSync(`${file}.new`, text, { mode, flush: true });
  renameSync(`${file}.new`, file);
}
