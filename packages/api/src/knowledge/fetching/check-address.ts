import ipaddr from 'ipaddr.js';

/** Azure's virtual host answers its guests here, although the address is a public one. */
const azureHost = '168.63.129.16';
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The reason why an address must not be contacted, undefined where it is public. IPv6 must lie in 2000::/3, which leaves
 * out every form that carries an IPv4 address but 6to4, Teredo and ISATAP.
 */
export function refusedAddress(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return 'not an address';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return range;
  if (parsed instanceof ipaddr.IPv4) return address === azureHost ? 'metadata' : undefined;
  if (!parsed.match(globalUnicast)) return 'not global';
  // An ISATAP interface identifier: 0000:5efe or 0200:5efe before the IPv4 address.
  return (parsed.parts[4] === 0 || parsed.parts[4] === 0x200) && parsed.parts[5] === 0x5efe ? 'isatap' : undefined;
}
