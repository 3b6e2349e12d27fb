import type { BrowserContext, Page } from 'playwright';

/** Reports of the page's policies (CSP and Trusted Types), exceptions and console errors, from the first script on. */
export interface Watch {
  violations(): Promise<string[]>;
  errors: string[];
}

export async function watch(page: Page): Promise<Watch> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript(() => {
    const found: string[] = [];
    Object.assign(window, { policyViolations: found });
    document.addEventListener('securitypolicyviolation', (event) => {
      found.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    errors,
    violations: () => page.evaluate(() => (window as unknown as { policyViolations: string[] }).policyViolations),
  };
}

/** Every address that the browser asks for, of all pages of the context. */
export function recordRequests(context: BrowserContext): string[] {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  return requests;
}
