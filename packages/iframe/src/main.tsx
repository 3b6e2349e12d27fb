import { render } from 'preact';
import { App } from './components/app.js';
import { Notice } from './components/notice.js';
import { readPageAddress } from './page-address.js';
import './styles/page.css';
import './styles/transcript.css';
import './styles/answer.css';
import './styles/composer.css';
import './styles/citation-card.css';

const root = document.getElementById('app');
const address = readPageAddress(location.href);

if (root) {
  render(address ? <App address={address} /> : <Notice text="This address holds no key. It must end in /embed/pk_…" />, root);
}
