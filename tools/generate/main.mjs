// `npm run generate`: writes what is made from code; with `--check` it only tells what is out of date. Needs a build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaText } from '../../apps/gateway/dist/schema.js';
import { EVENT_CONTRACTS, PUBLISHED_CONTRACTS } from '../../libs/contracts/dist/index.js';
import { checkPublished } from '../../libs/contracts/dist/published-record.js';
import { commandDocs } from './command-docs.mjs';
import { eventDocs } from './event-docs.mjs';
import { EVENT_READERS } from './event-readers.mjs';
import { figureDocs } from './figure-docs.mjs';
import { graphqlDocs } from './graphql-docs.mjs';
import { outgoingDocs } from './outgoing-docs.mjs';
import { referenceTables } from './reference-tables.mjs';
import { restDocument } from './rest-document/document.mjs';
import { stateDocs } from './state-docs.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// What was published stands for ever: it is neither written anew nor called out of date, but refused.
const recordFile = 'libs/contracts/published.json';
const { broken, record } = checkPublished(JSON.parse(textOf(recordFile) ?? '{}'), EVENT_CONTRACTS);
if (broken.length > 0) {
  for (const breach of broken) console.error(breach);
  console.error('A published version never changes: take the change back, and make it a new version.');
  process.exit(1);
}

/** Folders in which nothing stands but what is made here: file name → text. */
const folders = {
  'docs/events': eventDocs(PUBLISHED_CONTRACTS, EVENT_READERS),
  'docs/figures': figureDocs(),
  'docs/graphql': graphqlDocs(),
  'docs/states': stateDocs(),
  'libs/reference-data/src/tables': referenceTables(join(root, 'libs/reference-data/data')),
};

const openApi = await restDocument(JSON.parse(textOf('package.json')).version);

/** Path from the root → text. */
const wanted = new Map([
  ...Object.entries(folders).flatMap(([folder, files]) =>
    [...files].map(([name, text]) => [`${folder}/${name}`, text]),
  ),
  ['apps/gateway/schema.graphql', await schemaText()],
  ['docs/rest/outgoing.md', outgoingDocs(PUBLISHED_CONTRACTS)],
  ['docs/rest/openapi.json', openApi],
  ['docs/rest/commands.md', commandDocs(openApi)],
  [recordFile, `${JSON.stringify(record, null, 2)}\n`],
]);

const unwanted = Object.keys(folders)
  .flatMap(filesBelow)
  .filter((file) => !wanted.has(file));
const outdated = [...wanted.keys()].filter((file) => textOf(file) !== wanted.get(file));

if (process.argv.includes('--check')) {
  for (const file of [...unwanted, ...outdated]) console.error(`out of date: ${file}`);
  if (unwanted.length + outdated.length > 0) {
    console.error('Run `npm run build && npm run generate` and commit what it writes.');
    process.exitCode = 1;
  }
} else {
  for (const file of unwanted) rmSync(join(root, file));
  for (const file of outdated) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), wanted.get(file));
  }
  for (const file of [...unwanted, ...outdated]) console.log(file);
}

/** Paths from the root, with `/` on every system. */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function textOf(file) {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined;
}
