import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Rejection } from '@corridor/kernel';
import { isLoopbackAddress, isPublicAddress } from './addresses.js';

/** Finds the addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Where webhooks may go: the public internet by HTTPS, and, for development, this machine by HTTP as well. */
export interface TargetRules {
  readonly allowsLoopback: boolean;
}

/** A connection that was not made: the address is not one that webhooks may go to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * The URL of a webhook, as far as it can be judged without the network; what its name leads to is judged at each connection.
 * @throws Rejection `webhook-url-refused` with the pointer of the field.
 */
export function checkTarget(text: string, rules: TargetRules): URL {
  const url = URL.canParse(text) ? new URL(text) : refuse('It is no URL.');
  const hostname = hostOf(url);
  const isLocal = hostname === 'localhost' || isLoopbackAddress(hostname);
  const isAllowedHttp = url.protocol === 'http:' && rules.allowsLoopback && isLocal;
  if (url.protocol !== 'https:' && !isAllowedHttp) refuse('It has to begin with https://.');
  if (url.username !== '' || url.password !== '') refuse('It holds credentials; what signs is the secret.');
  if (url.hash !== '') refuse('It has a fragment, which no request carries.');
  if (isIP(hostname) !== 0) {
    if (!mayConnect(hostname, rules)) refuse('Its address is not one of the public internet.');
  } else if (!(isLocal && rules.allowsLoopback) && !isPublicName(hostname)) {
    refuse('Its name is not one of the public internet.');
  }
  return url;
}

/** Whether a connection to an address may be made. */
export function mayConnect(address: string, { allowsLoopback }: TargetRules): boolean {
  return isPublicAddress(address) || (allowsLoopback && isLoopbackAddress(address));
}

/** A host as addresses are written: IPv6 without brackets, a name without the dot at its end. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/**
 * Looks a name up for a connection, and refuses all of it where one address is not allowed: the addresses that are judged are those
 * that are connected to, whatever the name leads to a moment later.
 */
export function guardedLookup(resolve: Resolve, rules: TargetRules): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const { family: wanted } = options;
        const family = wanted === 'IPv4' ? 4 : wanted === 'IPv6' ? 6 : wanted;
        const usable = found.filter((each) => !family || each.family === family);
        const [first] = usable;
        if (!first || found.some(({ address }) => !mayConnect(address, rules))) {
          callback(new AddressRefused(`${hostname} leads to no address that webhooks may go to.`), []);
        } else if (options.all) {
          callback(null, [...usable]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error) => callback(error, []),
    );
  };
}

/** Names of a single label, and those kept for this machine and local networks (RFC 6761, RFC 6762, RFC 8375, ICANN's "internal"). */
function isPublicName(hostname: string): boolean {
  return hostname.includes('.') && !/\.(?:localhost|local|internal|home\.arpa)$/.test(hostname);
}

function refuse(why: string): never {
  throw new Rejection('webhook-url-refused', `Nothing can be sent to this address. ${why}`, {
    pointer: '/url',
  });
}
