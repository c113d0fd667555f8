/** How what a service makes of the log stands: a list, a projection, or what its consumers do. */
export interface FollowerStatus {
  readonly name: string;
  /** Every event up to here is applied, or set aside; absent of what goes stream by stream. */
  readonly position?: number;
  /** Where it stands still: before which event, why, and since when (RFC 3339). */
  readonly stands?: { readonly before: number; readonly reason: string; readonly since: string };
  /** Events that it goes on without. */
  readonly setAside: number;
}

/**
 * What is wrong with them, for people: nothing of those that are well. Anybody may read it: of a reason its kind alone, since what an error
 * says of an event may hold what the event says.
 */
export function troublesOf(followers: readonly FollowerStatus[]): readonly FollowerStatus[] {
  return followers
    .filter(({ stands, setAside }) => stands !== undefined || setAside > 0)
    .map((follower) => {
      const { stands } = follower;
      return stands ? { ...follower, stands: { ...stands, reason: kindOf(stands.reason) } } : follower;
    });
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly values: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

/**
 * In the text format of Prometheus (0.0.4).
 * @param head The last position of the log.
 */
export function metricsOf(head: number, followers: readonly FollowerStatus[]): string {
  const metrics: readonly Metric[] = [
    { name: 'ledger_head_position', help: 'Last position of the log.', values: [[{}, head]] },
    {
      name: 'ledger_follower_position',
      help: 'Position up to which a follower has applied the log.',
      values: followers.flatMap(({ name, position }) =>
        position === undefined ? [] : [[{ follower: name }, position] as const],
      ),
    },
    {
      name: 'ledger_follower_stands_before',
      help: 'Position of the event that a follower cannot apply and stands still before; absent where it goes on.',
      values: followers.flatMap(({ name, stands }) =>
        stands ? [[{ follower: name, reason: kindOf(stands.reason) }, stands.before] as const] : [],
      ),
    },
    {
      name: 'ledger_follower_set_aside',
      help: 'Events that a follower goes on without.',
      values: followers.map(({ name, setAside }) => [{ follower: name }, setAside] as const),
    },
  ];
  return metrics.flatMap(linesOf).join('\n').concat('\n');
}

/** The name of the error alone: what it says of an event has no bound, and of a figure each text would be a series of its own. */
const kindOf = (reason: string): string => /^\w+(?=:)/.exec(reason)?.[0] ?? 'Error';

function linesOf({ name, help, values }: Metric): readonly string[] {
  const samples = values.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
