import { Redis } from 'ioredis';

export interface RedisConnectionOptions {
  url: string;
  /** Called once for each time that Redis is away. */
  onError: (error: unknown) => void;
}

const answerMilliseconds = 1000;
const pingMilliseconds = 5000;

/** Commands fail at once while there is no connection, and soon when it is slow; the connection comes back by itself. */
export function connectRedis({ url, onError }: RedisConnectionOptions): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: answerMilliseconds,
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1000),
  });
  let isReported = false;
  redis.on('ready', () => {
    isReported = false;
  });
  redis.on('error', (error) => {
    if (!isReported) onError(error);
    isReported = true;
  });
  return redis;
}

/** A connection that is only listened to never notices that it is dead. Gives what ends the pings. */
export function pingSubscriber(subscriber: Redis): () => void {
  const timer = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => subscriber.disconnect(true));
  }, pingMilliseconds).unref();
  return () => clearInterval(timer);
}
