import { chatCss } from '@askwell/sdk/styles';
import { unsafeCSS, type CSSResult } from 'lit';
import { panelStyles } from '../panel/panel.styles.js';

/** The launcher brings its own sheet: the loader has painted it before this is here. */
export const chatStyles: CSSResult[] = [panelStyles, unsafeCSS(chatCss)];
