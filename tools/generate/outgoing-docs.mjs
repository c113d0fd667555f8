// The page of what banks are told, made from the list that says which events those are.
import { PLACEMENTS } from '../../apps/payments-settlement/dist/outgoing/outgoing-events.js';
import { jsonSchemaOf } from '../../libs/contracts/dist/index.js';

/** @param contracts the registry of every version of every type. @returns the text of docs/rest/outgoing.md. */
export function outgoingDocs(contracts) {
  const rows = contracts.newest.flatMap((contract) => {
    const placement = PLACEMENTS[contract.type];
    return placement?.told ? [row(contract, placement)] : [];
  });
  return `<!-- Made by \`npm run generate\` from the list that payments-settlement works by, and from libs/contracts. -->
# What banks are told of

The items of \`GET /v1/outgoing\` and of webhooks, by the \`type\` of their event, as [What banks are told](../webhooks.md) says. \`data\` has the fields of the newest version of the type, those
with \`?\` where they are known; of \`postings\` a bank gets its own. The type leads to what each field holds.

| \`type\` | \`isoStatus\` | what happened | fields of \`data\` |
| ------ | ----------- | ------------- | ---------------- |
${rows.sort().join('\n')}
`;
}

function row(contract, { statuses, without = [] }) {
  const { type, category, summary } = contract;
  const { properties, required = [] } = jsonSchemaOf(contract);
  const fields = Object.keys(properties)
    .filter((name) => !without.includes(name))
    .map((name) => `\`${name}\`${required.includes(name) ? '' : '?'}`);
  const states = statuses.map((status) => `\`${status}\``).join(', ');
  return `| [${type}](../events/${category}.md#${type.toLowerCase()}) | ${states || '–'} | ${summary} | ${fields.join(', ')} |`;
}
