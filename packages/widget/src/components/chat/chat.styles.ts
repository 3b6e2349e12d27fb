import type { CSSResultGroup } from 'lit';
import { baseStyles } from '../../styles/base.styles.js';
import { citationCardStyles } from '../citation-card/citation-card.styles.js';
import { composerStyles } from '../composer/composer.styles.js';
import { panelStyles } from '../panel/panel.styles.js';
import { answerTextStyles } from '../transcript/answer-text.styles.js';
import { transcriptStyles } from '../transcript/transcript.styles.js';

/** The launcher brings its own sheet: the loader has painted it before this is here. */
export const chatStyles: CSSResultGroup = [
  baseStyles,
  panelStyles,
  transcriptStyles,
  answerTextStyles,
  composerStyles,
  citationCardStyles,
];
