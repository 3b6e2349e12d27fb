export { startTeaser } from '../components/teaser/teaser.js';
