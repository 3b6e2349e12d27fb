/** Says whether an answer may show the image at this address. */
export type ImageRule = (url: string) => boolean;

/**
 * Only https, only hosts that the tenant named (`images.example.com`, `*.example.com`, with a port where one is named), and no
 * address with a name or password in it.
 */
export function createImageRule(hosts: readonly string[]): ImageRule {
  const names = hosts.map((host) => host.toLowerCase());
  return (address) => {
    if (names.length === 0) return false;
    const { protocol, host, username, password } = new URL(address);
    if (protocol !== 'https:' || username !== '' || password !== '') return false;
    return names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name));
  };
}
