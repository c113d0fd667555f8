// The page of docs/graphql, made from the queries, limits and codes that the gateway keeps to.
import { GATEWAY_LIMITS } from '../../apps/gateway/dist/gateway.js';
import { COST_MAX, UNPAGED_ROWS } from '../../apps/gateway/dist/graphql/cost.js';
import { ERROR_CODES } from '../../apps/gateway/dist/graphql/errors.js';
import { EXAMPLE_QUERIES } from '../../apps/gateway/dist/graphql/example-queries.js';
import {
  ALIASES_MAX,
  DEPTH_MAX,
  DIRECTIVES_MAX,
  TOKENS_MAX,
} from '../../apps/gateway/dist/graphql/limits.js';
import { PAGE_DEFAULT, PAGE_MAX } from '../../apps/gateway/dist/graphql/paging.js';

const ADDRESS = 'http://127.0.0.1:4000/graphql';

/** @returns {Map<string, string>} file name within docs/graphql → text */
export function graphqlDocs() {
  return new Map([['README.md', page()]]);
}

function page() {
  return `<!-- Made by \`npm run generate\` from apps/gateway. -->
# Questions in GraphQL

How much was traded, how far it is to the target, by which events, and where each consignment stands: all of it is asked at
\`/graphql\`, which only reads. [schema.graphql](../../apps/gateway/schema.graphql) describes every field. [Figures](../figures/README.md) says what each of them means.

## How to ask

\`npm start\` writes a key for each kind of user to \`.ledger/keys.json\`. In a second terminal, in the ledger's folder (where it was started
with \`LEDGER_DATA_DIR\` or \`LEDGER_PORT\`, the keys are in that folder, and the address has that port):

${curl(EXAMPLE_QUERIES.find(({ variables }) => variables))}

In a browser, ${ADDRESS} opens GraphiQL with the questions below, each in a tab with its variables. Put
\`{"Authorization": "Bearer <key>"}\` into the header pane of a tab, then run it.

Amounts are decimal text with their currency (\`"1234.50"\`), so that no digit is lost. A reporter, operator or customs sees every figure, and of single events what \`event\` says;
a trader or a bank sees the consignments, invoices and events it takes part in, and the figures of trade and holds, but not the events
behind them. What banks book is for banks, each its own, reporters and operators:

- \`payments\`: how long they take, in which currencies they come, what went back, and by \`openObligations(on: "…")\` what is open by age on a
  day; where no day is named, on the last of the months that are asked for, which may lie ahead;
- \`lettersOfCredit\`: how those are used, for a bank the ones that it issued;
- the books, \`trialBalance\` and \`accountStatement\`: [docs/accounts.md](../accounts.md) has both to paste.

A trader takes part in a consignment as its exporter or importer, and a bank where

- an invoice for it, or for the whole that it was split from, names the bank as the creditor's (\`creditorBank\`), which is also the bank whose settlements pay it;
- or a letter of credit is for it, by its terms or by the documents that were presented, and the bank issues, advises or confirms that credit, or is
  nominated by it. The exporter and the importer of the consignment have to be the beneficiary and the applicant.

It then sees the consignment as it stands, its lines and its parties; of the invoices those that name it as the creditor's bank, and of \`history\` and \`holds\` what
names it. A debtor's bank that only orders payments takes part in none. For everybody else \`consignment\` is null, as one that there never was.

## Questions

The id in the last one stands for one that the question before it tells.

${EXAMPLE_QUERIES.map(question).join('\n\n')}

## As of

The ledger only grows: a correction is a new event beside the old one. So each figure is as of a position, the number of events that it
rests on, and tells it in \`asOf\`. Asked again with that \`asOf\`, it is the same for ever: write it beside a figure that you publish.

Left out, \`asOf\` is the last position that all read models have reached, the same one for a whole answer; a read model that stands
still at an event that it cannot apply holds up only the figures that are made of it, and these are as of where it stands;
\`{ ledger { position head } }\` tells it, and how far the ledger itself is.

## Page by page

Long lists come in pages of \`first\` rows, 1 to ${number(PAGE_MAX)}, ${number(PAGE_DEFAULT)} if left out. While \`pageInfo.hasNextPage\` is true, ask again with
\`after\` set to its \`endCursor\`. Pages stay put while rows are added. For the events behind a figure, give the \`asOf\` of the
first page with the further ones, so that they sum to that figure.

## Limits

| of one request | at most | beyond it |
| --- | --- | --- |
| values in the answer (cost); a field that reads much counts as more | ${number(COST_MAX)} | \`QUERY_TOO_COSTLY\` |
| rows of a page | ${number(PAGE_MAX)} | \`PAGE_TOO_LARGE\` |
| levels of fields and fragments | ${number(DEPTH_MAX)} | \`QUERY_TOO_DEEP\` |
| aliases | ${number(ALIASES_MAX)} | \`QUERY_TOO_ALIASED\` |
| directives | ${number(DIRECTIVES_MAX)} | \`QUERY_TOO_DIRECTED\` |
| words and signs (tokens) of the query | ${number(TOKENS_MAX)} | \`QUERY_TOO_LONG\` |
| time of one read | ${number(GATEWAY_LIMITS.statementMaxMs / 1_000)} s | \`TIMEOUT\` |
| size of the request | ${number(GATEWAY_LIMITS.bodyMaxBytes / 1_024 / 1_024)} MiB | status 413 |

The cost is counted before anything is read: 1 for each field, those of a page as often as \`first\` says, those of a list without
pages ${number(UNPAGED_ROWS)} times. Each answer tells what it was in \`extensions.cost\`. There is one query to a request; batches are refused.

## Errors

An error stands in \`errors\`, with its code in \`extensions.code\`. Codes are stable. One that names a \`path\` concerns the field
there: that is null, and the rest of the answer stands. One without it concerns the whole request, of which nothing was run.
With \`Accept: application/graphql-response+json\` that has status 400; other clients may get 200 and have to look into \`errors\`.

| code | what to do |
| --- | --- |
${Object.entries(ERROR_CODES)
  .map(([code, todo]) => `| \`${code}\` | ${todo} |`)
  .join('\n')}

What is refused before GraphQL is read is answered as on every other path, with \`application/problem+json\`: 401 without a valid
key, 413 and 415 for a body that is too large or no JSON, 422 for an \`X-Correlation-Id\` that is no UUID, 503 while the database is away.
`;
}

function question({ title, query, variables }) {
  const parts = [`### ${title}`, fenced('graphql', query)];
  if (variables) parts.push('with the variables', fenced('json', JSON.stringify(variables, null, 2)));
  return parts.join('\n\n');
}

/** A question as one line of a shell; it stands in single quotes, so it must have none. */
function curl({ query, variables }) {
  const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' '), variables });
  if (body.includes("'")) throw new Error(`This question cannot be asked in a shell: ${body}`);
  return fenced(
    'sh',
    `KEY=$(node -p "require('./.ledger/keys.json').reporter")
curl -s ${ADDRESS} -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '${body}'`,
  );
}

function fenced(language, text) {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function number(value) {
  return value.toLocaleString('en').replaceAll(',', ' ');
}
