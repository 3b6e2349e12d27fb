import type { Router } from './router.js';

/** Adds `/openapi.json`, made from the schemas that check the requests. */
export function addOpenApi(router: Router): void {
  const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description }) as const;
  router.openAPIRegistry.registerComponent('securitySchemes', 'platformKey', bearer('The platform key: ASKWELL_PLATFORM_KEY'));
  router.openAPIRegistry.registerComponent('securitySchemes', 'secretKey', bearer('A tenant’s secret key: sk_…'));
  router.openAPIRegistry.registerComponent('securitySchemes', 'visitorToken', bearer('A visitor’s token, from /v1/sessions'));
  router.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Askwell',
      version: '1.0.0',
      description: 'A chat for any website that answers from the site’s own knowledge and cites the exact passage.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/', description: 'This server' }],
    // A call that names no credentials needs none.
    security: [],
    tags: [
      { name: 'Platform', description: 'For the owner of the installation' },
      { name: 'Assistants', description: 'How an assistant speaks and looks' },
      { name: 'Documents', description: 'The knowledge base' },
      { name: 'Answers', description: 'Search and answers for a tenant’s own server' },
      { name: 'Visitors', description: 'Who asks: identity, details, deletion' },
      { name: 'Handoff', description: 'Visitors who ask for a person, and the webhook' },
      { name: 'Widget', description: 'What the embedded chat reads first' },
      { name: 'Chat', description: 'Sessions, conversations and streamed answers of visitors' },
      { name: 'Operations', description: 'Health and metrics' },
    ],
  });
}
