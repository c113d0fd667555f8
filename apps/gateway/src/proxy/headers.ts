import type { IncomingHttpHeaders } from 'node:http';

/**
 * Headers that concern one connection only (RFC 9110, 7.6.1), and `Expect`: the gateway has sent "100 Continue" by itself, and the
 * client that asks the services takes none of these.
 */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers that go on to the next hop; names are in lower case. */
export function withoutHopByHop<Headers extends IncomingHttpHeaders>(headers: Headers): Headers {
  const named = namedBy(headers.connection);
  const kept: IncomingHttpHeaders = {};
  for (const name in headers) {
    if (!HOP_BY_HOP.has(name) && !named?.has(name)) kept[name] = headers[name];
  }
  return kept as Headers;
}

/** What `Connection` names beside what is no header of its own. */
function namedBy(connection: string | undefined): ReadonlySet<string> | undefined {
  // As nearly every client and service writes it.
  if (connection === undefined || connection === 'keep-alive') return undefined;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}
