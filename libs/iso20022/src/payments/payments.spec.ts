import { documentXml } from '../markup.spec-kit.js';
import { read, readParts } from '../reading.spec-kit.js';
import { EXAMPLES } from './all-examples.spec-kit.js';
import { CREATED, MESSAGE_ID } from './payments.spec-kit.js';

const named = EXAMPLES.map((example) => [example.definition, example] as const);

it.each(named)('a %s is read with everything that it says', async (definition, { content, items }) => {
  expect(await read(documentXml(definition, content))).toEqual(items);
});

it.each(named)('a %s begins and ends with what its header says', async (definition, { content }) => {
  const parts = await readParts(documentXml(definition, content));
  expect(parts[0]).toMatchObject({
    kind: 'message',
    xpath: '/Document',
    definition,
    family: definition.slice(0, 8),
    namespace: `urn:iso:std:iso:20022:tech:xsd:${definition}`,
    messageId: MESSAGE_ID,
    createdAt: CREATED,
  });
  expect(parts.at(-1)).toMatchObject({ kind: 'message-end', xpath: '/Document', messageFormat: definition });
});
