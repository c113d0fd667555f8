import { documentKeys } from '@corridor/domain';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import { FINANCED } from './document-uses.js';
import type { Flagging } from './flagging.js';

export const CREDIT_DOCUMENT_EVENTS = ['PresentationMade'] as const;

interface Use {
  readonly credit_id: string;
  readonly position: string;
  readonly presented_to: string;
}

/**
 * Finds one paper presented under several letters of credit: by its kind, number and issuer, or by its file. Presented again under
 * the same credit, behind a refusal, it is not.
 */
export function creditDocumentReactions(
  flagging: Flagging,
): Reactions<(typeof CREDIT_DOCUMENT_EVENTS)[number]> {
  return {
    PresentationMade: async (event, client) => {
      const { letterOfCreditId, consignmentId, presentedTo, documents } = event.data;
      for (const paper of documents.filter(({ typeCode }) => FINANCED.has(typeCode))) {
        const { named, file } = documentKeys(paper);
        for (const [key, what] of [
          [named, `The paper ${paper.typeCode} ${paper.number} of ${paper.issuer}`],
          [file, `The file with the SHA-256 ${paper.sha256}`],
        ] as const) {
          const others = await usesOf(key, letterOfCreditId, client);
          await client.query({
            name: 'flag-credit-document-used',
            text: 'INSERT INTO payments.credit_document_uses VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
            values: [key, event.position, letterOfCreditId, presentedTo],
          });
          if (others.length === 0) continue;
          const letterOfCreditIds = [
            ...new Set([letterOfCreditId, ...others.map(({ credit_id }) => credit_id)]),
          ].sort();
          await flagging.raise(
            {
              kind: 'double-financing',
              subject: {
                consignmentIds: consignmentId ? [consignmentId] : [],
                letterOfCreditIds,
                document: key,
              },
              reason: `${what} was presented under ${letterOfCreditIds.length} letters of credit.`,
              evidence: [event.position, ...others.map(({ position }) => Number(position))],
              banks: [presentedTo, ...others.map(({ presented_to }) => presented_to)],
            },
            event,
            client,
          );
        }
      }
    },
  };
}

/** Uses under other credits; as many as an event may name. */
async function usesOf(key: string, letterOfCreditId: string, client: pg.ClientBase): Promise<readonly Use[]> {
  const { rows } = await client.query<Use>({
    name: 'flag-credit-document-uses',
    text: `SELECT credit_id, position, presented_to FROM payments.credit_document_uses
      WHERE key = $1 AND credit_id <> $2 ORDER BY position LIMIT 500`,
    values: [key, letterOfCreditId],
  });
  return rows;
}
