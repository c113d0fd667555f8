import type { StatusReport } from '@corridor/iso20022';
import { WholeMessages } from './whole-messages.js';

const listed = { atHead: async () => undefined, expectWhole: async () => undefined };
/** The payments of a message, as many as are asked for. */
const wholesOf = (count: number, families = ['pacs.008']): WholeMessages => {
  const query = async ({ values }: { readonly values: readonly unknown[] }) => ({
    rows: Array.from({ length: Math.min(count, Number(values[2])) }, (_, at) => ({
      payment_id: `payment-${at}`,
      uetr: null,
      end_to_end_id: `E-${at}`,
      family: families[at % families.length],
    })),
  });
  const [list, parts] = [listed, { pool: { query } }] as unknown as ConstructorParameters<
    typeof WholeMessages
  >;
  return new WholeMessages(list, parts);
};
const status: StatusReport = {
  kind: 'status-report',
  xpath: '/Document/FIToFIPmtStsRpt/OrgnlGrpInfAndSts[1]',
  messageId: 'S-1',
  messageFormat: 'pacs.002.001.10',
  level: 'group',
  status: 'ACCC',
  original: { messageId: 'P-1' },
  reasons: [],
  charges: [],
};

it('says of each payment what is said of their message, up to as many as are allowed', async () => {
  expect(await wholesOf(3).split(status, 'demo-bank', 3)).toEqual(
    [0, 1, 2].map((at) => ({
      ...status,
      original: { messageId: 'P-1', endToEndId: `E-${at}` },
      paymentId: `payment-${at}`,
    })),
  );
});

it('refuses it of more, and books none of them', async () => {
  await expect(wholesOf(4).split(status, 'demo-bank', 3)).rejects.toMatchObject({
    code: 'too-many-payments',
  });
});

it('refuses it where messages of several families have the id, and none is named', async () => {
  await expect(wholesOf(2, ['pacs.008', 'pacs.009']).split(status, 'demo-bank', 3)).rejects.toMatchObject({
    code: 'message-ambiguous',
    message: expect.stringContaining('pacs.008, pacs.009'),
  });
});

it('leaves it as it is where no payment of the message is known', async () => {
  expect(await wholesOf(0).split(status, 'demo-bank', 3)).toEqual([status]);
});
