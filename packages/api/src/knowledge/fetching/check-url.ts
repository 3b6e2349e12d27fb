import { isIP } from 'node:net';
import { refusedAddress } from './check-address.js';

/**
 * `reject`: not an address that Askwell fetches. `block`: it leads where no tenant may reach. `allow`: a public address.
 * `resolve`: a name, to be decided by the addresses it resolves to.
 */
export type UrlVerdict =
  | { verdict: 'reject' | 'block'; reason: string }
  | { verdict: 'allow'; url: URL }
  | { verdict: 'resolve'; url: URL; host: string };

const ports: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);
/** Names that only a private network answers. */
const privateSuffixes = [
  'localhost',
  'local',
  'internal',
  'svc',
  'lan',
  'home',
  'corp',
  'intranet',
  'private',
  'home.arpa',
  'onion',
];

/** The hosts that may be private and on any port: all, none, or those named. Schemes and credentials are limited for all. */
export type PrivateHosts = boolean | readonly string[];

export function allowsPrivate(hosts: PrivateHosts, host: string): boolean {
  return typeof hosts === 'boolean' ? hosts : hosts.includes(host);
}

export function checkUrl(text: string, privateHosts: PrivateHosts = false): UrlVerdict {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return { verdict: 'reject', reason: 'it is not a valid address' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { verdict: 'reject', reason: 'only http and https are fetched' };

  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isAddress = isIP(host) !== 0;
  if (!allowsPrivate(privateHosts, host)) {
    const refused = isAddress ? refusedAddress(host) : isPrivateName(host) ? 'private name' : undefined;
    if (refused !== undefined) return { verdict: 'block', reason: `its host is not public (${refused})` };
    if (!ports.has(url.port)) return { verdict: 'reject', reason: 'only the ports 80, 443, 8080 and 8443 are fetched' };
  }
  if (url.username !== '' || url.password !== '') return { verdict: 'reject', reason: 'it contains credentials' };
  if (host.length > 253 || host.split('.').some((label) => label.length === 0 || label.length > 63)) {
    return { verdict: 'reject', reason: 'its host is not a valid name' };
  }
  return isAddress ? { verdict: 'allow', url } : { verdict: 'resolve', url, host };
}

function isPrivateName(host: string): boolean {
  return !host.includes('.') || privateSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}
