import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NpmStart } from './npm-start.spec-kit.js';
import { paste, questionsOf, toPaste } from './pasted-pages.spec-kit.js';

const MINUTES = 60_000;
const shell = ['bash', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0);
const itInShell = shell || process.env.CI ? it : it.skip;
const named = shell ? '' : ' (no bash or no curl found)';
const folder = 'docs/institutions';
const PAGES = [
  'README.md',
  'docs/as-of.md',
  'docs/graphql/README.md',
  'docs/official-statistics.md',
  'docs/release-calendar.md',
  'docs/reports.md',
  'docs/mirror-gap.md',
  'docs/corridor.md',
  'docs/customs-figures.md',
  'docs/services-trade.md',
  ...readdirSync(fileURLToPath(new URL(`../../../${folder}`, import.meta.url))).map(
    (name) => `${folder}/${name}`,
  ),
];

let start: NpmStart;
let url: string;
beforeAll(async () => {
  start = new NpmStart();
  ({ url } = await start.ready('--no-demo'));
}, 4 * MINUTES);
afterAll(() => start.discard(), MINUTES);

itInShell.each(PAGES.filter((page) => toPaste(page) !== ''))(
  `%s works as it is pasted${named}`,
  async (page) => {
    expect(await paste(page, { url, dataDir: start.dataDir })).not.toBe('');
  },
  MINUTES,
);

it.each(
  PAGES.filter((page) => page.startsWith(folder)).flatMap((page) =>
    questionsOf(page).map((question, index) => ({ page, index, question })),
  ),
)('$page: question $index is one that the ledger answers', async ({ question }) => {
  expect(await start.ask(url, question, 'operator')).toBeDefined();
});
