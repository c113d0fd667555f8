import { changed, documentXml } from '../markup.spec-kit.js';
import { hasSchema, missingForSchemas, validate } from '../schema.spec-kit.js';
import { camt053 } from '../statements/camt053.spec-kit.js';
import { EXAMPLES } from './all-examples.spec-kit.js';

if (missingForSchemas.length > 0) {
  it.skip(`examples against the schemas (${missingForSchemas.join(', ')})`, () => {});
} else {
  // The pain.001.001.10 at hand is that of one scheme, with patterns of its own for every id.
  const checked = EXAMPLES.filter(
    ({ definition }) => hasSchema(definition) && definition !== 'pain.001.001.10',
  );

  it.each(checked.map((each) => [each.definition, each] as const))(
    'the example of a %s is one by its schema',
    (definition, { content }) => {
      expect(validate(definition, documentXml(definition, content))).toEqual({
        status: 0,
        stderr: expect.stringMatching(/validates$/),
      });
    },
  );

  it('the example of a statement is one by its schema', () => {
    expect(validate('camt.053.001.08', camt053())).toMatchObject({ status: 0 });
  });

  it('the schemas find a fault', () => {
    const [example] = checked;
    if (!example) throw new Error('no example has a schema');
    const [root = ''] = Object.keys(example.content);
    const broken = changed(example.content, `${root}/GrpHdr/MsgId`, undefined);
    expect(validate(example.definition, documentXml(example.definition, broken)).status).not.toBe(0);
  });
}
