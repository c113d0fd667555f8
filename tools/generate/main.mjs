// `npm run generate`: writes what is made from code; with `--check` it only tells what is out of date. Needs a build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventDocs } from './event-docs.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eventsFolder = join(root, 'docs/events');
const wanted = new Map([...eventDocs()].map(([name, text]) => [join(eventsFolder, name), text]));

const present = existsSync(eventsFolder)
  ? readdirSync(eventsFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  : [];
const outdated = [
  ...present.filter((file) => !wanted.has(file)),
  ...[...wanted.keys()].filter(
    (file) => !existsSync(file) || readFileSync(file, 'utf8') !== wanted.get(file),
  ),
];

if (process.argv.includes('--check')) {
  for (const file of outdated) console.error(`out of date: ${relative(root, file)}`);
  if (outdated.length > 0)
    console.error('Run `npm run build && npm run generate` and commit what it writes.');
  process.exit(outdated.length > 0 ? 1 : 0);
}
for (const file of outdated) {
  const text = wanted.get(file);
  if (text === undefined) rmSync(file);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(relative(root, file));
}
