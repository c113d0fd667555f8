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
  const named = (headers.connection ?? '').toLowerCase().split(',');
  const dropped = new Set(named.map((name) => name.trim()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !dropped.has(name)),
  ) as Headers;
}
