export { createJobQueue } from './create-job-queue.js';
export type { JobQueueOptions } from './create-job-queue.js';
export type { JobAttempt, JobHandler, JobHandlers, JobName, JobPayloads, JobQueue } from './job-queue.js';
