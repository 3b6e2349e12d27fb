import { createContext } from 'preact';
import type { HostLink } from './host-link.js';

/** The line to the page that frames this one. */
export const HostContext = createContext<HostLink | null>(null);
