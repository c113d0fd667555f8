// The pages of docs/events, made from the contracts that the services keep to.
import { CATEGORIES, EVENT_CONTRACTS, topicOf } from '../../libs/contracts/dist/index.js';
import { z } from '../../node_modules/zod/index.js';

/** @returns {Map<string, string>} file name within docs/events → text */
export function eventDocs() {
  const files = new Map([['README.md', index()]]);
  for (const category of Object.keys(CATEGORIES)) files.set(`${category}.md`, page(category));
  for (const contract of EVENT_CONTRACTS) {
    files.set(schemaFile(contract), `${JSON.stringify(schemaOf(contract), null, 2)}\n`);
  }
  return files;
}

const contractsOf = (category) => EVENT_CONTRACTS.filter((contract) => contract.category === category);
const nameOf = ({ type, schemaVersion }) => `${type} v${schemaVersion}`;
const schemaFile = ({ type, schemaVersion }) => `schemas/${type}.v${schemaVersion}.json`;

function schemaOf(contract) {
  const { $schema, ...schema } = z.toJSONSchema(contract.schema, { io: 'input' });
  return {
    $schema,
    $id: `urn:corridor-ledger:event:${contract.type}:v${contract.schemaVersion}`,
    title: nameOf(contract),
    description: contract.summary,
    ...schema,
  };
}

function index() {
  const rows = EVENT_CONTRACTS.map(
    (contract) =>
      `| [${contract.type}](${contract.category}.md#${contract.type.toLowerCase()}) | ${contract.schemaVersion} | \`${topicOf(CATEGORIES[contract.category])}\` | ${contract.summary} |`,
  );
  return `<!-- Made by \`npm run generate\` from libs/contracts. -->
# Events

Everything the ledger knows it knows from these events. Each is published on its service's Kafka topic, keyed by stream, as
[CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md) in JSON; \`data\` keeps to the schema that its type and version name. A version never changes its
meaning: a change is a new version beside the old one.

| event | version | topic | what happened |
| ----- | ------- | ----- | ------------- |
${rows.join('\n')}

## The envelope

| attribute | holds |
| --- | --- |
| \`id\`, \`ledgerposition\` | the event's position in the ledger, from 1 without gaps, in the order of commits |
| \`type\` | \`corridor.ledger.<event>.v<version>\` |
| \`source\` | the service that decided it |
| \`subject\`, \`streamid\`, \`streamversion\` | the stream (\`<category>-<id>\`) and its version, from 1 without gaps |
| \`time\` | when it happened, with the offset of the place |
| \`recordedat\` | when the ledger knew, in UTC |
| \`actor\` | who asked for it: \`<role>:<participant>\` |
| \`correlationid\`, \`causationid\` | the request it goes back to, and the position of the event that led to it |
| \`participants\` | the firms and banks that may see it, separated by commas |
| \`schemaversion\` | the version of \`data\` |
| \`demo\` | made by the demo generator |
`;
}

function page(category) {
  const sections = contractsOf(category).map((contract) => {
    const fields = [...fieldsOf(schemaOf(contract))];
    const rows = fields.map(
      ({ path, type, required }) => `| \`${path}\` | ${type} | ${required ? 'yes' : 'no'} |`,
    );
    return `## ${contract.type}

${contract.summary} Version ${contract.schemaVersion}, [JSON Schema](${schemaFile(contract)}).

| field | holds | required |
| ----- | ----- | -------- |
${rows.join('\n')}
`;
  });
  const owner = CATEGORIES[category];
  return `<!-- Made by \`npm run generate\` from libs/contracts. -->
# ${category[0].toUpperCase()}${category.slice(1)} events

Streams \`${category}-<id>\`, appended by ${owner} alone, published on \`${topicOf(owner)}\`.

${sections.join('\n')}`;
}

/** The leaves of a schema, with their paths. */
function* fieldsOf(schema, path = '', required = true) {
  if (schema.type === 'object') {
    for (const [name, field] of Object.entries(schema.properties)) {
      const at = path === '' ? name : `${path}.${name}`;
      yield* fieldsOf(field, at, required && schema.required.includes(name));
    }
  } else if (schema.type === 'array') {
    yield* fieldsOf(schema.items, `${path}[]`, required);
  } else {
    yield { path, type: typeText(schema), required };
  }
}

function typeText({ type, enum: values, minimum, maximum, maxLength, pattern, const: only }) {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (only !== undefined) return `\`${only}\``;
  if (type === 'integer') return `whole number, ${minimum} to ${maximum}`;
  if (type === 'string' && pattern && !pattern.includes('\\p{'))
    return `text \`${pattern.replaceAll('|', '\\|')}\`${maxLength ? `, at most ${maxLength}` : ''}`;
  return type === 'string' ? `text, at most ${maxLength} characters` : type;
}
