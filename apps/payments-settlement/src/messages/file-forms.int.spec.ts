import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { everyFamily } from './every-family.spec-kit.js';
import { pain001 } from './further-messages.spec-kit.js';
import { INTAKE_DEFAULTS } from './intake-settings.js';
import { camt056, fileOf, pacs008 } from './payment-messages.spec-kit.js';

// Messages and schemas of others. They stand beside the repository on some machines and are no part of it.
const folder = (name: string): string =>
  fileURLToPath(new URL(`../../../../../shared/${name}/`, import.meta.url));
const SAMPLES = folder('samples/iso20022');
const SCHEMAS = folder('xsd');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.xml')) : [];

const told = async ({ world }: RunningPayments): Promise<number> =>
  (await world.log()).filter(({ actor }) => actor.startsWith('bank:')).length;

async function answerInXml({ url }: RunningPayments, body: string) {
  const response = await fetch(`${url}/v1/iso20022`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer karachi-key',
      'content-type': 'application/xml',
      accept: 'application/xml',
    },
    body,
  });
  const { status, headers } = response;
  return { status, type: headers.get('content-type'), text: await response.text() };
}

describe('as it is set by itself', () => {
  let payments: RunningPayments;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());

  const ANSWERED_BY: Readonly<Record<string, string>> = {
    'pain.001': 'pain.002.001.10',
    'pacs.008': 'pacs.002.001',
    'pacs.009': 'pacs.002.001',
    'pacs.002': 'pacs.002.001',
    'pacs.004': 'pacs.002.001',
    'camt.054': 'admi.007.001',
    'camt.053': 'admi.007.001',
    'camt.056': 'camt.029.001.09',
  };

  it('each family is answered by its message of ISO 20022 where XML is asked for', async () => {
    const files = everyFamily('XML', randomUUID());
    for (const [family, xml] of Object.entries(files)) {
      const definition = ANSWERED_BY[family];
      if (definition === undefined) continue;
      const { status, type, text } = await answerInXml(payments, xml);
      expect([family, status, type]).toEqual([family, 200, 'application/xml']);
      expect(text).toContain(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${definition}`);
      // Which message it answers.
      const id = /<(?:MsgId|Assgnmt><Id)>([^<]+)</.exec(xml)?.[1];
      expect([family, text.includes(`>${id}<`) || text.includes(`>CASE-${id}<`)]).toEqual([family, true]);
    }
  });

  it.each([true, false])('a recall that asks for no payment is answered so, in XML %s', async (asXml) => {
    const message = camt056(`NONE-${asXml}`, { uetr: randomUUID() }).replace(
      /<TxInf>.*<\/TxInf>/s,
      '<OrgnlGrpInfAndCxl><OrgnlMsgId>P8</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInfAndCxl>',
    );
    if (!asXml) {
      expect((await payments.karachi.file(message)).body.results).toMatchObject([
        { reference: 'P8', status: 'rejected', reason: 'field-missing' },
      ]);
      return;
    }
    const { status, text } = await answerInXml(payments, message);
    expect(status).toBe(200);
    expect(text).toContain('<Conf>RJCR</Conf>');
    expect(text).toContain('<TxCxlSts>RJCR</TxCxlSts>');
    expect(text).toContain('field-missing');
  });

  const each = samples.length > 0 ? it.each(samples) : it.skip.each(['no samples here']);
  each('takes or refuses %s, saying why, and again with the same', async (name) => {
    const file = readFileSync(SAMPLES + name);
    const before = await told(payments);
    const first = await payments.karachi.file(file);
    expect(first.status).toBeLessThan(500);
    if (first.status !== 200) {
      expect(first.body.code).toMatch(/^[a-z0-9-]+$/);
      expect(await told(payments)).toBe(before);
      return;
    }
    expect(first.body.results.length).toBeGreaterThan(0);
    for (const { status, reason, message } of first.body.results) {
      if (status === 'rejected')
        expect([reason, message]).toEqual([expect.stringMatching(/^[a-z0-9-]+$/), expect.any(String)]);
    }
    const head = await told(payments);
    const again = await payments.karachi.file(file);
    expect(again.body.results.map(({ status }) => status)).toEqual(
      first.body.results.map(({ status }) => (status === 'accepted' ? 'duplicate' : status)),
    );
    expect(await told(payments)).toBe(head);
  });
});

describe('with a limit of its own', () => {
  it('a file beyond it is refused, and nothing of it is recorded', async () => {
    const payments = await startPayments({}, { intake: { ...INTAKE_DEFAULTS, bytesMax: 20_000 } });
    try {
      const many = Array.from({ length: 100 }, (_, index) => ({ endToEndId: `LARGE-${index}` }));
      const refused = await payments.karachi.file(camt054(many));
      expect([refused.status, refused.body.code]).toEqual([413, 'body-too-large']);
      expect(await told(payments)).toBe(0);
      const taken = await payments.karachi.file(camt054(many.slice(0, 10)));
      expect(taken.body.results.map(({ status }) => status)).toEqual(Array(10).fill('accepted'));
    } finally {
      await payments.stop();
    }
  });
});

const withSchemas = existsSync(SCHEMAS) ? describe : describe.skip;
withSchemas('with schemas', () => {
  const broken = (id: string): string =>
    pacs008(id, { uetr: randomUUID() }).replace('<Dbtr>', '<NoSuch/><Dbtr>');

  it.each([true, false])('strict %s: a message that breaks its schema', async (strict) => {
    const payments = await startPayments(
      {},
      { schemas: { xsdDir: SCHEMAS }, intake: { ...INTAKE_DEFAULTS, strict } },
    );
    try {
      const answer = await payments.karachi.file(broken('STRICT-1'));
      if (strict) {
        expect([answer.status, answer.body.code]).toEqual([422, 'schema-breached']);
        expect(answer.body.xpath).toContain('NoSuch');
        expect(await told(payments)).toBe(0);
      } else {
        expect(answer.status).toBe(200);
        expect(answer.body.results).toMatchObject([{ status: 'accepted' }]);
        expect(answer.body.warnings).toMatchObject([{ code: 'schema-breached', messageId: 'STRICT-1' }]);
      }
      const sound = (id: string): string => pacs008(id, { uetr: randomUUID() });
      expect((await payments.karachi.file(sound('STRICT-2'))).body.results).toMatchObject([
        { status: 'accepted' },
      ]);

      // One of several, and of another kind than the first.
      const order = pain001('STRICT-4', 'STRICT-4').replace('<PmtMtd>', '<NoSuch/><PmtMtd>');
      const file = fileOf(sound('STRICT-3'), order, broken('STRICT-5'));
      const ofSeveral = await payments.karachi.file(file);
      if (strict) {
        expect([ofSeveral.status, ofSeveral.body.code]).toEqual([422, 'schema-breached']);
        expect(ofSeveral.body.xpath).toContain('/Document[3]/');
        expect(ofSeveral.body.detail).toContain('"STRICT-5"');
      } else {
        expect(ofSeveral.body.warnings.map(({ code, messageId }) => [code, messageId])).toEqual([
          ['schema-breached', 'STRICT-5'],
          ['schema-breached', 'STRICT-4'],
        ]);
        expect(ofSeveral.body.results.map(({ status }) => status)).toEqual(Array(3).fill('accepted'));
      }

      // More than is held against a schema.
      const comments = `<!--${'x'.repeat(100_000)}-->`.repeat(90);
      const large = sound('STRICT-6').replace('<CdtTrfTxInf>', `${comments}<CdtTrfTxInf>`);
      const ofLarge = await payments.karachi.file(large);
      if (strict) {
        expect([ofLarge.status, ofLarge.body.code]).toEqual([422, 'schema-unchecked']);
      } else {
        expect(ofLarge.body.results).toMatchObject([{ status: 'accepted' }]);
      }
      const messages = (await payments.world.log()).filter(({ type }) => type === 'MessageReceived');
      expect(messages).toHaveLength(strict ? 1 : 6);
    } finally {
      await payments.stop();
    }
  });
});
