import { answers } from '../../../packages/widget/test-support/mock-answers.mjs';
import { startMockApi } from '../../../packages/widget/test-support/mock-api.mjs';
import { traceTasks } from './trace.mjs';

const paragraph =
  'A workspace **moves** with its files first, and its *history* after that; `links` keep [working](https://northwind.example/move). It stays usable all the time, and billing goes on as before.';
const section = (at) =>
  `## Step ${at}\n\n${paragraph}\n\n- one ${at}\n- **two** and \`three\`\n\n| a | b |\n|---|---|\n| ${at} | x |\n\n${paragraph}`;

/** What a 16 KB answer costs the widget's page, from the stream's bytes to the layout. */
export async function measureStream(browser) {
  const text = Array.from({ length: 60 }, (_, at) => section(at))
    .join('\n\n')
    .slice(0, 16 * 1024);
  answers.unshift({ when: /sixteen/, answered: true, text });
  const body =
    '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1></main><script src="/widget.js" data-key="pk_bench" async></script></html>';
  const api = await startMockApi({ pace: 1, pages: { '/': { body } } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(api.origin);
    await page.getByRole('button', { name: 'Open chat' }).click();
    const input = page.locator('askwell-chat .input');
    await input.fill('sixteen');
    await page.waitForTimeout(1_500);
    const cdp = await page.context().newCDPSession(page);
    const result = await traceTasks(browser, page, async () => {
      await cdp.send('Runtime.evaluate', {
        expression: `document.querySelector('askwell-chat').shadowRoot.querySelector('form').requestSubmit()`,
      });
      const ended = `!document.querySelector('askwell-chat').shadowRoot.querySelector('.answer[data-running], [part=stop-button]')`;
      await page.waitForTimeout(1_000);
      for (let tries = 0; tries < 60; tries += 1) {
        const { result: value } = await cdp.send('Runtime.evaluate', { expression: ended });
        if (value.value) break;
        await page.waitForTimeout(500);
      }
    });
    const shown = await page
      .locator('askwell-chat .answer-text')
      .last()
      .evaluate((element) => element.textContent.length);
    if (shown < 10_000) throw new Error(`The answer did not arrive whole: ${shown} characters.`);
    return result;
  } finally {
    await page.close();
    await api.close();
  }
}
