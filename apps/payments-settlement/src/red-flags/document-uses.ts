import type { EventOf } from '@corridor/contracts';
import { documentKeys, FINANCED } from '@corridor/domain';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import { lineageOf } from '../supervision/goods.js';
import type { Flagging } from './flagging.js';

/** What puts a paper to use, and what takes it back. */
export const DOCUMENT_USE_EVENTS = ['DocumentAttached', 'DocumentWithdrawn'] as const;

interface Use {
  readonly consignment_id: string;
  readonly position: string;
}

/** Finds one paper used for several consignments: by its kind, number and issuer, or by its file. */
export function documentReactions(flagging: Flagging): Reactions<(typeof DOCUMENT_USE_EVENTS)[number]> {
  return {
    DocumentAttached: async (event, client) => {
      if (FINANCED.has(event.data.typeCode)) await attached(event, flagging, client);
    },
    DocumentWithdrawn: async ({ data }, client) => {
      await client.query({
        name: 'flag-document-withdrawn',
        text: 'DELETE FROM payments.document_uses WHERE document_id = $1 AND consignment_id = $2',
        values: [data.documentId, data.consignmentId],
      });
    },
  };
}

async function attached(
  event: EventOf<'DocumentAttached'>,
  flagging: Flagging,
  client: pg.ClientBase,
): Promise<void> {
  const { consignmentId, documentId, typeCode, number, issuer, sha256 } = event.data;
  const keys = documentKeys(event.data);
  // What a consignment was split from or into goes by the same papers.
  const { wholes, parts } = await lineageOf(client, consignmentId);
  const seen = new Set<string>();
  for (const [key, paper] of [
    [keys.named, `The paper ${typeCode} ${number} of ${issuer}`],
    [keys.file, `The file with the SHA-256 ${sha256}`],
  ] as const) {
    const uses = (await usesOf(key, [...wholes, ...parts], client)).filter(
      ({ position }) => !seen.has(position),
    );
    for (const { position } of uses) seen.add(position);
    await client.query({
      name: 'flag-document-used',
      text: 'INSERT INTO payments.document_uses VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      values: [key, event.position, consignmentId, documentId],
    });
    if (uses.length === 0) continue;
    const consignmentIds = [...new Set([consignmentId, ...uses.map(({ consignment_id }) => consignment_id)])];
    const evidence = [event.position, ...uses.map(({ position }) => Number(position))];
    const reason = `${paper} goes with ${consignmentIds.length} consignments.`;
    const subject = { consignmentIds, document: key };
    await flagging.raise({ kind: 'double-financing', subject, reason, evidence }, event, client);
  }
}

/** Uses for other goods; as many as an event may name. */
async function usesOf(key: string, same: readonly string[], client: pg.ClientBase): Promise<readonly Use[]> {
  const { rows } = await client.query<Use>({
    name: 'flag-document-uses',
    text: `SELECT consignment_id, position FROM payments.document_uses
      WHERE key = $1 AND consignment_id <> ALL ($2) ORDER BY position LIMIT 500`,
    values: [key, same],
  });
  return rows;
}
