import type { ChatMode } from '../dist/index.js';

/** The attributes of `<askwell-chat>`, as templates write them. */
export interface AskwellChatAttributes {
  'publishable-key'?: string;
  api?: string;
  mode?: ChatMode;
  open?: boolean;
  position?: 'left' | 'right';
  accent?: string;
  scheme?: 'auto' | 'light' | 'dark';
  label?: string;
  'z-index'?: number;
  consent?: 'required' | 'none';
}
