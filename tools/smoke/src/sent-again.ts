import type { LedgerClient, RestAnswer } from './ledger-client.js';
import { type Narrator, same } from './narrator.js';

interface Told {
  readonly status?: string;
  readonly position?: number;
}

/** Behind the whole way: all that the bank told is told once more, which books nothing and is answered by the first positions. */
export async function sendAllAgain(client: LedgerClient, narrator: Narrator): Promise<void> {
  const taken = client.takenOfBank.splice(0);
  await narrator.step('the bank sends all of it again: nothing changes', async () => {
    const booked = new Set<number>();
    for (const { path, request, answer } of taken) {
      const again = await client.send('bank', 'POST', path, request);
      const told = toldIn(answer);
      same(`the positions of ${path}, sent again`, positions(toldIn(again)), positions(told));
      // A key gets its first answer, a file that of a duplicate.
      const isFile = path === '/v1/iso20022';
      const expected = isFile ? told.map(() => 'duplicate') : told.map(({ status }) => status);
      same(
        `the answer to ${path}, sent again`,
        toldIn(again).map(({ status }) => status),
        expected,
      );
      for (const position of positions(told)) booked.add(position ?? 0);
    }
    return [undefined, `${taken.length} requests, ${booked.size} transactions, each once in the log`];
  });
}

function toldIn({ body }: RestAnswer): readonly Told[] {
  return 'results' in body ? (body.results as readonly Told[]) : [body as Told];
}

const positions = (told: readonly Told[]) => told.map(({ position }) => position);
