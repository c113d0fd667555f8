import { randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { aggregatesOn } from '../aggregates.js';
import { camt056, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { CreditNames } from '../naming/credit-names.js';
import { NOW_MS, type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { awaitedRecalls } from './awaited-recalls.js';
import { recallCalls } from './between-banks.spec-kit.js';
import type { Following } from './recalls.js';

/** The service sends and lists three recalls; what passes them on is run by hand, behind its end. */
let payments: RunningPayments;
let recalled: readonly string[];
const { send, listed } = recallCalls(() => payments);
beforeAll(async () => {
  payments = await startPayments();
  await payments.world.key('dushanbe-key', 'demo-bank-dushanbe', 'bank');
  const ids: string[] = [];
  for (const id of ['AW-1', 'AW-2', 'AW-3']) {
    const uetr = randomUUID();
    await send('dushanbe-key', pacs008(`${id}-P`, { uetr }));
    await send('almaty-key', camt056(id, { uetr, to: 'DEMOTJ22' }));
    ids.push((await listed('almaty-key', uetr))[0].recallId);
  }
  recalled = ids;
  await payments.stopService();
  await payments.world.key('named-key', 'demo-bank-dushanbe', 'bank', ['DEMOTJ22']);
});
afterAll(() => payments.stop());

it('one that cannot be passed on holds up no other, and each is looked at until it stands with its assignee', async () => {
  const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
  const store = new EventStore({ pool });
  let looked: string[] = [];
  const failed: string[] = [];
  const [first = '', second = '', third = ''] = recalled;
  const answers: Record<string, Omit<Following, 'commands' | 'streams'>> = { [second]: { isPassedOn: true } };
  const step = awaitedRecalls({
    pool,
    store,
    payments: aggregatesOn(store).payments,
    names: new CreditNames(pool),
    recalls: {
      following: async ({ data }) => {
        const recallId = 'recallId' in data ? data.recallId : '';
        looked.push(recallId);
        if (recallId === first) throw new Error('of no use');
        return { commands: [], streams: [], ...answers[recallId] };
      },
    },
    now: () => NOW_MS,
    onFailed: (recallId) => failed.push(recallId),
    pageMax: 1,
  });
  const round = async () => {
    looked = [];
    while ((await step()) > 0);
    return looked;
  };
  try {
    expect(await round()).toEqual([first, second, third]);
    expect(await round()).toEqual([first, third]);
    expect(failed).toEqual([first, first]);
  } finally {
    await pool.end();
  }
});
