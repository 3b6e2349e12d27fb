import type { Locator, Page } from 'playwright';

/** What an answer may be made of; whatever else stands in it was smuggled in. */
const allowedElements =
  'A B BLOCKQUOTE BR BUTTON CODE DEL EM H3 H4 H5 H6 HR IMG LI OL P PRE S SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(' ');

/** Elements, attributes and links of an answer that are not the renderer's own. */
export function inspectAnswer(
  answer: Locator,
  imageHost = 'no.host',
): Promise<{ strangers: string[]; attributes: string[]; links: string[] }> {
  return answer.evaluate(
    (root, { allowed, images }) => {
      const elements = Array.from(root.querySelectorAll('*'));
      // What the renderer itself adds: citation marks, a box around a wide table, and the frame of a block of code with its button.
      const isOwn = (element: Element): boolean =>
        element.matches(
          'button.askwell-cite, span.askwell-whole, div.askwell-table, div.askwell-code, .askwell-code-head, .askwell-code-head *',
        ) ||
        (allowed.includes(element.tagName) && element.tagName !== 'BUTTON' && element.tagName !== 'IMG') ||
        (element instanceof HTMLImageElement && new URL(element.src).origin === `https://${images}`);
      return {
        strangers: elements.filter((element) => !isOwn(element)).map((element) => element.outerHTML.slice(0, 200)),
        attributes: elements
          .flatMap((element) => Array.from(element.attributes, ({ name }) => `${element.tagName} ${name}`))
          .filter(
            (name) => name !== 'IMG src' && / (on\w+|style|id|name|src|srcset|form\w*|ping|poster|background|action)$/.test(name),
          ),
        links: elements
          .flatMap((element) => (element instanceof HTMLAnchorElement ? [element.href] : []))
          .filter((href) => !/^(https?:\/\/|mailto:)/.test(href)),
      };
    },
    { allowed: allowedElements, images: imageHost },
  );
}

/** How many elements the page and its chat have that could run, load, frame or ask for something. No text may change it. */
export function countActive(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const kinds =
      'script, iframe, frame, object, embed, form, input, select, textarea, dialog, details, style, base, meta, img:not(.answer-text *), video, audio, math, template, foreignObject, image, animate, use, [onerror], [onload], [srcdoc], [formaction], [ping]';
    const roots = [document, ...Array.from(document.querySelectorAll('askwell-chat'), ({ shadowRoot }) => shadowRoot)];
    const counts: Record<string, number> = {};
    for (const element of roots.flatMap((root) => Array.from(root?.querySelectorAll(kinds) ?? []))) {
      counts[element.localName] = (counts[element.localName] ?? 0) + 1;
    }
    return counts;
  });
}
