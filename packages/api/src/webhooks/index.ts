export { deliverWebhook } from './deliver-webhook.js';
export { listDeliveries } from './list-deliveries.js';
export { queueEvent, testWebhook, type EventToQueue } from './queue-event.js';
export { deleteWebhook, getWebhook, renewWebhookSecret, setWebhook } from './webhook-settings.js';
