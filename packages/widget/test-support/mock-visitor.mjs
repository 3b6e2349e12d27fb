// What a visitor can do beside asking, for the mock API: conversations, files, the form, a person, page tools, suggestions.
const now = () => new Date().toISOString();

/** Answers `[status, body]` of a route, or null where it is none of these. */
export function visitorRoute(route, { path, body, raw, conversations, runs, settings, id }) {
  const conversation = conversations.get(path[1]);
  switch (route) {
    case 'GET conversations': {
      const data = Array.from(conversations.values(), ({ messages, ...rest }) => ({
        ...rest,
        title: messages.find(({ role }) => role === 'user')?.text ?? null,
      }));
      return [200, { data: data.reverse(), nextCursor: null }];
    }
    case 'GET conversations/:id':
      return conversation ? [200, { ...conversation, messages: undefined, unread: 0, handoff: settings.handoff }] : null;
    case 'DELETE conversations/:id':
      conversations.delete(path[1]);
      return [204, null];
    case 'PUT conversations/:id/read':
      return [200, {}];
    case 'POST conversations/:id/handoff':
      settings.handoff = { id: id('hof_'), status: 'requested', at: now() };
      return [
        201,
        { ...settings.handoff, conversationId: path[1], message: null, contact: {}, createdAt: now(), updatedAt: now() },
      ];
    case 'POST conversations/:id/attachments': {
      const name = /filename="([^"]+)"/.exec(raw)?.[1] ?? 'file';
      if (/broken/.test(name)) return [422, { code: 'VALIDATION_FAILED' }];
      return [201, { id: id('att_'), kind: 'text', name, mediaType: 'text/plain', bytes: raw.length, characters: raw.length }];
    }
    case 'DELETE attachments/:id':
      return [204, null];
    case 'GET visitors/me':
      return [200, { id: 'vis_1', identity: null, details: settings.details, unread: 0 }];
    case 'PUT visitors/me/details':
      settings.details = { values: body.values, consent: null, updatedAt: now() };
      return [200, settings.details];
    case 'DELETE visitors/me':
      conversations.clear();
      return [204, null];
    case 'GET messages/:id/suggestions':
      return [200, { data: settings.suggestions }];
    case 'POST runs/:id/tool-results':
      runs.get(path[1])?.answerTool(body);
      return [200, {}];
    default:
      return null;
  }
}
