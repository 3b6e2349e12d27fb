import { render } from 'preact';
import { App } from './components/app.js';
import { Notice } from './components/notice.js';
import { HostContext } from './embedding/host-context.js';
import { HostLink, parentOrigin } from './embedding/host-link.js';
import { addManifest } from './embedding/add-manifest.js';
import { readPageAddress } from './page-address.js';
import './page-styles.js';

const root = document.getElementById('app');
const address = readPageAddress(location.href);

if (root && address) {
  if (window.parent === window) addManifest(document, address);
  const link = new HostLink({ view: window, origin: parentOrigin(window) });
  render(
    <HostContext.Provider value={link}>
      <App address={address} />
    </HostContext.Provider>,
    root,
  );
} else if (root) {
  render(<Notice text="This address holds no key. It must end in /embed/pk_…" />, root);
}
