import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { AppError } from '../../errors.js';
import { refusedAddress } from './check-address.js';
import { allowsPrivate, type PrivateHosts } from './check-url.js';

export interface ResolvedAddress {
  address: string;
  family: number;
}

export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

export const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** A lookup for `net.connect`: what it checks is what is connected to, so a name cannot change in between. */
export function createSafeLookup(resolve: Resolve, privateHosts: PrivateHosts): LookupFunction {
  return (host, { all }, done) => {
    resolve(host)
      .then((addresses) => {
        const refused = allowsPrivate(privateHosts, host)
          ? undefined
          : addresses.map(({ address }) => refusedAddress(address)).find(Boolean);
        if (refused !== undefined) throw refuse(`its host is not public (${refused})`);
        const [first] = addresses;
        if (first === undefined) throw new AppError('URL_UNREACHABLE', 'The host has no address. Check the spelling of the URL.');
        if (all === true) done(null, addresses);
        else done(null, first.address, first.family);
      })
      .catch((error: NodeJS.ErrnoException) => done(error, ''));
  };
}

export function refuse(reason: string): AppError {
  return new AppError('URL_REFUSED', `The URL is refused: ${reason}. Give a public http or https address.`);
}
