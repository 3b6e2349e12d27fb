import type { WidgetConfig } from '@askwell/contract';
import { AskwellConfigurationError } from './errors.js';
import { requestJson, requestStream, type Authorize, type Call } from './request.js';
import { createConversations, type ConversationsResource } from './resources/conversations.js';
import { createMessages, type MessagesResource } from './resources/messages.js';
import type { StreamSettings } from './resources/open-connection.js';
import { createRuns, type RunsResource } from './resources/runs.js';
import { tolerantStorage, type KeyValueStorage } from './storage.js';
import { createTransport, type TransportOptions } from './transport.js';
import { createVisitorSession, type VisitorSession } from './visitor-session.js';

/** Give `key`, or the visitor's token by `token` or `getToken`. */
export interface ClientOptions extends TransportOptions {
  /** The publishable key, `pk_…`. The session opens at the first call that needs it. */
  key?: string | undefined;
  /** A visitor's token that your server opened. */
  token?: string | undefined;
  /** Gives a visitor's token; called again when the server refuses the former one. */
  getToken?: (() => string | Promise<string>) | undefined;
  /** With `key`: gives a signed token of yours that says who the visitor is; asked each time a session opens. */
  getIdentityToken?: (() => Promise<string | undefined>) | undefined;
  /** Keeps the visitor's token between page loads; written first when a session opens. @default none */
  storage?: KeyValueStorage | undefined;
  /** Milliseconds of silence after which an answer's connection is replaced. @default 45000 */
  idleTimeout?: number | undefined;
  /** Attempts to reconnect to an answer without one new part between them. @default 8 */
  maxReconnects?: number | undefined;
}

/** A visitor's side of Askwell. Every method throws {@link AskwellError}. */
export interface AskwellClient {
  /** Everything that a chat shows before the first message; needs `key`. */
  widgetConfig(options?: { signal?: AbortSignal | undefined }): Promise<WidgetConfig>;
  readonly conversations: ConversationsResource;
  readonly runs: RunsResource;
  readonly messages: MessagesResource;
  /**
   * Says who the visitor is from now on, by a token that your server signed; null forgets the visitor. Makes no request: the next
   * call opens the session. Needs `key`.
   */
  identify(identityToken: string | null): void;
  /** Makes any call of the visitor's, such as those of `@askwell/sdk/visitor`, and reads its JSON answer. */
  call<T>(call: Call): Promise<T>;
  /** Makes a call of the visitor's whose answer is a stream of events. */
  stream(call: Call): Promise<Response>;
  /** The visitor's token, as calls send it. Opens the session where there is none. */
  token(): Promise<string | undefined>;
}

/**
 * Creates a client; makes no request. Runs in browsers, Node 20 and later, and edge runtimes.
 * @throws AskwellConfigurationError where the options cannot work.
 */
export function createClient(options: ClientOptions): AskwellClient {
  if (options.key?.startsWith('sk_') === true) {
    throw new AskwellConfigurationError(
      'This is a secret key. Use the publishable key (pk_…) here, or @askwell/sdk/admin on your server.',
    );
  }
  let authorize: Authorize = () =>
    Promise.reject(new AskwellConfigurationError('This call needs a visitor. Create the client with key, token or getToken.'));
  const transport = createTransport(options, (rejected) => authorize(rejected));
  const session = openedByKey(options, transport);
  authorize = session?.authorize ?? givenToken(options) ?? authorize;

  const settings: StreamSettings = { idleTimeout: options.idleTimeout ?? 45_000, maxReconnects: options.maxReconnects ?? 8 };
  const runs = createRuns(transport, settings);
  return {
    runs,
    conversations: createConversations(transport, runs, settings),
    messages: createMessages(transport),
    call: (call) => requestJson(transport, call),
    stream: (call) => requestStream(transport, call),
    token: () => transport.authorize(),
    identify(identityToken) {
      if (session === undefined) throw new AskwellConfigurationError('identify() needs a client with key (pk_…).');
      session.identify(identityToken);
    },
    async widgetConfig({ signal } = {}) {
      if (options.key === undefined) throw new AskwellConfigurationError('widgetConfig() needs the client’s key (pk_…).');
      const query = { key: options.key };
      return requestJson<WidgetConfig>(transport, {
        method: 'GET',
        path: '/v1/widget-config',
        query,
        signal,
        anonymous: true,
        repeatable: true,
      });
    },
  };
}

function openedByKey(options: ClientOptions, transport: ReturnType<typeof createTransport>): VisitorSession | undefined {
  const { key, token, getToken, storage, getIdentityToken } = options;
  if (key === undefined || token !== undefined || getToken !== undefined) return undefined;
  return createVisitorSession({ key, transport, storage: tolerantStorage(() => storage), identityToken: getIdentityToken });
}

function givenToken({ token, getToken }: ClientOptions): Authorize | undefined {
  if (getToken !== undefined) return reuseToken(getToken);
  return token === undefined ? undefined : () => Promise.resolve(token);
}

function reuseToken(getToken: () => string | Promise<string>): Authorize {
  let held: Promise<string> | null = null;
  let known: string | null = null;
  return async (rejected) => {
    if (rejected !== undefined && rejected.token === known) held = null;
    held ??= Promise.resolve(getToken());
    try {
      known = await held;
      return known;
    } catch (error) {
      held = null;
      throw error;
    }
  };
}
