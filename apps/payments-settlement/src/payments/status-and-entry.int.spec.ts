import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { camt053 as statement } from '../messages/further-messages.spec-kit.js';
import { pacs002, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

const MIGRATION = new URL('../../../../infra/postgres/migrations/0040_names_by_status.sql', import.meta.url);

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** A payment with messages of its own: nothing in the log is called as it is. */
function payment(endToEndId = `E2E-${randomUUID().slice(0, 8)}`) {
  const uetr = randomUUID();
  const run = uetr.slice(0, 8);
  const facts = { uetr, endToEndId };
  return {
    uetr,
    endToEndId,
    run,
    instruction: () => pacs008(`P8-${run}`, facts),
    status: () => pacs002(`P2-${run}`, 'ACCC', facts),
    /** As versions before that of 2019 tell it: without a UETR. */
    camt054: (more: CamtTransaction = {}) => camt054([{ endToEndId, ...more }], { version: '02' }),
  };
}

const asCamt053 = (xml: string): string =>
  xml
    .replace('camt.054.', 'camt.053.')
    .replaceAll('BkToCstmrDbtCdtNtfctn', 'BkToCstmrStmt')
    .replaceAll('Ntfctn', 'Stmt');
const send = async (xml: string) => (await payments.karachi.file(xml)).body.results[0];
const amountsOf = async (endToEndId: string) => {
  const booked = await payments.world.events(
    'SettlementBooked',
    (d) => d.references.endToEndId === endToEndId,
  );
  return booked.map(({ data }) => data.amount.amount);
};
const head = async () => (await payments.world.events('SettlementBooked')).length;

function permutations<Of>(all: readonly Of[]): readonly (readonly Of[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((first, at) => permutations(all.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

/** Waits until all names of the log are kept. */
async function namesRead(): Promise<void> {
  const { owner } = payments.world;
  const { rows: at } = await owner.query('SELECT max(position) AS head FROM ledger.events');
  await eventually(async () => {
    const { rows } = await owner.query("SELECT position FROM payments.list_checkpoints WHERE list = 'names'");
    return Number(rows[0].position) >= Number(at[0].head);
  });
}

/** Forgets what credits are called, and waits until it is made from the log. */
async function namesAnew(): Promise<void> {
  const { owner } = payments.world;
  await owner.query('TRUNCATE payments.credit_names, payments.entry_details');
  await owner.query("UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'names'");
  await namesRead();
}

it('a payment is booked once by its status and by entries without a UETR, in every order, sent again, and by names made anew', async () => {
  const ends: { readonly endToEndId: string; readonly files: readonly string[] }[] = [];
  for (const order of permutations(['instruction', 'status', 'camt.054', 'camt.053'])) {
    const { endToEndId, run, instruction, status, camt054: entry } = payment();
    const notified = { servicerReference: `N-${run}`, bookedOn: '2026-04-01', valueDate: '2026-04-01' };
    const of: Readonly<Record<string, string>> = {
      instruction: instruction(),
      status: status(),
      'camt.054': entry(notified),
      'camt.053': asCamt053(entry({ bookedOn: '2026-04-01', valueDate: '2026-04-01' })),
    };
    const files = order.map((which) => of[which] as string);
    for (const xml of files)
      expect(await send(xml)).toMatchObject({ status: expect.not.stringMatching('rejected') });
    expect([order, await amountsOf(endToEndId)]).toEqual([order, ['1000.00']]);
    ends.push({ endToEndId, files });
  }
  await namesAnew();
  for (const { endToEndId, files } of ends) {
    for (const xml of files.toReversed()) await send(xml);
    expect(await amountsOf(endToEndId)).toEqual(['1000.00']);
  }
});

it('what a status booked under an older release is known by all of its names, too, and is confirmed once', async () => {
  const [awaited, confirmed] = [payment(), payment()];
  for (const { instruction, status } of [awaited, confirmed]) {
    await send(instruction());
    await send(status());
  }
  const { endToEndId, uetr, run } = confirmed;
  await send(camt054([{ endToEndId, uetr, servicerReference: `N-${run}` }]));
  const { owner } = payments.world;
  await owner.query(
    `DELETE FROM payments.credit_names WHERE kind = 'confirmed' OR (kind = 'end-to-end' AND by_status)`,
  );
  await owner.query("UPDATE payments.credit_names SET by_status = false WHERE kind <> 'payment'");
  const sql = await readFile(MIGRATION, 'utf8');
  await owner.query(sql.slice(sql.indexOf('UPDATE payments.credit_names')));
  await namesRead();
  expect(await send(awaited.camt054())).toMatchObject({ status: 'duplicate' });
  expect(await send(confirmed.camt054({ servicerReference: `O-${run}` }))).toMatchObject({
    status: 'accepted',
  });
  expect(await amountsOf(awaited.endToEndId)).toEqual(['1000.00']);
  expect(await amountsOf(endToEndId)).toEqual(['1000.00', '1000.00']);
});

it('status and entry that come at once are one credit; two entries that do so behind a status are two', async () => {
  const all = Array.from({ length: 12 }, () => payment());
  for (const { instruction } of all) await send(instruction());
  await Promise.all(all.flatMap(({ status, camt054: entry }) => [send(status()), send(entry())]));
  for (const { endToEndId } of all) expect(await amountsOf(endToEndId)).toEqual(['1000.00']);
  const reused = payment();
  await send(reused.instruction());
  await send(reused.status());
  const entries = ['2026-03-30', '2026-03-31', '2026-04-01'].map((valueDate, nth) =>
    reused.camt054({ servicerReference: `${nth}-${reused.run}`, valueDate }),
  );
  await Promise.all(entries.map(send));
  expect(await amountsOf(reused.endToEndId)).toEqual(['1000.00', '1000.00', '1000.00']);
  // The status told of one of them.
  const { length } = await payments.world.events(
    'SettlementConfirmed',
    (d) => d.references.endToEndId === reused.endToEndId,
  );
  expect(length).toBe(1);
});

it.each([
  ['five days before the status', '2026-03-26', 1],
  ['five days behind it', '2026-04-05', 1],
  ['six days before it', '2026-03-25', 2],
  ['six days behind it', '2026-04-06', 2],
])('an entry is that of a status (2026-03-31) within five days: %s', async (_, valueDate, booked) => {
  for (const order of ['status', 'entry']) {
    const { endToEndId, instruction, status, camt054: entry } = payment();
    const files = [instruction(), status()];
    const told = entry({ valueDate, bookedOn: valueDate });
    for (const xml of order === 'status' ? [...files, told] : [told, ...files]) await send(xml);
    expect(await amountsOf(endToEndId)).toHaveLength(booked);
  }
});

it('an entry with another UETR, amount or account is another credit, and an end-to-end id that tells nothing joins nothing', async () => {
  const { endToEndId, instruction, status } = payment();
  await send(instruction());
  await send(status());
  await send(camt054([{ endToEndId, uetr: randomUUID() }]));
  await send(camt054([{ endToEndId, amount: '999.00' }]));
  await send(camt054([{ endToEndId }], { account: 'PK24HABB0000001123456702' }));
  expect(await amountsOf(endToEndId)).toEqual(['1000.00', '1000.00', '999.00', '1000.00']);
  const before = await head();
  const nameless = payment('NOTPROVIDED');
  for (const xml of [nameless.instruction(), nameless.status()]) await send(xml);
  await send(nameless.camt054({ servicerReference: `N-${nameless.run}` }));
  expect((await head()) - before).toBe(2);
});

it('two entries alike in one message are two, of which a status told one', async () => {
  for (const order of ['status', 'entries']) {
    const { endToEndId, instruction, status } = payment();
    const entries = camt054([{ endToEndId }, { endToEndId }], { version: '02' });
    const again = camt054([{ endToEndId }, { endToEndId }], { version: '02' });
    const files = [instruction(), status()];
    for (const xml of order === 'status' ? [...files, entries] : [entries, ...files]) await send(xml);
    await send(again);
    expect(await amountsOf(endToEndId)).toEqual(['1000.00', '1000.00']);
  }
});

it('a status is of the entry that its bank calls as it does, and of no other one', async () => {
  for (const order of permutations(['instruction', 'status', 'entry'])) {
    const { endToEndId, uetr, run, instruction, status } = payment();
    const told = status().replace('</AccptncDtTm>', `</AccptncDtTm><AcctSvcrRef>FT-${run}</AcctSvcrRef>`);
    const of: Readonly<Record<string, string>> = {
      instruction: instruction(),
      status: told,
      entry: statement(`S-${run}`, { amount: '1000.00', servicerReference: `FT-${run}` }),
    };
    const before = await head();
    for (const which of [...order, ...order]) {
      expect(await send(of[which] as string)).toMatchObject({
        status: expect.not.stringMatching('rejected'),
      });
    }
    expect([order, (await head()) - before]).toEqual([order, 1]);
    // Another payment that is called as this one, but by the bank.
    await send(camt054([{ endToEndId, servicerReference: `GT-${run}` }]));
    expect((await head()) - before).toBe(2);
    const [reported] = await payments.world.events('PaymentStatusReported', (d) => d.original.uetr === uetr);
    expect(reported?.data.accountServicerReference).toBe(`FT-${run}`);
  }
});

it('a reference that a bank gives to several payments in their statuses makes them no one', async () => {
  const [one, other] = [payment(), payment()];
  for (const { instruction, status } of [one, other]) {
    await send(instruction());
    const told = status().replace(
      '</AccptncDtTm>',
      '</AccptncDtTm><AcctSvcrRef>BOOKED-TOGETHER</AcctSvcrRef>',
    );
    expect(await send(told)).toMatchObject({ status: 'accepted', isoStatus: 'ACTC' });
  }
  for (const { endToEndId, uetr, run } of [one, other]) {
    const entry = { endToEndId, uetr, servicerReference: `OWN-${run}` };
    expect(await send(camt054([entry]))).toMatchObject({ status: 'duplicate' });
    expect(await amountsOf(endToEndId)).toEqual(['1000.00']);
  }
});

it.each(['985.00', '1000.00'])(
  'an entry that is refused uses nothing up: the right one behind it (%s) confirms what the status booked',
  async (amount) => {
    const { endToEndId, uetr, run, instruction, status } = payment();
    await send(instruction());
    await send(status());
    const wrong = { servicerReference: `A-${run}`, endToEndId, uetr, amount: '280500.00', currency: 'PKR' };
    const right = { servicerReference: `B-${run}`, endToEndId, uetr, amount };
    let settlementId: string | undefined;
    for (const entries of [[wrong], [wrong, right], [right]]) {
      const { body } = await payments.karachi.file(camt054(entries));
      settlementId = body.results.at(-1)?.settlementId;
      expect(body.results.map(({ status, reason }) => [status, reason])).toEqual(
        entries.map((each) =>
          each === wrong ? ['rejected', 'settlement-differs'] : ['duplicate', undefined],
        ),
      );
    }
    expect(await amountsOf(endToEndId)).toEqual(['1000.00']);
    const { rows } = await payments.world.owner.query(
      "SELECT FROM payments.credit_names WHERE kind = 'servicer' AND settlement_id = $1",
      [settlementId],
    );
    expect(rows).toHaveLength(1);
  },
);
