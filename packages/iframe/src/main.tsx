import { render } from 'preact';
import { App } from './components/app.js';
import { Notice } from './components/notice.js';
import { readPageAddress } from './page-address.js';
import '@askwell/sdk/styles/chat.css';
import '@askwell/sdk/styles/answers.css';
import './styles/page.css';

const root = document.getElementById('app');
const address = readPageAddress(location.href);

if (root) {
  render(address ? <App address={address} /> : <Notice text="This address holds no key. It must end in /embed/pk_…" />, root);
}
