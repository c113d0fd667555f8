// Draws what each aggregate allows, found by trying: every sample command on every state that the ones before led to. What is drawn is what
// the deciders do, not what a table says that they do.
import { MACHINES } from './state-samples.mjs';

/** States that are kept of each status, unless a machine needs more: what a status allows may hang on what was told before. */
const STATES_MAX = 60;

/** `README.md` of docs/states. */
export function stateDocs() {
  return new Map([['README.md', page(MACHINES.map(explored))]]);
}

/** @returns the aggregate with its statuses, and which commands lead from which to which. */
export function explored({ name, decider, commands, about, statesMax = STATES_MAX, standing = statusOf }) {
  const seen = new Set();
  const kept = new Map();
  const ways = new Map();
  const tried = new Set();
  const waiting = [decider.initialState];
  keep(decider.initialState);
  while (waiting.length > 0) {
    const state = waiting.shift();
    for (const command of commands) {
      const after = outcome(decider, command, state);
      if (!after) continue;
      tried.add(command.type);
      const way = `${standing(state)} --> ${standing(after)}`;
      ways.set(way, (ways.get(way) ?? new Set()).add(command.type));
      if (keep(after)) waiting.push(after);
    }
  }
  const never = commands.filter(({ type }) => !tried.has(type)).map(({ type }) => type);
  if (never.length > 0) throw new Error(`${name}: nothing that was tried allows ${never.join(', ')}.`);
  return { name, about, ways };

  /** Whether it is worth trying on: a state that is new, and not one of too many. */
  function keep(state) {
    const text = JSON.stringify(state, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
    const status = standing(state);
    const count = kept.get(status) ?? 0;
    if (seen.has(text) || count >= statesMax) return false;
    seen.add(text);
    kept.set(status, count + 1);
    return true;
  }
}

/** `undefined` where the command is refused, or says nothing new. */
function outcome(decider, command, state) {
  try {
    const events = decider.decide(command, state);
    return events.length === 0 ? undefined : events.reduce(decider.evolve, state);
  } catch (error) {
    if (error.name === 'Rejection') return undefined;
    throw error;
  }
}

const statusOf = ({ status }) => status;

function page(machines) {
  return `# What each aggregate allows

Made by \`npm run generate\`: every command was tried on every state that others led to. A command that is not drawn at a status is refused there with 409
\`illegal-step\`, the status and the commands that are legal.

${machines.map(section).join('\n')}`;
}

function section({ name, about, ways }) {
  const id = (status) => status.replaceAll('-', '_');
  const statuses = [...new Set([...ways.keys()].flatMap((way) => way.split(' --> ')))];
  const aliases = statuses
    .filter((status) => status.includes('-'))
    .map((status) => `  state "${status}" as ${id(status)}\n`);
  const lines = [...ways].map(([way, types]) => {
    const [from, to] = way.split(' --> ');
    const begin = from === 'unknown' ? '[*]' : id(from);
    return `  ${begin} --> ${id(to)}: ${[...types].join('<br/>')}\n`;
  });
  return `## ${name}

${about}

\`\`\`mermaid
stateDiagram-v2
${aliases.join('')}${lines.join('')}\`\`\`
`;
}
