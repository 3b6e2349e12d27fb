import { chatCss } from '@askwell/sdk/styles';
import { unsafeCSS, type CSSResultGroup } from 'lit';
import { panelStyles } from '../panel/panel.styles.js';

/** The launcher brings its own sheet: the loader has painted it before this is here. */
export const chatStyles: CSSResultGroup = [panelStyles, unsafeCSS(chatCss)];
