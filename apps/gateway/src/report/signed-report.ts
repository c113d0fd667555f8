import type { KeyObject } from 'node:crypto';
import { digestOf, type SignedDigest, signDigest } from '@corridor/event-store';
import type { Operation } from '../graphql/operation.js';
import type { Report } from './report.js';

/** A report with what the ledger says of it: what every printer prints. */
export interface SignedReport {
  readonly report: Report;
  readonly seal: SignedDigest;
}

/** @param key left out where the gateway was given none: the report is not signed then, and says so */
export async function signReport(
  { session }: Operation,
  report: Report,
  key: KeyObject | undefined,
): Promise<SignedReport> {
  const { position } = report;
  const [row] = await session.read((manager) =>
    manager.query<{ hash: string }[]>(
      `SELECT encode(hash, 'hex') AS hash FROM read.events WHERE position = $1`,
      [position],
    ),
  );
  return { report, seal: signDigest({ digest: digestOf(report), position, hash: row?.hash ?? null }, key) };
}
