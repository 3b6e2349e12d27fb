import { unsafeCSS, type CSSResultGroup } from 'lit';
import { baseStyles } from '../../styles/base.styles.js';
import { citationCardStyles } from '../citation-card/citation-card.styles.js';
import { composerStyles } from '../composer/composer.styles.js';
import { launcherStyles } from '../launcher/launcher.styles.js';
import { panelStyles } from '../panel/panel.styles.js';
import { answerTextStyles } from '../transcript/answer-text.styles.js';
import { transcriptStyles } from '../transcript/transcript.styles.js';

export const chatStyles: CSSResultGroup = [
  unsafeCSS(launcherStyles),
  baseStyles,
  panelStyles,
  transcriptStyles,
  answerTextStyles,
  composerStyles,
  citationCardStyles,
];
