import { declaration, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

describe('what is no JSON', () => {
  const post = (body: BodyInit | null, type?: string) =>
    world.refused(() =>
      world.send(
        'consignments',
        { method: 'POST', body, headers: type === undefined ? {} : { 'content-type': type } },
        'exporter',
      ),
    );
  it.each([
    ['broken', '{"occurredAt": ', 'application/json', 400, 'request-malformed'],
    ['empty', '', 'application/json', 400, 'request-malformed'],
    ['a prototype', '{"__proto__": {"x": 1}}', 'application/json', 400, 'request-malformed'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'media-type-unsupported'],
    ['XML', `<a>${'b'.repeat(1_000_000)}</a>`, 'application/xml', 415, 'media-type-unsupported'],
  ])('%s', async (_, body, type, status, code) => {
    expect(await post(body, type)).toMatchObject({ status, body: { code } });
  });

  it('nothing at all', async () => {
    expect(await post(null)).toMatchObject({ status: 422, body: { code: 'content-invalid' } });
  });

  it('10 MB', async () => {
    const body = JSON.stringify({ ...declaration(), note: 'x'.repeat(10_000_000) });
    expect(await post(body, 'application/json')).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    });
  });

  it('is refused in a moment where it is large and all wrong', async () => {
    for (const lines of ['{},'.repeat(1_500_000), '0,'.repeat(2_000_000)]) {
      const answer = await post(`{"lines":[${lines}{}]}`, 'application/json');
      expect(answer.status).toBe(422);
      expect(answer.text.length).toBeLessThan(50_000);
    }
    const fields = Array.from({ length: 200_000 }, (_, i) => `"f${i}":0`).join(',');
    const answer = await post(`{${fields}}`, 'application/json');
    expect(answer.status).toBe(422);
    expect(answer.text.length).toBeLessThan(50_000);
    const deep = await post(`{"lines":${'['.repeat(500_000)}${']'.repeat(500_000)}}`, 'application/json');
    expect(deep.status).toBe(422);
  });
});
