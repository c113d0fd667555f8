import { jsonClient } from '../json-client.spec-kit.js';
import type { RunningPayments } from '../running-service.spec-kit.js';

/** What banks call of recalls, each with its key. */
export function recallCalls(running: () => RunningPayments) {
  const client = (key: string) => jsonClient(running().url, key);
  const all = async (key: string, query = '') =>
    (await client(key).get(`/v1/recalls?limit=500${query}`)).body.items;
  return {
    client,
    send: async (key: string, file: string) => {
      const [result] = (await running().bank(key).file(file)).body.results;
      if (!result) throw new Error('a file without a result');
      return result;
    },
    listed: async (key: string, uetr: string, query = '') =>
      (await all(key, query)).filter((item: { uetr: string }) => item.uetr === uetr),
    /** By the camt.056 that told of it, which may name no UETR. */
    listedOf: async (key: string, messageId: string) =>
      (await all(key)).filter((item: { messageId: string }) => item.messageId === messageId),
    answer: (key: string, recallId: string, body: object = { answer: 'rejected', reason: 'CUST' }) =>
      client(key).post(`/v1/recalls/${recallId}/answer`, body),
  };
}
