// The page that leads from the commands of `legalNow` to the paths that ask for them.
import { MACHINES } from './state-samples.mjs';

/** Commands of aggregates that docs/states does not draw. */
export const UNDRAWN = {
  Message: ['ReceiveMessage'],
};

/** Where one name stands for commands of two aggregates: the first part of the path that is not this one's. */
const NOT_BELOW = { Consignment: 'letters-of-credit' };

/** Commands that nobody sends: the ledger gives them itself, on what happens elsewhere or by the day. */
const OWN = {
  Consignment: [
    'PresentDocuments',
    'AttachDeclaration',
    'DetachDeclaration',
    'AttachInvoice',
    'PayInvoiceInPart',
    'SettleInvoice',
    'ReturnInvoicePayment',
    'DetachInvoice',
  ],
  Transit: ['MarkOverdue'],
  Case: ['ForeseeCase', 'AddCause', 'EndCause', 'OpenForeseenCase', 'MarkCaseLimits'],
  Guarantee: ['ReserveAmount', 'FreeAmount', 'CallGuarantee'],
  Obligation: ['RaiseObligation', 'ReturnPayment'],
  Settlement: ['HoldSettlement', 'SuspendSettlement'],
  Payment: ['TakeReturnAsInformation'],
  'Financial instrument': ['StartRepatriationTerm', 'RecordProceeds', 'MarkProceedsOverdue'],
  'Red flag': ['RaiseRedFlag'],
  'Letter of credit': ['TakeUpShipment', 'TakeUpTransportDocument', 'DropTransportDocument', 'DeemComplying'],
  'EPCIS event': ['UpholdCheckpoints'],
  'EPCIS capture': ['FinishCapture'],
  'Unique consignment reference': ['AssignUcr'],
  Webhook: ['DisableWebhook'],
  Meeting: ['RemindOfMomentum'],
  Action: ['MarkActionOverdue'],
  Commitment: ['LapseCommitment', 'FulfilCommitment', 'ReopenCommitment'],
  Goal: ['TakeGoal', 'FreeGoal'],
  Evidence: ['UseEvidence', 'FreeEvidence'],
  Allocation: ['FollowPapers', 'NameCredit'],
  'Contract of sale': ['ClaimContract', 'UnclaimContract', 'NameContract'],
  Lead: ['CommitLead', 'WithdrawLeadCommitment'],
  Need: ['ExpireNeed'],
  Service: ['LoadService', 'WithdrawLoad'],
  Match: ['ProposeMatch', 'LapseMatch'],
  'National id': ['ClaimNationalId', 'ReleaseNationalId'],
};

/**
 * @param {string} document the text of docs/rest/openapi.json
 * @returns the text of docs/rest/commands.md
 * @throws Error for a command that neither a route asks for nor the ledger gives itself, or that no aggregate has.
 */
export function commandDocs(document) {
  const routes = routesByCommand(JSON.parse(document));
  const drawn = MACHINES.map(({ name, commands }) => [name, [...new Set(commands.map(({ type }) => type))]]);
  const aggregates = [...drawn, ...Object.entries(UNDRAWN)];
  const known = new Set(aggregates.flatMap(([, types]) => types));
  const strange = [...routes.keys()].filter((type) => !known.has(type));
  if (strange.length > 0) throw new Error(`No aggregate has ${strange.join(', ')}, which routes ask for.`);
  return `<!-- Made by \`npm run generate\` from the routes and the deciders. -->
# Commands and their paths

\`legalNow\` names commands, in answers and in 409s with \`currentState\`; this is the path of each. Of a letter of credit it names what is for whoever asks. Whom a path is for, and its body, is told by the [table](README.md) and by
[openapi.json](openapi.json), where \`x-commands\` says the same. What has no path is given by the ledger itself.

| of | command | path |
| -- | ------- | ---- |
${aggregates.flatMap(([name, types]) => types.map((type) => row(name, type, routes))).join('\n')}
`;
}

function row(name, type, routes) {
  const isOwn = OWN[name]?.includes(type) ?? false;
  const paths = (routes.get(type) ?? []).filter(({ tag }) => tag !== NOT_BELOW[name]);
  if (isOwn === paths.length > 0)
    throw new Error(`${name}: say by @Operation, or in OWN, who gives ${type}.`);
  const told = paths.map(({ text }) => `\`${text}\``).join(', ');
  return `| ${name} | \`${type}\` | ${told || 'the ledger itself'} |`;
}

function routesByCommand({ paths }) {
  const routes = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { tags, 'x-commands': commands = [] }] of Object.entries(methods)) {
      const route = { tag: tags?.[0], text: `${method.toUpperCase()} ${path}` };
      for (const type of commands) routes.set(type, [...(routes.get(type) ?? []), route]);
    }
  }
  return routes;
}
