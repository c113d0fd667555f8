// The pages of docs/events, made from the contracts that the services keep to and the lists that readers work by.
import { CATEGORIES, jsonSchemaOf, topicOf } from '../../libs/contracts/dist/index.js';

/**
 * @param contracts the registry of every version of every type
 * @param {readonly {service: string, reader: string, handles: readonly string[]}[]} readers
 * @returns {Map<string, string>} file name within docs/events → text
 */
export function eventDocs(contracts, readers) {
  const events = contracts.newest.map((newest) => ({
    newest,
    older: contracts.versionsOf(newest.type).slice(0, -1).reverse(),
    readBy: readersOf(newest.type, readers),
  }));
  const files = new Map([['README.md', index(events)]]);
  for (const category of Object.keys(CATEGORIES)) {
    const own = events.filter(({ newest }) => newest.category === category);
    files.set(`${category}.md`, page(category, own));
  }
  for (const { newest, older } of events) {
    for (const contract of [newest, ...older]) {
      files.set(schemaFile(contract), `${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`);
    }
  }
  return files;
}

const schemaFile = ({ type, schemaVersion }) => `schemas/${type}.v${schemaVersion}.json`;

/** Service → its readers of a type. */
function readersOf(type, readers) {
  const found = new Map();
  for (const { service, reader, handles } of readers) {
    if (handles.includes(type)) found.set(service, [...(found.get(service) ?? []), reader]);
  }
  return found;
}

function index(events) {
  const rows = events.map(({ newest, older, readBy }) => {
    const versions = [newest, ...older].map(({ schemaVersion }) => schemaVersion).join(', ');
    const { type, category, summary } = newest;
    return `| [${type}](${category}.md#${type.toLowerCase()}) | ${versions} | ${CATEGORIES[category]} | ${[...readBy.keys()].join(', ')} | ${summary} |`;
  });
  return `<!-- Made by \`npm run generate\` from libs/contracts and the readers' own lists. -->
# Events

Everything the ledger knows it knows from these events. Each is published on its service's Kafka topic, keyed by stream, as
[CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md) in JSON; \`data\` keeps to the schema that its type and version name. A version never changes its
meaning: a change is a new version beside the old one. The newest is appended; older ones stay in the log as they are, and are brought to the newest on reading. A reader passes by
types and versions that it does not know.

| event | versions | appended by, on \`ledger.<service>.v1\` | read by | what happened |
| ----- | -------- | ------------------------------------- | ------- | ------------- |
${rows.join('\n')}

Beside these readers, each aggregate reads its own stream before it decides, and figures and histories in GraphQL name the events behind them.

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

function page(category, events) {
  const owner = CATEGORIES[category];
  return `<!-- Made by \`npm run generate\` from libs/contracts and the readers' own lists. -->
# ${category[0].toUpperCase()}${category.slice(1)} events

Streams \`${category}-<id>\`, appended by ${owner} alone, published on \`${topicOf(owner)}\`.

${events.map(section).join('\n')}`;
}

function section({ newest, older, readBy }) {
  const rows = [...fieldsOf(jsonSchemaOf(newest))].map(
    ({ path, type, required }) => `| \`${path}\` | ${type} | ${required ? 'yes' : 'no'} |`,
  );
  return `## ${newest.type}

${newest.summary}

- Version ${newest.schemaVersion} is appended: [JSON Schema](${schemaFile(newest)}).
${older.map(superseded).join('')}- Appended by ${CATEGORIES[newest.category]}.
- ${readByText(readBy)}

| field | holds | required |
| ----- | ----- | -------- |
${rows.join('\n')}
`;
}

function superseded(contract) {
  const { schemaVersion } = contract;
  return `- Version ${schemaVersion} is deprecated ([JSON Schema](${schemaFile(contract)})): it is no longer appended, and is upcast to version ${schemaVersion + 1} on reading.\n`;
}

function readByText(readBy) {
  if (readBy.size === 0) return 'Read by its own aggregate only.';
  return `Read by ${[...readBy].map(([service, readers]) => `${service} (${readers.join(', ')})`).join('; ')}.`;
}

/** The leaves of a schema, with their paths. */
function* fieldsOf(schema, path = '', required = true) {
  // One that any fields may stand in is a leaf, such as a message that is kept as it was given.
  if (schema.type === 'object' && schema.properties) {
    for (const [name, field] of Object.entries(schema.properties)) {
      const at = path === '' ? name : `${path}.${name}`;
      yield* fieldsOf(field, at, required && (schema.required ?? []).includes(name));
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
  if (type === undefined) return 'any JSON';
  if (type === 'object') return 'an object of any fields';
  if (type === 'integer') return `whole number, ${minimum} to ${maximum}`;
  if (type === 'string' && pattern && !pattern.includes('\\p{'))
    return `text \`${pattern.replaceAll('|', '\\|')}\`${maxLength ? `, at most ${maxLength}` : ''}`;
  return type === 'string' ? `text, at most ${maxLength} characters` : type;
}
