import { randomUUID } from 'node:crypto';
import type { FilledLedger } from './filled-ledger.js';

/** What a source tells of a flow: PK's provisional exports to KZ by the HS of 2022, where nothing else is said. */
export interface Publication {
  /** From which position on it stands, and from which on it does not. */
  readonly known: readonly [from: number, until?: number];
  /** Where it was told, and its lines are, if it stands again. */
  readonly toldAt?: number;
  readonly period: string;
  /** Cents by code. */
  readonly lines: Readonly<Record<string, bigint>>;
  readonly flow?: string;
  readonly pair?: readonly [reporter: string, partner: string];
  readonly status?: string;
  readonly publishedOn?: string;
  readonly downloadedOn?: string;
  readonly generation?: number;
}

export async function addPublication(
  ledger: FilledLedger,
  { known: [from, until], period, lines, ...more }: Publication,
): Promise<void> {
  const [reporter, partner] = more.pair ?? ['PK', 'KZ'];
  const generation = more.generation ?? 1;
  const position = more.toldAt ?? from;
  await ledger.insert('reporting.official_publications', {
    ...{ generation, position, reporter, partner, period },
    from_position: from,
    until_position: until ?? null,
    telling: 1,
    statistic_id: randomUUID(),
    source: 'un-comtrade',
    flow: more.flow ?? 'export',
    classification: 'H6',
    status: more.status ?? 'provisional',
    published_on: more.publishedOn ?? null,
    downloaded_on: more.downloadedOn ?? '2026-06-20',
  });
  if (position !== from) return;
  for (const [code, value_usd_cents] of Object.entries(lines)) {
    const row = { generation, position, code, value_usd_cents, net_kg_estimated: false };
    await ledger.insert('reporting.official_lines', row);
  }
}
